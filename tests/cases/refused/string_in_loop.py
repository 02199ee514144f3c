# rule: name | message: Use of '__mro__' is not allowed
for name in ('real', '__mro__'):
    print(name)
