# rule: builtin-call | message: Call to '__import__' is not allowed
try:
    import numpy
except ImportError:
    numpy = __import__('os')
