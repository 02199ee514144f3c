# rule: module-attribute | message: Access to 'os' attribute is not allowed
import sklearn
sklearn.os.system('id')
