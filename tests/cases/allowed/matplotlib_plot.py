import matplotlib
matplotlib.use("Agg")
import matplotlib.pyplot as plt
from matplotlib import cm, colors
from matplotlib.patches import Circle
import numpy as np

x = np.linspace(0, 1, 20)
fig, (left, right) = plt.subplots(1, 2, figsize=(4, 2))
left.plot(x, x**2, label="square", color=cm.viridis(0.5))
left.set_title("Title")
left.legend(loc="best")
right.add_patch(Circle((0.5, 0.5), 0.2))
right.imshow(np.eye(3), cmap="gray", norm=colors.Normalize(0, 1))
plt.tight_layout()
plt.savefig("plot.png")
plt.close("all")
print(len(fig.axes), plt.rcParams["figure.dpi"] > 0)
