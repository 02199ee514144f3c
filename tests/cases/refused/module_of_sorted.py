# rule: module-attribute | message: Access to '_sys' attribute is not allowed
import collections
sorted([collections])[0]._sys.modules
