# rule: builtin-call | message: Call to 'vars' is not allowed
# policy: standard
import sys
vars(sys)
