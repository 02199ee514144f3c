import numpy as np
import pandas as pd

frame = pd.DataFrame({'group': list('abab'), 'x': [1, 2, 3, 4], 'y': [0.5, 1.5, None, 3.5]})
print(frame.groupby('group')['x'].mean(), frame.describe(), frame.head(), sep='\n')
str(frame.groupby('group').agg({'x': ['sum', 'mean'], 'y': 'max'})), frame['group'].value_counts()
frame.pivot_table(index='group', values='x', aggfunc='sum'), frame['x'].apply(lambda v: v * 2), frame.groupby('group').size()
