# policy: standard
import os
import os.path
from os.path import commonprefix, splitdrive

files = ["/data/2024/a.csv", "/data/2024/b.csv"]
print(commonprefix(files), os.path.commonpath(files))
print(splitdrive(files[0]), os.path.normcase("Mixed/Case"))
print(os.path.sep, os.path.curdir, os.path.pardir, os.path.extsep)
print(os.path.join(os.path.pardir, "x" + os.path.extsep + "txt"))
