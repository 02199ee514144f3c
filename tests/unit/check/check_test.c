#include "embed.h"

struct row {
	const char *policy, *code, *findings;
};

/* The contract's table, message by message. */
static const struct row contract[] = {
	{ "strict", "import os", "1:8 import-forbidden Import of 'os' is not allowed\n" },
	{ "strict", "import os.path as p", "1:8 import-forbidden Import of 'os' is not allowed\n" },
	{ "strict", "import eval", "1:8 import-forbidden Import of 'eval' is not allowed\n" },
	{ "strict", "import requests.api",
		"1:8 import-unlisted Import of 'requests' is not in the allowed list\n" },
	{ "strict", "import math, sys, time",
		"1:14 import-forbidden Import of 'sys' is not allowed\n"
		"1:19 import-unlisted Import of 'time' is not in the allowed list\n" },
	{ "strict", "from os import path", "1:1 import-forbidden Import from 'os' is not allowed\n" },
	{ "strict", "from os.path import join", "1:1 import-forbidden Import from 'os' is not allowed\n" },
	{ "strict", "from time import sleep",
		"1:1 import-unlisted Import from 'time' is not in the allowed list\n" },
	{ "strict", "import io",
		"1:8 import-direct Direct import of 'io' is not allowed. Use 'from io import specific_item' "
		"instead\n" },
	{ "strict", "from io import *", "1:16 import-wildcard Wildcard import from 'io' is not allowed\n" },
	{ "strict", "from io import StringIO, open, SEEK_SET",
		"1:26 import-name Import of 'open' from 'io' is not allowed\n" },
	{ "strict", "eval('1')", "1:1 builtin-call Call to 'eval' is not allowed\n" },
	{ "strict", "x = [open]", "1:6 builtin-use Use of 'open' is not allowed\n" },
	{ "strict", "f.__globals__['x']",
		"1:3 attribute Access to '__globals__' attribute is not allowed\n" },
	{ "strict", "import _io", "1:8 import-unlisted Import of '_io' is not in the allowed list\n" },
	{ "strict", "import builtins",
		"1:8 import-unlisted Import of 'builtins' is not in the allowed list\n" },
	{ "strict", "from . import x", "1:1 import-relative Import from '.' is not allowed\n" },
	{ "strict", "from ..os import x", "1:1 import-relative Import from '.os' is not allowed\n" },
};

static const struct row names[] = {
	{ "strict", "for file in names: print(file)", "" },
	{ "strict", "input = 3\nprint(input)", "" },
	{ "strict", "def open(x): return x\nopen(3)", "" },
	{ "strict", "def f(compile): return compile(1)", "" },
	{ "strict", "from re import compile\ncompile('a')", "" },
	{ "strict", "try: pass\nexcept E as input: print(input)", "" },
	{ "strict", "match x:\n case [*open]: open(1)", "" },
	{ "strict", "if (open := 3): open", "" },
	{ "strict", "print(1, file=x)\nre.compile('a')\ndf.eval('a + b')\nx.open()", "" },
	{ "strict", "class Door:\n def open(self): pass\nopen('x')",
		"3:1 builtin-call Call to 'open' is not allowed\n" },
	{ "strict", "del eval", "1:5 builtin-use Use of 'eval' is not allowed\n" },
	{ "strict", "@eval\ndef f(): pass", "1:2 builtin-use Use of 'eval' is not allowed\n" },
	{ "strict", "class A(metaclass=exec): pass", "1:19 builtin-use Use of 'exec' is not allowed\n" },
	{ "strict", "def f(a, b=eval): pass", "1:12 builtin-use Use of 'eval' is not allowed\n" },
	{ "strict", "f'{1:{exec}}'", "1:7 builtin-use Use of 'exec' is not allowed\n" },
	{ "strict", "def f(a: eval) -> exec: pass",
		"1:10 builtin-use Use of 'eval' is not allowed\n"
		"1:19 builtin-use Use of 'exec' is not allowed\n" },
	{ "strict", "ｅｖａｌ('1')", "1:1 builtin-call Call to 'eval' is not allowed\n" },
	{ "strict", "x.__ｃｌａｓｓ__", "1:13 attribute Access to '__class__' attribute is not allowed\n" },
	{ "strict", "import ｏｓ", "1:8 import-forbidden Import of 'os' is not allowed\n" },
	{ "strict", "global __builtins__", "1:1 name Use of '__builtins__' is not allowed\n" },
	{ "strict", "f(__globals__=1)", "1:3 name Use of '__globals__' is not allowed\n" },
	{ "strict", "import math as __builtins__", "1:8 name Use of '__builtins__' is not allowed\n" },
	{ "strict", "match x:\n case A(__class__=c): pass",
		"2:7 attribute Access to '__class__' attribute is not allowed\n" },
	{ "strict", "globals()['__builtins__']", "1:11 name Use of '__builtins__' is not allowed\n" },
	{ "strict", "x.__new_in_python_9__",
		"1:3 attribute Access to '__new_in_python_9__' attribute is not allowed\n" },
	{ "strict", "g.gi_frame.f_back",
		"1:3 attribute Access to 'gi_frame' attribute is not allowed\n"
		"1:12 attribute Access to 'f_back' attribute is not allowed\n" },
	{ "strict", "'{0.__class__}'.format(1)",
		"1:1 format-template Access to '__class__' attribute is not allowed\n" },
	{ "strict", "t = '{x[0].y.__class__!r:{z.__dict__}}'",
		"1:5 format-template Access to '__class__' attribute is not allowed\n"
		"1:5 format-template Access to '__dict__' attribute is not allowed\n" },
	{ "strict", "'{.5f} {} {{x}} {a[__class__]}' % 1", "" },
	{ "strict",
		"class A:\n __slots__ = ('x',)\n def __init__(self): super().__init__()\n"
		" def __init_subclass__(cls): pass\n def __eq__(self, o): return type(o).__name__ == 'A'\n"
		"__author__ = 'me'\nif __name__ == '__main__': print(__doc__)",
		"" },
};

static const struct row modules[] = {
	{ "strict", "import numpy as n\nm = n\nm.ctypeslib",
		"3:3 attribute Access to 'ctypeslib' attribute is not allowed\n" },
	{ "strict", "m.core\nm = n\nimport numpy as n",
		"1:3 module-attribute Access to 'core' attribute is not allowed\n" },
	{ "strict", "from numpy import ctypeslib",
		"1:19 import-name Import of 'ctypeslib' from 'numpy' is not allowed\n" },
	{ "strict", "import numpy.ctypeslib",
		"1:8 import-submodule Import of 'numpy.ctypeslib' is not allowed\n" },
	{ "strict", "from numpy.distutils import core",
		"1:1 import-submodule Import from 'numpy.distutils' is not allowed\n" },
	{ "strict", "from numpy import *\ncompat", "2:1 builtin-use Use of 'compat' is not allowed\n" },
	{ "strict", "import sklearn\nfor m in [1, sklearn]: m.os",
		"2:26 module-attribute Access to 'os' attribute is not allowed\n" },
	{ "strict", "import re\n(re if x else y).copyreg\n(x or re).enum",
		"2:18 module-attribute Access to 'copyreg' attribute is not allowed\n"
		"3:11 module-attribute Access to 'enum' attribute is not allowed\n" },
	{ "strict", "import re\n{'a': (0, re)}['a'][1].enum",
		"2:24 module-attribute Access to 'enum' attribute is not allowed\n" },
	{ "strict", "import random\nclass A: pass\nA.r = random\nA.r._os",
		"4:5 module-attribute Access to '_os' attribute is not allowed\n" },
	{ "strict", "import random as r\ndef f(a, *, m=r): return m._os",
		"2:28 module-attribute Access to '_os' attribute is not allowed\n" },
	{ "strict", "import pandas as pd\npd.eval('1')\npd.read_pickle\npd.compat",
		"2:4 module-attribute Access to 'eval' attribute is not allowed\n"
		"3:4 module-attribute Access to 'read_pickle' attribute is not allowed\n"
		"4:4 module-attribute Access to 'compat' attribute is not allowed\n" },
	{ "strict", "import matplotlib.pyplot as plt\nplt.np.core\nplt.sys",
		"2:8 module-attribute Access to 'core' attribute is not allowed\n"
		"3:5 module-attribute Access to 'sys' attribute is not allowed\n" },
	{ "strict",
		"import datetime\ndatetime.time(1)\nfrom datetime import time, datetime as d\nd.now().time()",
		"" },
	{ "strict",
		"import numpy as np\nnp.load('a.npy')\nnp.load(file='a')\nnp.load('a', 'r', True)\nx = np.load",
		"3:4 builtin-call Call to 'load' is not allowed\n"
		"4:4 builtin-call Call to 'load' is not allowed\n"
		"5:8 module-attribute Access to 'load' attribute is not allowed\n" },
	{ "strict", "from numpy import load as l\nl('a', **k)\nmap(l, x)",
		"2:1 builtin-call Call to 'load' is not allowed\n"
		"3:5 builtin-use Use of 'l' is not allowed\n" },
	{ "strict",
		"from operator import attrgetter as a, methodcaller as m\na('x.y', 'z')\na('x.__class__')\na(n)\nm('f', 1)",
		"3:3 attribute Access to '__class__' attribute is not allowed\n"
		"4:1 builtin-call Call to 'attrgetter' is not allowed\n" },
	{ "strict", "import math\nvars(math)\nvars(me)", "2:1 builtin-call Call to 'vars' is not allowed\n" },
	{ "strict",
		"from sympy import S, sympify as s\nS('x**2')\ns('a.__class__')\ns(f'{x}.func.os(eval(1))')",
		"3:3 source-text Access to '__class__' attribute is not allowed\n"
		"4:3 source-text Access to 'os' attribute is not allowed\n"
		"4:3 source-text Call to 'eval' is not allowed\n" },
	{ "strict", "import sklearn\ndef f(m): return m.os\nf(sklearn)\n(lambda: sklearn)().sys",
		"2:20 module-attribute Access to 'os' attribute is not allowed\n"
		"4:21 module-attribute Access to 'sys' attribute is not allowed\n" },
	{ "strict",
		"class Phone:\n def __init__(self, os): self.os = os\nPhone('a').os\nclass A: sys = 1\nA.sys",
		"" },
	{ "strict",
		"from operator import attrgetter as a\na('\\ud800')\n'{0.__dict__}\\ud800é'\n"
		"df.eval('é\\ud800.__class__')",
		"3:1 format-template Access to '__dict__' attribute is not allowed\n"
		"4:9 source-text Access to '__class__' attribute is not allowed\n" },
	{ "strict", "df.query('@pd.compat.os and open > 3')",
		"1:10 source-text Access to 'os' attribute is not allowed\n" },
};

static const struct row standard[] = {
	{ "standard", "import sys\nprint(sys.argv, sys.stdin.read())\nsys.exit(0)", "" },
	{ "standard", "import sys\nsys.modules",
		"2:5 module-attribute Access to 'modules' attribute is not allowed\n" },
	{ "standard", "from sys import *\nfrom sys import modules",
		"2:17 import-name Import of 'modules' from 'sys' is not allowed\n" },
	{ "standard", "import os.path as p\np.join('a')\np.os\nimport os\nos.path.exists\nos.system",
		"3:3 module-attribute Access to 'os' attribute is not allowed\n"
		"5:9 module-attribute Access to 'exists' attribute is not allowed\n"
		"6:4 module-attribute Access to 'system' attribute is not allowed\n" },
	{ "standard", "getattr(x, 'name', 1)\ngetattr(x, n)\ngetattr(x, '__class__')\nf = getattr",
		"2:1 builtin-call Call to 'getattr' is not allowed\n"
		"3:12 attribute Access to '__class__' attribute is not allowed\n"
		"4:5 builtin-use Use of 'getattr' is not allowed\n" },
	{ "standard", "import enum\ngetattr(enum, 'sys')\nsetattr(*x)",
		"2:15 attribute Access to 'sys' attribute is not allowed\n"
		"3:1 builtin-call Call to 'setattr' is not allowed\n" },
	{ "standard",
		"from dataclasses import dataclass, field\nfrom typing import NamedTuple\nimport enum, abc, time",
		"" },
	{ "standard", "import typing, contextlib\ntyping.sys\ncontextlib.os",
		"2:8 module-attribute Access to 'sys' attribute is not allowed\n"
		"3:12 module-attribute Access to 'os' attribute is not allowed\n" },
};

static void check_rows(const struct row *rows, size_t count)
{
	const struct check_options options = { 0 };

	for (size_t i = 0; i < count; i++) {
		_cleanup_free_ char *found = NULL;
		struct policy *policy = embed_policy(rows[i].policy);

		found = embed_check(policy, rows[i].code, &options);
		if (strcmp(found, rows[i].findings) != 0)
			fail_msg("%s\nexpected:\n%sfound:\n%s", rows[i].code, rows[i].findings, found);
		policy_free(policy);
	}
}

static void test_contract(void **state)
{
	check_rows(contract, ELEMENTS(contract));
}

static void test_names(void **state)
{
	check_rows(names, ELEMENTS(names));
}

static void test_modules(void **state)
{
	check_rows(modules, ELEMENTS(modules));
}

static void test_standard(void **state)
{
	check_rows(standard, ELEMENTS(standard));
}

static void test_options(void **state)
{
	static const char code[] = "input()\ndef f():\n import pandas.api\nfrom numpy import core\nopen('x')";
	static const char *const libraries[] = { "sympy", "numpy", "pandas", NULL };
	struct check_options options = { .has_input = true, .first_only = true, .libraries = libraries };
	struct policy *policy = embed_policy("strict");
	_cleanup_free_ char *found = embed_check(policy, code, &options);
	PyObject *tree = embed_parse(code);
	uint32_t used = 0;

	assert_string_equal(found, "4:19 import-name Import of 'core' from 'numpy' is not allowed\n");
	assert_int_equal(check_tree(policy, tree, &options, NULL, NULL, &used), 1);
	assert_int_equal(used, 1 << 1 | 1 << 2);
	options = (struct check_options){ 0 };
	assert_int_equal(check_tree(policy, tree, &options, NULL, NULL, &used), 3);
	Py_DECREF(tree);
	policy_free(policy);
}

static void expect_syntax(const char *code, const char *expected, int line)
{
	PyObject *tree = embed_parse(code), *message;
	int at, column;

	assert_null(tree);
	message = check_syntax_message(&at, &column);
	assert_non_null(message);
	assert_string_equal(PyUnicode_AsUTF8(message), expected);
	assert_int_equal(at, line);
	assert_null(PyErr_Occurred());
	Py_DECREF(message);
}

static void test_syntax(void **state)
{
	int line, column;

	expect_syntax("print(", "Syntax error: '(' was never closed (<unknown>, line 1)", 1);
	expect_syntax("x = 1\n  y", "Syntax error: unexpected indent (<unknown>, line 2)", 2);
	PyErr_SetString(PyExc_ValueError, "source code string cannot contain null bytes");
	PyObject *message = check_syntax_message(&line, &column);

	assert_string_equal(
		PyUnicode_AsUTF8(message), "Syntax error: source code string cannot contain null bytes");
	Py_DECREF(message);
	PyErr_NoMemory();
	assert_null(check_syntax_message(&line, &column));
	assert_true(PyErr_ExceptionMatches(PyExc_MemoryError));
	PyErr_Clear();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_contract),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_modules),
		cmocka_unit_test(test_standard),
		cmocka_unit_test(test_options),
		cmocka_unit_test(test_syntax),
	};

	return cmocka_run_group_tests_name("check", tests, embed_start, embed_stop);
}
