# rule: import-submodule | message: Import of 'logging.handlers' is not allowed
# policy: standard
import logging.handlers
