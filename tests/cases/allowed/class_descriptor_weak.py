class Positive:
    """A descriptor that keeps its values beside the objects."""

    def __init__(self):
        self.values = {}

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, instance, owner):
        if instance is None:
            return self
        return self.values.get(id(instance), 0)

    def __set__(self, instance, value):
        if value < 0:
            raise ValueError(f"{self.name} must be positive, not {value}")
        self.values[id(instance)] = value


class Product:
    price = Positive()
    weight = Positive()

    def __init__(self, price, weight):
        self.price, self.weight = price, weight


item = Product(3, 10)
item.price += 2
print(item.price, item.weight, Product.price.name)
try:
    item.weight = -1
except ValueError as e:
    print(e)
