/* The check as a Python module `check_host`, for tests that are written in Python: runs the script given as
 * the first argument with the rest of them as sys.argv. */
#include "check/check.h"

static int collect(void *user, const struct check_finding *finding)
{
	PyObject *item = Py_BuildValue("(ssiiiiz)", finding->rule, finding->message, finding->line,
		finding->column, finding->end_line, finding->end_column, finding->hint);
	int r = item ? PyList_Append(user, item) : -1;

	Py_XDECREF(item);
	return r < 0 ? -ENOMEM : 0;
}

static void forget(PyObject *capsule)
{
	policy_free(PyCapsule_GetPointer(capsule, "policy"));
}

static PyObject *host_policy(PyObject *self, PyObject *args)
{
	const char *name, *text;
	struct policy *policy;
	struct err err = { 0 };
	Py_ssize_t len;

	if (!PyArg_ParseTuple(args, "ss#", &name, &text, &len))
		return NULL;
	if (policy_parse(&policy, name, text, (size_t)len, &err) < 0)
		return PyErr_Format(PyExc_ValueError, "%s", err.text);
	return PyCapsule_New(policy, "policy", forget);
}

static PyObject *host_lint(PyObject *self, PyObject *args)
{
	const char *name, *text;
	char *words = NULL;
	size_t size;
	Py_ssize_t len;
	PyObject *result;
	FILE *out;

	if (!PyArg_ParseTuple(args, "ss#", &name, &text, &len))
		return NULL;
	out = open_memstream(&words, &size);
	if (!out)
		return PyErr_NoMemory();
	policy_lint(name, text, (size_t)len, out);
	fclose(out);
	result = PyUnicode_FromStringAndSize(words, (Py_ssize_t)size);
	free(words);
	return result;
}

/* check(policy, tree, has_input, first_only) -> (findings, mask of numpy and pandas) */
static PyObject *host_check(PyObject *self, PyObject *args)
{
	static const char *const libraries[] = { "numpy", "pandas", NULL };
	struct check_options options = { .libraries = libraries };
	PyObject *capsule, *tree, *findings;
	int has_input = 0, first_only = 0, r;
	uint32_t used = 0;

	if (!PyArg_ParseTuple(args, "OO|pp", &capsule, &tree, &has_input, &first_only))
		return NULL;
	options.has_input = has_input;
	options.first_only = first_only;
	findings = PyList_New(0);
	if (!findings)
		return NULL;
	r = check_tree(PyCapsule_GetPointer(capsule, "policy"), tree, &options, collect, findings, &used);
	if (r < 0) {
		Py_DECREF(findings);
		return NULL;
	}
	return Py_BuildValue("(NI)", findings, used);
}

static PyObject *host_builtins(PyObject *self, PyObject *args)
{
	PyObject *capsule, *builtins;
	struct err err = { 0 };
	int has_input = 0;

	if (!PyArg_ParseTuple(args, "O|p", &capsule, &has_input))
		return NULL;
	builtins = check_builtins(PyCapsule_GetPointer(capsule, "policy"), has_input, &err);
	return builtins ? builtins : PyErr_Format(PyExc_RuntimeError, "%s", err.text);
}

static PyObject *host_syntax_message(PyObject *self, PyObject *args)
{
	int line, column;
	PyObject *message, *code, *tree;

	if (!PyArg_ParseTuple(args, "U", &code))
		return NULL;
	tree = PyObject_CallFunction(PyDict_GetItemString(PyEval_GetBuiltins(), "compile"), "Ossi", code,
		"<unknown>", "exec", PyCF_ONLY_AST);
	if (tree) {
		Py_DECREF(tree);
		Py_RETURN_NONE;
	}
	message = check_syntax_message(&line, &column);
	return message ? Py_BuildValue("(Nii)", message, line, column) : NULL;
}

static PyMethodDef methods[] = {
	{ "policy", host_policy, METH_VARARGS, NULL },
	{ "lint", host_lint, METH_VARARGS, NULL },
	{ "check", host_check, METH_VARARGS, NULL },
	{ "builtins", host_builtins, METH_VARARGS, NULL },
	{ "syntax_message", host_syntax_message, METH_VARARGS, NULL },
	{ 0 },
};

static PyObject *initialise(void)
{
	static struct PyModuleDef definition = { PyModuleDef_HEAD_INIT, .m_name = "check_host", .m_size = -1,
		.m_methods = methods };
	struct err err = { 0 };

	if (check_prepare(&err) < 0)
		return PyErr_Format(PyExc_RuntimeError, "%s", err.text);
	return PyModule_Create(&definition);
}

int main(int argc, char **argv)
{
	PyStatus status;
	PyConfig config;

	if (PyImport_AppendInittab("check_host", initialise) < 0)
		return 2;
	PyConfig_InitPythonConfig(&config);
	status = PyConfig_SetString(&config, &config.program_name, L"/usr/bin/python3");
	if (!PyStatus_Exception(status))
		status = PyConfig_SetBytesArgv(&config, argc, argv);
	if (!PyStatus_Exception(status))
		status = Py_InitializeFromConfig(&config);
	PyConfig_Clear(&config);
	if (PyStatus_Exception(status))
		Py_ExitStatusException(status);
	return Py_RunMain();
}
