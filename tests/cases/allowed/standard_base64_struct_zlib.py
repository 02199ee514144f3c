# policy: standard
import base64
import struct
import zlib
from binascii import unhexlify

text = "pack my box with five dozen liquor jugs " * 20
packed = zlib.compress(text.encode(), level=9)
print(len(text), len(packed) < 80, zlib.decompress(packed).decode() == text)
print(base64.b64encode(b"any carnal pleas").decode(), base64.b64decode("aGk="), base64.urlsafe_b64encode(b"\xff\xfe"), base64.b32encode(b"hi"), base64.b85encode(b"hello"))
header = struct.pack("<4sHIf", b"WAVE", 2, 44100, 0.5)
print(header.hex(" "), struct.unpack("<4sHIf", header), struct.calcsize("<4sHIf"))
point = struct.Struct("!hh")
buffer = b"".join(point.pack(x, -x) for x in range(3))
print(list(point.iter_unpack(buffer)), struct.unpack_from(">h", buffer, 4), unhexlify("cafe"))


def png_size(data):
    return struct.unpack(">II", data[16:24])


ihdr = struct.pack(">IIBBBBB", 3, 2, 8, 2, 0, 0, 0)
chunk = struct.pack(">I", len(ihdr)) + b"IHDR" + ihdr + struct.pack(">I", zlib.crc32(b"IHDR" + ihdr))
print(png_size(b"\x89PNG\r\n\x1a\n" + chunk))
try:
    struct.pack("B", 300)
except struct.error as e:
    print(e)
