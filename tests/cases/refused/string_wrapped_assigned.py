# rule: name | message: Use of '__wrapped__' is not allowed
name = '__wrapped__'
