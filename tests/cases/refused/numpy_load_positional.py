# rule: builtin-call | message: Call to 'load' is not allowed
from numpy import load
load('x.npy', None, True)
