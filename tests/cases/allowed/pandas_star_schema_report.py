import pandas as pd

sales = pd.DataFrame({"sku": ["a", "b", "a", "c"], "store": [1, 1, 2, 2], "units": [3, 5, 2, 7]})
prices = pd.Series({"a": 2.5, "b": 1.0, "c": 4.0}, name="price")
report = (
    sales.join(prices, on="sku")
    .assign(revenue=lambda d: d["units"] * d["price"])
    .groupby("store", as_index=False)
    .agg(units=("units", "sum"), revenue=("revenue", "sum"))
    .sort_values(["revenue", "store"], ascending=[False, True])
    .set_index("store")
)
print(report.to_string(), report.to_html().count("<td>"))
print(report.to_string(header=False, float_format="{:,.1f}".format))
print(report.loc[:, "revenue"].map("${:,.2f}".format).to_dict(), report.index.name, report.memory_usage().sum() > 0)
cats = pd.Categorical(["low", "high", "low"], categories=["low", "mid", "high"], ordered=True)
print(cats.codes, cats.min(), pd.Series(cats).value_counts(sort=False).to_dict(), pd.factorize(["b", "a", "b"]))
pd.Interval(0, 5).overlaps(pd.Interval(4, 9)), pd.Index([3, 1]).union([2]).tolist(), pd.RangeIndex(3).to_list()
