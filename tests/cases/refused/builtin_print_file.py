# rule: builtin-call | message: Call to 'open' is not allowed
print('x', file=open('/tmp/x', 'w'))
