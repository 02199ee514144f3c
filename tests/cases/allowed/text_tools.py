import json
import re
import string
import textwrap
import unicodedata

print(re.sub(r"(?P<year>\d{4})-(\d\d)", r"\2/\g<year>", "2024-05"), re.findall(r"\b\w", "hello big world"))
print(json.dumps({"b": [1, None, True], "a": {"__class__": "Point"}}, sort_keys=True), json.loads("[1.5]"))
print(string.ascii_lowercase[:5], string.Template("$who likes $what").substitute(who="Tim", what="tea"))
print(textwrap.fill("the quick brown fox jumps", width=10), unicodedata.normalize("NFC", "e\u0301") == "é")
try:
    json.loads("{")
except json.JSONDecodeError as error:
    print(error.pos)
