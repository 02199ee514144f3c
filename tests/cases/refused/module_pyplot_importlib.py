# rule: module-attribute | message: Access to 'importlib' attribute is not allowed
import matplotlib.pyplot as plt
plt.importlib.import_module('os')
