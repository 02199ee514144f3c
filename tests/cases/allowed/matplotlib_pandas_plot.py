from io import BytesIO

import matplotlib.pyplot as plt
import pandas as pd

df = pd.DataFrame({"month": ["Jan", "Feb", "Mar"], "rain": [50, 40, 70], "sun": [60, 90, 120]})
ax = df.plot(x="month", y=["rain", "sun"], kind="bar", rot=0, title="Weather")
ax.set_ylabel("mm / h")
for container in ax.containers:
    ax.bar_label(container)
print(len(ax.patches), [t.get_text() for t in ax.get_legend().get_texts()], ax.get_title())
df.set_index("month")["rain"].plot.line(ax=plt.figure().gca(), style="k-")
df.hist(column="sun")
df.plot.scatter(x="rain", y="sun")
print(len(plt.get_fignums()))
buffer = BytesIO()
ax.figure.savefig(buffer, format="pdf")
print(buffer.getvalue()[:4])
plt.close("all")
