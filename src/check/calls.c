#include "check_internal.h"

/* Calls whose arguments matter: attribute names that must be literals, functions with a list of arguments,
 * builtins that must not get a module, and functions that evaluate text. */

static bool is_string(PyObject *node)
{
	PyObject *value = grammar_id(node) == NODE_CONSTANT ? grammar_field(node, 0) : NULL;

	return value && PyUnicode_Check(value);
}

static int refuse_call(struct walk *walk, PyObject *function, struct text name)
{
	struct position position = grammar_position(function);

	if (grammar_id(function) == NODE_ATTRIBUTE && position.end_column > (int)name.len) {
		position.line = position.end_line;
		position.column = position.end_column - (int)name.len;
	}
	return walk_find(walk, RULE_CALL, name, position);
}

/* A module's name that the program has no attribute of. */
static int is_foreign(struct walk *walk, struct text name, bool *foreign)
{
	const struct entry *word = policy_word(walk->policy, name);
	PyObject *string;

	if (!word || !(word->flags & WORD_FOREIGN))
		return 0;
	string = PyUnicode_FromStringAndSize(name.data, (Py_ssize_t)name.len);
	if (!string)
		return -ENOMEM;
	*foreign = !names_defined(walk, string);
	Py_DECREF(string);
	return 0;
}

/* "a.b.c", as attrgetter takes it: each part must be permitted, also of the modules that the object may be. */
static int judge_literal(struct walk *walk, PyObject *string, const struct module_set *of)
{
	struct text rest, part;
	int r = walk_text(walk, grammar_field(string, 0), &rest);

	while (r == 0 && rest.len) {
		const char *dot = memchr(rest.data, '.', rest.len);
		bool refused;

		part = (struct text){ rest.data, dot ? (size_t)(dot - rest.data) : rest.len };
		rest = (struct text){ part.data + part.len + (dot ? 1 : 0),
			rest.len - part.len - (dot ? 1 : 0) };
		refused = policy_refuses_attribute(walk->policy, policy_word(walk->policy, part), part);
		for (unsigned i = 0; i < of->count && !refused; i++)
			refused = policy_refuses_member(walk->policy, of->modules[i], part);
		r = refused ? 0 : is_foreign(walk, part, &refused);
		if (r < 0)
			break;
		if (refused)
			r = walk_find(walk, RULE_ATTRIBUTE, part, grammar_position(string));
	}
	return r;
}

static int judge_names(struct walk *walk, PyObject *function, PyObject *args, PyObject *keywords,
	enum literal literal, struct text name)
{
	Py_ssize_t count = args ? PyList_GET_SIZE(args) : 0;
	Py_ssize_t first = literal == LITERAL_SECOND ? 1 : 0;
	Py_ssize_t last = literal == LITERAL_ALL ? count : first + 1;
	struct module_set of = { 0 };
	int r = 0;

	if (count < last || (keywords && PyList_GET_SIZE(keywords) && literal != LITERAL_FIRST))
		return refuse_call(walk, function, name);
	for (Py_ssize_t i = 0; i < last; i++)
		if (grammar_id(PyList_GET_ITEM(args, i)) == NODE_STARRED)
			return refuse_call(walk, function, name);
	if (literal == LITERAL_SECOND)
		r = names_modules(walk, PyList_GET_ITEM(args, 0), &of);
	for (Py_ssize_t i = first; i < last && r == 0; i++) {
		PyObject *argument = PyList_GET_ITEM(args, i);

		r = is_string(argument) ? judge_literal(walk, argument, &of)
					: refuse_call(walk, function, name);
	}
	return r;
}

bool calls_is_listing(const struct policy *policy, PyObject *value)
{
	PyObject *list = grammar_id(value) == NODE_DISPLAY ? grammar_field(value, 0) : NULL;

	for (Py_ssize_t i = 0; list && i < PyList_GET_SIZE(list); i++) {
		PyObject *string = PyList_GET_ITEM(list, i);
		struct text text;

		if (!is_string(string) || !PyUnicode_IS_COMPACT_ASCII(grammar_field(string, 0)))
			return false;
		string = grammar_field(string, 0);
		text = (struct text){ PyUnicode_DATA(string), (size_t)PyUnicode_GET_LENGTH(string) };
		if (policy_refuses_attribute(policy, policy_word(policy, text), text))
			return false;
	}
	return list;
}

static bool is_listed(
	const struct policy *policy, const struct arguments *arguments, struct text name, PyObject *value)
{
	for (size_t i = 0; i < arguments->keyword_count; i++) {
		struct text keyword = arguments->keywords[i];

		if (text_equal(keyword, name))
			return true;
		if (keyword.len == name.len + 1 && memcmp(keyword.data, name.data, name.len) == 0)
			return value && calls_is_listing(policy, value);
	}
	return false;
}

static int judge_arguments(struct walk *walk, PyObject *function, PyObject *args, PyObject *keywords,
	const struct arguments *arguments, struct text name)
{
	Py_ssize_t count = args ? PyList_GET_SIZE(args) : 0;

	if ((size_t)count > arguments->positional)
		return refuse_call(walk, function, name);
	for (Py_ssize_t i = 0; i < count; i++)
		if (grammar_id(PyList_GET_ITEM(args, i)) == NODE_STARRED)
			return refuse_call(walk, function, name);
	for (Py_ssize_t i = 0; keywords && i < PyList_GET_SIZE(keywords); i++) {
		PyObject *keyword = grammar_field(PyList_GET_ITEM(keywords, i), 0);
		PyObject *value = grammar_field(PyList_GET_ITEM(keywords, i), 1);
		struct text text;
		int r;

		if (!keyword || !PyUnicode_Check(keyword))
			return refuse_call(walk, function, name);
		r = walk_text(walk, keyword, &text);
		if (r < 0)
			return r;
		if (!is_listed(walk->policy, arguments, text, value))
			return refuse_call(walk, function, name);
	}
	return 0;
}

/* But what was scanned already, wherever it stands. */
static int scan_string(struct walk *walk, PyObject *constant)
{
	PyObject *string = grammar_field(constant, 0);
	bool program = false;
	int r = text_is_program(walk, string, &program);

	return r == 0 && !program ? text_scan_source(walk, string, constant) : r;
}

/* The literals in an argument, also inside lists, dicts and f-strings. */
static int scan_argument(struct walk *walk, PyObject *argument, unsigned depth)
{
	enum node_id id = grammar_id(argument);
	PyObject *list;
	int r = 0;

	if (is_string(argument))
		return scan_string(walk, argument);
	if ((id != NODE_JOINEDSTR && id != NODE_DISPLAY && id != NODE_DICT) || depth > 3)
		return 0;
	for (size_t field = 0; field <= (id == NODE_DICT) && r == 0; field++) {
		list = grammar_field(argument, field);
		for (Py_ssize_t i = 0; list && i < PyList_GET_SIZE(list) && r == 0; i++)
			r = scan_argument(walk, PyList_GET_ITEM(list, i), depth + 1);
	}
	return r;
}

static int scan_arguments(struct walk *walk, PyObject *args, PyObject *keywords)
{
	int r = 0;

	for (Py_ssize_t i = 0; args && i < PyList_GET_SIZE(args) && r == 0; i++)
		r = scan_argument(walk, PyList_GET_ITEM(args, i), 0);
	for (Py_ssize_t i = 0; keywords && i < PyList_GET_SIZE(keywords) && r == 0; i++) {
		PyObject *value = grammar_field(PyList_GET_ITEM(keywords, i), 1);

		r = value ? scan_argument(walk, value, 0) : 0;
	}
	return r;
}

/* A builtin, called by its own name. */
static int judge_builtin(struct walk *walk, PyObject *call, PyObject *function, const struct entry *word)
{
	PyObject *args = grammar_field(call, 1), *keywords = grammar_field(call, 2);
	struct module_set set = { 0 };
	int r = 0;

	if (names_bound(walk, grammar_field(function, 0)))
		return 0;
	if (word->literal)
		return judge_names(walk, function, args, keywords, word->literal, word->name);
	if (word->flags & WORD_OWN && args && PyList_GET_SIZE(args))
		r = names_modules(walk, PyList_GET_ITEM(args, 0), &set);
	if (r == 0 && (set.count || set.any))
		r = refuse_call(walk, function, word->name);
	return r;
}

/* A name that a star import from such a module may have brought: one that is neither the program's nor a
 * builtin's. */
static bool star_takes_text(struct walk *walk, PyObject *name)
{
	const struct names *names = &walk->names;
	PyObject *builtins = PyEval_GetBuiltins(); /* borrowed */

	if (!names->star_count || names_bound(walk, name) || (builtins && PyDict_Contains(builtins, name)))
		return false;
	for (unsigned i = 0; i < names->star_count; i++)
		if (policy_takes_text(walk->policy, names->stars[i]))
			return true;
	return names->stars_any;
}

static int judge_member(struct walk *walk, PyObject *call, PyObject *function, struct text name)
{
	PyObject *args = grammar_field(call, 1), *keywords = grammar_field(call, 2);
	const struct policy *policy = walk->policy;
	const struct entry *word = policy_word(policy, name);
	bool is_text = grammar_id(function) == NODE_ATTRIBUTE && word && word->flags & WORD_TEXT_METHOD;
	struct module_set set;
	int r = names_modules(walk, function, &set);

	if (grammar_id(function) == NODE_NAME)
		is_text = star_takes_text(walk, grammar_field(function, 0));
	for (unsigned i = 0; i < set.count && r == 0; i++) {
		const struct module *module = &policy->modules[set.modules[i]];

		is_text |= policy_takes_text(policy, set.modules[i]);
		if (module->flags & MODULE_FUNCTION && module->literal)
			r = judge_names(walk, function, args, keywords, module->literal, module->name);
		else if (module->flags & MODULE_FUNCTION)
			r = judge_arguments(walk, function, args, keywords,
				&policy->arguments[module->arguments - 1], module->name);
	}
	return r == 0 && is_text ? scan_arguments(walk, args, keywords) : r;
}

int calls_judge(struct walk *walk, PyObject *call)
{
	PyObject *function = grammar_field(call, 0), *name;
	enum node_id id = function ? grammar_id(function) : NODE_OTHER;
	const struct entry *word;
	struct text text;
	int r;

	if (id != NODE_NAME && id != NODE_ATTRIBUTE)
		return 0;
	name = grammar_field(function, id == NODE_NAME ? 0 : 1);
	r = walk_text(walk, name, &text);
	if (r < 0)
		return r;
	word = policy_word(walk->policy, text);
	if (id == NODE_NAME && word && (word->literal || word->flags & WORD_OWN))
		return judge_builtin(walk, call, function, word);
	return judge_member(walk, call, function, text);
}
