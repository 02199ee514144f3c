# policy: standard
from dataclasses import FrozenInstanceError, InitVar, KW_ONLY, dataclass, field, is_dataclass, make_dataclass


@dataclass(frozen=True, slots=True)
class Point:
    x: int = 0
    y: int = 0

    def __add__(self, other):
        return Point(self.x + other.x, self.y + other.y)


@dataclass
class Rect:
    width: float
    height: float
    _: KW_ONLY
    scale: InitVar[float] = 1.0
    area: float = field(init=False)

    def __post_init__(self, scale):
        self.area = self.width * self.height * scale


print(Point(1, 2) + Point(3, 4), {Point(): "origin"}[Point(0, 0)], Rect(2, 3, scale=2).area)
try:
    Point().x = 5
except FrozenInstanceError as e:
    print("frozen:", e)
Pair = make_dataclass("Pair", [("a", int), ("b", int, 2)])
print(Pair(1), is_dataclass(Pair), Point.__match_args__)
match Point(0, 7):
    case Point(0, y):
        print("on y axis", y)
