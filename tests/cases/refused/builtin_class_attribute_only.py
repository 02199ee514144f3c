# rule: builtin-call | message: Call to 'open' is not allowed
class A:
    open = 1

open('x')
