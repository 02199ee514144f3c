# rule: name | message: Use of '__code__' is not allowed
f(__ｃｏｄｅ__=1)
