# rule: attribute | message: Access to '_module' attribute is not allowed
# policy: standard
import warnings
warnings.catch_warnings()._module.sys
