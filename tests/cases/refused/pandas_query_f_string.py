# rule: source-text | message: Access to '__class__' attribute is not allowed
import pandas as pd
x = 1
pd.DataFrame().query(f'@x.__class__ == {x}')
