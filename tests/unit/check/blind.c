/* The module `check_blind`, for tests/rules/ablate-check: set(NAME) takes one rule or one function of the walk
 * out, set("") brings it back, spots() are the names. The linker puts what is here before the real functions:
 * meson.build has the list, and one that is not the same does not link. */
#include "check/check_internal.h"

static const char *const rules[] = {
#define RULE(name) [RULE_##name] = #name
	RULE(IMPORT_FORBIDDEN),
	RULE(IMPORT_UNLISTED),
	RULE(IMPORT_SUBMODULE),
	RULE(IMPORT_DIRECT),
	RULE(IMPORT_WILDCARD),
	RULE(IMPORT_NAME),
	RULE(FROM_FORBIDDEN),
	RULE(FROM_UNLISTED),
	RULE(FROM_SUBMODULE),
	RULE(RELATIVE),
	RULE(CALL),
	RULE(USE),
	RULE(ATTRIBUTE),
	RULE(MODULE_ATTRIBUTE),
	RULE(NAME),
	RULE(TEMPLATE),
	RULE(TEXT_ATTRIBUTE),
	RULE(TEXT_CALL),
#undef RULE
};

static const char *spot = "";

/* TYPE, name, parameters, arguments; without it they return 0 or false: nothing here. */
#define FUNCTIONS(X)                                                                                         \
	X(int, visit_attribute, (struct walk * walk, const struct node *node), (walk, node))                 \
	X(int, visit_call, (struct walk * walk, const struct node *node), (walk, node))                      \
	X(int, visit_name, (struct walk * walk, const struct node *node), (walk, node))                      \
	X(int, visit_assign, (struct walk * walk, const struct node *node), (walk, node))                    \
	X(int, visit_bind, (struct walk * walk, const struct node *node), (walk, node))                      \
	X(int, visit_arguments, (struct walk * walk, const struct node *node), (walk, node))                 \
	X(int, visit_keyword, (struct walk * walk, const struct node *node), (walk, node))                   \
	X(int, visit_constant, (struct walk * walk, const struct node *node), (walk, node))                  \
	X(int, visit_import, (struct walk * walk, const struct node *node), (walk, node))                    \
	X(int, visit_import_from, (struct walk * walk, const struct node *node), (walk, node))               \
	X(int, visit_name_field,                                                                             \
		(struct walk * walk, const struct node *node, const struct field *field, PyObject *name),    \
		(walk, node, field, name))                                                                   \
	X(int, calls_judge, (struct walk * walk, PyObject * call), (walk, call))                             \
	X(int, text_scan_template, (struct walk * walk, PyObject * string, PyObject * where),                \
		(walk, string, where))                                                                       \
	X(int, text_scan_source, (struct walk * walk, PyObject * string, PyObject * where),                  \
		(walk, string, where))                                                                       \
	X(int, names_bind, (struct walk * walk, PyObject * name), (walk, name))                              \
	X(int, names_define, (struct walk * walk, PyObject * name), (walk, name))                            \
	X(int, names_bind_module, (struct walk * walk, PyObject * name, uint32_t module),                    \
		(walk, name, module))                                                                        \
	X(int, names_assign, (struct walk * walk, PyObject * targets, PyObject * value),                     \
		(walk, targets, value))                                                                      \
	X(int, names_assign_name, (struct walk * walk, PyObject * name, PyObject * value),                   \
		(walk, name, value))                                                                         \
	X(int, names_star, (struct walk * walk, uint32_t module), (walk, module))                            \
	X(int, names_resolve, (struct walk * walk), (walk))                                                  \
	X(int, walk_judge, (struct walk * walk), (walk))                                                     \
	X(bool, names_bound, (struct walk * walk, PyObject * name), (walk, name))                            \
	X(bool, names_defined, (struct walk * walk, PyObject * name), (walk, name))                          \
	X(bool, policy_refuses_attribute,                                                                    \
		(const struct policy *policy, const struct entry *word, struct text name),                   \
		(policy, word, name))                                                                        \
	X(bool, policy_refuses_member, (const struct policy *policy, uint32_t module, struct text name),     \
		(policy, module, name))                                                                      \
	X(bool, policy_takes_text, (const struct policy *policy, uint32_t module), (policy, module))         \
	X(int, text_is_program, (struct walk * walk, PyObject * string, bool *program),                      \
		(walk, string, program))                                                                     \
	X(int, visit_match, (struct walk * walk, const struct node *node), (walk, node))                     \
	X(int, visit_match_class, (struct walk * walk, const struct node *node), (walk, node))               \
	X(int, visit_annotated, (struct walk * walk, const struct node *node), (walk, node))                 \
	X(bool, calls_is_listing, (const struct policy *policy, PyObject *value), (policy, value))           \
	X(bool, policy_refuses_of_any, (const struct policy *policy, struct text name), (policy, name))

#define WRAP(type, name, parameters, arguments)                                                              \
	type __real_##name parameters;                                                                       \
	type __wrap_##name parameters;                                                                       \
	type __wrap_##name parameters                                                                        \
	{                                                                                                    \
		return strcmp(spot, #name) == 0 ? 0 : __real_##name arguments;                               \
	}
FUNCTIONS(WRAP)

int __real_findings_add(struct findings *findings, enum rule rule, struct text name, struct text of,
	struct position position, const char *hint);
int __wrap_findings_add(struct findings *findings, enum rule rule, struct text name, struct text of,
	struct position position, const char *hint);
int __wrap_findings_add(struct findings *findings, enum rule rule, struct text name, struct text of,
	struct position position, const char *hint)
{
	if (rule < ELEMENTS(rules) && spot == rules[rule])
		return 0;
	return __real_findings_add(findings, rule, name, of, position, hint);
}

static const char *const functions[] = {
#define NAME(type, name, parameters, arguments) #name,
	FUNCTIONS(NAME)
#undef NAME
};

static const char *spot_of(const char *name)
{
	for (size_t i = 0; i < ELEMENTS(functions); i++)
		if (strcmp(functions[i], name) == 0)
			return functions[i];
	for (size_t i = 0; i < ELEMENTS(rules); i++)
		if (strcmp(rules[i], name) == 0)
			return rules[i];
	return *name ? NULL : "";
}

static PyObject *set(PyObject *self, PyObject *args)
{
	const char *name;

	if (!PyArg_ParseTuple(args, "s", &name))
		return NULL;
	name = spot_of(name);
	if (!name)
		return PyErr_Format(PyExc_ValueError, "no such spot");
	spot = name;
	Py_RETURN_NONE;
}

static int add_names(PyObject *list, const char *const *names, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		PyObject *name = PyUnicode_FromString(names[i]);
		int r = name ? PyList_Append(list, name) : -1;

		Py_XDECREF(name);
		if (r < 0)
			return r;
	}
	return 0;
}

static PyObject *spots(PyObject *self, PyObject *unused)
{
	PyObject *list = PyList_New(0);

	if (list && (add_names(list, rules, ELEMENTS(rules)) < 0 ||
			    add_names(list, functions, ELEMENTS(functions)) < 0))
		Py_CLEAR(list);
	return list;
}

static PyMethodDef methods[] = {
	{ "set", set, METH_VARARGS, NULL },
	{ "spots", spots, METH_NOARGS, NULL },
	{ 0 },
};

static PyObject *initialise(void)
{
	static struct PyModuleDef definition = { PyModuleDef_HEAD_INIT, .m_name = "check_blind", .m_size = -1,
		.m_methods = methods };

	return PyModule_Create(&definition);
}

/* host.c has the program's main(). */
__attribute__((constructor)) static void offer(void)
{
	if (PyImport_AppendInittab("check_blind", initialise) < 0)
		abort();
}
