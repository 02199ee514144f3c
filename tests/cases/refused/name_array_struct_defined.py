# rule: name | message: Use of '__array_struct__' is not allowed
class A:
    @property
    def __array_struct__(self):
        return 1
