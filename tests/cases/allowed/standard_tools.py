# policy: standard
import base64
import contextlib
import difflib
import hashlib
import io
import os.path
import struct
import time
import traceback
import types
import uuid
import warnings
import zlib
from os import path

print(hashlib.sha256(b"x").hexdigest()[:8], base64.b64encode(b"hi").decode(), struct.pack(">H", 258), zlib.crc32(b"a"))
print(path.join("a", "b.txt"), os.path.splitext("x.tar.gz"), os.sep, uuid.UUID(int=0), types.SimpleNamespace(a=1))


@contextlib.contextmanager
def tag(name):
    print("<" + name)
    yield name
    print(name + ">")


with tag("b"), contextlib.suppress(KeyError):
    {}["x"]
out = io.StringIO()
with contextlib.redirect_stdout(out):
    print("caught")
print(repr(out.getvalue()), difflib.get_close_matches("appel", ["apple", "ape"])[0], time.time() > 0)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    warnings.warn("careful")
print(len(caught))
try:
    1 / 0
except ZeroDivisionError:
    print(traceback.format_exc().splitlines()[-1])
