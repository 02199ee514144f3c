# rule: import-submodule | message: Import of 're._compiler' is not allowed
import re._compiler
