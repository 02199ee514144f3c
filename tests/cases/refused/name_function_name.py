# rule: name | message: Use of '__build_class__' is not allowed
def __build_class__():
    pass
