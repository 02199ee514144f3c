from functools import total_ordering


@total_ordering
class Version:
    def __init__(self, text):
        self.parts = tuple(int(p) for p in text.split("."))

    def __eq__(self, other):
        if not isinstance(other, Version):
            return NotImplemented
        return self.parts == other.parts

    def __lt__(self, other):
        if not isinstance(other, Version):
            return NotImplemented
        return self.parts < other.parts

    def __hash__(self):
        return hash(self.parts)

    def __str__(self):
        return ".".join(map(str, self.parts))


versions = [Version(v) for v in ("1.10.0", "1.2.9", "1.2.10", "0.9")]
print([str(v) for v in sorted(versions)], Version("1.0") >= Version("0.9"), max(versions))
print(len({Version("1.0"), Version("1.0")}), Version("1.0") == "1.0")
try:
    Version("1") < 3
except TypeError as e:
    print(e)
