# rule: module-attribute | message: Access to 'gc' attribute is not allowed
import pandas.core.generic as g
g.gc.get_objects()
