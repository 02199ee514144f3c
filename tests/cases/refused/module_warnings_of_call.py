# rule: module-attribute | message: Access to '_warnings' attribute is not allowed
import scipy.sparse as s
(lambda: s)()._warnings.sys
