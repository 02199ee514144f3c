import math


class Shape:
    def area(self):
        raise NotImplementedError("subclass must implement area()")

    def __lt__(self, other):
        return self.area() < other.area()

    def __repr__(self):
        return f"{type(self).__name__}(area={self.area():.2f})"


class Circle(Shape):
    def __init__(self, radius):
        self.radius = radius

    def area(self):
        return math.pi * self.radius ** 2


class Rectangle(Shape):
    def __init__(self, width, height):
        self.width, self.height = width, height

    def area(self):
        return self.width * self.height


class Square(Rectangle):
    def __init__(self, side):
        super().__init__(side, side)


shapes = [Circle(1), Square(3), Rectangle(2, 1.2)]
for shape in sorted(shapes):
    print(shape)
print(isinstance(shapes[1], Rectangle), issubclass(Square, Shape))
try:
    Shape().area()
except NotImplementedError as e:
    print(e)
