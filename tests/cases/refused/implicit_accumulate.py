# rule: builtin-use | message: Use of 'getattr' is not allowed
from itertools import accumulate
accumulate(['a', 'b'], getattr)
