# rule: module-attribute | message: Access to '_types' attribute is not allowed
import pprint
(lambda: pprint)()._types.FunctionType
