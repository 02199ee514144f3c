# rule: import-name | message: Import of 'import_module' from 'sklearn.utils.discovery' is not allowed
from sklearn.utils.discovery import import_module
import_module('os')
