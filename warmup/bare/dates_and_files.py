import base64
import csv
import datetime
import hashlib
import io
import time

now = datetime.datetime.now()
print(now.strftime('%Y-%m-%d %H:%M:%S'), datetime.date(2000, 1, 1) + datetime.timedelta(days=40))
datetime.datetime.strptime('2000-01-02 03:04', '%Y-%m-%d %H:%M'), time.strftime('%c'), time.perf_counter()
rows = list(csv.DictReader(io.StringIO('a,b\n1,2\n')))
hashlib.sha256(b'x').hexdigest(), base64.b64encode(b'x')
