/* Programs: any text. CPython parses it, the check walks it; what is found has words and, in all, an order. */
#include "base/cleanup.h"
#include "check/check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What libpython allocates for good. */
__attribute__((visibility("default"))) const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
	return "leak:libpython3\n";
}

static struct policy *policy;

static void read_policy(void)
{
	static char text[POLICY_FILE_MAX];
	FILE *file = fopen(POLICY_DIR "/standard.policy", "re");
	size_t len = file ? fread(text, 1, sizeof(text), file) : 0;
	struct err err = { 0 };

	if (!file || policy_parse(&policy, "standard", text, len, &err) < 0)
		abort();
	fclose(file);
}

static void start(void)
{
	struct err err = { 0 };
	PyConfig config;

	PyConfig_InitIsolatedConfig(&config);
	PyConfig_SetString(&config, &config.program_name, L"/usr/bin/python3");
	if (PyStatus_Exception(Py_InitializeFromConfig(&config)) || check_prepare(&err) < 0)
		abort();
	PyConfig_Clear(&config);
	read_policy();
}

static int judge(void *user, const struct check_finding *finding)
{
	int *last = user;

	if (!finding->rule[0] || !finding->message[0] || finding->line < *last)
		abort();
	*last = finding->line;
	return 0;
}

static void check(PyObject *tree)
{
	struct check_options options = { 0 };
	uint32_t libraries;
	int last = 0, all, first;

	all = check_tree(policy, tree, &options, judge, &last, &libraries);
	options.first_only = true;
	first = check_tree(policy, tree, &options, NULL, NULL, &libraries);
	if (all < 0 || first != (all > 0))
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	PyCompilerFlags flags = { .cf_flags = PyCF_ONLY_AST | PyCF_IGNORE_COOKIE | PyCF_SOURCE_IS_UTF8,
		.cf_feature_version = PY_MINOR_VERSION };
	_cleanup_free_ char *code = NULL;
	PyObject *tree, *message;
	int line, column;

	if (!policy)
		start();
	code = strndup((const char *)data, size);
	tree = code ? Py_CompileStringExFlags(code, "<unknown>", Py_file_input, &flags, -1)
		    : PyErr_NoMemory();
	if (tree) {
		check(tree);
		Py_DECREF(tree);
	} else {
		message = check_syntax_message(&line, &column);
		Py_XDECREF(message);
		PyErr_Clear();
	}
	return 0;
}
