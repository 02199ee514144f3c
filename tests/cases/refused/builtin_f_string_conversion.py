# rule: builtin-use | message: Use of 'open' is not allowed
f'{open!r}'
