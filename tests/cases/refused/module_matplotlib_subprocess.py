# rule: module-attribute | message: Access to 'subprocess' attribute is not allowed
import matplotlib
matplotlib.subprocess.run(['id'])
