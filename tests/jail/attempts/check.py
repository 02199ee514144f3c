"""Ways around the static check: programs whose text leads to a module that `strict` does not allow. The walls do not care;
what must stop them is the check, and with it taken away each gets there."""

from .attempt import Family

family = Family("check", "check", whole=True)

SHOW = "\nprint('OPEN' if hasattr(found, 'getpid') else 'shut')"
family("subclasses of object", "found = [c for c in ().__class__.__base__.__subclasses__() if c.__name__ == '_wrap_close'][0].__init__.__globals__\nprint('OPEN' if 'getpid' in found else 'shut')")
family("globals of a function", "import random\nfound = random.Random.seed.__globals__['_os'] if '_os' in random.Random.seed.__globals__ else random._os" + SHOW)
family("builtins of a frame", """
def g(): yield frame.gi_frame.f_back.f_builtins
frame = g()
print('OPEN' if '__import__' in next(frame) else 'shut')""")
family("the frame of a traceback", """
try: 1 / 0
except ZeroDivisionError as error: frame = error.__traceback__.tb_frame
print('OPEN' if '__import__' in frame.f_builtins else 'shut')""")
family("the frame of a coroutine", """
async def c(): pass
coroutine = c()
print('OPEN' if '__import__' in coroutine.cr_frame.f_builtins else 'shut')
coroutine.close()""")
family("a format template", "import random\ntext = '{0.seed.__globals__[_os].getpid}'.format(random.Random)\nprint('OPEN' if 'getpid' in text else 'shut')")
family("a template made by format_map", "import random\ntext = '{r.seed.__globals__[_os].getpid}'.format_map({'r': random.Random})\nprint('OPEN' if 'getpid' in text else 'shut')")
family("a class pattern", """
import random
match random.Random.seed:
    case object(__globals__=names): print('OPEN' if '_os' in names else 'shut')""")
family("a decorator for a call", "@eval\n@lambda f: '\"OPEN\"'\ndef text(): pass\nprint(text)")
family("an alias of a builtin", "call = eval\nprint(call('\"OPEN\"'))")
family("a builtin as a default", "def f(call=exec): call('print(\"OPEN\")')\nf()")
family("a builtin in a list", "[e][0]('print(\"OPEN\")') if (e := exec) else None")
family("full-width letters", "\uff45\uff58\uff45\uff43('print(\"OPEN\")')")
family("an f-string", "print(f'{eval(chr(34) + \"OPEN\" + chr(34))}')")
family("a format spec", "print(f'{\"\":{eval(chr(34) + \"OPEN>4\" + chr(34))[:0]}}' + eval('\"OPEN\"'))")
family("an annotation", "def f(x: print(eval('\"OPEN\"'))): pass")
family("builtins by name", "found = __builtins__.__import__('os') if hasattr(__builtins__, '__import__') else __builtins__['__import__']('os')" + SHOW)
family("an import by its function", "found = __import__('os')" + SHOW)
family("a forbidden module", "import os as found" + SHOW)
family("a name of a forbidden module", "from os import getpid\nprint('OPEN' if getpid() else 'shut')")
family("an underscore module", "import _posixsubprocess\nprint('OPEN')")
family("a module by the back of another", "import random\nfound = random._os" + SHOW)
family("a module by numpy", "import numpy as np\nfound = np.ctypeslib.os" + SHOW)
family("a module by pandas", "import pandas as pd\nfound = pd.compat.os" + SHOW)
family("a module by matplotlib", "import matplotlib as found_in\nfound = found_in.os" + SHOW)
family("getattr", "import random\nfound = getattr(random, '_' + 'os')" + SHOW)
family("attrgetter", "import operator, random\nfound = operator.attrgetter('_' + 'os')(random)" + SHOW)
family("methodcaller", "import operator, statistics\nprint(operator.methodcaller('__getattribute__', 'Decimal')(statistics) and 'OPEN')")
family("a metaclass's operator", "class M(type):\n    __getitem__ = exec\nclass A(metaclass=M): pass\nexec('print(\"OPEN\")')")
family("a name bound only perhaps", "if 0: eval = 1\nprint(eval('\"OPEN\"'))")
family("the loader of main", "print('OPEN' if __loader__ else 'shut')")
family("a file opened", "open('x', 'w').close()\nprint('OPEN')")
family("a pickle", "import pandas as pd, io\nprint('OPEN' if pd.read_pickle and pd.read_pickle.__globals__ else 'shut')")
family("the interpreter's own modules", "import sys\nprint('OPEN' if sys.modules else 'shut')")
