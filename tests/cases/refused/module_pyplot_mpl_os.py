# rule: module-attribute | message: Access to 'os' attribute is not allowed
import matplotlib.pyplot as plt
plt.matplotlib.os.system('id')
