import calendar
import datetime

print(calendar.month(2024, 2))
print(calendar.isleap(2000), calendar.isleap(1900), calendar.leapdays(2000, 2025), calendar.monthrange(2023, 2))
print(list(calendar.day_abbr), calendar.month_name[12], calendar.weekday(2024, 7, 4))
cal = calendar.TextCalendar(firstweekday=calendar.SUNDAY)
print(cal.formatmonth(2024, 9))
for week in calendar.monthcalendar(2024, 3)[:2]:
    print(week)
thirteenths = [(y, m) for y in (2023, 2024) for m in range(1, 13) if datetime.date(y, m, 13).weekday() == calendar.FRIDAY]
print("Friday 13th:", thirteenths)
print(sum(1 for d in calendar.Calendar().itermonthdates(2024, 5) if d.month != 5), calendar.timegm((1970, 1, 2, 0, 0, 0)))
len(calendar.HTMLCalendar().formatmonth(2024, 1)) > 500
