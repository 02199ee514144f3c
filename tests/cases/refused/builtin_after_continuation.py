# rule: builtin-call | message: Call to 'eval' is not allowed
x = \
    eval('1')
