#include "embed.h"

int embed_start(void **state)
{
	struct err err = { 0 };
	PyStatus status;
	PyConfig config;

	PyConfig_InitIsolatedConfig(&config);
	status = PyConfig_SetString(&config, &config.program_name, L"/usr/bin/python3");
	if (!PyStatus_Exception(status))
		status = Py_InitializeFromConfig(&config);
	PyConfig_Clear(&config);
	if (PyStatus_Exception(status) || check_prepare(&err) < 0) {
		fprintf(stderr, "no interpreter: %s%s\n", status.err_msg ? status.err_msg : "", err.text);
		return -1;
	}
	return 0;
}

int embed_stop(void **state)
{
	return Py_FinalizeEx();
}

struct policy *embed_policy(const char *name)
{
	static char text[POLICY_FILE_MAX];
	struct policy *policy = NULL;
	struct err err = { 0 };
	char path[4096];
	size_t len;
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s.policy", POLICY_DIR, name);
	file = fopen(path, "re");
	assert_non_null(file);
	len = fread(text, 1, sizeof(text), file);
	fclose(file);
	if (policy_parse(&policy, name, text, len, &err) < 0)
		fail_msg("%s", err.text);
	return policy;
}

PyObject *embed_parse(const char *code)
{
	PyCompilerFlags flags = { .cf_flags = PyCF_ONLY_AST | PyCF_SOURCE_IS_UTF8,
		.cf_feature_version = PY_MINOR_VERSION };

	return Py_CompileStringExFlags(code, "<unknown>", Py_file_input, &flags, -1);
}

static int print_finding(void *user, const struct check_finding *finding)
{
	fprintf(user, "%d:%d %s %s\n", finding->line, finding->column, finding->rule, finding->message);
	return 0;
}

char *embed_check(const struct policy *policy, const char *code, const struct check_options *options)
{
	PyObject *tree = embed_parse(code);
	uint32_t libraries;
	char *words = NULL;
	size_t size;
	FILE *out;
	int r;

	if (!tree) {
		PyErr_Print();
		fail_msg("not a program: %s", code);
	}
	out = open_memstream(&words, &size);
	assert_non_null(out);
	r = check_tree(policy, tree, options, print_finding, out, &libraries);
	fclose(out);
	Py_DECREF(tree);
	assert_true(r >= 0);
	return words;
}
