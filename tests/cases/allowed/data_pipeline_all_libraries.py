from io import StringIO
import csv
import json

import numpy as np
import pandas as pd
import sympy as sp
from scipy import stats
from sklearn.linear_model import LinearRegression

rng = np.random.default_rng(3)
x = np.linspace(0, 10, 50)
y = 3 * x + 2 + rng.normal(0, 0.5, x.size)
buffer = StringIO()
writer = csv.writer(buffer)
writer.writerow(["x", "y"])
writer.writerows(zip(x, y))
buffer.seek(0)
df = pd.read_csv(buffer)
model = LinearRegression().fit(df[["x"]], df["y"])
slope, intercept, r, p, err = stats.linregress(df["x"], df["y"])
a, b, s = sp.symbols("a b s")
symbolic = sp.solve([sp.Eq(a * 0 + b, 2), sp.Eq(a * 10 + b, 32)], [a, b])
print(f"{model.coef_[0]:.2f} {model.intercept_:.1f} {slope:.2f} {r**2:.3f}", symbolic)
print(np.allclose(slope, model.coef_[0]), json.dumps({"p": bool(p < 0.05), "n": len(df)}), np.polyfit(x, y, 1).round(2))
