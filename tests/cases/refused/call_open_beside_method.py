# rule: builtin-call | message: Call to 'open' is not allowed
class Door:
    def open(self):
        return 1

open('/etc/passwd')
