# rule: module-attribute | message: Access to '_abc_init' attribute is not allowed
# policy: standard
import abc
abc._abc_init
