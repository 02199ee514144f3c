# rule: builtin-use | message: Use of 'ctypeslib' is not allowed
from numpy import *
ctypeslib.os
