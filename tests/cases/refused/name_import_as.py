# rule: name | message: Use of '__builtins__' is not allowed
import math as __builtins__
