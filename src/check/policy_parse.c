#include "policy_rules.h"

/* A file is a list of statements: a directive at the start of a line and its words, which may go on in
 * following lines that start with white space. docs/POLICIES.md has the language. */

void policy_problem(struct parser *parser, unsigned line, const char *format, ...)
{
	const char *suffix = strchr(parser->name, '.') ? "" : ".policy";
	char words[ERR_TEXT_MAX / 2];
	va_list args;

	va_start(args, format);
	vsnprintf(words, sizeof(words), format, args);
	va_end(args);
	if (parser->out)
		fprintf(parser->out, "%s%s:%u: %s\n", parser->name, suffix, line, words);
	else if (!parser->problems)
		err_set(parser->err, -EINVAL, "%s%s:%u: %s", parser->name, suffix, line, words);
	parser->problems++;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

/* Takes the next word of a line off `*at`. False at the line's end. */
static bool next_token(struct parser *parser, char **at, const char *end, unsigned line, struct token *token)
{
	char *start = *at;

	while (start < end && is_blank(*start))
		start++;
	if (start == end || *start == '#')
		return false;
	token->line = line;
	token->quoted = *start == '"';
	if (token->quoted) {
		char *close = memchr(start + 1, '"', (size_t)(end - start - 1));

		if (!close) {
			policy_problem(parser, line, "a quote is not closed");
			return false;
		}
		*close = '\0';
		token->text = (struct text){ start + 1, (size_t)(close - start - 1) };
		*at = close + 1;
		return true;
	}
	*at = start;
	while (*at < end && !is_blank(**at))
		(*at)++;
	token->text = (struct text){ start, (size_t)(*at - start) };
	return true;
}

static int add_token(struct parser *parser, struct token token)
{
	if (policy_grow(&parser->tokens, &parser->tokens_allocated, parser->token_count, sizeof(token)) < 0)
		return -ENOMEM;
	parser->tokens[parser->token_count++] = token;
	return 0;
}

static int end_statement(struct parser *parser)
{
	int r = parser->token_count ? policy_apply(parser) : 0;

	parser->token_count = 0;
	return r;
}

static int parse_line(struct parser *parser, char *start, char *end, unsigned line)
{
	bool continues = start < end && is_blank(*start);
	struct token token;
	bool first = true;
	int r;

	for (char *at = start; next_token(parser, &at, end, line, &token); first = false) {
		if (first && !continues) {
			r = end_statement(parser);
			if (r < 0)
				return r;
		} else if (first && !parser->token_count) {
			policy_problem(
				parser, line, "a line that starts with white space continues a directive");
			return 0;
		}
		r = add_token(parser, token);
		if (r < 0)
			return r;
	}
	return 0;
}

static int parse_lines(struct parser *parser)
{
	char *at = parser->policy->text;
	char *end = at + parser->length;
	unsigned line = 1;

	for (; at < end; line++) {
		char *newline = memchr(at, '\n', (size_t)(end - at));
		char *stop = newline ? newline : end;
		int r = parse_line(parser, at, stop, line);

		if (r < 0)
			return r;
		at = stop + 1;
	}
	parser->last_line = line - 1;
	return end_statement(parser);
}

static int run(struct parser *parser, const char *text, size_t len)
{
	if (len > POLICY_FILE_MAX) {
		policy_problem(parser, 1, "longer than %d bytes", POLICY_FILE_MAX);
		return 0;
	}
	if (memchr(text, '\0', len)) {
		policy_problem(parser, 1, "holds a NUL byte");
		return 0;
	}
	parser->policy = calloc(1, sizeof(*parser->policy));
	if (!parser->policy)
		return -ENOMEM;
	parser->policy->name = strdup(parser->name);
	parser->policy->text = malloc(len + 1);
	if (!parser->policy->name || !parser->policy->text)
		return -ENOMEM;
	memcpy(parser->policy->text, text, len);
	parser->policy->text[len] = '\0';
	parser->length = len;

	int r = parse_lines(parser);

	if (r == 0)
		policy_finish(parser);
	return r;
}

static void parser_release(struct parser *parser)
{
	free(parser->tokens);
	policy_free(parser->policy);
}

int policy_parse(struct policy **ret, const char *name, const char *text, size_t len, struct err *err)
{
	_cleanup_(parser_release) struct parser parser = { .name = name, .err = err };
	int r = run(&parser, text, len);

	if (r < 0)
		return err_nomem(err);
	if (parser.problems)
		return -EINVAL;
	*ret = steal_ptr(&parser.policy);
	return 0;
}

int policy_lint(const char *name, const char *text, size_t len, FILE *out)
{
	_cleanup_(parser_release) struct parser parser = { .name = name, .out = out };

	if (run(&parser, text, len) < 0)
		policy_problem(&parser, 1, "out of memory");
	return (int)MIN(parser.problems, (size_t)INT32_MAX);
}
