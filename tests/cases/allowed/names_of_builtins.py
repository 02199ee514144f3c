def read(file, input=None):
    for line in file:
        input = (input or "") + line
    return input


class Door:
    def open(self):
        return "open"

    def compile(self):
        return self.open()


eval_score = {"eval": 1, "exec": 2}
print(read(["a", "b"]), Door().compile(), eval_score["eval"])
print("x", file=None)
import re
print(re.compile("a+").findall("aab"), "open the file")
