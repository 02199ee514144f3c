import numpy as np
import pandas as pd

rng = np.random.default_rng(5)
index = pd.MultiIndex.from_product([["north", "south"], [2021, 2022, 2023]], names=["region", "year"])
df = pd.DataFrame(rng.integers(10, 99, (6, 2)), index=index, columns=["wind", "solar"])
print(df.loc["north"], df.xs(2022, level="year"), df.unstack("region").shape, df.groupby(level=0).sum(), sep="\n")
print(df.describe().loc[["mean", "std", "50%"]].round(2))
print(df.corr().round(3).iloc[0, 1], df.sum(axis=1).idxmax(), df.swaplevel().sort_index().index[0], df.rank().iloc[0].tolist())
print(df.reset_index().groupby("region")[["wind", "solar"]].agg(lambda s: s.max() - s.min()))
pd.set_option("display.max_rows", 4, "display.precision", 2)
with pd.option_context("display.width", 60):
    print(df / 7)
tidy = df.rename(index={"north": "N", "south": "S"}, level=0).add_suffix("_gw")
tidy.tail(2)
