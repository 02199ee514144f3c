# rule: name | message: Use of '__reduce__' is not allowed
import pandas as pd
pd.DataFrame().agg('__reduce__')
