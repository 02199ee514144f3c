class Shape:
    count = 0

    def __init__(self, name):
        super().__init__()
        self.name = name
        Shape.count += 1

    def area(self):
        raise NotImplementedError

    def __str__(self):
        return f"{self.name}: {self.area():.2f}"

    def __lt__(self, other):
        return self.area() < other.area()


class Circle(Shape):
    def __init__(self, r):
        super().__init__("circle")
        self.r = r

    def area(self):
        return 3.14159265 * self.r**2


class Square(Shape):
    def __init__(self, side):
        Shape.__init__(self, "square")
        self.side = side

    def area(self):
        return self.side**2

    def __str__(self):
        return super().__str__().upper()


for shape in sorted([Square(3), Circle(1)]):
    print(shape)
print(Shape.count, issubclass(Circle, Shape), [c.__name__ for c in Circle.mro()])
