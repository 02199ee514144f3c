import csv
from io import BytesIO, StringIO

buffer = StringIO()
writer = csv.DictWriter(buffer, fieldnames=["name", "age"])
writer.writeheader()
writer.writerows([{"name": "Ann", "age": 3}, {"name": "Bob, jr", "age": 5}])
buffer.seek(0)
for row in csv.DictReader(buffer):
    print(row["name"], int(row["age"]))
print(BytesIO(b"abc").read(2), StringIO("x\ny").readlines())
