import pandas as pd

df = pd.DataFrame({"name": ["ann lee", "Bob Ray", None], "email": ["ann@x.org", "bob@y.com", "bad"], "n": [1, 2, 3]})
print(df["name"].str.title().str.split(" ", expand=True))
print(df["email"].str.extract(r"(?P<user>\w+)@(?P<host>[\w.]+)"), df["email"].str.contains("@").tolist(), df["name"].str.len().tolist())
print(df["n"].apply(lambda n: n ** 2).tolist(), df["n"].map("#{}".format).tolist(), df[["n"]].applymap(lambda v: v / 2)["n"].tolist())
print(df.apply(lambda row: f"{row['name']}:{row['n']}", axis=1).tolist(), df["n"].agg(["min", "max"]).to_dict())
print(pd.cut(df["n"], bins=[0, 1, 3], labels=["low", "high"]).tolist(), pd.qcut([1, 2, 3, 4], 2).codes, df["n"].rank(ascending=False).tolist())
print(df["name"].fillna("?").str.cat(sep="|"), df["email"].str[0].str.upper().sum(), df["n"].where(df["n"] > 1, 0).tolist(), df["n"].clip(2).tolist())


def pipeline(frame, factor):
    return frame.assign(scaled=frame["n"] * factor)


print(df.pipe(pipeline, factor=3)["scaled"].cumsum().tolist(), df["n"].value_counts(normalize=True).round(2).to_dict())
df["n"].mul(2).add(1).tolist()
