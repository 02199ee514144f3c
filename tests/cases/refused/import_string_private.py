# rule: import-unlisted | message: Import of '_string' is not in the allowed list
import _string
_string.formatter_field_name_split('a.b')
