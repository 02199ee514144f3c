# rule: import-forbidden | message: Import of 'pickle' is not allowed
try:
    import pickle
except ImportError:
    pass
