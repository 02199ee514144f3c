import io

import numpy as np
import pandas as pd

frame = pd.DataFrame({'group': list('abab'), 'x': [1, 2, 3, 4], 'y': [0.5, 1.5, None, 3.5],
                      'day': pd.date_range('2000-01-01', periods=4)})
str(frame), repr(frame.dtypes), frame.head().to_string(), str(frame['x']), frame.to_csv(index=False), frame.to_json()
str(frame.groupby('group')['x'].mean()), str(frame.groupby('group').agg({'x': ['sum', 'mean'], 'y': 'max'}))
str(frame.describe()), frame.isna().sum(), frame.fillna(0), frame.dropna(), frame.sort_values('x', ascending=False)
frame[frame['x'] > 2], frame.loc[0, 'x'], frame.iloc[1:3], frame.merge(frame, on='group'), pd.concat([frame, frame])
frame.pivot_table(index='group', values='x', aggfunc='sum'), frame['group'].value_counts(), frame.set_index('day').resample('2D').sum(numeric_only=True)
frame['x'].apply(lambda v: v * 2), frame.assign(z=frame['x'] ** 2).corr(numeric_only=True), frame['group'].str.upper(), frame['day'].dt.year
frame['x'].rolling(2).mean(), frame.info(buf=io.StringIO()), frame.to_dict('records'), frame.T, frame.melt(id_vars='group')
pd.read_csv(io.StringIO('a,b\n1,x\n2,y\n')), pd.to_datetime(['2000-01-01']), pd.Series([1, 2]).sum(), pd.cut(frame['x'], 2)
print(frame)
