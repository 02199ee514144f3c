# rule: module-attribute | message: Access to 'import_optional_dependency' attribute is not allowed
import pandas as pd
pd.core.generic.import_optional_dependency('os').system('id')
