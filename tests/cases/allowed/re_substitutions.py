import re

print(re.sub(r"(\w+), (\w+)", r"\2 \1", "Doe, John; Roe, Jane"))
print(re.sub(r"\d+", lambda m: str(int(m.group()) * 2), "3 apples and 12 pears"))
print(re.subn(r"\s+", " ", "too   many    spaces"), re.split(r"[,;]\s*|\s+and\s+", "a, b;c and d"))


def camel_to_snake(name):
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def snake_to_camel(name):
    return re.sub(r"_([a-z])", lambda m: m[1].upper(), name)


print(camel_to_snake("camelCaseName2Snake"), snake_to_camel("snake_case_name"))
print(re.findall(r"(?i)\b[a-z]*(?:ing|ed)\b", "Walking and jumped while SINGING"), re.escape("a.b*c"))
print(bool(re.fullmatch(r"[\w.+-]+@[\w-]+\.[\w.]+", "first.last@example.co.uk")), re.match(r"a{2,3}?", "aaa").group())
print(re.findall(r"<(\w+)>(.*?)</\1>", "<b>bold</b><i>it</i>"), re.sub(r"(?m)^", "> ", "one\ntwo"))
print(re.search(r"(?P<y>\d{4})(?!\d)", "12345 2024").start(), re.compile("x", re.I).flags & re.I != 0)
try:
    re.compile("(unclosed")
except re.error as e:
    print("bad pattern:", e)
