import csv
from io import StringIO

source = StringIO('name,dept,salary\n"Smith, John",IT,5000\nJane,"HR ""East""",4500\nBob,IT,6100\n')
reader = csv.DictReader(source)
print(reader.fieldnames)
rows = list(reader)
by_dept = {}
for row in rows:
    by_dept.setdefault(row["dept"], []).append(int(row["salary"]))
print(rows[0]["name"], by_dept, {d: sum(s) / len(s) for d, s in by_dept.items()})
out = StringIO()
writer = csv.DictWriter(out, fieldnames=["dept", "n"], quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
writer.writeheader()
writer.writerows({"dept": d, "n": len(s)} for d, s in by_dept.items())
print(out.getvalue())
for record in csv.reader(["a;b;'c;d'", "1;2;3"], delimiter=";", quotechar="'"):
    print(record)
buffer = StringIO(newline="")
csv.writer(buffer, delimiter="\t").writerow(["x", 1.5, None, "with\ttab"])
print(repr(buffer.getvalue()), csv.Sniffer().sniff("a|b|c\n1|2|3\n").delimiter, csv.list_dialects())
csv.register_dialect("pipes", delimiter="|", lineterminator="$")
b = StringIO()
csv.writer(b, dialect="pipes").writerows([[1, 2], [3, 4]])
b.getvalue()
