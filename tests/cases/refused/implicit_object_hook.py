# rule: builtin-use | message: Use of 'exec' is not allowed
import json
json.loads('{}', object_hook=exec)
