# rule: module-attribute | message: Access to '_mdiff' attribute is not allowed
# policy: standard
import difflib
difflib._mdiff.__globals__
