import re
from collections import Counter

LOG = """\
127.0.0.1 - - [10/Oct/2000:13:55:36] "GET /index.html HTTP/1.0" 200 2326
10.0.0.7 - bob [10/Oct/2000:13:56:01] "POST /login HTTP/1.1" 302 -
10.0.0.7 - bob [10/Oct/2000:13:57:40] "GET /missing HTTP/1.1" 404 512
garbage line
"""
PATTERN = re.compile(r"""
    ^(?P<host>\S+)\s\S+\s(?P<user>\S+)\s
    \[(?P<when>[^\]]+)\]\s
    "(?P<method>[A-Z]+)\s(?P<path>\S+)[^"]*"\s
    (?P<status>\d{3})\s(?P<size>\d+|-)$
""", re.VERBOSE | re.MULTILINE)
hits = [m.groupdict() for m in PATTERN.finditer(LOG)]
for hit in hits:
    print(hit["method"], hit["path"], int(hit["status"]), 0 if hit["size"] == "-" else int(hit["size"]))
print(Counter(h["host"] for h in hits).most_common(1), PATTERN.groupindex["path"], PATTERN.match("garbage line"))
m = PATTERN.search(LOG)
print(m.group("host", "when"), m["status"], m.lastgroup, m.start("path"), LOG[m.end():][:8])
