# rule: import-forbidden | message: Import of 'sys' is not allowed | only: strict
class A:
    import sys
