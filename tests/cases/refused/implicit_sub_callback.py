# rule: builtin-use | message: Use of 'eval' is not allowed
import re
re.sub('x', eval, 'x')
