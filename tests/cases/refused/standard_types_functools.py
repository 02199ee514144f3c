# rule: module-attribute | message: Access to '_GeneratorWrapper' attribute is not allowed
# policy: standard
import types
types._GeneratorWrapper
