# rule: name | message: Use of '__build_class__' is not allowed
__build_class__ = print
