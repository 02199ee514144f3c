# What small programs touch first: printing, tracebacks, text, dates, numbers.
import abc, array, base64, binascii, bisect, calendar, cmath, collections, colorsys, contextlib, copy, csv, dataclasses
import datetime, decimal, difflib, enum, fractions, functools, graphlib, hashlib, heapq, hmac, io, itertools, json
import linecache, logging, math, numbers, operator, os, pprint, queue, random, re, reprlib, secrets, statistics, string
import struct, sys, textwrap, threading, time, traceback, types, typing, unicodedata, uuid, warnings, weakref, zlib, zoneinfo
import _strptime, locale


def fail(depth):
    return fail(depth - 1) if depth else 1 / 0


try:
    fail(3)
except ZeroDivisionError as error:
    traceback.format_exception(type(error), error, error.__traceback__)
    traceback.format_exception_only(type(error), error)

datetime.datetime.now().strftime('%Y-%m-%d %H:%M:%S')
datetime.datetime.strptime('2000-01-02 03:04', '%Y-%m-%d %H:%M')
time.strftime('%c')
json.loads(json.dumps({'a': [1, 2.5, None, True, 'ä']}, indent=2, sort_keys=True))
re.sub(r'(\w+)\s+(\d+)', r'\2 \1', 'one 1')
decimal.Decimal('1.1') + fractions.Fraction(1, 3).limit_denominator(10).numerator
statistics.mean([1, 2, 3]), statistics.stdev([1.0, 2.0, 4.0])
collections.Counter('abracadabra').most_common(2)
collections.namedtuple('Point', 'x y')(1, 2)
random.random(), random.sample(range(10), 3)
textwrap.dedent('  a\n  b').title(), 'x'.center(9), f'{math.pi:.3f} {10**6:,}'
pprint.pformat({'k': list(range(30))})
list(csv.reader(io.StringIO('a,b\n1,2\n')))
hashlib.sha256(b'x').hexdigest(), base64.b64encode(b'x')
print('ready', 1, 2.5, [3], {'four': 4})


@dataclasses.dataclass(order=True)
class Pair:
    left: int
    right: list = dataclasses.field(default_factory=list)


class Colour(enum.Enum):
    RED = 1


repr(Pair(1)), Colour.RED.name
compile('x = 1\n', 'warm', 'exec', dont_inherit=True)
