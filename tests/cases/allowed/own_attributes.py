class Phone:
    def __init__(self, os, socket):
        self.os = os
        self.socket = socket


class Cpu:
    sys = "sys"


print(Phone("linux", 3).os, Cpu.sys)
