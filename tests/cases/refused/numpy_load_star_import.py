# rule: builtin-call | message: Call to 'load' is not allowed
from numpy import *
load('x', allow_pickle=True)
