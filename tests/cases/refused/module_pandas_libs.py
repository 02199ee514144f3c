# rule: module-attribute | message: Access to '_libs' attribute is not allowed
import pandas as pd
pd._libs.lib.sys
