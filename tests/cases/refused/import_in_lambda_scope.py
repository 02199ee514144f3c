# rule: import-forbidden | message: Import from 'os' is not allowed | only: strict
def f():
    return [g for g in ()]
    from os import system
