# rule: module-attribute | message: Access to 'os' attribute is not allowed
import matplotlib
matplotlib.os.system('id')
