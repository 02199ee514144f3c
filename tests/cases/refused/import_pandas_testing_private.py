# rule: import-submodule | message: Import of 'pandas._testing' is not allowed
import pandas._testing
