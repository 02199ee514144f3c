# rule: import-name | message: Import of 'import_optional_dependency' from 'pandas.core.generic' is not allowed
from pandas.core.generic import import_optional_dependency
import_optional_dependency('os').system('id')
