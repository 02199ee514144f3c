# rule: builtin-use | message: Use of 'cbook' is not allowed
from math import *
from cmath import *
from string import *
from re import *
from json import *
from csv import *
from matplotlib import *
cbook
