# rule: builtin-call | message: Call to 'exec' is not allowed
text = "text = ''"
while text:
    exec(text)
