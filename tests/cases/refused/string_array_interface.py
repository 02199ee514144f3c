# rule: name | message: Use of '__array_interface__' is not allowed
class A:
    pass

vars(A())['__array_interface__'] = {'data': (0, False)}
