# rule: module-attribute | message: Access to '_sys' attribute is not allowed
import pprint
pprint._sys.modules
