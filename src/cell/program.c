#include "cell_internal.h"

/* --- what a zygote takes for its cells ------------------------------------------------------------- */

static PyObject *show_value(PyObject *print, PyObject *value)
{
	if (value == Py_None)
		Py_RETURN_NONE;
	return PyObject_CallOneArg(print, value);
}

static PyMethodDef displayhook_method = { "displayhook", show_value, METH_O, NULL };

static PyObject *give_source(PyObject *source, PyObject *Py_UNUSED(ignored))
{
	return Py_NewRef(source);
}

static PyMethodDef source_method = { "get_source", give_source, METH_NOARGS, NULL };

static PyObject *attribute_of(const char *module_name, const char *name)
{
	PyObject *module = PyImport_ImportModule(module_name), *value;

	if (!module)
		return NULL;
	value = PyObject_GetAttrString(module, name);
	Py_DECREF(module);
	return value;
}

/* The traceback module knows the program's lines, CPython's own printer knows what a name may have been meant to be:
 * both are asked, and the lines that the printer says more in are taken from it. */
static const char format_source[] =
	"import io, linecache, sys, traceback\n"
	"def format(type, value, tb, source, *, format=traceback.format_exception, hook=sys.__excepthook__, sys=sys,\n"
	"           new=io.StringIO, cache=linecache.cache):\n"
	"    cache['main.py'] = len(source), None, list(new(source + '\\n', None)), 'main.py'\n"
	"    text = ''.join(format(type, value, tb))\n"
	"    if 'NameError' not in text and 'AttributeError' not in text and 'ImportError' not in text:\n"
	"        return text\n"
	"    stream, sys.stderr = sys.stderr, new()\n"
	"    try:\n"
	"        hook(type, value, tb)\n"
	"        shown = sys.stderr.getvalue()\n"
	"    finally:\n"
	"        sys.stderr = stream\n"
	"    said = '. Did you mean: '\n"
	"    longer = {line.partition(said)[0]: line for line in shown.split('\\n') if said in line}\n"
	"    return '\\n'.join(longer.get(line, line) for line in text.split('\\n'))\n";

static int make_format(struct cell_tools *tools, struct err *err)
{
	PyObject *names = PyDict_New(), *done = NULL;

	if (names && PyDict_SetItemString(names, "__builtins__", PyEval_GetBuiltins()) == 0)
		done = PyRun_String(format_source, Py_file_input, names, names);
	tools->format_exception = done ? Py_XNewRef(PyDict_GetItemString(names, "format")) : NULL;
	Py_XDECREF(done);
	Py_XDECREF(names);
	PyErr_Clear();
	return tools->format_exception ? 0 : err_set(err, -EIO, "format of exceptions");
}

static int take_tools(struct cell_tools *tools, struct err *err)
{
	const struct {
		PyObject **place;
		const char *module, *name;
	} wanted[] = {
		{ &tools->compile, "builtins", "compile" },
		{ &tools->print, "builtins", "print" },
		{ &tools->ast_expr, "ast", "Expr" },
		{ &tools->ast_interactive, "ast", "Interactive" },
		{ &tools->main_thread, "threading", "_main_thread" },
		{ &tools->linecache, "linecache", "cache" },
		{ &tools->getline, "linecache", "getline" },
		{ &tools->excepthook, "sys", "excepthook" },
		{ &tools->run_exitfuncs, "atexit", "_run_exitfuncs" },
		{ &tools->count_exitfuncs, "atexit", "_ncallbacks" },
		{ &tools->environ, "os", "environ" },
	};

	for (size_t i = 0; i < ELEMENTS(wanted); i++) {
		Py_XDECREF(*wanted[i].place);
		*wanted[i].place = attribute_of(wanted[i].module, wanted[i].name);
		if (!*wanted[i].place) {
			PyErr_Clear();
			return err_set(err, -ENOENT, "Python has no %s.%s", wanted[i].module, wanted[i].name);
		}
	}
	if (seed_prepare(tools, err) < 0 || make_format(tools, err) < 0)
		return err->code;
	tools->filename = PyUnicode_InternFromString("main.py");
	tools->displayhook = PyCFunction_New(&displayhook_method, tools->print);
	if (!tools->filename || !tools->displayhook || PySys_SetObject("displayhook", tools->displayhook) < 0)
		return err_nomem(err);
	return 0;
}

void program_moves(const struct cell_context *context, const char *folder)
{
	static const char *const names[] = { "HOME", "TMPDIR" };
	PyObject *path = PyUnicode_DecodeFSDefault(folder);

	for (size_t i = 0; path && i < ELEMENTS(names); i++) {
		PyObject *name = PyUnicode_FromString(names[i]);

		if (!name || PyObject_SetItem(context->tools->environ, name, path) < 0)
			PyErr_Clear();
		Py_XDECREF(name);
	}
	Py_XDECREF(path);
	PyErr_Clear();
}

int cell_prepare(struct cell_context *context, struct err *err)
{
	static struct cell_tools tools;
	int r;

	r = check_prepare(err);
	if (r < 0)
		return r;
	for (unsigned i = 0; i < context->policy_count; i++) {
		for (int has_input = 0; has_input < 2; has_input++) {
			Py_CLEAR(context->builtins[i][has_input]);
			context->builtins[i][has_input] =
				check_builtins(context->policies[i], has_input, err);
			if (!context->builtins[i][has_input])
				return err_in(
					err, "builtins of policy %s", policy_name(context->policies[i]));
		}
	}
	context->tools = &tools;
	return take_tools(&tools, err);
}

/* --- one program ------------------------------------------------------------------------------------- */

PyObject *program_parse(const char *code, size_t len)
{
	PyCompilerFlags flags = {
		.cf_flags = PyCF_ONLY_AST | PyCF_SOURCE_IS_UTF8 | PyCF_IGNORE_COOKIE,
		.cf_feature_version = PY_MINOR_VERSION,
	};

	if (memchr(code, '\0', len)) {
		PyErr_SetString(PyExc_ValueError, "source code string cannot contain null bytes");
		return NULL;
	}
	return Py_CompileStringExFlags(code, "<unknown>", Py_file_input, &flags, -1);
}

/* Tracebacks and warnings show the program's lines without a file of that name. Read by linecache when it is asked;
 * the lines of our own traceback are cut as a file's are, where linecache would also cut at a form feed. */
static int remember_source(struct cell_tools *tools, const struct cell_job *job)
{
	PyObject *text = PyUnicode_DecodeUTF8(job->code, job->wire.code_len, "strict");
	PyObject *give = text ? PyCFunction_New(&source_method, text) : NULL;
	PyObject *entry = give ? PyTuple_Pack(1, give) : NULL;
	int r = entry ? PyDict_SetItem(tools->linecache, tools->filename, entry) : -1;

	Py_XDECREF(entry);
	Py_XDECREF(give);
	tools->source = text;
	return r;
}

/* The namespace of __main__, with the policy's builtins. Borrowed. */
static PyObject *main_namespace(const struct cell_context *context, const struct cell_job *job)
{
	PyObject *module = PyImport_AddModule("__main__"), *names, *builtins;

	if (!module)
		return NULL;
	names = PyModule_GetDict(module);
	builtins = context->builtins[job->wire.policy][job->wire.has_input ? 1 : 0];
	/* The interpreter's own __loader__ there imports anything, without asking __import__. */
	if (PyDict_SetItemString(names, "__builtins__", builtins) < 0 ||
		PyDict_SetItemString(names, "__loader__", Py_None) < 0 ||
		PyDict_SetItemString(names, "__spec__", Py_None) < 0 ||
		PyDict_SetItemString(names, "__file__", context->tools->filename) < 0)
		return NULL;
	return names;
}

static PyObject *compile_tree(const struct cell_tools *tools, PyObject *tree, const char *mode, int flags)
{
	return PyObject_CallFunction(tools->compile, "OOsii", tree, tools->filename, mode, flags, 1);
}

/* Where the last statement is an expression: takes it out of `tree` and returns it as an interactive statement,
 * whose value CPython hands to sys.displayhook from the very frame and line. NULL with no exception set: it is not. */
static PyObject *take_last_expression(const struct cell_tools *tools, PyObject *tree)
{
	PyObject *body = PyObject_GetAttrString(tree, "body"), *last, *list, *interactive = NULL;
	Py_ssize_t count = body ? PyList_Size(body) : -1;

	if (count > 0) {
		last = PyList_GET_ITEM(body, count - 1);
		if ((PyObject *)Py_TYPE(last) == tools->ast_expr) {
			list = PyList_GetSlice(body, count - 1, count);
			interactive = list ? PyObject_CallOneArg(tools->ast_interactive, list) : NULL;
			Py_XDECREF(list);
			if (interactive && PyList_SetSlice(body, count - 1, count, NULL) < 0)
				Py_CLEAR(interactive);
		}
	}
	Py_XDECREF(body);
	return interactive;
}

static int evaluate(PyObject *code, PyObject *names)
{
	PyObject *value = PyEval_EvalCode(code, names, names);

	Py_XDECREF(value);
	return value ? 0 : -1;
}

void program_practise(const struct cell_context *context, PyObject *tree)
{
	PyObject *names = PyDict_New(), *code = compile_tree(context->tools, tree, "exec", 0);

	if (names && code && PyDict_SetItemString(names, "__builtins__", context->builtins[0][0]) == 0)
		evaluate(code, names);
	PyErr_Clear();
	Py_XDECREF(code);
	Py_XDECREF(names);
}

static int run_tree(
	const struct cell_context *context, const struct cell_job *job, PyObject *tree, PyObject *names)
{
	const struct cell_tools *tools = context->tools;
	PyObject *last = NULL, *code, *last_code = NULL;
	int r = -1;

	if (job->wire.auto_print) {
		last = take_last_expression(tools, tree);
		if (!last && PyErr_Occurred())
			return -1;
	}
	code = compile_tree(tools, tree, "exec", 0);
	if (code && last)
		last_code = compile_tree(tools, last, "single", ((PyCodeObject *)code)->co_flags & PyCF_MASK);
	if (code && (!last || last_code))
		r = evaluate(code, names);
	if (r == 0 && last_code)
		r = evaluate(last_code, names);
	Py_XDECREF(last);
	Py_XDECREF(code);
	Py_XDECREF(last_code);
	return r;
}

static bool has_exitfuncs(const struct cell_tools *tools)
{
	PyObject *count = PyObject_CallNoArgs(tools->count_exitfuncs);
	bool none = count && PyLong_Check(count) && PyLong_AsLong(count) == 0;

	Py_XDECREF(count);
	PyErr_Clear();
	return !none;
}

/* Whether threading._shutdown() has anything to wait for or to call, or somebody is there to see that it was called:
 * asking costs less than calling it in vain. */
static bool threads_matter(const struct cell_tools *tools, PyObject *threading)
{
	PyObject *names = PyModule_Check(threading) ? PyModule_GetDict(threading) : NULL;
	PyObject *locks = names ? PyDict_GetItemString(names, "_shutdown_locks") : NULL;
	PyObject *calls = names ? PyDict_GetItemString(names, "_threading_atexits") : NULL;
	PyObject *active = names ? PyDict_GetItemString(names, "_active") : NULL;

	return !locks || !PySet_CheckExact(locks) || PySet_GET_SIZE(locks) || !calls ||
	       !PyList_CheckExact(calls) || PyList_GET_SIZE(calls) || !active || !PyDict_CheckExact(active) ||
	       PyDict_GET_SIZE(active) != 1 || has_exitfuncs(tools);
}

/* What CPython does between the end of a program and its own: threads, exit hooks, buffers. */
static void finish(const struct cell_tools *tools, struct ended *ended)
{
	static const char *const streams[] = { "stdout", "stderr" };
	PyObject *threading = PyDict_GetItemString(PyImport_GetModuleDict(), "threading"), *done;

	if (threading && threads_matter(tools, threading)) {
		done = PyObject_CallMethod(threading, "_shutdown", NULL);
		if (!done)
			PyErr_WriteUnraisable(threading);
		Py_XDECREF(done);
	}
	done = PyObject_CallNoArgs(tools->run_exitfuncs);
	if (!done)
		PyErr_Clear(); /* printed by atexit itself */
	Py_XDECREF(done);
	for (size_t i = 0; i < ELEMENTS(streams); i++) {
		PyObject *stream = PySys_GetObject(streams[i]);

		if (!stream || stream == Py_None)
			continue;
		done = PyObject_CallMethod(stream, "flush", NULL);
		if (!done && i == 0 && ended->wire.exit_code == 0)
			ended->wire.exit_code = 120; /* as CPython ends where its output cannot be flushed */
		Py_XDECREF(done);
		PyErr_Clear();
	}
}

/* CPython clears __main__ before it ends, and some programs speak from a finalizer. It costs as much as the
 * program made, so it is left out where no finalizer can be seen. */
static void clear_names(const struct cell_job *job, PyObject *names)
{
	static const char *const finalizers[] = { "__del__", "weakref", "finally", "yield", "with" };
	bool needed = false;
	PyObject *keys;

	for (size_t i = 0; i < ELEMENTS(finalizers); i++)
		needed =
			needed || memmem(job->code, job->wire.code_len, finalizers[i], strlen(finalizers[i]));
	if (!needed)
		return;
	keys = PyDict_Keys(names);
	for (Py_ssize_t i = 0; keys && i < PyList_GET_SIZE(keys); i++) {
		PyObject *key = PyList_GET_ITEM(keys, i);

		if (PyUnicode_Check(key) && PyUnicode_CompareWithASCIIString(key, "__builtins__") != 0)
			PyDict_SetItem(names, key, Py_None);
	}
	Py_XDECREF(keys);
	PyErr_Clear();
	PyGC_Collect();
}

void program_run(
	const struct cell_context *context, const struct cell_job *job, PyObject *tree, struct ended *ended)
{
	PyObject *names = main_namespace(context, job);

	*ended = (struct ended){ .wire = { .ending = ENDING_FINISHED } };
	if (!names || remember_source(context->tools, job) < 0 || run_tree(context, job, tree, names) < 0)
		report_exception(context->tools, ended);
	finish(context->tools, ended);
	if (names)
		clear_names(job, names);
}
