# rule: module-attribute | message: Access to 'update_wrapper' attribute is not allowed
import functools
functools.partial(functools.update_wrapper, assigned=name)
