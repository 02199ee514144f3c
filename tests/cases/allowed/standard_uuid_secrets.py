# policy: standard
import secrets
import string
import uuid

fixed = uuid.UUID("12345678-1234-5678-1234-567812345678")
print(fixed.hex, fixed.int % 1000, fixed.version, uuid.uuid5(uuid.NAMESPACE_DNS, "python.org"), uuid.uuid3(uuid.NAMESPACE_URL, "http://x.org"))
a, b = uuid.uuid4(), uuid.uuid4()
print(a != b, a.version, len(str(a)), sorted([fixed, uuid.UUID(int=1)])[0])


def password(length=12):
    alphabet = string.ascii_letters + string.digits + "!%&"
    while True:
        candidate = "".join(secrets.choice(alphabet) for _ in range(length))
        if any(c.islower() for c in candidate) and any(c.isupper() for c in candidate) and any(c.isdigit() for c in candidate):
            return candidate


p = password()
print(len(p), p != password(), len(secrets.token_bytes(16)), len(secrets.token_urlsafe(16)) >= 20, secrets.compare_digest("a", "a"))
print(0 <= secrets.randbits(4) < 16, secrets.SystemRandom().choice([7]))
try:
    uuid.UUID("not-a-uuid")
except ValueError as e:
    print(e)
