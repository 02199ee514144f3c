# rule: builtin-call | message: Call to 'eval' is not allowed
ｅｖａｌ('1')
