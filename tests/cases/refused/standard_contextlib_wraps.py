# rule: import-name | message: Import of 'wraps' from 'contextlib' is not allowed
# policy: standard
from contextlib import wraps
