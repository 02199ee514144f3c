# rule: module-attribute | message: Access to 'util' attribute is not allowed
import pandas as pd
pd.util.testing
