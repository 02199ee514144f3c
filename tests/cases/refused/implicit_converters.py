# rule: builtin-use | message: Use of 'eval' is not allowed
import pandas as pd
from io import StringIO
pd.read_csv(StringIO('a\n1'), converters={'a': eval})
