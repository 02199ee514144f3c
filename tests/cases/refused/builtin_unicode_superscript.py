# rule: builtin-call | message: Call to 'eval' is not allowed
ᵉval('1')
