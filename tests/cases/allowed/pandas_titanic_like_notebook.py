import numpy as np
import pandas as pd

rng = np.random.default_rng(1912)
n = 200
df = pd.DataFrame({
    "pclass": rng.choice([1, 2, 3], n, p=[0.25, 0.25, 0.5]),
    "sex": rng.choice(["male", "female"], n),
    "age": np.where(rng.random(n) < 0.15, np.nan, rng.integers(1, 70, n)),
    "fare": rng.gamma(2, 15, n).round(2),
})
df["survived"] = (rng.random(n) < np.where(df.sex == "female", 0.75, 0.2)).astype(int)
df.head()
df.isnull().sum()
print(df["age"].isnull().mean().round(2), df.shape)
df["age"] = df.groupby("pclass")["age"].transform(lambda s: s.fillna(s.median()))
df["band"] = pd.cut(df["age"], [0, 12, 18, 60, 100], labels=["child", "teen", "adult", "senior"])
print(df.groupby(["sex", "pclass"])["survived"].mean().unstack().round(2))
print(df["band"].value_counts().sort_index().to_dict(), df["fare"].describe().loc["mean"].round(2))
print(pd.crosstab(df["band"], df["survived"], margins=True).loc["All"].tolist(), df.corr(numeric_only=True)["survived"].abs().idxmax())
X = pd.get_dummies(df[["pclass", "sex", "age"]], columns=["pclass", "sex"], drop_first=True)
X.columns.tolist()
