# rule: import-unlisted | message: Import of '_ctypes' is not in the allowed list
import _ctypes as c
