# rule: import-unlisted | message: Import of '_io' is not in the allowed list
import _io
_io.open('x')
