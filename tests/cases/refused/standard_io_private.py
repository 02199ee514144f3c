# rule: import-unlisted | message: Import of '_io' is not in the allowed list
# policy: standard
import _io
