# rule: source-text | message: Access to '__globals__' attribute is not allowed
import pandas as pd
rule = 'a.__globals__ > 1'
pd.DataFrame().query(rule)
