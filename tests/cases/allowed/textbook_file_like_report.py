from io import StringIO

SALES = """region,amount
north,120.5
south,80
north,abc
east,42.25
south,20
"""


def read_sales(handle):
    header = next(handle).strip().split(",")
    for number, line in enumerate(handle, start=2):
        record = dict(zip(header, line.strip().split(",")))
        try:
            record["amount"] = float(record["amount"])
        except ValueError as error:
            print(f"line {number}: {error}")
            continue
        yield record


totals = {}
with StringIO(SALES) as handle:
    for record in read_sales(handle):
        totals[record["region"]] = totals.get(record["region"], 0) + record["amount"]
report = StringIO()
for region, total in sorted(totals.items(), key=lambda item: item[1], reverse=True):
    print(f"{region:<8}|{total:>10.2f}|{'*' * int(total // 20)}", file=report)
print(report.getvalue(), end="")
print(f"{sum(totals.values()):.2f}")
