# rule: builtin-use | message: Use of 'setattr' is not allowed
from itertools import starmap
starmap(setattr, [(1, 'a', 2)])
