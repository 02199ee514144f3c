# rule: module-attribute | message: Access to 'copyreg' attribute is not allowed
import re
(lambda: re)().copyreg
