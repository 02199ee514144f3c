# rule: builtin-call | message: Call to '__import__' is not allowed
__𝒾𝓂𝓅ℴ𝓇𝓉__('os')
