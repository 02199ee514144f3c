# rule: module-attribute | message: Access to 'HDFStore' attribute is not allowed
import pandas as pd
pd.HDFStore('x')
