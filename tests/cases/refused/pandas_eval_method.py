# rule: source-text | message: Access to '__class__' attribute is not allowed
import pandas as pd
pd.DataFrame().eval('a.__class__')
