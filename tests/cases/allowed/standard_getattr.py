# policy: standard
class Robot:
    name = "R2"

    def beep(self):
        return "beep"


r = Robot()
print(getattr(r, "name"), getattr(r, "age", 3), hasattr(r, "beep"), getattr(r, "beep")())
setattr(r, "age", 7)
print(r.age)
delattr(r, "age")
print(hasattr(r, "age"))
