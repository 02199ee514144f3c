# rule: module-attribute | message: Access to 'threading' attribute is not allowed
import matplotlib.pyplot as plt
plt.threading.Thread
