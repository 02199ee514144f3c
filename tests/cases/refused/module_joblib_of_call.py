# rule: module-attribute | message: Access to 'joblib' attribute is not allowed
import sklearn.utils.validation as v
(lambda: v)().joblib.load('x')
