from datetime import date, datetime, time, timedelta, timezone

born = date(1990, 5, 17)
today = date(2024, 3, 1)
age = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
print(age, (today - born).days, born.strftime("%A %d %B %Y"), born.isocalendar().week, today.isoformat())
deadline = datetime(2024, 2, 28, 22, 30) + timedelta(hours=5, minutes=45)
print(deadline, deadline.date() == date(2024, 2, 29), deadline.replace(hour=0).time(), f"{deadline:%H:%M on %d.%m.%y}")
parsed = datetime.strptime("Jun 1 2005 1:33PM", "%b %d %Y %I:%M%p")
print(parsed, parsed.weekday(), parsed.timetuple().tm_yday, datetime.fromisoformat("2011-11-04T00:05:23+04:00"))
utc = datetime(2024, 7, 1, 12, tzinfo=timezone.utc)
tokyo = utc.astimezone(timezone(timedelta(hours=9), "JST"))
print(tokyo, tokyo.tzname(), utc == tokyo, utc.timestamp(), datetime.fromtimestamp(0, timezone.utc))
delta = timedelta(days=3, seconds=4000)
print(delta, delta.total_seconds(), delta / 2, delta // timedelta(hours=1), abs(-delta) == delta, time(9, 5) < time(10))
fridays = [d for d in (date(2024, 9, 1) + timedelta(n) for n in range(30)) if d.weekday() == 4]
print([d.day for d in fridays], date.max, datetime.combine(today, time.min), isinstance(datetime.now(), date))
