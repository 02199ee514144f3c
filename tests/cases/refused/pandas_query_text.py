# rule: source-text | message: Access to 'os' attribute is not allowed
import pandas as pd
pd.DataFrame({'a': [1]}).query('@pd.compat.os.system("id")')
