# rule: name | message: Use of '__array_interface__' is not allowed
class A:
    __array_interface__ = {'data': (0, False), 'shape': (1,), 'typestr': '|u1', 'version': 3}
