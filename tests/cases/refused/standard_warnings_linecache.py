# rule: module-attribute | message: Access to 'linecache' attribute is not allowed
# policy: standard
import warnings
warnings.linecache
