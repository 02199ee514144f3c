class CaseInsensitiveDict(dict):
    def __setitem__(self, key, value):
        super().__setitem__(key.lower(), value)

    def __getitem__(self, key):
        return super().__getitem__(key.lower())

    def __missing__(self, key):
        return f"<{key}>"


class Celsius(float):
    def __new__(cls, degrees):
        return super().__new__(cls, round(degrees, 1))

    @property
    def fahrenheit(self):
        return self * 9 / 5 + 32


class Path(str):
    def __truediv__(self, other):
        return Path(f"{self}/{other}")


headers = CaseInsensitiveDict()
headers["Content-Type"] = "text/html"
print(headers["CONTENT-TYPE"], headers["nothing"], headers)
print(Celsius(36.65), Celsius(100).fahrenheit, Path("usr") / "lib" / "x")
