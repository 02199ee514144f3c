# rule: builtin-call | message: Call to 'open' is not allowed
𝕠𝕡𝕖𝕟('x')
