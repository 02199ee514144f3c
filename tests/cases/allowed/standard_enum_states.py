# policy: standard
import enum
from enum import Enum, Flag, IntEnum, StrEnum, auto, unique


@unique
class Planet(Enum):
    EARTH = (5.976e24, 6.37814e6)
    MARS = (6.421e23, 3.3972e6)

    def __init__(self, mass, radius):
        self.mass, self.radius = mass, radius

    @property
    def gravity(self):
        return round(6.67430e-11 * self.mass / self.radius**2, 2)


class Light(Enum):
    RED = auto()
    GREEN = auto()
    AMBER = auto()

    def next(self):
        members = list(type(self))
        return members[(members.index(self) + 1) % len(members)]


class Perm(Flag):
    R = auto()
    W = auto()
    X = auto()


class Level(IntEnum):
    LOW = 1
    HIGH = 10


class Colour(StrEnum):
    RED = auto()


print(Planet.MARS.gravity, Light.AMBER.next(), Light["RED"].value, Light(2).name, [m.name for m in Light])
print(Perm.R | Perm.W, Perm.X in (Perm.R | Perm.X), Level.HIGH > Level.LOW, Colour.RED == "red", f"{Colour.RED}", enum.Enum("Dyn", "A B").B.value)
try:
    Light(9)
except ValueError as e:
    print(e)
