#include "check_internal.h"

/* A view stands for a module and has only the names that the policy lists. It reads and writes the module's
 * own attributes, so that `sys.stdout = x` works, but has no dict and no other way to the module. */

struct view {
	PyObject_HEAD PyObject *guard; /* borrowed */
	PyObject *real;		       /* owned; not traversed, so that nothing can ask for referents */
	uint32_t module;
};

static PyTypeObject *view_type;
static PyObject *underscores; /* how names of the object protocol end */

static const struct entry *entry_of(struct view *view, PyObject *name)
{
	struct text text;
	Py_ssize_t len;

	text.data = PyUnicode_AsUTF8AndSize(name, &len);
	if (!text.data) {
		PyErr_Clear();
		return NULL;
	}
	text.len = (size_t)len;
	return policy_entry(guard_policy(view->guard), view->module, text);
}

static PyObject *names_of(PyObject *self, PyObject *unused)
{
	struct view *view = (struct view *)self;
	const struct policy *policy = guard_policy(view->guard);
	PyObject *names = PyList_New(0);

	for (size_t i = 0; names && i < policy->entry_count; i++) {
		const struct entry *entry = &policy->entries[i];
		PyObject *name;

		if (entry->scope != view->module || !(entry->flags & MEMBER_NAMED || entry->module))
			continue;
		name = PyUnicode_FromStringAndSize(entry->name.data, (Py_ssize_t)entry->name.len);
		if (!name || (PyObject_HasAttr(view->real, name) && PyList_Append(names, name) < 0))
			Py_CLEAR(names);
		Py_XDECREF(name);
	}
	return names;
}

static PyObject *get(PyObject *self, PyObject *name)
{
	struct view *view = (struct view *)self;
	const struct entry *entry = PyUnicode_Check(name) ? entry_of(view, name) : NULL;
	PyObject *value;

	if (entry && (entry->module || entry->flags & MEMBER_NAMED)) {
		value = PyObject_GetAttr(view->real, name);
		if (!value || !entry->module || !PyModule_Check(value))
			return value;
		Py_SETREF(value, guard_view(view->guard, entry->module, value));
		return value;
	}
	if (PyUnicode_Check(name) && PyUnicode_CompareWithASCIIString(name, "__all__") == 0)
		return names_of(self, NULL);
	if (PyUnicode_Check(name) && (PyUnicode_CompareWithASCIIString(name, "__name__") == 0 ||
					     PyUnicode_CompareWithASCIIString(name, "__doc__") == 0))
		return PyObject_GetAttr(view->real, name);
	if (PyUnicode_Check(name) && PyUnicode_Tailmatch(name, underscores, 0, PY_SSIZE_T_MAX, -1) > 0)
		return PyObject_GenericGetAttr(self, name);
	PyErr_Format(PyExc_AttributeError, "Access to '%S' attribute is not allowed", name);
	return NULL;
}

static int set(PyObject *self, PyObject *name, PyObject *value)
{
	struct view *view = (struct view *)self;
	const struct entry *entry = PyUnicode_Check(name) ? entry_of(view, name) : NULL;

	if (entry && entry->flags & MEMBER_NAMED && value)
		return PyObject_SetAttr(view->real, name, value);
	PyErr_Format(PyExc_AttributeError, "Access to '%S' attribute is not allowed", name);
	return -1;
}

static PyObject *represent(PyObject *self)
{
	PyObject *name = PyObject_GetAttrString(((struct view *)self)->real, "__name__");
	PyObject *result = name ? PyUnicode_FromFormat("<module %R>", name) : NULL;

	Py_XDECREF(name);
	return result;
}

static void release(PyObject *self)
{
	PyTypeObject *type = Py_TYPE(self);

	Py_XDECREF(((struct view *)self)->real);
	type->tp_free(self);
	Py_DECREF(type);
}

int view_prepare(void)
{
	static PyMethodDef methods[] = { { "__dir__", names_of, METH_NOARGS, NULL }, { 0 } };
	static PyType_Slot slots[] = {
		{ Py_tp_getattro, get },
		{ Py_tp_setattro, set },
		{ Py_tp_repr, represent },
		{ Py_tp_dealloc, release },
		{ Py_tp_methods, methods },
		{ 0 },
	};
	static PyType_Spec spec = {
		.name = "builtins.module",
		.basicsize = sizeof(struct view),
		.flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION | Py_TPFLAGS_IMMUTABLETYPE,
		.slots = slots,
	};

	if (!underscores)
		underscores = PyUnicode_InternFromString("__");
	if (!view_type)
		view_type = (PyTypeObject *)PyType_FromSpec(&spec);
	return view_type && underscores ? 0 : -ENOMEM;
}

PyObject *view_new(PyObject *guard, uint32_t module, PyObject *real)
{
	struct view *view = PyObject_New(struct view, view_type);

	if (!view)
		return NULL;
	view->guard = guard;
	view->real = Py_NewRef(real);
	view->module = module;
	return (PyObject *)view;
}
