# rule: import-name | message: Import of 'inspect' from 'dataclasses' is not allowed
# policy: standard
from dataclasses import inspect
