# rule: name | message: Use of '__match_args__' is not allowed
type('A', (), {'__match_args__': names})
