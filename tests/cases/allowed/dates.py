import calendar
import datetime
from datetime import date, datetime as dt, time, timedelta, timezone

start = date(2024, 1, 31)
print(start + timedelta(days=30), start.isoformat(), start.strftime("%A"), (date(2024, 3, 1) - start).days)
print(dt.strptime("2024-02-03 04:05", "%Y-%m-%d %H:%M").replace(tzinfo=timezone.utc).isoformat(), time(1, 2), datetime.time(3))
print(calendar.monthrange(2024, 2), calendar.isleap(2100), dt.now().year > 2000)
