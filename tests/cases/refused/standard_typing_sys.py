# rule: module-attribute | message: Access to 'sys' attribute is not allowed
# policy: standard
import typing
typing.sys.modules
