import io

import matplotlib.pyplot as plt
import numpy as np

plt.figure(figsize=(3, 2))
plt.scatter([1, 2], [3, 4], c=[0, 1], cmap='viridis')
plt.hist(np.arange(9) % 4, bins=4)
plt.colorbar
plt.title('Samples')
plt.savefig(io.BytesIO(), format='png')
plt.close('all')
