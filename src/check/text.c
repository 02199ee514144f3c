#include "check_internal.h"

/* Attribute names hide in two kinds of literals: templates of str.format ("{0.__class__}") and text that a
 * library evaluates (sympify("x.__class__")). */

static bool is_name_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/* Takes the run of letters, digits and underscores at `*at`. */
static struct text take_name(const char **at, const char *end)
{
	const char *start = *at;

	while (*at < end && is_name_byte(**at))
		(*at)++;
	return (struct text){ start, (size_t)(*at - start) };
}

/* One replacement field, from behind its brace to its end. */
static int scan_field(struct walk *walk, const char **at, const char *end, PyObject *where)
{
	bool index = false; /* in brackets all but their end is part of a key */

	while (*at < end && (index || !memchr("{}!:", **at, 4))) {
		struct text name;
		int r;

		index = **at == '[' || (index && **at != ']');
		if (*(*at)++ != '.')
			continue;
		name = take_name(at, end);
		if (!name.len ||
			!policy_refuses_attribute(walk->policy, policy_word(walk->policy, name), name))
			continue;
		r = walk_find(walk, RULE_TEMPLATE, name, grammar_position(where));
		if (r < 0)
			return r;
	}
	return 0;
}

/* The bytes of a string that has `sign` somewhere; none of one that has not. */
static int bytes_with(struct walk *walk, PyObject *string, Py_UCS4 sign, const char **at, const char **end)
{
	struct text text = { "", 0 };
	int r = 0;

	if (PyUnicode_FindChar(string, sign, 0, PyUnicode_GET_LENGTH(string), 1) >= 0)
		r = walk_utf8(walk, string, &text);
	*at = text.data;
	*end = text.data + text.len;
	return r;
}

int text_scan_template(struct walk *walk, PyObject *string, PyObject *where)
{
	const char *at, *end;
	int r = bytes_with(walk, string, '{', &at, &end);

	while (r == 0 && at < end && (at = memchr(at, '{', (size_t)(end - at)))) {
		at++;
		r = scan_field(walk, &at, end, where);
	}
	return r;
}

static bool is_called(const char *at, const char *end)
{
	while (at < end && (*at == ' ' || *at == '\t'))
		at++;
	return at < end && *at == '(';
}

static int judge_word(struct walk *walk, struct text name, bool attribute, bool called, PyObject *where)
{
	const struct entry *word = policy_word(walk->policy, name);

	if (!attribute && word && word->flags & WORD_BUILTIN && called)
		return walk_find(walk, RULE_TEXT_CALL, name, grammar_position(where));
	if (policy_refuses_attribute(walk->policy, word, name) ||
		(attribute && word && word->flags & WORD_HIDDEN))
		return walk_find(walk, RULE_TEXT_ATTRIBUTE, name, grammar_position(where));
	return 0;
}

/* Names that no other text than a program has: `.__globals__`, `__import__(`. */
int text_is_program(struct walk *walk, PyObject *string, bool *program)
{
	const char *at, *end;
	int r = bytes_with(walk, string, '_', &at, &end);

	*program = false;
	while (r == 0 && !*program && at < end) {
		bool attribute = *at == '.';
		const struct entry *word;
		struct text name;

		at += !is_name_byte(*at);
		name = take_name(&at, end);
		word = name.len ? policy_word(walk->policy, name) : NULL;
		*program = word && word->flags & WORD_STRING && (attribute || is_called(at, end));
	}
	return r;
}

int text_scan_source(struct walk *walk, PyObject *string, PyObject *where)
{
	const char *at, *end;
	struct text text;
	int r;

	r = walk_text(walk, string, &text);
	if (r < 0)
		return r;
	at = text.data;
	end = text.data + text.len;
	for (bool attribute = false; r == 0 && at < end;) {
		struct text name = take_name(&at, end);

		if (name.len) {
			r = judge_word(walk, name, attribute, is_called(at, end), where);
			attribute = false;
		} else {
			attribute = *at == '.' || (attribute && *at == ' ');
			at++;
		}
	}
	return r;
}
