# rule: builtin-call | message: Call to 'load' is not allowed
from numpy import load as l
l('x', allow_pickle=True)
