# rule: module-attribute | message: Access to 'read_clipboard' attribute is not allowed
import pandas as pd
pd.read_clipboard()
