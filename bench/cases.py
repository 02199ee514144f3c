"""The programs that are measured. `set` is the set of libraries that serves them here; its modules are what the floor
imports before it forks."""

from typing import NamedTuple


class Case(NamedTuple):
    name: str
    set: str
    code: str


MODULES = {
    "bare": [],
    "numpy": ["numpy"],
    "pandas": ["numpy", "pandas"],
    "sympy": ["sympy"],
    "matplotlib": ["numpy", "matplotlib.pyplot"],
    "science": ["numpy", "pandas", "scipy", "sympy", "matplotlib.pyplot", "sklearn"],
}

CASES = [
    Case("hello", "bare", "print('hello')\n"),
    Case("numpy", "numpy", "import numpy as np\nprint(np.arange(10).sum())\n"),
    Case("pandas", "pandas", "import numpy as np\nimport pandas as pd\nprint(len(pd.Series(np.arange(3))))\n"),
    Case("describe", "pandas", """\
import pandas as pd

frame = pd.DataFrame({
    "team": ["a", "b", "c", "a", "b", "c", "a", "b"],
    "score": [3.0, 1.0, 4.0, 1.0, 5.0, 9.0, 2.0, 6.0],
    "games": [2, 7, 1, 8, 2, 8, 1, 8],
})
print(frame.groupby("team").mean())
print(frame.describe())
"""),
    Case("sympy", "sympy", """\
from sympy import cos, exp, integrate, symbols

x = symbols("x")
print(integrate(x**2 * exp(x) * cos(x), x))
"""),
    Case("sklearn", "science", """\
import numpy as np
from sklearn.linear_model import LinearRegression

x = np.arange(100.0).reshape(-1, 2)
model = LinearRegression().fit(x, x @ [2.0, 3.0])
print(model.coef_.round(3))
"""),
    Case("png", "matplotlib", """\
from io import BytesIO
import matplotlib.pyplot as plt

figure, axes = plt.subplots()
axes.plot([1, 2, 4, 8])
axes.set_title("growth")
data = BytesIO()
figure.savefig(data, format="png")
print(len(data.getvalue()) > 1000)
"""),
    Case("all", "science", """\
import numpy, pandas, scipy, sympy, sklearn
import matplotlib.pyplot
print("hello")
"""),
]
