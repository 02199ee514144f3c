from io import SEEK_END, BytesIO, StringIO, TextIOWrapper, UnsupportedOperation
from io import BufferedReader

text = StringIO("first\nsecond\nthird\n")
print(text.readline().rstrip(), [line.strip().upper() for line in text], text.read() == "", text.tell())
text.seek(0)
print(text.read(3), text.getvalue().count("\n"))
with StringIO() as out:
    print("a", "b", sep="-", file=out)
    out.write("more")
    print(repr(out.getvalue()))
raw = BytesIO(b"\x89PNG\r\n")
print(raw.read(4), raw.seek(-2, SEEK_END), raw.read(), raw.getbuffer().nbytes)
wrapped = TextIOWrapper(BytesIO("żółw\nkot".encode("utf-8")), encoding="utf-8")
print(wrapped.read().split(), BufferedReader(BytesIO(b"abc")).peek(2)[:2])
try:
    StringIO("x").fileno()
except UnsupportedOperation as e:
    print("unsupported", e)
sink = StringIO()
sink.writelines(f"{i}\n" for i in range(3))
sink.truncate(4)
sink.getvalue()
