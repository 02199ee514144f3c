# rule: module-attribute | message: Access to 'compat' attribute is not allowed
import pandas as pd
pd.compat.os.system('id')
