# rule: module-attribute | message: Access to 'os' attribute is not allowed
import sklearn
sklearn.ºs
