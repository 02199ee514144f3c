# rule: import-forbidden | message: Import of 'sys' is not allowed
class A:
    import sys
