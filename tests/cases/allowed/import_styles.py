import collections.abc
import datetime as dt, json as js, math as m
import itertools as it
import matplotlib
import numpy
import numpy.linalg as la
import pandas
import scipy
import scipy.special as sc
import sklearn
import sympy
from math import (
    cos,
    sin as sine,
)


def area(r):
    from math import pi
    return pi * r**2


versions = [module.__version__.split(".")[0].isdigit() for module in (numpy, pandas, scipy, sklearn, sympy, matplotlib)]
print(versions, m.floor(2.7), js.dumps([1]), dt.date.min, sine(0), cos(0), round(area(1), 4))
print(la.norm([3, 4]), sc.binom(5, 2), list(it.repeat(1, 2)), isinstance({}, collections.abc.Mapping), js.__name__)
