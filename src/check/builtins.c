#include "check_internal.h"

/* The same rules for names that are known only when the program runs. */
static int check_name(PyObject *guard, PyObject *object, PyObject *name)
{
	const struct policy *policy = guard_policy(guard);
	const struct entry *word;
	struct text text;
	Py_ssize_t len;

	if (!PyUnicode_Check(name))
		return 0; /* the real builtin complains */
	text.data = PyUnicode_AsUTF8AndSize(name, &len);
	if (!text.data)
		return -1;
	text.len = (size_t)len;
	word = policy_word(policy, text);
	if (policy_refuses_attribute(policy, word, text) ||
		(PyModule_Check(object) && (text.data[0] == '_' || (word && word->flags & WORD_HIDDEN)))) {
		PyErr_Format(PyExc_AttributeError, "Access to '%U' attribute is not allowed", name);
		return -1;
	}
	return 0;
}

static int check_count(const char *function, Py_ssize_t count, Py_ssize_t least, Py_ssize_t most)
{
	if (count >= least && count <= most)
		return 0;
	PyErr_Format(PyExc_TypeError, "%s expected %s %zd argument%s, got %zd", function,
		least == most	? "exactly"
		: count < least ? "at least"
				: "at most",
		count < least ? least : most, (count < least ? least : most) == 1 ? "" : "s", count);
	return -1;
}

static PyObject *guarded_getattr(PyObject *guard, PyObject *const *args, Py_ssize_t count)
{
	PyObject *value;

	if (check_count("getattr", count, 2, 3) < 0 || check_name(guard, args[0], args[1]) < 0)
		return NULL;
	value = PyObject_GetAttr(args[0], args[1]);
	if (!value && count == 3 && PyErr_ExceptionMatches(PyExc_AttributeError)) {
		PyErr_Clear();
		value = Py_NewRef(args[2]);
	}
	return value;
}

static PyObject *guarded_hasattr(PyObject *guard, PyObject *const *args, Py_ssize_t count)
{
	PyObject *value;

	if (check_count("hasattr", count, 2, 2) < 0 || check_name(guard, args[0], args[1]) < 0)
		return NULL;
	value = PyObject_GetAttr(args[0], args[1]);
	if (!value && !PyErr_ExceptionMatches(PyExc_AttributeError))
		return NULL;
	PyErr_Clear();
	Py_XDECREF(value);
	return PyBool_FromLong(value != NULL);
}

static PyObject *guarded_setattr(PyObject *guard, PyObject *const *args, Py_ssize_t count)
{
	if (check_count("setattr", count, 3, 3) < 0 || check_name(guard, args[0], args[1]) < 0 ||
		PyObject_SetAttr(args[0], args[1], args[2]) < 0)
		return NULL;
	Py_RETURN_NONE;
}

static PyObject *guarded_delattr(PyObject *guard, PyObject *const *args, Py_ssize_t count)
{
	if (check_count("delattr", count, 2, 2) < 0 || check_name(guard, args[0], args[1]) < 0 ||
		PyObject_SetAttr(args[0], args[1], NULL) < 0)
		return NULL;
	Py_RETURN_NONE;
}

/* vars() of a module or a class is a way round all rules for attributes. */
static PyObject *guarded_vars(PyObject *guard, PyObject *const *args, Py_ssize_t count)
{
	if (check_count("vars", count, 0, 1) < 0)
		return NULL;
	if (count == 0) {
		PyObject *locals = PyEval_GetLocals();

		return Py_XNewRef(locals);
	}
	if (PyModule_Check(args[0]) || PyType_Check(args[0])) {
		PyErr_SetString(PyExc_TypeError, "vars() of a module or a class is not allowed");
		return NULL;
	}
	/* the object's own: a proxy or an alias would answer for a module */
	PyObject *dict = PyObject_GenericGetDict(args[0], NULL);

	if (!dict && PyErr_ExceptionMatches(PyExc_AttributeError))
		PyErr_SetString(PyExc_TypeError, "vars() argument must have __dict__ attribute");
	return dict;
}

#define METHOD(name)                                                                                         \
	{                                                                                                    \
#name, (PyCFunction)(void (*)(void))guarded_##name, METH_FASTCALL, NULL                      \
	}

static PyMethodDef guarded[] = {
	METHOD(getattr),
	METHOD(hasattr),
	METHOD(setattr),
	METHOD(delattr),
	METHOD(vars),
};

static int remove_refused(const struct policy *policy, PyObject *builtins, bool has_input)
{
	static const char *const ways_out[] = { "__loader__", "__spec__" };

	for (size_t i = 0; i < ELEMENTS(ways_out); i++)
		if (PyDict_DelItemString(builtins, ways_out[i]) < 0)
			PyErr_Clear();
	for (size_t i = 0; i < policy->entry_count; i++) {
		const struct entry *entry = &policy->entries[i];
		PyObject *name;

		if (entry->scope != WORDS || !(entry->flags & WORD_BUILTIN) ||
			(entry->flags & WORD_STDIN && has_input))
			continue;
		name = PyUnicode_FromStringAndSize(entry->name.data, (Py_ssize_t)entry->name.len);
		if (!name)
			return -ENOMEM;
		if (PyDict_DelItem(builtins, name) < 0)
			PyErr_Clear();
		Py_DECREF(name);
	}
	return 0;
}

static int add_guarded(const struct policy *policy, PyObject *builtins, PyObject *guard)
{
	for (size_t i = 0; i < ELEMENTS(guarded); i++) {
		const struct entry *word = policy_word(policy, text_of(guarded[i].ml_name));
		PyObject *function;
		int r;

		if (!word || !(word->literal || word->flags & WORD_OWN))
			continue;
		function = PyCFunction_New(&guarded[i], guard);
		if (!function)
			return -ENOMEM;
		r = PyDict_SetItemString(builtins, guarded[i].ml_name, function);
		Py_DECREF(function);
		if (r < 0)
			return -ENOMEM;
	}
	return 0;
}

static int add_import(PyObject *builtins, PyObject *guard)
{
	PyObject *import = guard_import(guard);
	int r = import ? PyDict_SetItemString(builtins, "__import__", import) : -1;

	Py_XDECREF(import);
	return r < 0 ? -ENOMEM : 0;
}

PyObject *check_builtins(const struct policy *policy, bool has_input, struct err *err)
{
	PyObject *module = PyImport_ImportModule("builtins"), *builtins, *guard;
	int r;

	if (!module) {
		PyErr_Clear();
		err_set(err, -EIO, "the interpreter has no module builtins");
		return NULL;
	}
	builtins = policy_checks(policy) ? PyDict_Copy(PyModule_GetDict(module))
					 : Py_NewRef(PyModule_GetDict(module));
	Py_DECREF(module);
	if (!builtins || !policy_checks(policy))
		return builtins;
	guard = guard_new(policy);
	r = guard ? remove_refused(policy, builtins, has_input) : -ENOMEM;
	if (r == 0)
		r = add_guarded(policy, builtins, guard);
	if (r == 0)
		r = add_import(builtins, guard);
	Py_XDECREF(guard);
	if (r == 0)
		return builtins;
	PyErr_Clear();
	Py_DECREF(builtins);
	err_nomem(err);
	return NULL;
}
