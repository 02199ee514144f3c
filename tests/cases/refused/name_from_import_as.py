# rule: name | message: Use of '__loader__' is not allowed
from math import pi as __loader__
