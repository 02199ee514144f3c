# rule: module-attribute | message: Access to 'os' attribute is not allowed
import sklearn.datasets as d
d.os
