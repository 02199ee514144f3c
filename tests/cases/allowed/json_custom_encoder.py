import json
from datetime import date, datetime
from decimal import Decimal


class Encoder(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, (date, datetime)):
            return {"$date": o.isoformat()}
        if isinstance(o, Decimal):
            return {"$decimal": str(o)}
        if isinstance(o, (set, frozenset)):
            return sorted(o)
        return super().default(o)


def decode(d):
    if "$date" in d:
        return datetime.fromisoformat(d["$date"])
    if "$decimal" in d:
        return Decimal(d["$decimal"])
    return d


order = {"when": datetime(2024, 1, 2, 3, 4), "total": Decimal("10.50"), "tags": {"b", "a"}}
text = json.dumps(order, cls=Encoder)
print(text)
print(json.loads(text, object_hook=decode))
print("".join(Encoder(indent=1).iterencode([1])), json.JSONDecoder().raw_decode("[1] rest"))
class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y
print(json.dumps([Point(1, 2)], default=vars), json.dumps(Point(3, 4), default=lambda o: o.__str__()[:10]))
