import json
from io import StringIO

data = {"name": "Zoë", "tags": ["a", None, True], "pi": 3.14, "nested": {"empty": {}, "list": []}}
text = json.dumps(data, indent=2, ensure_ascii=False)
print(text)
print(json.loads(text) == data, json.dumps(data, separators=(",", ":"), sort_keys=True))
buffer = StringIO()
json.dump([1, {"x": 2}], buffer)
buffer.seek(0)
print(json.load(buffer), json.dumps({1: "int key", None: 0}), json.loads('"\\u00e9"'), json.dumps(float("inf")))
try:
    json.loads('{"a": 1,}')
except json.JSONDecodeError as e:
    print(e.msg, e.lineno, e.colno, e.pos)
try:
    json.dumps({1, 2})
except TypeError as e:
    print(e)
print(json.loads("[1, 2.5, 1e3]", parse_float=str), json.loads('{"b":1,"a":2}', object_pairs_hook=list))
