import json
from io import BytesIO, StringIO

import numpy as np
import pandas as pd
from pandas.api.types import is_datetime64_any_dtype, is_numeric_dtype
from pandas.errors import ParserError
from pandas.testing import assert_frame_equal
from pandas.tseries.offsets import BDay, MonthEnd

nested = json.loads('[{"id": 1, "user": {"name": "Ann", "langs": ["py", "c"]}}, {"id": 2, "user": {"name": "Bob", "langs": []}}]')
flat = pd.json_normalize(nested)
print(flat.columns.tolist(), flat.explode("user.langs")["user.langs"].tolist())
df = pd.DataFrame({"n": pd.array([1, None], dtype="Int64"), "s": pd.array(["a", None], dtype="string"), "d": pd.to_datetime(["2024-01-05", "2024-02-29"])})
print(df.dtypes.astype(str).tolist(), is_numeric_dtype(df["n"]), is_datetime64_any_dtype(df["d"]), df["d"] + BDay(1), df["d"].iloc[0] + MonthEnd(1))
copy = pd.read_json(StringIO(df.to_json(orient="split")), orient="split")
print(copy.shape, df.convert_dtypes().equals(df), df.astype({"n": "float"})["n"].isna().tolist())
assert_frame_equal(df, df.copy())
try:
    pd.read_csv(StringIO("a,b\n1,2,3\n1,2\n4,5,6,7"))
except ParserError as e:
    print("parser:", str(e).split(".")[0])
tables = pd.read_fwf(StringIO("name  qty\ntea     3\njam    12"))
tables["qty"].sum(), pd.read_csv(BytesIO(b"x;y\n1;2"), sep=";").iloc[0].to_dict()
