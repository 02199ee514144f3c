# rule: format-template | message: Access to 'ctypes' attribute is not allowed
'{0.ctypes}'.format(x)
