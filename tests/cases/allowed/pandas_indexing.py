import pandas as pd

df = pd.DataFrame({"a": [1, 2, 3], "b": [4.0, 5.5, 6.0], "c": list("xyz")}, index=["r1", "r2", "r3"])
print(df.loc["r2"], df.loc[["r1", "r3"], "b"], df.iloc[0:2, 1:], df.at["r1", "c"], df.iat[2, 0], sep="\n")
print(df[df["a"] > 1], df.query("a > 1 and c == 'z'"), df[df.c.isin(["x", "z"]) & ~(df["b"] > 5)], sep="\n")
df.loc[df["a"] == 2, "b"] = -1
df["d"] = df["a"].map({1: "one", 2: "two"}).fillna("many")
df.insert(0, "id", range(3))
print(df, df.columns.tolist(), df.index[-1], df.shape, len(df), "a" in df)
print(df.set_index(["c", "id"]).sort_index(ascending=False).xs("y"), df.filter(like="a").columns[0], df.select_dtypes("number").sum().to_dict())
print(df.rename(columns=str.upper).drop(columns=["ID", "D"]).iloc[::-1], df.nlargest(1, "b").index[0], df.idxmax(numeric_only=True)["b"])
for row in df.itertuples(index=False):
    print(row.id, row.c)
for label, row in df.iterrows():
    print(label, row["d"], end=";")
df.eval("e = a * 10 + id")["e"].tolist()
