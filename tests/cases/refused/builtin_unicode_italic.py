# rule: builtin-call | message: Call to 'eval' is not allowed
𝘦𝘷𝘢𝘭('1')
