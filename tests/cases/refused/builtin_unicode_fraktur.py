# rule: builtin-call | message: Call to 'exec' is not allowed
𝔢𝔵𝔢𝔠('1')
