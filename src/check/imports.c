#include "check_internal.h"

bool import_refused(
	const struct policy *policy, struct text module, uint32_t *number, struct finding *finding, bool from)
{
	struct text bad;
	enum import_verdict verdict = policy_judge_import(policy, module, number, &bad);

	finding->name = bad;
	finding->hint = policy_hint(policy, HINT_IMPORT, bad);
	switch (verdict) {
	case IMPORT_FORBIDDEN:
		finding->rule = from ? RULE_FROM_FORBIDDEN : RULE_IMPORT_FORBIDDEN;
		return true;
	case IMPORT_UNLISTED:
		finding->rule = from ? RULE_FROM_UNLISTED : RULE_IMPORT_UNLISTED;
		return true;
	case IMPORT_SUBMODULE:
		finding->rule = from ? RULE_FROM_SUBMODULE : RULE_IMPORT_SUBMODULE;
		return true;
	case IMPORT_ALLOWED:
		break;
	}
	finding->rule = RULE_IMPORT_DIRECT;
	return !from && policy->modules[*number].flags & MODULE_PARTIAL;
}

bool import_name_refused(const struct policy *policy, uint32_t module, struct text module_name,
	struct text name, struct finding *finding)
{
	finding->of = module_name;
	finding->hint = NULL;
	if (text_equal(name, text_of("*"))) {
		finding->rule = RULE_IMPORT_WILDCARD;
		finding->name = module_name;
		return policy->modules[module].flags & MODULE_PARTIAL;
	}
	finding->rule = RULE_IMPORT_NAME;
	finding->name = name;
	return policy_refuses_attribute(policy, policy_word(policy, name), name) ||
	       policy_refuses_member(policy, module, name);
}

static int report(struct walk *walk, const struct finding *finding, PyObject *where)
{
	return findings_add(&walk->findings, finding->rule, finding->name, finding->of,
		grammar_position(where), finding->hint);
}

/* Notes the libraries that the program imports, refused or not. */
static void note_library(struct walk *walk, struct text module)
{
	const char *const *libraries = walk->options->libraries;
	const char *dot = memchr(module.data, '.', module.len);
	struct text top = { module.data, dot ? (size_t)(dot - module.data) : module.len };

	for (unsigned i = 0; libraries && libraries[i] && i < 32; i++)
		if (text_equal(text_of(libraries[i]), top))
			walk->libraries |= UINT32_C(1) << i;
}

/* `import a.b.c` binds a; `import a.b.c as d` binds the module itself. */
static int bind_import(struct walk *walk, PyObject *alias, PyObject *name, struct text text, uint32_t module)
{
	PyObject *as = grammar_field(alias, 1);
	const char *dot = memchr(text.data, '.', text.len);
	uint32_t bound = module;
	PyObject *top;
	int r;

	if (as)
		return PyUnicode_Check(as) ? names_bind_module(walk, as, module) : 0;
	if (!dot)
		return names_bind_module(walk, name, module);
	while (bound && walk->policy->modules[bound].parent)
		bound = walk->policy->modules[bound].parent;
	top = PyUnicode_FromStringAndSize(text.data, dot - text.data);
	if (!top || PyList_Append(walk->owned, top) < 0) {
		Py_XDECREF(top);
		return -ENOMEM;
	}
	r = names_bind_module(walk, top, bound);
	Py_DECREF(top);
	return r;
}

static int take_import(struct walk *walk, PyObject *alias)
{
	PyObject *name = grammar_field(alias, 0);
	struct finding finding = { 0 };
	struct text text;
	uint32_t module;
	int r;

	if (!name || !PyUnicode_Check(name))
		return 0;
	r = walk_text(walk, name, &text);
	if (r < 0)
		return r;
	note_library(walk, text);
	if (import_refused(walk->policy, text, &module, &finding, false))
		r = report(walk, &finding, alias);
	return r < 0 ? r : bind_import(walk, alias, name, text, module);
}

int visit_import(struct walk *walk, const struct node *node)
{
	PyObject *names = node->values[0];
	int r = 0;

	for (Py_ssize_t i = 0; names && i < PyList_GET_SIZE(names) && r == 0; i++)
		r = take_import(walk, PyList_GET_ITEM(names, i));
	return r;
}

static int take_imported_name(struct walk *walk, PyObject *alias, uint32_t module, struct text of)
{
	PyObject *name = grammar_field(alias, 0), *as = grammar_field(alias, 1);
	struct finding finding = { 0 };
	struct text text;
	uint32_t bound;
	int r;

	if (!name || !PyUnicode_Check(name) || (as && !PyUnicode_Check(as)))
		return 0;
	r = walk_text(walk, name, &text);
	if (r < 0)
		return r;
	if (import_name_refused(walk->policy, module, of, text, &finding))
		return report(walk, &finding, alias);
	if (text_equal(text, text_of("*")))
		return names_star(walk, module);
	bound = policy_step(walk->policy, module, text);
	return names_bind_module(walk, as ? as : name, bound);
}

static int bind_unknown(struct walk *walk, PyObject *names)
{
	int r = 0;

	for (Py_ssize_t i = 0; names && i < PyList_GET_SIZE(names) && r == 0; i++) {
		PyObject *alias = PyList_GET_ITEM(names, i);
		PyObject *name = grammar_field(alias, 1);

		if (!name)
			name = grammar_field(alias, 0);
		if (name && PyUnicode_Check(name))
			r = names_bind(walk, name);
	}
	return r;
}

int visit_import_from(struct walk *walk, const struct node *node)
{
	PyObject *module = node->values[0], *names = node->values[1], *level = node->values[2];
	struct finding finding = { 0 };
	struct text text = { "", 0 };
	uint32_t number;
	int r = module ? walk_text(walk, module, &text) : 0;

	if (r < 0)
		return r;
	if (!module || (level && (!PyLong_Check(level) || PyObject_IsTrue(level)))) {
		finding = (struct finding){ .rule = RULE_RELATIVE, .name = text };
		r = report(walk, &finding, node->object);
		return r < 0 ? r : bind_unknown(walk, names);
	}
	note_library(walk, text);
	if (import_refused(walk->policy, text, &number, &finding, true)) {
		r = report(walk, &finding, node->object);
		return r < 0 ? r : bind_unknown(walk, names);
	}
	for (Py_ssize_t i = 0; names && i < PyList_GET_SIZE(names) && r == 0; i++)
		r = take_imported_name(walk, PyList_GET_ITEM(names, i), number, text);
	return r;
}
