# rule: module-attribute | message: Access to 'sys' attribute is not allowed
# policy: standard
import dataclasses
dataclasses.sys.modules
