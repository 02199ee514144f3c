# rule: import-unlisted | message: Import of 'builtins' is not in the allowed list
import builtins as b
b.eval('1')
