# rule: builtin-use | message: Use of 'eval' is not allowed
type('A', (), {'__call__': eval})()('1')
