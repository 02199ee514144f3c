import numpy as np

people = np.array([("Ann", 31, 1.7), ("Bob", 25, 1.85)], dtype=[("name", "U10"), ("age", "i4"), ("height", "f8")])
print(people["age"].mean(), people[people["age"] > 30]["name"], np.sort(people, order="age")[0], people.dtype.names)
print(np.float32(0.1) + np.float64(0.2) > 0, np.array([1, 2]).dtype.kind, np.int8(127).itemsize, np.iinfo(np.int16).max, np.finfo(float).eps)
print(np.array(["1", "2"]).astype(int), np.array([1.9, -1.9]).astype(int), np.array([1, "a"]).dtype, np.zeros(2, dtype=bool), np.array([1 + 2j]).imag)
dates = np.array(["2024-01-31", "2024-03-01"], dtype="datetime64[D]")
print(dates + np.timedelta64(1, "D"), np.diff(dates), np.arange("2024-02", "2024-03", dtype="datetime64[D]").size, np.busday_count("2024-02-01", "2024-03-01"))
rec = np.rec.array([(1, "x")], names="id,tag")
print(rec.id, rec.tag[0], np.issubdtype(np.int32, np.integer), np.result_type(np.int8, np.float32), np.char.upper(["ab"]), np.char.add(["a"], "!"))
masked = np.ma.masked_less([1, -999, 3], 0)
print(masked.mean(), masked.filled(0), np.ma.masked_array([1, 2], mask=[0, 1]))
