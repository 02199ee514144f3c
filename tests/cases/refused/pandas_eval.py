# rule: module-attribute | message: Access to 'eval' attribute is not allowed
import pandas as pd
pd.eval('1 + 1')
