# policy: standard
import hashlib
import hmac
import secrets
import zlib
from binascii import crc32, hexlify

message = b"The quick brown fox jumps over the lazy dog"
for name in ("md5", "sha1", "sha256", "sha3_256", "blake2b"):
    print(f"{name:<10}{hashlib.new(name, message).hexdigest()[:24]}")
h = hashlib.sha256()
for chunk in (message[:10], message[10:]):
    h.update(chunk)
print(h.digest() == hashlib.sha256(message).digest(), h.block_size, h.name)
signature = hmac.new(b"key", message, hashlib.sha256).hexdigest()
print(signature[:16], hmac.compare_digest(signature, signature))
key = hashlib.pbkdf2_hmac("sha256", b"password", b"salt", 1000)
print(hexlify(key)[:16].decode(), crc32(message), zlib.adler32(message), len(secrets.token_hex(8)), secrets.randbelow(1), secrets.choice("a"))
blocks = [hashlib.sha256(b"".join([b"block", bytes([i])])).hexdigest() for i in range(4)]
while len(blocks) > 1:
    blocks = [hashlib.sha256((a + b).encode()).hexdigest() for a, b in zip(blocks[::2], blocks[1::2])]
blocks[0][:12]
