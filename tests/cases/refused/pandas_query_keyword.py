# rule: source-text | message: Access to '__globals__' attribute is not allowed
import pandas as pd
pd.DataFrame().query(expr='@x.__init__.__globals__')
