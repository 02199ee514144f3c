# rule: builtin-call | message: Call to 'open' is not allowed
f'{f"{open(1)}"}'
