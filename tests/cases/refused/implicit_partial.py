# rule: builtin-use | message: Use of 'open' is not allowed
from functools import partial
partial(open, 'x')()
