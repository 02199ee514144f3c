# rule: builtin-use | message: Use of 'ag' is not allowed
from operator import attrgetter as ag
list(map(ag, ['x']))
