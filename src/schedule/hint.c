/* Which set a program wants, from a look at its text: never a parse, never a check. What is missed here the check in
 * the cell finds, and the job goes to the right set; what is found too much costs some memory. */
#include "internal.h"

#include <ctype.h>

static bool is_name(char c)
{
	return isalnum((unsigned char)c) || c == '_';
}

/* Within a line, and past a backslash at its end. `at` is not the text's beginning. */
static bool is_blank(const char *at)
{
	return *at == ' ' || *at == '\t' || *at == '\\' || (*at == '\r' && at[-1] == '\\') ||
	       (*at == '\n' && (at[-1] == '\\' || at[-1] == '\r'));
}

static const char *skip_blanks(const char *at, const char *end)
{
	while (at < end && is_blank(at))
		at++;
	return at;
}

/* The first part of a dotted name. */
static size_t name_length(const char *at, const char *end)
{
	const char *start = at;

	while (at < end && is_name(*at))
		at++;
	return (size_t)(at - start);
}

static uint32_t bit_of(const char *name, size_t len, const char *const *names)
{
	for (unsigned i = 0; names[i]; i++) {
		if (strncmp(names[i], name, len) == 0 && !names[i][len])
			return UINT32_C(1) << i;
	}
	return 0;
}

/* Past the rest of a dotted name and its alias, up to what can't belong to them. */
static const char *skip_rest(const char *at, const char *end)
{
	while (at < end && (is_name(*at) || *at == '.' || is_blank(at)))
		at++;
	return at;
}

/* Behind `import`: a list of names, each possibly with dots and an alias. Returns where it stopped, so that no byte
 * is looked at twice. */
static const char *scan_list(const char *at, const char *end, const char *const *names, uint32_t *found)
{
	for (;;) {
		size_t len;

		at = skip_blanks(at, end);
		len = name_length(at, end);
		if (!len)
			return at;
		*found |= bit_of(at, len, names);
		at = skip_rest(at + len, end);
		if (at == end || *at != ',')
			return at;
		at++;
	}
}

static bool has_word(const char *code, size_t len, const char *word)
{
	const size_t size = strlen(word);
	const char *end = code + len, *at = code;

	while ((at = memmem(at, (size_t)(end - at), word, size))) {
		bool starts = at == code || !is_name(at[-1]);

		if (starts && (at + size == end || !is_name(at[size])))
			return true;
		at += size;
	}
	return false;
}

uint32_t hint_libraries(const char *code, size_t len, const char *const *names)
{
	/* pandas and sympy import it for these, when they are called */
	static const char *const plotting[] = { "plot", "plotting", "hist", "boxplot" };
	static const char *const dynamic[] = { "__import__", "importlib", "exec", "eval", "runpy" };
	const char *end = code + len, *at = code;
	uint32_t found = 0;

	while ((at = memmem(at, (size_t)(end - at), "import", 6))) {
		const char *before = at;

		at += 6;
		if ((before > code && is_name(before[-1])) || (at < end && is_name(*at)))
			continue;
		at = scan_list(at, end, names, &found);
	}
	for (at = code; (at = memmem(at, (size_t)(end - at), "from", 4));) {
		const char *before = at, *name;

		at += 4;
		if ((before > code && is_name(before[-1])) || at == end || is_name(*at))
			continue;
		name = skip_blanks(at, end);
		found |= bit_of(name, name_length(name, end), names);
	}
	for (size_t i = 0; i < ELEMENTS(plotting); i++) {
		if (found && has_word(code, len, plotting[i]))
			found |= bit_of("matplotlib", strlen("matplotlib"), names);
	}
	for (size_t i = 0; i < ELEMENTS(dynamic); i++) {
		if (has_word(code, len, dynamic[i]))
			return ~UINT32_C(0);
	}
	return found;
}
