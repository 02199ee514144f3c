# rule: module-attribute | message: Access to 'read_pickle' attribute is not allowed
import pandas as pd
pd.read_pickle('x.pkl')
