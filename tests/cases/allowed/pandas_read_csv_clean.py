from io import StringIO

import pandas as pd

raw = """date,product,price,qty
2024-01-05,Tea,"3,50",4
2024-01-06,coffee ,,2
bad-date,Tea,"2,00",-1
2024-01-05,Tea,"3,50",4
"""
df = pd.read_csv(StringIO(raw))
df.info(buf=(info := StringIO()), memory_usage=False)
print(info.getvalue().splitlines()[1])
df["date"] = pd.to_datetime(df["date"], errors="coerce")
df["price"] = df["price"].str.replace(",", ".").astype(float)
df["product"] = df["product"].str.strip().str.title().astype("category")
df = df.drop_duplicates().assign(price=lambda d: d["price"].fillna(d["price"].median()))
print(df.isna().sum().to_dict(), df.duplicated().any(), df.dtypes.astype(str).to_dict())
df = df[df["qty"].between(0, 10)].reset_index(drop=True)
df["total"] = df["price"] * df["qty"]
print(df)
print(df.to_csv(index=False), df.to_json(orient="records", date_format="iso"), df.to_dict("list")["qty"])
pd.read_json(StringIO(df[["product", "qty"]].to_json()))
