import operator
from operator import attrgetter, itemgetter, methodcaller, mul


class Student:
    def __init__(self, name, grade, age):
        self.name, self.grade, self.age = name, grade, age

    def shout(self, mark="!"):
        return self.name.upper() + mark


students = [Student("jane", "B", 12), Student("dave", "B", 10), Student("john", "A", 15)]
print([s.name for s in sorted(students, key=attrgetter("grade", "age"))])
print(list(map(methodcaller("shout", "?"), students)), itemgetter(1, 3)("abcd"), itemgetter("x")({"x": 5}))
ops = {"+": operator.add, "-": operator.sub, "*": mul, "//": operator.floordiv, "**": operator.pow, "<": operator.lt}
for symbol, f in ops.items():
    print(f"7 {symbol} 2 = {f(7, 2)}")
print(operator.contains([1, 2], 2), operator.concat("a", "b"), operator.countOf([1, 1, 2], 1), operator.index(True))
box = [1, 2, 3]
operator.setitem(box, 0, 9)
box = operator.iadd(box, [4])
print(box, operator.neg(3), operator.truth([]), operator.is_(None, None), operator.xor(5, 3))
