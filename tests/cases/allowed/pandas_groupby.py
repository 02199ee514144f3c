import pandas as pd
from io import StringIO

df = pd.read_csv(StringIO("city,year,sales\nRome,2023,5\nRome,2024,7\nOslo,2024,3\n"))
print(df.groupby("city")["sales"].agg(["sum", "mean"]))
print(df.query("sales > 4 and year == 2024"), df.eval("sales * 2").tolist())
df["time"] = pd.to_datetime(df["year"].astype(str) + "-01-01")
print(df.time.dt.year.max(), df.pivot_table(index="city", columns="year", values="sales", fill_value=0))
print(df.apply(lambda r: r.sales + 1, axis=1).sum(), df.describe().loc["max", "sales"], pd.api.types.is_numeric_dtype(df.sales))
