# rule: builtin-use | message: Use of 'credits' is not allowed
type(credits)('x', '', ['passwd'], ['/etc'])()
