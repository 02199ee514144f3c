import numpy as np
import pandas as pd

df = pd.DataFrame({
    "city": ["Oslo", "Rome", "Oslo", "Rome", "Bonn"],
    "year": [2022, 2022, 2023, 2023, 2023],
    "sales": [100, 250, 130, 210, 90],
    "cost": [60, 200, 70, 180, 95],
})
df["profit"] = df["sales"] - df.cost
print(df.groupby("city")["profit"].sum().sort_values(ascending=False))
print(df.groupby("year").agg(total=("sales", "sum"), worst=("profit", "min"), cities=("city", "nunique")))
print(df.groupby("city").agg({"sales": ["mean", "max"], "cost": np.sum}).round(1))
df["share"] = df["sales"] / df.groupby("year")["sales"].transform("sum")
print(df.groupby("city").filter(lambda g: len(g) > 1)[["city", "share"]].round(3))
for (city, year), group in df.groupby(["city", "year"]):
    print(city, year, group["profit"].item())
df.groupby("city").apply(lambda g: g["profit"].max() / g["sales"].sum()).round(3)
