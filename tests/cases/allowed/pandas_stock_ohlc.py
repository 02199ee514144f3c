import numpy as np
import pandas as pd

rng = np.random.default_rng(11)
days = pd.bdate_range("2024-01-01", periods=40)
close = pd.Series(100 + rng.normal(0, 1, 40).cumsum(), index=days)
stock = pd.DataFrame({"open": close.shift(1).fillna(100), "close": close})
stock["high"] = stock[["open", "close"]].max(axis=1) + 0.5
stock["low"] = stock[["open", "close"]].min(axis=1) - 0.5
weekly = stock.resample("W").agg({"open": "first", "high": "max", "low": "min", "close": "last"})
print(weekly.head(3).round(2))
print((stock.close > stock.open).sum(), stock.open.iloc[0], stock["open"].mean().round(3))
stock["sma"] = stock["close"].rolling(5).mean()
stock["signal"] = np.where(stock["close"] > stock["sma"], 1, 0)
returns = stock["close"].pct_change()
equity = (1 + returns * stock["signal"].shift(1)).cumprod()
drawdown = (equity / equity.cummax() - 1).min()
print(stock["signal"].sum(), round(equity.iloc[-1], 4), f"{drawdown:.2%}", f"{returns.std() * np.sqrt(252):.2%}")
weekly.index.is_monotonic_increasing
