# rule: builtin-use | message: Use of 'read_pickle' is not allowed
from math import *
from cmath import *
from string import *
from re import *
from json import *
from csv import *
from pandas import *
read_pickle('x')
