# rule: builtin-use | message: Use of 'input' is not allowed
from collections import defaultdict
defaultdict(input)['x']
