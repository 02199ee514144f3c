# rule: module-attribute | message: Access to 'subprocess' attribute is not allowed
import matplotlib.animation as a
a.subprocess.Popen('id')
