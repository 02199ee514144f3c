# rule: module-attribute | message: Access to 'tempfile' attribute is not allowed
import matplotlib
matplotlib.tempfile.mkdtemp()
