#include "api_internal.h"

/* Behind the closing quote of the string whose first character is `at`, or `end`. Each backslash is looked at
 * once: the way back from a quote stops at the one before it. */
static const char *skip_string(const char *at, const char *end)
{
	const char *since = at, *quote;
	size_t escapes;

	while ((quote = memchr(since, '"', (size_t)(end - since)))) {
		escapes = 0;
		while (quote - escapes > since && quote[-1 - (ptrdiff_t)escapes] == '\\')
			escapes++;
		since = quote + 1;
		if (escapes % 2 == 0)
			return since;
	}
	return end;
}

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static const char *skip_word(const char *at, const char *end)
{
	while (at < end && !is_space(*at) && !memchr("{}[],:\"", *at, 7))
		at++;
	return at;
}

int scan_json(const char *text, size_t len, size_t *offset, const char **words)
{
	const char *at = text, *end = text + len, *token;
	unsigned depth = 0, tokens = 0;

	while (at < end) {
		token = at;
		if (is_space(*at) || *at == ',' || *at == ':') {
			at++;
			continue;
		}
		if (*at == '}' || *at == ']') {
			depth -= depth > 0;
			at++;
			continue;
		}
		tokens++;
		if (*at == '{' || *at == '[') {
			depth++;
			at++;
		} else {
			at = *at == '"' ? skip_string(at + 1, end) : skip_word(at, end);
		}
		if (depth > JSON_DEPTH_MAX || tokens > JSON_TOKENS_MAX) {
			*offset = (size_t)(token - text);
			*words = depth > JSON_DEPTH_MAX ? "Too deeply nested" : "Too many values";
			return -E2BIG;
		}
	}
	return 0;
}
