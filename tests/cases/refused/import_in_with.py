# rule: import-unlisted | message: Import of 'ctypes' is not in the allowed list
with x:
    import ctypes
