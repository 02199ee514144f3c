import io

import pandas as pd

frame = pd.read_csv(io.StringIO('a,b,c\n1,x,0.5\n2,y,\n3,x,2.5\n'))
frame.info(buf=io.StringIO()), repr(frame.dtypes), frame.to_csv(index=False), frame.to_json(), frame.to_dict('records')
frame.isna().sum(), frame.fillna(0), frame.dropna(), frame.sort_values('c', ascending=False), frame[frame['a'] > 1]
frame.loc[0, 'a'], frame.iloc[1:3], frame.merge(frame, on='b'), pd.concat([frame, frame]), frame.T, frame.melt(id_vars='b')
frame['b'].str.upper(), frame.rename(columns={'a': 'z'}), frame.drop(columns='c'), frame.set_index('b'), frame.shape
print(frame, frame['a'].sum(), frame.columns.tolist())
