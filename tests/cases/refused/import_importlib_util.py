# rule: import-forbidden | message: Import of 'importlib' is not allowed
import importlib.util
