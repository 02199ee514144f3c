# rule: module-attribute | message: Access to '_make_key' attribute is not allowed
import functools
functools._make_key.__globals__
