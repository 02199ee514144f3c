import io

import matplotlib
import matplotlib.pyplot as plt

figure, axes = plt.subplots(1, 2, figsize=(4, 2))
axes[0].plot([1, 2, 3], [1, 4, 9], label='line', marker='o')
axes[0].set(title='title', xlabel='x', ylabel='y')
axes[0].legend()
axes[0].grid(True)
axes[1].bar(['a', 'b'], [1, 2])
axes[1].text(0, 1, r'$x^2$')
figure.tight_layout()
figure.savefig(io.BytesIO(), format='png')
plt.close('all')
