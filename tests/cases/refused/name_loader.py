# rule: name | message: Use of '__loader__' is not allowed
__loader__.load_module('os')
