import numpy as np
import pandas as pd

s = pd.Series([1.0, np.nan, 3.0, None, 100.0, 4.0])
print(s.isna().sum(), s.ffill().tolist(), s.interpolate().tolist(), s.fillna(s.mean()).round(2).tolist(), s.dropna().size)
q1, q3 = s.quantile([0.25, 0.75])
print(q1, q3, s[(s < q1 - 1.5 * (q3 - q1)) | (s > q3 + 1.5 * (q3 - q1))].tolist())
df = pd.DataFrame({"a": [1, np.nan, 3], "b": [np.nan, np.nan, 6.0], "k": ["x", "x", "y"]})
print(df.dropna(thresh=2), df.dropna(axis=1, how="any").columns.tolist(), df.notna().mean().round(2).to_dict(), sep="\n")
df["a"] = df.groupby("k")["a"].transform(lambda g: g.fillna(g.mean()))
print(df.replace({"x": "X"}), df["b"].combine_first(df["a"]).tolist(), pd.isna(None), pd.NA is pd.NA, sep="\n")
z = (s - s.mean()) / s.std()
print(z.abs().idxmax(), s.skew().round(3), s.sem().round(3), pd.to_numeric(pd.Series(["1", "x"]), errors="coerce").tolist())
pd.Series([1, None], dtype="Int64").sum()
