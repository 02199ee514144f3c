# rule: module-attribute | message: Access to 'os' attribute is not allowed
import sklearn
(lambda: sklearn)().os.system("id")
