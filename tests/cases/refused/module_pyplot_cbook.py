# rule: module-attribute | message: Access to 'cbook' attribute is not allowed
import matplotlib.pyplot as plt
plt.cbook._lock_path
