# rule: module-attribute | message: Access to '_compiler' attribute is not allowed
import re
re._compiler._code
