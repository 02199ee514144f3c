# rule: import-relative | message: Import from '.os' is not allowed
from ...os import system
