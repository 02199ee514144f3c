# rule: module-attribute | message: Access to 'pickle' attribute is not allowed
import pandas as pd
pd.io.pickle.pickle.loads(b'')
