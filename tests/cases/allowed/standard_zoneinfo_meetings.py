# policy: standard
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

meeting = datetime(2024, 7, 1, 15, 0, tzinfo=ZoneInfo("Europe/Berlin"))
for zone in ("UTC", "America/New_York", "Asia/Kolkata"):
    print(f"{meeting.astimezone(ZoneInfo(zone)):%H:%M %Z} {zone}")
before = datetime(2024, 3, 10, 1, 30, tzinfo=ZoneInfo("America/New_York"))
after = (before.astimezone(timezone.utc) + timedelta(hours=1)).astimezone(before.tzinfo)
print(before.isoformat(), after.isoformat(), before.dst(), after.dst())
fold = datetime(2024, 11, 3, 1, 30, fold=1, tzinfo=ZoneInfo("America/New_York"))
print(fold.utcoffset(), fold.replace(fold=0).utcoffset(), ZoneInfo("UTC").key)
try:
    ZoneInfo("Mars/Olympus")
except ZoneInfoNotFoundError as e:
    print("no such zone")
