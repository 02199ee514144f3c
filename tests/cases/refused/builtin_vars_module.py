# rule: builtin-call | message: Call to 'vars' is not allowed
import random as r
vars(r)['_os']
