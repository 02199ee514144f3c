#include "check_internal.h"

/* Refused as an attribute, and so as a name in any other place, where it cannot be an ordinary variable's. */
static bool refuses_name(const struct entry *word, unsigned flags)
{
	if (!word || (flags & NAME_DEFINES && word->flags & WORD_DEFINE))
		return false;
	return word->flags & WORD_ATTRIBUTE && policy_is_special(word->name);
}

/* Whether this use of a builtin's name is none of our business: the program binds the name itself, or the
 * request makes the builtin useful. */
bool visit_is_exempt(struct walk *walk, const struct entry *word, PyObject *name)
{
	if (word->flags & WORD_STDIN && walk->options->has_input)
		return true;
	return names_bound(walk, name);
}

/* Where a name stands in a `def` or `class` statement, whose own position is the keyword's. */
static struct position name_position(const struct node *node, struct text name)
{
	struct position position = grammar_position(node->object);
	int keyword = 0;

	if (node->type->known->id == NODE_FUNCTIONDEF)
		keyword = (int)strlen("def ");
	else if (node->type->known->id == NODE_ASYNCFUNCTIONDEF)
		keyword = (int)strlen("async def ");
	else if (node->type->known->id == NODE_CLASSDEF)
		keyword = (int)strlen("class ");
	if (keyword) {
		position.column += keyword;
		position.end_line = position.line;
		position.end_column = position.column + (int)name.len;
	}
	return position;
}

int visit_name_field(struct walk *walk, const struct node *node, const struct field *field, PyObject *name)
{
	const struct entry *word;
	struct text text;
	int r = walk_text(walk, name, &text);

	if (r < 0)
		return r;
	word = policy_word(walk->policy, text);
	if (field->flags & NAME_ATTRIBUTE) {
		if (policy_refuses_attribute(walk->policy, word, text))
			return walk_find(walk, RULE_ATTRIBUTE, text, name_position(node, text));
		return 0;
	}
	if (refuses_name(word, field->flags) || (word && word->flags & WORD_NAMES))
		return walk_find(walk, RULE_NAME, text, name_position(node, text));
	if (field->flags & NAME_BINDS && !(node->flags & CHILD_CLASS_BODY))
		return names_bind(walk, name);
	return field->flags & (NAME_BINDS | NAME_KEYWORD) ? names_define(walk, name) : 0;
}

/* `__match_args__ = (...)`: names that a later `case` reads, and so only literal ones. */
static bool gets_more_than_names(
	struct walk *walk, const struct node *node, const struct entry *word, PyObject *context)
{
	return word && word->flags & WORD_NAMES && grammar_is_store(context) && node->object != walk->listing;
}

/* A name that is read: what it stands for is known only when all bindings are. */
int visit_name(struct walk *walk, const struct node *node)
{
	PyObject *name = node->values[0], *context = node->values[1];
	const struct entry *word;
	struct text text;
	int r;

	if (!name)
		return 0;
	r = walk_text(walk, name, &text);
	if (r < 0)
		return r;
	word = policy_word(walk->policy, text);
	if (refuses_name(word, 0) || gets_more_than_names(walk, node, word, context))
		return walk_find(walk, RULE_NAME, text, grammar_position(node->object));
	if (grammar_is_store(context))
		return node->flags & CHILD_CLASS_BODY ? names_define(walk, name) : names_bind(walk, name);
	return pointers_add(&walk->loads, node->object, node->flags & CHILD_CALLED);
}

/* An attribute's name stands at the end of its expression. */
static struct position attribute_position(PyObject *attribute, struct text name)
{
	struct position position = grammar_position(attribute);

	if (position.end_column > (int)name.len) {
		position.line = position.end_line;
		position.column = position.end_column - (int)name.len;
	}
	return position;
}

int visit_attribute(struct walk *walk, const struct node *node)
{
	PyObject *name = node->values[1];
	const struct entry *word;
	struct text text;
	int r;

	if (!name)
		return 0;
	r = walk_text(walk, name, &text);
	if (r < 0)
		return r;
	word = policy_word(walk->policy, text);
	if (policy_refuses_attribute(walk->policy, word, text))
		return walk_find(walk, RULE_ATTRIBUTE, text, attribute_position(node->object, text));
	if (gets_more_than_names(walk, node, word, node->values[2]))
		return walk_find(walk, RULE_NAME, text, attribute_position(node->object, text));
	if (grammar_is_store(node->values[2])) {
		r = names_define(walk, name);
		if (r < 0)
			return r;
	}
	walk->foreign_seen |= word && word->flags & WORD_FOREIGN;
	return pointers_add(&walk->attributes, node->object, node->flags & CHILD_CALLED);
}

int visit_call(struct walk *walk, const struct node *node)
{
	return pointers_add(&walk->calls, node->object, false);
}

int visit_assign(struct walk *walk, const struct node *node)
{
	PyObject *targets = node->values[0];

	if (!node->values[0] || !node->values[1])
		return 0;
	if (PyList_GET_SIZE(targets) == 1 && calls_is_listing(walk->policy, node->values[1]))
		walk->listing = PyList_GET_ITEM(targets, 0);
	return names_assign(walk, node->values[0], node->values[1]);
}

/* All nodes that give their first field the value of their second. */
int visit_bind(struct walk *walk, const struct node *node)
{
	if (!node->values[0] || !node->values[1] || PyList_Check(node->values[1]))
		return 0;
	return names_assign(walk, node->values[0], node->values[1]);
}

int visit_annotated(struct walk *walk, const struct node *node)
{
	if (node->values[0] && node->values[1] && calls_is_listing(walk->policy, node->values[1]))
		walk->listing = node->values[0];
	return visit_bind(walk, node);
}

int visit_match(struct walk *walk, const struct node *node)
{
	if (!node->values[0] || !node->values[1])
		return 0;
	return names_assign(walk, node->values[1], node->values[0]);
}

/* `case A(x=pattern)` reads the attribute x. */
int visit_match_class(struct walk *walk, const struct node *node)
{
	PyObject *attributes = node->values[2], *patterns = node->values[3];
	int r = 0;

	for (Py_ssize_t i = 0; attributes && patterns && r == 0 && i < PyList_GET_SIZE(attributes) &&
			       i < PyList_GET_SIZE(patterns);
		i++)
		r = names_assign(walk, PyList_GET_ITEM(patterns, i), PyList_GET_ITEM(attributes, i));
	return r;
}

/* Which default belongs to which argument is not looked at: all may be any. */
int visit_arguments(struct walk *walk, const struct node *node)
{
	static const size_t arguments[] = { 0, 1, 3 }, defaults[] = { 4, 6 };

	for (size_t d = 0; d < ELEMENTS(defaults); d++) {
		PyObject *values = node->values[defaults[d]];

		if (!values || !PyList_GET_SIZE(values))
			continue;
		for (size_t a = 0; a < ELEMENTS(arguments); a++) {
			int r = node->values[arguments[a]]
					? names_assign(walk, node->values[arguments[a]], values)
					: 0;

			if (r < 0)
				return r;
		}
	}
	return 0;
}

int visit_keyword(struct walk *walk, const struct node *node)
{
	if (!node->values[0] || !node->values[1])
		return 0;
	return names_assign_name(walk, node->values[0], node->values[1]);
}

/* A string that is nothing but a refused name: a key for globals() and vars(). */
static int judge_string(struct walk *walk, PyObject *string, PyObject *where)
{
	enum { LONGEST = 64 };
	const struct entry *word;
	struct text text;

	if (!PyUnicode_IS_COMPACT_ASCII(string) || PyUnicode_GET_LENGTH(string) > LONGEST)
		return 0;
	text = (struct text){ PyUnicode_DATA(string), (size_t)PyUnicode_GET_LENGTH(string) };
	word = policy_word(walk->policy, text);
	return word && word->flags & WORD_STRING ? walk_find(walk, RULE_NAME, text, grammar_position(where))
						 : 0;
}

int visit_constant(struct walk *walk, const struct node *node)
{
	PyObject *value = node->values[0];
	bool program = false;
	int r;

	if (!value || !PyUnicode_Check(value))
		return 0;
	r = judge_string(walk, value, node->object);
	if (r == 0)
		r = text_scan_template(walk, value, node->object);
	if (r == 0)
		r = text_is_program(walk, value, &program);
	if (r == 0 && (program || node->flags & CHILD_ANNOTATION))
		r = text_scan_source(walk, value, node->object);
	return r;
}

/* What a star import may have brought. */
static bool refused_star(struct walk *walk, const struct entry *word)
{
	const struct names *names = &walk->names;

	if (names->star_count && word->flags & WORD_ATTRIBUTE)
		return true;
	if (names->stars_any && policy_refuses_of_any(walk->policy, word->name))
		return true;
	for (unsigned i = 0; i < names->star_count; i++)
		if (policy_refuses_member(walk->policy, names->stars[i], word->name))
			return true;
	return false;
}

static int judge_load(struct walk *walk, PyObject *object, bool called)
{
	PyObject *name = grammar_field(object, 0);
	struct module_set set;
	const struct entry *word;
	struct text text;
	int r;

	r = walk_text(walk, name, &text);
	if (r < 0)
		return r;
	word = policy_word(walk->policy, text);
	if (word && word->flags & WORD_BUILTIN && !visit_is_exempt(walk, word, name))
		return walk_find(walk, called ? RULE_CALL : RULE_USE, text, grammar_position(object));
	if (word && word->literal && !called && !names_bound(walk, name))
		return walk_find(walk, RULE_USE, text, grammar_position(object));
	if (word && !names_bound(walk, name) && refused_star(walk, word))
		return walk_find(walk, RULE_USE, text, grammar_position(object));
	if (called || !walk->names.functions_seen)
		return 0;
	r = names_modules(walk, object, &set);
	for (unsigned i = 0; i < set.count && r == 0; i++)
		if (walk->policy->modules[set.modules[i]].flags & MODULE_FUNCTION)
			return walk_find(walk, RULE_USE, text, grammar_position(object));
	return r;
}

/* Refused of one of the modules that the expression before the dot may stand for? */
static bool refuses_of(
	const struct policy *policy, const struct module_set *set, struct text name, bool called)
{
	if (set->any && policy_refuses_of_any(policy, name))
		return true;
	for (unsigned i = 0; i < set->count; i++) {
		uint32_t to = policy_step(policy, set->modules[i], name);

		if (policy_refuses_member(policy, set->modules[i], name))
			return true;
		if (!called && to && policy->modules[to].flags & MODULE_FUNCTION)
			return true;
	}
	return false;
}

/* A module's name, on something that is not known to be a module and has no such attribute of the program's. */
static bool is_foreign(struct walk *walk, const struct module_set *set, struct text text, PyObject *name)
{
	const struct entry *word = policy_word(walk->policy, text);

	return word && word->flags & WORD_FOREIGN && !set->count && !names_defined(walk, name);
}

/* Called for the inner attributes of a chain before the outer ones. */
static int judge_attribute(struct walk *walk, PyObject *object, bool called)
{
	PyObject *value = grammar_field(object, 0), *name = grammar_field(object, 1);
	struct module_set set, whole;
	struct text text;
	int r = walk_text(walk, name, &text);

	if (r == 0)
		r = names_modules_kept(walk, value, &set);
	if (r == 0 && value && grammar_id(value) == NODE_ATTRIBUTE)
		r = names_modules_kept(walk, object, &whole);
	if (r < 0)
		return r;
	if (refuses_of(walk->policy, &set, text, called) || is_foreign(walk, &set, text, name))
		r = walk_find(walk, RULE_MODULE_ATTRIBUTE, text, attribute_position(object, text));
	return r;
}

int walk_judge(struct walk *walk)
{
	bool attributes = walk->names.modules_seen || walk->foreign_seen;
	int r = names_resolve(walk);

	for (size_t i = 0; i < walk->loads.count && r == 0; i++)
		r = judge_load(walk, pointer_object(walk->loads.list[i]), walk->loads.list[i] & 1);
	for (size_t i = walk->attributes.count; attributes && i-- && r == 0;)
		r = judge_attribute(
			walk, pointer_object(walk->attributes.list[i]), walk->attributes.list[i] & 1);
	for (size_t i = 0; i < walk->calls.count && r == 0; i++)
		r = calls_judge(walk, pointer_object(walk->calls.list[i]));
	return r;
}
