# rule: builtin-call | message: Call to 'open' is not allowed
with open('/etc/passwd') as f:
    print(f.read())
