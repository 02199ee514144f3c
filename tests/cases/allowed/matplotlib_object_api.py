import datetime
from io import BytesIO

import matplotlib as mpl
import matplotlib.dates as mdates
import matplotlib.patches as mpatches
import matplotlib.pyplot as plt
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

mpl.rcParams.update({"font.size": 9, "axes.spines.top": False})
with plt.style.context("ggplot"):
    fig, ax = plt.subplots()
days = [datetime.date(2024, 1, 1) + datetime.timedelta(days=i) for i in range(30)]
ax.plot(days, [d.day ** 0.5 for d in days], drawstyle="steps-post")
ax.xaxis.set_major_formatter(mdates.DateFormatter("%d %b"))
fig.autofmt_xdate()
ax.add_patch(mpatches.Rectangle((0, 0), 1, 2, fill=False, hatch="/"))
twin = ax.twinx()
twin.set_yscale("log")
ax.legend(handles=[Line2D([], [], color="r", label="custom"), mpatches.Patch(label="patch")], ncol=2)
ax.text(0.5, 0.5, "centre", transform=ax.transAxes, ha="center", bbox={"facecolor": "w"})
fig.canvas.draw()
print(len(ax.lines), ax.get_legend().get_texts()[0].get_text(), twin.get_yscale(), fig.get_size_inches())
plain = Figure(figsize=(2, 1))
plain.subplots().errorbar([1, 2], [3, 4], yerr=0.5, capsize=3)
buffer = BytesIO()
plain.savefig(buffer, format="png", dpi=50)
width = int.from_bytes(buffer.getvalue()[16:20], "big")
width
