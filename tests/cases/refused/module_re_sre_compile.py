# rule: attribute | message: Access to 'sre_compile' attribute is not allowed
import re
re.sre_compile.sys
