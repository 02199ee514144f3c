# rule: attribute | message: Access to '__spec__' attribute is not allowed
import math
math.__spec__.loader
