# rule: module-attribute | message: Access to 'to_pickle' attribute is not allowed
import pandas as pd
pd.to_pickle(1, 'x')
