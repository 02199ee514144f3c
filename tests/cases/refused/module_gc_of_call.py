# rule: module-attribute | message: Access to 'gc' attribute is not allowed
import pandas.core.generic as g
(lambda: g)().gc.get_objects()
