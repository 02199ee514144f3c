# rule: builtin-call | message: Call to 'open' is not allowed
if False:
    open('x')
