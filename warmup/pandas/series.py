import numpy as np
import pandas as pd

days = pd.DataFrame({'day': pd.date_range('2000-01-01', periods=6), 'x': np.arange(6.0)})
days.set_index('day').resample('2D').sum(), days['day'].dt.year, days['x'].rolling(2).mean(), days['x'].cumsum()
days.assign(z=days['x'] ** 2).corr(numeric_only=True), pd.to_datetime(['2000-01-01']), pd.cut(days['x'], 2)
print(pd.Series([3, 1, 2], index=list('abc')).sort_values(), days['x'].describe(), days['x'].max())
