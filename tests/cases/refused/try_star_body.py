# rule: builtin-call | message: Call to 'open' is not allowed
try:
    open('/etc/passwd')
except* OSError:
    pass
