# rule: name | message: Use of '__import__' is not allowed
globals()[b]['__import__']('os')
