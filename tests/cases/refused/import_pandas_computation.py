# rule: import-submodule | message: Import of 'pandas.core.computation' is not allowed
import pandas.core.computation.eval
