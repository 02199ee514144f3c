# rule: module-attribute | message: Access to 'joblib' attribute is not allowed
import sklearn.utils.validation as v
v.joblib.load('x')
