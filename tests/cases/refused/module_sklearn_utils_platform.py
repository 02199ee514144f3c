# rule: module-attribute | message: Access to 'platform' attribute is not allowed
import sklearn.utils as u
u.platform.os
