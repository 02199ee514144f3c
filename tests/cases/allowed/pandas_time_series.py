import numpy as np
import pandas as pd

idx = pd.date_range("2024-01-01", periods=60, freq="D")
ts = pd.Series(np.arange(60) % 7 + idx.month, index=idx, name="load")
print(ts.resample("M").agg(["mean", "max"]).round(2))
print(ts["2024-02"].head(3), ts.loc["2024-01-30":"2024-02-02"].tolist())
print(ts.rolling(7).mean().dropna().iloc[[0, -1]], ts.shift(1).diff().iloc[-1], ts.pct_change().abs().max().round(3))
frame = ts.to_frame()
frame["weekday"] = frame.index.day_name()
print(frame.groupby("weekday", sort=False)["load"].mean().round(2).head(3))
when = pd.to_datetime(pd.Series(["2024-03-01 10:00", "2023-12-25 23:59"]))
print(when.dt.year.tolist(), when.dt.strftime("%d/%m").tolist(), (when.max() - when.min()).days, when.dt.quarter.tolist())
print(pd.Timestamp("2024-02-28") + pd.Timedelta(days=2), pd.Timestamp("2024-01-31") + pd.DateOffset(months=1), pd.period_range("2024Q1", periods=2, freq="Q"))
print(pd.bdate_range("2024-03-01", "2024-03-08").size, ts.asfreq("W").size, idx.tz_localize("UTC").tz_convert("Europe/Oslo")[0], ts.ewm(span=3).mean().iloc[2].round(4))
