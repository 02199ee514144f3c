# rule: builtin-call | message: Call to '__import__' is not allowed
__import__('os').system('id')
