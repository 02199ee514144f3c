# policy: standard
import os
import os.path
from os.path import basename, dirname, join

path = join("home", "ann", "notes", "todo.tar.gz")
print(path, basename(path), dirname(path), os.path.splitext(path), os.path.split(path))
print(os.path.normpath("a//b/../c/./d"), os.path.isabs("/x"), os.path.commonpath(["/a/b/c", "/a/b/d"]), os.sep, repr(os.linesep))


def extension_counts(names):
    counts = {}
    for name in names:
        ext = os.path.splitext(name)[1].lower() or "(none)"
        counts[ext] = counts.get(ext, 0) + 1
    return counts


extension_counts(["a.py", "b.PY", "README", "x.tar.gz", ".bashrc"])
