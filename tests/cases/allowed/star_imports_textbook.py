from math import *
from random import *
from datetime import *
from statistics import *
from itertools import *
from collections import *
from string import *
from fractions import *

seed(5)
print(sqrt(16), pi, factorial(5), gcd(12, 8), randint(1, 100), choice("xyz"))
print(date(2024, 1, 1) + timedelta(days=60), mean([1, 2, 3]), list(islice(count(5), 3)), Counter("aab")["a"])
print(ascii_uppercase[:3], Fraction(1, 3) + Fraction(1, 6), list(chain("ab", "c")), comb(5, 2))
