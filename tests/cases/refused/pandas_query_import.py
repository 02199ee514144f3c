# rule: source-text | message: Call to '__import__' is not allowed
import pandas as pd
pd.DataFrame().query('__import__("os")')
