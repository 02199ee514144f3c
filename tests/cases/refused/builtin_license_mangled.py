# rule: builtin-use | message: Use of 'license' is not allowed
class _Printer:
    def f(self):
        license.__filenames = ['/etc/passwd']
