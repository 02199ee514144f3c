#include "check_internal.h"

/* A node that waits to be visited. */
struct pending {
	PyObject *object;
	uint32_t depth;
	uint32_t flags;
};

struct stack {
	struct pending *list;
	size_t count, allocated;
};

static int push(struct stack *stack, PyObject *object, uint32_t depth, unsigned flags)
{
	if (policy_grow(&stack->list, &stack->allocated, stack->count, sizeof(*stack->list)) < 0)
		return -ENOMEM;
	stack->list[stack->count++] = (struct pending){ .object = object, .depth = depth, .flags = flags };
	return 0;
}

int pointers_add(struct pointers *pointers, PyObject *object, bool called)
{
	if (policy_grow(&pointers->list, &pointers->allocated, pointers->count, sizeof(*pointers->list)) < 0)
		return -ENOMEM;
	pointers->list[pointers->count++] = (uintptr_t)object | called;
	return 0;
}

/* CPython's parser normalises identifiers; a tree from elsewhere may hold others. */
static PyObject *normalised(struct walk *walk, PyObject *name)
{
	PyObject *module = PyImport_ImportModule("unicodedata");
	PyObject *result = module ? PyObject_CallMethod(module, "normalize", "sO", "NFKC", name) : NULL;

	Py_XDECREF(module);
	if (result && (!PyUnicode_Check(result) || PyList_Append(walk->owned, result) < 0))
		Py_CLEAR(result);
	Py_XDECREF(result); /* the list holds on to it */
	return result;
}

int walk_utf8(struct walk *walk, PyObject *string, struct text *text)
{
	PyObject *bytes;

	if (PyUnicode_IS_COMPACT_ASCII(string)) {
		*text = (struct text){ PyUnicode_DATA(string), (size_t)PyUnicode_GET_LENGTH(string) };
		return 0;
	}
	bytes = PyUnicode_AsEncodedString(string, "utf-8", "surrogatepass");
	if (!bytes)
		return -EIO;
	*text = (struct text){ PyBytes_AS_STRING(bytes), (size_t)PyBytes_GET_SIZE(bytes) };
	if (PyList_Append(walk->owned, bytes) < 0)
		*text = (struct text){ 0 };
	Py_DECREF(bytes); /* the list holds on to it */
	return text->data ? 0 : -ENOMEM;
}

int walk_text(struct walk *walk, PyObject *name, struct text *text)
{
	if (PyUnicode_IS_COMPACT_ASCII(name))
		return walk_utf8(walk, name, text);
	name = normalised(walk, name);
	return name ? walk_utf8(walk, name, text) : -EIO;
}

static const char *hint_of(const struct policy *policy, enum rule rule, struct text name)
{
	switch (rule) {
	case RULE_CALL:
	case RULE_USE:
	case RULE_TEXT_CALL:
		return policy_hint(policy, HINT_CALL, name);
	case RULE_ATTRIBUTE:
	case RULE_MODULE_ATTRIBUTE:
	case RULE_NAME:
	case RULE_TEMPLATE:
	case RULE_TEXT_ATTRIBUTE:
		return policy_hint(policy, HINT_ATTRIBUTE, name);
	default:
		return policy_hint(policy, HINT_IMPORT, name);
	}
}

int walk_find_of(
	struct walk *walk, enum rule rule, struct text name, struct text of, struct position position)
{
	return findings_add(&walk->findings, rule, name, of, position, hint_of(walk->policy, rule, name));
}

int walk_find(struct walk *walk, enum rule rule, struct text name, struct position position)
{
	return walk_find_of(walk, rule, name, (struct text){ 0 }, position);
}

static int find_syntax(struct walk *walk, const struct node *node, struct text name)
{
	return walk_find(walk, RULE_SYNTAX, name, grammar_position(node->object));
}

static int find_type(struct walk *walk, PyObject *object)
{
	struct position position = { 0 };

	if (PyObject_HasAttrString(object, "lineno"))
		position = grammar_position(object);
	return walk_find(walk, RULE_SYNTAX, text_of(Py_TYPE(object)->tp_name), position);
}

static bool is_leaf(PyObject *value)
{
	const struct grammar_type *type = grammar_type(value);

	return type && !type->known->fields[0].name;
}

static bool is_leaf_list(PyObject *value)
{
	if (!PyList_CheckExact(value))
		return false;
	for (Py_ssize_t i = 0; i < PyList_GET_SIZE(value); i++)
		if (!is_leaf(PyList_GET_ITEM(value, i)))
			return false;
	return true;
}

static int push_list(struct stack *stack, PyObject *list, uint32_t depth, unsigned flags)
{
	int r = 0;

	for (Py_ssize_t i = PyList_GET_SIZE(list); i-- && r == 0;)
		if (PyList_GET_ITEM(list, i) != Py_None)
			r = push(stack, PyList_GET_ITEM(list, i), depth, flags);
	return r;
}

static int take_names(struct walk *walk, const struct node *node, const struct field *field, PyObject *value)
{
	int r = 0;

	if (field->flags & NAME_BY_VISIT)
		return 0;
	if (field->kind == FIELD_NAME)
		return visit_name_field(walk, node, field, value);
	for (Py_ssize_t i = 0; i < PyList_GET_SIZE(value) && r == 0; i++)
		r = visit_name_field(walk, node, field, PyList_GET_ITEM(value, i));
	return r;
}

static bool is_name_list(PyObject *value)
{
	if (!PyList_CheckExact(value))
		return false;
	for (Py_ssize_t i = 0; i < PyList_GET_SIZE(value); i++)
		if (!PyUnicode_Check(PyList_GET_ITEM(value, i)))
			return false;
	return true;
}

/* Whether a value is what its field may hold. What a field's kind does not say is refused. */
static bool fits(const struct field *field, PyObject *value)
{
	switch (field->kind) {
	case FIELD_NODE:
	case FIELD_PLAIN:
		return true;
	case FIELD_NODES:
		return PyList_CheckExact(value);
	case FIELD_NAME:
		return PyUnicode_Check(value);
	case FIELD_NAMES:
		return is_name_list(value);
	case FIELD_LEAF:
		return is_leaf(value);
	case FIELD_LEAVES:
		return is_leaf_list(value);
	case FIELD_UNKNOWN:
		break;
	}
	return false;
}

static bool all_fit(const struct node *node, struct text *bad)
{
	for (size_t i = 0; i < FIELDS_MAX && node->type->known->fields[i].name; i++)
		if (node->values[i] && !fits(&node->type->known->fields[i], node->values[i])) {
			*bad = text_of(node->type->known->fields[i].name);
			return false;
		}
	for (size_t i = 0; i < UNKNOWN_FIELDS_MAX && node->type->unknown[i]; i++) {
		PyObject *value = PyObject_GetAttr(node->object, node->type->unknown[i]);
		bool empty =
			!value || value == Py_None || (PyList_CheckExact(value) && !PyList_GET_SIZE(value));

		PyErr_Clear();
		Py_XDECREF(value);
		if (!empty) {
			*bad = (struct text){ PyUnicode_DATA(node->type->unknown[i]),
				(size_t)PyUnicode_GET_LENGTH(node->type->unknown[i]) };
			return false;
		}
	}
	return true;
}

/* From the last field to the first: the stack turns them round. */
static int take_fields(struct walk *walk, struct stack *stack, const struct node *node, uint32_t depth)
{
	const struct node_type *known = node->type->known;
	unsigned inherited = node->flags & (known->is_function ? 0 : CHILD_CLASS_BODY | CHILD_ANNOTATION);
	int r = 0;

	for (size_t i = FIELDS_MAX; i-- && r == 0;) {
		const struct field *field = &known->fields[i];
		PyObject *value = node->values[i];

		if (!field->name || !value)
			continue;
		if (field->kind == FIELD_NODE)
			r = push(stack, value, depth + 1, inherited | field->flags);
		else if (field->kind == FIELD_NODES)
			r = push_list(stack, value, depth + 1, inherited | field->flags);
		else if (field->kind == FIELD_NAME || field->kind == FIELD_NAMES)
			r = take_names(walk, node, field, value);
	}
	return r;
}

static int stop(struct walk *walk, enum rule rule, PyObject *object)
{
	struct position position = { 0 };

	if (grammar_type(object))
		position = grammar_position(object);
	walk->stopped = true;
	return walk_find(walk, rule, (struct text){ 0 }, position);
}

static int take(struct walk *walk, struct stack *stack, struct pending pending)
{
	struct node node = { .object = pending.object, .flags = pending.flags };
	struct text bad;
	int r;

	if (++walk->nodes > walk->policy->max_nodes)
		return stop(walk, RULE_NODES, pending.object);
	if (pending.depth > walk->policy->max_depth)
		return stop(walk, RULE_DEPTH, pending.object);
	node.type = grammar_type(pending.object);
	if (!node.type)
		return find_type(walk, pending.object);
	r = grammar_read(&node);
	if (r < 0)
		return r;
	if (!all_fit(&node, &bad))
		return find_syntax(walk, &node, bad);
	if (node.type->known->visit) {
		r = node.type->known->visit(walk, &node);
		if (r < 0)
			return r;
	}
	return take_fields(walk, stack, &node, pending.depth);
}

static int walk_all(struct walk *walk, PyObject *tree)
{
	struct stack stack = { 0 };
	int r;

	if (grammar_id(tree) != NODE_MODULE)
		return find_type(walk, tree);
	r = push(&stack, tree, 0, 0);
	while (r == 0 && stack.count && !walk->stopped)
		r = take(walk, &stack, stack.list[--stack.count]);
	free(stack.list);
	return r;
}

static void walk_release(struct walk *walk)
{
	free(walk->findings.list);
	free(walk->loads.list);
	free(walk->attributes.list);
	free(walk->calls.list);
	names_release(&walk->names);
	Py_XDECREF(walk->owned);
}

int check_tree(const struct policy *policy, PyObject *tree, const struct check_options *options,
	check_found found, void *user, uint32_t *libraries_used)
{
	_cleanup_(walk_release) struct walk walk = { .policy = policy, .options = options };
	int r;

	walk.owned = PyList_New(0);
	if (!walk.owned)
		return -ENOMEM;
	r = walk_all(&walk, tree);
	if (r == 0)
		r = walk_judge(&walk);
	if (r == 0)
		r = findings_report(&walk.findings, policy, options->first_only, found, user);
	if (r == -ENOMEM && !PyErr_Occurred())
		PyErr_NoMemory();
	if (r < 0 && !PyErr_Occurred())
		PyErr_SetString(PyExc_SystemError, "the check failed");
	if (r < 0)
		return r == -ENOMEM ? -ENOMEM : -EIO;
	if (libraries_used)
		*libraries_used = walk.libraries;
	return r;
}
