import array
import copy
import pprint

a = array.array("i", [1, 2, 3])
nested = {"list": [1, [2]], "text": "x" * 5}
other = copy.deepcopy(nested)
other["list"][1].append(3)
print(nested["list"], other["list"], a.tolist(), copy.copy(a)[0])
pprint.pprint({"z": list(range(30)), "a": other}, width=60)
