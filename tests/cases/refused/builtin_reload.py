# rule: builtin-call | message: Call to 'reload' is not allowed
import math
reload(math)
