# rule: name | message: Use of '__spec__' is not allowed
import math as __spec__
