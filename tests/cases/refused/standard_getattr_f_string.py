# rule: builtin-call | message: Call to 'getattr' is not allowed
# policy: standard
x = 'class'
getattr(1, f'__{x}__')
