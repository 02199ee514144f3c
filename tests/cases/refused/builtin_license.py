# rule: builtin-use | message: Use of 'license' is not allowed
license._Printer__filenames = ['/etc/passwd']
license()
