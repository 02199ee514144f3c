import numpy as np
from io import BytesIO, StringIO

data = np.genfromtxt(StringIO("x,y\n1,2.5\n3,\n5,6"), delimiter=",", names=True)
print(data["x"], data["y"], data.dtype.names)
table = np.loadtxt(StringIO("# comment\n1 2 3\n4 5 6"), dtype=int)
print(table, table.sum(axis=0))
out = StringIO()
np.savetxt(out, table, fmt="%d", delimiter=";", header="a;b;c")
print(out.getvalue())
buffer = BytesIO()
np.savez(buffer, first=table, second=np.eye(2))
buffer.seek(0)
with np.load(buffer) as archive:
    print(sorted(archive.files), archive["second"])
print(np.frombuffer(b"\x01\x02\x03", dtype=np.uint8), np.array([1, 2], dtype="<i2").tobytes(), np.fromstring("1 2 3", sep=" "), np.fromiter((i * i for i in range(4)), dtype=int))
np.set_printoptions(precision=3, suppress=True, linewidth=60, threshold=8)
print(np.array([1e-9, np.pi, 1e6]), np.arange(100), np.array2string(np.array([1.5, 2]), separator=", "), np.array_repr(np.eye(1)))
