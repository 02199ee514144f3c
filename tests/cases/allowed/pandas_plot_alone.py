import pandas as pd

df = pd.DataFrame({"year": [2021, 2022, 2023], "tea": [3, 4, 6], "jam": [5, 2, 1]}).set_index("year")
ax = df.plot(title="Sales", marker="o")
print(type(ax).__name__.endswith("Subplot") or type(ax).__name__ == "Axes", [line.get_label() for line in ax.get_lines()])
print(len(df.plot.barh(stacked=True).patches), df["tea"].hist(bins=3) is not None)
ax.figure.savefig("sales.png")
df.sum()
