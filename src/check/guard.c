#include "check_internal.h"

struct guard {
	PyObject_HEAD const struct policy *policy;
	PyObject *views; /* module number → view */
};

static PyTypeObject *guard_type;

const struct policy *guard_policy(PyObject *guard)
{
	return ((struct guard *)guard)->policy;
}

PyObject *guard_view(PyObject *self, uint32_t module, PyObject *real)
{
	struct guard *guard = (struct guard *)self;
	PyObject *key = PyLong_FromUnsignedLong(module);
	PyObject *view = key ? PyDict_GetItemWithError(guard->views, key) : NULL;

	Py_XINCREF(view);
	if (key && !view && !PyErr_Occurred()) {
		view = view_new(self, module, real);
		if (view && PyDict_SetItem(guard->views, key, view) < 0)
			Py_CLEAR(view);
	}
	Py_XDECREF(key);
	return view;
}

static PyObject *refuse(const struct policy *policy, const struct finding *finding)
{
	char message[MESSAGE_MAX];

	if (findings_message(finding, policy, message) < 0)
		return PyErr_NoMemory();
	PyErr_SetString(PyExc_ImportError, message);
	return NULL;
}

static int text_of_name(PyObject *name, struct text *text)
{
	Py_ssize_t len;

	text->data = PyUnicode_Check(name) ? PyUnicode_AsUTF8AndSize(name, &len) : NULL;
	if (!text->data) {
		if (!PyErr_Occurred())
			PyErr_SetString(PyExc_TypeError, "a module's name must be str");
		return -1;
	}
	text->len = (size_t)len;
	return 0;
}

/* `from numpy import x` where x turns out to be a module that the policy does not list. */
static bool leads_out(
	const struct policy *policy, uint32_t number, PyObject *module, PyObject *name, struct text name_text)
{
	const struct entry *member = policy_entry(policy, number, name_text);
	PyObject *value = member && member->module ? NULL : PyObject_GetAttr(module, name);
	PyObject *real = value && PyModule_Check(value) ? PyModule_GetNameObject(value) : NULL;
	struct text real_name, bad;
	uint32_t unused;
	bool leads = false;

	PyErr_Clear();
	if (real && text_of_name(real, &real_name) == 0)
		leads = policy_judge_import(policy, real_name, &unused, &bad) != IMPORT_ALLOWED;
	PyErr_Clear();
	Py_XDECREF(real);
	Py_XDECREF(value);
	return leads;
}

static int check_names(const struct policy *policy, uint32_t number, struct text module_name, PyObject *names,
	PyObject *module)
{
	struct finding finding = { 0 };

	for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(names); i++) {
		PyObject *name = PyTuple_GET_ITEM(names, i);
		struct text text;

		if (text_of_name(name, &text) < 0)
			return -1;
		if (import_name_refused(policy, number, module_name, text, &finding) ||
			(module && leads_out(policy, number, module, name, text))) {
			refuse(policy, &finding);
			return -1;
		}
	}
	return 0;
}

static uint32_t top_of(const struct policy *policy, uint32_t module)
{
	while (policy->modules[module].parent)
		module = policy->modules[module].parent;
	return module;
}

/* What the statement binds: the module as it is, or the view of it. */
static PyObject *bound_module(PyObject *guard, uint32_t number, PyObject *module, bool from)
{
	const struct policy *policy = guard_policy(guard);
	uint32_t bound = from ? number : top_of(policy, number);
	PyObject *view;

	if (!(policy->modules[bound].flags & MODULE_VIEW))
		return module;
	view = guard_view(guard, bound, module);
	Py_DECREF(module);
	return view;
}

static PyObject *import(PyObject *guard, PyObject *args)
{
	const struct policy *policy = guard_policy(guard);
	PyObject *name, *globals = NULL, *locals = NULL, *from = NULL, *module;
	struct finding finding = { 0 };
	struct text text;
	uint32_t number;
	int level = 0;
	bool is_from;

	if (!PyArg_ParseTuple(args, "U|OOOi:__import__", &name, &globals, &locals, &from, &level))
		return NULL;
	/* A library's C code, through PyImport_Import: it wants the effect and takes the module from
	 * sys.modules. The program itself, should it get here, learns nothing by it. */
	if (from && PyList_Check(from)) {
		module = PyImport_ImportModuleLevelObject(name, globals, locals, from, level);
		Py_XDECREF(module);
		return module ? Py_NewRef(Py_None) : NULL;
	}
	if (text_of_name(name, &text) < 0)
		return NULL;
	is_from = from && PyTuple_Check(from) && PyTuple_GET_SIZE(from);
	if (level) {
		finding = (struct finding){ .rule = RULE_RELATIVE, .name = text };
		return refuse(policy, &finding);
	}
	if (import_refused(policy, text, &number, &finding, is_from))
		return refuse(policy, &finding);
	if (is_from && check_names(policy, number, text, from, NULL) < 0)
		return NULL;
	module = PyImport_ImportModuleLevelObject(name, globals, locals, is_from ? from : NULL, 0);
	if (!module)
		return NULL;
	if (is_from && check_names(policy, number, text, from, module) < 0) {
		Py_DECREF(module);
		return NULL;
	}
	return bound_module(guard, number, module, is_from);
}

static void release(PyObject *self)
{
	PyTypeObject *type = Py_TYPE(self);

	Py_XDECREF(((struct guard *)self)->views);
	type->tp_free(self);
	Py_DECREF(type);
}

static int prepare(void)
{
	static PyType_Slot slots[] = { { Py_tp_dealloc, release }, { 0 } };
	static PyType_Spec spec = {
		.name = "builtins.guard",
		.basicsize = sizeof(struct guard),
		.flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION | Py_TPFLAGS_IMMUTABLETYPE,
		.slots = slots,
	};

	if (!guard_type)
		guard_type = (PyTypeObject *)PyType_FromSpec(&spec);
	return guard_type ? view_prepare() : -ENOMEM;
}

PyObject *guard_new(const struct policy *policy)
{
	struct guard *guard;

	if (prepare() < 0)
		return NULL;
	guard = PyObject_New(struct guard, guard_type);
	if (!guard)
		return NULL;
	guard->policy = policy;
	guard->views = PyDict_New();
	if (!guard->views) {
		Py_DECREF(guard);
		return NULL;
	}
	return (PyObject *)guard;
}

PyObject *guard_import(PyObject *guard)
{
	static PyMethodDef method = { "__import__", import, METH_VARARGS, NULL };

	return PyCFunction_New(&method, guard);
}
