# rule: module-attribute | message: Access to 'common' attribute is not allowed
import pandas as pd
pd.core.common.os
