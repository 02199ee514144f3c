# policy: standard
class Robot:
    def __init__(self):
        self.x = self.y = 0

    def __setattr__(self, name, value):
        if name not in ("x", "y"):
            raise AttributeError(f"no attribute {name}")
        super().__setattr__(name, value)

    def __getattr__(self, name):
        return f"<no {name}>"


r = Robot()
setattr(r, "x", 4)
print(getattr(r, "x"), getattr(r, "y", None), hasattr(r, "z"), r.speed)
try:
    r.speed = 3
except AttributeError as e:
    print(e)
delattr(r, "y")
print(r.y, getattr(r, "x") + 1, callable(getattr(r, "__init__")), getattr(len, "__name__"))
