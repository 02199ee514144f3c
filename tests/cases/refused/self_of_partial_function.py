# rule: attribute | message: Access to '__self__' attribute is not allowed
import functools
functools.partial(print).func.__self__
