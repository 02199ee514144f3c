/* Which libraries a text seems to import. Too much is allowed where the table says so, a crash or a long time never. */
#include "testing.h"

#include "schedule/internal.h"

#include <time.h>

enum { NUMPY = 1, PANDAS = 2, SKLEARN = 4, SYMPY = 8, MATPLOTLIB = 16 };

static const uint32_t ALL = ~UINT32_C(0);
static const char *const names[] = { "numpy", "pandas", "sklearn", "sympy", "matplotlib", NULL };

/* clang-format off */
static const struct {
	const char *code;
	uint32_t found;
} rows[] = {
	{ "", 0 },
	{ "print(1)", 0 },
	{ "import numpy", NUMPY },
	{ "import numpy as np", NUMPY },
	{ "import pandas as pd\npd.DataFrame().plot()", PANDAS | MATPLOTLIB },
	{ "plot = 1", 0 },
	{ "import numpy.linalg", NUMPY },
	{ "import numpy.linalg as la, pandas as pd", NUMPY | PANDAS },
	{ "import math, numpy ,pandas", NUMPY | PANDAS },
	{ "import\tnumpy\t,\tpandas", NUMPY | PANDAS },
	{ "import math; import numpy", NUMPY },
	{ "import math # no, numpy", 0 },
	{ "import math\nimport numpy\r\nimport pandas\r\n", NUMPY | PANDAS },
	{ "import \\\n numpy, \\\n pandas", NUMPY | PANDAS },
	{ "import math \\\n , numpy", NUMPY },
	{ "import \\\r\n numpy", NUMPY },
	{ "import math\\\n,numpy", NUMPY },
	{ "import math\n, numpy", 0 },
	{ "if 1: import numpy", NUMPY },
	{ "def f():\n\timport numpy\n", NUMPY },
	{ "x=1;import numpy", NUMPY },

	{ "from numpy import array", NUMPY },
	{ "from numpy.linalg import inv", NUMPY },
	{ "from sklearn.ensemble import (\n  RandomForestClassifier,\n)", SKLEARN },
	{ "from \\\n numpy import *", NUMPY },
	{ "from\tsympy\timport\tsymbols", SYMPY },
	{ "from . import numpy", NUMPY },
	{ "from .numpy import x", 0 },
	{ "from math import numpy", NUMPY }, /* too much */

	/* not these names, nor these words */
	{ "import numpyro", 0 },
	{ "import num", 0 },
	{ "import xnumpy", 0 },
	{ "import math.numpy", 0 },
	{ "reimport numpy", 0 },
	{ "imports numpy", 0 },
	{ "import_ numpy", 0 },
	{ "importnumpy", 0 },
	{ "fromnumpy import x", 0 },
	{ "x.from_numpy(numpy)", 0 },

	/* strings and comments may count, what follows them must */
	{ "'import numpy'", NUMPY },
	{ "# import numpy", NUMPY },
	{ "x = 'import this thing'; import numpy", NUMPY },
	{ "if 'import that' in y: import numpy", NUMPY },
	{ "'''\nimport the\n'''\nimport numpy", NUMPY },
	{ "# take it from\nimport numpy", NUMPY },
	{ "# what to import\nimport numpy", NUMPY },
	{ "# what to import\r\nimport numpy", NUMPY },
	{ "from from numpy import x", NUMPY },

	/* the largest set */
	{ "__import__('numpy')", ALL },
	{ "m = __import__", ALL },
	{ "import importlib", ALL },
	{ "from importlib import import_module", ALL },
	{ "exec('import numpy')", ALL },
	{ "eval('1')", ALL },
	{ "import runpy", ALL },
	{ "execute(1); evaluate(2); my_exec(3); exec_(4); retrieval.evals()", 0 },

	/* broken off */
	{ "import", 0 },
	{ "import ", 0 },
	{ "import numpy,", NUMPY },
	{ "import ,", 0 },
	{ "import \\", 0 },
	{ "import numpy\\", NUMPY },
	{ "from", 0 },
	{ "from ", 0 },
	{ "from \\\n", 0 },
	{ "exe", 0 },
	{ "\xff\xfeimport numpy\xff", NUMPY },
	{ "import \xef\xbd\x8eumpy", 0 }, /* full width: the check knows it */
};
/* clang-format on */

/* The text lies at the end of its memory: a read behind it is found by the sanitizer. */
static uint32_t hint(const char *code, size_t len)
{
	char *exact = malloc(MAX(len, (size_t)1));
	uint32_t found;

	memcpy(exact, code, len);
	found = hint_libraries(exact, len, names);
	free(exact);
	return found;
}

static void test_what_texts_import(void **state)
{
	for (size_t i = 0; i < ELEMENTS(rows); i++) {
		uint32_t found = hint(rows[i].code, strlen(rows[i].code));

		if (found != rows[i].found)
			fail_msg("%s: %x, not %x", rows[i].code, found, rows[i].found);
	}
}

static void test_every_beginning_of_every_text(void **state)
{
	for (size_t i = 0; i < ELEMENTS(rows); i++) {
		for (size_t len = 0; len < strlen(rows[i].code); len++)
			hint(rows[i].code, len);
	}
}

static void test_nul_bytes_end_nothing(void **state)
{
	static const char code[] = "x\0\nimport numpy\0, pandas\nfrom sympy\0import x";

	assert_int_equal(hint(code, sizeof(code) - 1), NUMPY | SYMPY);
}

static void test_any_number_of_libraries(void **state)
{
	const char *many[LIBRARIES_MAX + 1] = { NULL };
	const char *const none[] = { NULL };

	for (size_t i = 0; i < LIBRARIES_MAX; i++)
		many[i] = i == LIBRARIES_MAX - 1 ? "numpy" : "other";
	assert_int_equal(hint_libraries("import numpy", 12, many), UINT32_C(1) << 31);
	assert_int_equal(hint_libraries("import numpy", 12, none), 0);
}

static double seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* A text of the largest size, made up to be looked at again and again, stops the server for no time that counts. */
static void test_time_grows_with_the_text_only(void **state)
{
	static const char *const parts[] = { "import ", "from ", "import a,", "a,", "import import",
		"from from ", "import\n", "from\\\n", "import \\\n", " ", "\\\n", "fro", "impor", "exec_",
		"__import_", "evalexec", "import a ", "a.", "from a import b, ", "numpyy,",
		"\nimport numpy.a as b" };
	const size_t size = 1000 * 1000;
	char *code = malloc(size);

	for (size_t i = 0; i < ELEMENTS(parts); i++) {
		const size_t len = strlen(parts[i]);
		double start;

		/* the word first, so that a list of a million goes on */
		memcpy(code, "import ", 7);
		for (size_t at = 7; at < size; at++)
			code[at] = parts[i][(at - 7) % len];
		start = seconds();
		hint_libraries(code, size, names);
		if (seconds() - start > 2)
			fail_msg("\"%s\" takes %.1f s", parts[i], seconds() - start);
	}
	free(code);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_texts_import),
		cmocka_unit_test(test_every_beginning_of_every_text),
		cmocka_unit_test(test_nul_bytes_end_nothing),
		cmocka_unit_test(test_any_number_of_libraries),
		cmocka_unit_test(test_time_grows_with_the_text_only),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
