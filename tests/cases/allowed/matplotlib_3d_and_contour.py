from io import BytesIO
import matplotlib
import matplotlib.pyplot as plt
from matplotlib import cm, ticker
from matplotlib.colors import LinearSegmentedColormap, ListedColormap
from matplotlib.gridspec import GridSpec
import numpy as np

X, Y = np.meshgrid(np.linspace(-2, 2, 30), np.linspace(-2, 2, 30))
Z = np.exp(-X**2 - Y**2)
fig = plt.figure(figsize=(8, 4))
grid = GridSpec(1, 2, figure=fig)
ax1 = fig.add_subplot(grid[0], projection="3d")
ax1.plot_surface(X, Y, Z, cmap=cm.coolwarm, linewidth=0)
ax2 = fig.add_subplot(grid[1])
contours = ax2.contourf(X, Y, Z, levels=8, cmap="plasma")
ax2.contour(X, Y, Z, colors="k", linewidths=0.5)
ax2.quiver(X[::6, ::6], Y[::6, ::6], -X[::6, ::6], -Y[::6, ::6])
ax2.xaxis.set_major_locator(ticker.MultipleLocator(1))
ax2.set(xlabel="x", ylabel="y", aspect="equal")
buffer = BytesIO()
fig.savefig(buffer, bbox_inches="tight")
print(buffer.tell() > 10000, ax1.name, len(contours.levels), ListedColormap(["r", "g"]).N, LinearSegmentedColormap.from_list("m", ["w", "b"])(1.0))
matplotlib.colors.to_hex((1, 0.5, 0)), matplotlib.rcParams["backend"].lower()
