import pandas as pd

customers = pd.DataFrame({"id": [1, 2, 3], "name": ["Ann", "Bob", "Cy"]})
orders = pd.DataFrame({"order": [10, 11, 12, 13], "id": [1, 1, 3, 9], "amount": [5.0, 7.5, 2.0, 1.0]})
print(customers.merge(orders, on="id"))
print(pd.merge(customers, orders, how="outer", on="id", indicator=True)["_merge"].value_counts().to_dict())
left = customers.merge(orders, how="left", on="id", suffixes=("_c", "_o"))
print(left.fillna({"amount": 0})[["name", "amount"]])
joined = customers.set_index("id").join(orders.groupby("id")["amount"].sum())
print(joined, joined["amount"].isna().sum())
print(pd.concat([customers, customers.assign(name=lambda d: d["name"].str.upper())], keys=["a", "b"]))
print(pd.concat([customers["name"], orders["amount"]], axis=1, join="inner"))
stations = pd.DataFrame({"t": [1, 5, 10], "v": list("abc")})
pd.merge_asof(pd.DataFrame({"t": [2, 6]}), stations, on="t")
