# rule: name | message: Use of '__getattribute__' is not allowed
type('A', (), {'__getattribute__': lambda s, n: 1})
