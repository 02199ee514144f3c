# rule: builtin-use | message: Use of 'eval' is not allowed
import pandas as pd
pd.Series(['1']).apply(eval)
