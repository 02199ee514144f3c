import datetime as dt

start = dt.datetime(2023, 12, 31, 23, 59, 59)
print(start + dt.timedelta(seconds=2), start.strftime("%Y-W%V %j %p"), start.ctime())


def easter(year):
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    f = (b + 8) // 25
    h = (19 * a + b - d - (b - f + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return dt.date(year, month, day + 1)


def workdays(first, last):
    step = dt.timedelta(days=1)
    while first <= last:
        if first.isoweekday() <= 5:
            yield first
        first += step


print([str(easter(y)) for y in (2000, 2024, 2025)])
print(sum(1 for _ in workdays(dt.date(2024, 2, 1), dt.date(2024, 2, 29))))
try:
    dt.datetime.strptime("31/02/2024", "%d/%m/%Y")
except ValueError as e:
    print(e)
now = dt.datetime.now()
print(now <= dt.datetime.now(), dt.date.today().year >= 2024, dt.datetime.utcnow() > start)
