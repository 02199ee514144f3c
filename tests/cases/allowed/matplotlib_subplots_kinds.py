import matplotlib.pyplot as plt
import numpy as np
from io import BytesIO

rng = np.random.default_rng(0)
fig, axes = plt.subplots(2, 3, figsize=(9, 6), constrained_layout=True)
axes[0, 0].bar(["a", "b", "c"], [3, 7, 5], color=["tab:red", "tab:blue", "tab:green"])
n, bins, patches = axes[0, 1].hist(rng.normal(size=500), bins=20, edgecolor="white")
axes[0, 2].pie([40, 35, 25], labels=["x", "y", "z"], autopct="%1.1f%%")
axes[1, 0].scatter(rng.random(30), rng.random(30), c=rng.random(30), s=50, cmap="viridis")
axes[1, 1].boxplot([rng.normal(0, s, 50) for s in (1, 2, 3)])
image = axes[1, 2].imshow(rng.random((5, 5)), interpolation="nearest")
fig.colorbar(image, ax=axes[1, 2])
for ax, title in zip(axes.flat, ["bar", "hist", "pie", "scatter", "box", "image"]):
    ax.set_title(title)
fig.suptitle("All kinds")
out = BytesIO()
fig.savefig(out, format="svg")
print(b"<svg" in out.getvalue(), int(n.sum()), len(bins), len(patches), len(fig.axes))
plt.close(fig)
plt.get_fignums()
