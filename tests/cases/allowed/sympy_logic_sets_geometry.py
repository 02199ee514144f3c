from sympy import And, FiniteSet, Implies, Interval, Not, Or, S, Union, satisfiable, simplify_logic, symbols, to_cnf
from sympy import Circle, Line, Point, Polygon, Segment, Triangle, pi
from sympy.logic.boolalg import truth_table

p, q, r = symbols("p q r")
print(simplify_logic((p & q) | (p & ~q)), to_cnf(Implies(p, q & r)), satisfiable(And(p, Not(p))), Or(p, True))
for row, value in truth_table(p >> q, [p, q]):
    print(row, bool(value))
print(Union(Interval(0, 2), Interval(1, 5)), Interval(0, 4).intersect(FiniteSet(1, 2, 9)), 3 in S.Integers, S.Reals - FiniteSet(0))
a, b, c = Point(0, 0), Point(4, 0), Point(0, 3)
triangle = Triangle(a, b, c)
print(triangle.area, triangle.perimeter, triangle.is_right(), triangle.incircle.radius, triangle.centroid)
circle = Circle(Point(0, 0), 5)
print(circle.intersection(Line(Point(0, 3), slope=0)), circle.area, Segment(a, b).midpoint, Polygon(a, b, Point(4, 4), (0, 4)).area)
Line(a, b).angle_between(Line(a, c)) == pi / 2
