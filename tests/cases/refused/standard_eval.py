# rule: builtin-call | message: Call to 'eval' is not allowed
# policy: standard
eval('1')
