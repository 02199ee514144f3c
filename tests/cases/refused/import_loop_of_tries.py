# rule: import-forbidden | message: Import of 'sys' is not allowed | only: strict
try:
    import math
except ImportError:
    try:
        import cmath
    except ImportError:
        import sys
