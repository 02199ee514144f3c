# rule: builtin-call | message: Call to 'open' is not allowed
# policy: standard
open('x')
