from io import BytesIO, StringIO

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection
from matplotlib.colors import LogNorm
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

plt.style.use("seaborn-v0_8-whitegrid")
plt.rc("axes", titlesize=10)
fig = Figure(figsize=(3, 2))
FigureCanvasAgg(fig)
ax = fig.add_subplot(111)
segments = [np.column_stack([np.arange(5), np.arange(5) * s]) for s in (1, 2)]
ax.add_collection(LineCollection(segments, colors=plt.cm.tab10(range(2))))
ax.autoscale()
ax.yaxis.set_major_formatter(FuncFormatter(lambda v, _: f"{v:.0f}%"))
ax.xaxis.set_major_locator(MaxNLocator(integer=True))
ax.pcolormesh(np.arange(4), np.arange(3), np.arange(1, 7).reshape(2, 3), norm=LogNorm(), alpha=0.1)
svg = StringIO()
fig.savefig(svg, format="svg", metadata={"Date": None})
png = BytesIO()
fig.savefig(png, format="png")
print("</svg>" in svg.getvalue(), png.getvalue()[1:4], ax.get_ylim()[1] >= 8)
fig2, axs = plt.subplot_mosaic([["a", "b"], ["a", "c"]])
axs["a"].stem([1, 3, 2])
axs["b"].stackplot([1, 2], [1, 2], [3, 1])
axs["c"].hexbin(np.arange(20), np.arange(20) ** 2, gridsize=5)
fig2.savefig("figure.png")
print(sorted(axs), plt.imread("figure.png").ndim, plt.get_cmap("jet").name)
plt.close("all")
