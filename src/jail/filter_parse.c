#include "filter_internal.h"

#include "base/cleanup.h"
#include <inttypes.h>
#include <seccomp.h>

enum { WORD_MAX = 64, VALUES_MAX = 32, NAMES_MAX = 64, NESTING_MAX = 8 };

enum token_kind { TOKEN_END, TOKEN_WORD, TOKEN_MARK, TOKEN_BAD };

struct token {
	enum token_kind kind;
	char text[WORD_MAX];
};

struct parser {
	const char *name;
	struct text rest; /* of the line */
	struct token token;
	unsigned line;

	struct filter_rules rules;
	size_t allocated;
	bool has_arch, has_default;

	FILE *out;
	struct err *err;
	int problems;
};

/* A condition as written: `in` gives several values, and each makes a rule of its own. */
struct choice {
	uint64_t mask;
	uint64_t values[VALUES_MAX];
	unsigned count;
};

static int complain(struct parser *parser, const char *format, ...) printf_like(2, 3);

/* Counts a problem of the current line. Returns -EINVAL. */
static int complain(struct parser *parser, const char *format, ...)
{
	char words[256];
	va_list args;

	va_start(args, format);
	vsnprintf(words, sizeof(words), format, args);
	va_end(args);
	if (!parser->problems++)
		err_set(parser->err, -EINVAL, "%s:%u: %s", parser->name, parser->line, words);
	if (parser->out)
		fprintf(parser->out, "%s:%u: %s\n", parser->name, parser->line, words);
	return -EINVAL;
}

static bool is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

static void take(struct parser *parser, enum token_kind kind, size_t len)
{
	struct token *token = &parser->token;

	token->kind = kind;
	memcpy(token->text, parser->rest.data, len);
	token->text[len] = '\0';
	parser->rest.data += len;
	parser->rest.len -= len;
}

static int advance(struct parser *parser)
{
	struct text *rest = &parser->rest;
	size_t len = 0;

	while (rest->len && (*rest->data == ' ' || *rest->data == '\t')) {
		rest->data++;
		rest->len--;
	}
	if (!rest->len || *rest->data == '#') {
		take(parser, TOKEN_END, 0);
		return 0;
	}
	while (len < rest->len && is_word(rest->data[len]))
		len++;
	if (len >= WORD_MAX) {
		parser->token.kind = TOKEN_BAD;
		return complain(parser, "a word longer than %d characters", WORD_MAX - 1);
	}
	if (len) {
		take(parser, TOKEN_WORD, len);
		return 0;
	}
	if (rest->len >= 2 && rest->data[0] == '=' && rest->data[1] == '=') {
		take(parser, TOKEN_MARK, 2);
		return 0;
	}
	if (*rest->data && strchr("&|~()?", *rest->data)) {
		take(parser, TOKEN_MARK, 1);
		return 0;
	}
	parser->token.kind = TOKEN_BAD;
	return complain(parser, "unexpected byte 0x%02x", (unsigned char)*rest->data);
}

static bool at_end(const struct parser *parser)
{
	return parser->token.kind == TOKEN_END;
}

static bool at_word(const struct parser *parser)
{
	return parser->token.kind == TOKEN_WORD;
}

static bool at(const struct parser *parser, const char *text)
{
	return (parser->token.kind == TOKEN_WORD || parser->token.kind == TOKEN_MARK) &&
	       !strcmp(parser->token.text, text);
}

static int expected(struct parser *parser, const char *what)
{
	if (at_end(parser))
		return complain(parser, "the line ends where %s is expected", what);
	return complain(parser, "'%s' where %s is expected", parser->token.text, what);
}

static int expect(struct parser *parser, const char *mark)
{
	char what[16];

	if (at(parser, mark))
		return advance(parser);
	snprintf(what, sizeof(what), "'%s'", mark);
	return expected(parser, what);
}

/* --- values ---------------------------------------------------------------------------------------- */

static int parse_number(struct parser *parser, uint64_t *ret)
{
	const char *text = parser->token.text;
	unsigned long long value;
	char *end;

	if (text[0] == '0' && text[1] && text[1] != 'x')
		return complain(parser, "'%s': numbers are decimal, or hexadecimal with 0x", text);
	errno = 0;
	value = strtoull(text, &end, 0);
	if (errno || *end || end == text)
		return complain(parser, "'%s' is no number of 64 bits", text);
	*ret = value;
	return advance(parser);
}

static int parse_value(struct parser *parser, uint64_t *ret, unsigned nesting);

static int parse_term(struct parser *parser, uint64_t *ret, unsigned nesting)
{
	int r;

	if (nesting > NESTING_MAX)
		return complain(parser, "nested deeper than %d", NESTING_MAX);
	if (at(parser, "~")) {
		r = advance(parser);
		if (r < 0)
			return r;
		r = parse_term(parser, ret, nesting + 1);
		*ret = ~*ret;
		return r;
	}
	if (at(parser, "(")) {
		r = advance(parser);
		if (r < 0)
			return r;
		r = parse_value(parser, ret, nesting + 1);
		return r < 0 ? r : expect(parser, ")");
	}
	if (!at_word(parser))
		return expected(parser, "a value");
	if (parser->token.text[0] >= '0' && parser->token.text[0] <= '9')
		return parse_number(parser, ret);
	if (!filter_constant(parser->token.text, ret))
		return complain(parser, "unknown constant '%s'", parser->token.text);
	return advance(parser);
}

/* TERM | TERM ... ; `ret` is undefined on failure */
static int parse_value(struct parser *parser, uint64_t *ret, unsigned nesting)
{
	uint64_t term;
	int r;

	*ret = 0;
	for (;;) {
		r = parse_term(parser, &term, nesting);
		if (r < 0)
			return r;
		*ret |= term;
		if (!at(parser, "|"))
			return 0;
		r = advance(parser);
		if (r < 0)
			return r;
	}
}

/* --- conditions ------------------------------------------------------------------------------------ */

static int add_choice(struct parser *parser, struct choice *choice)
{
	uint64_t value;
	int r;

	r = parse_value(parser, &value, 0);
	if (r < 0)
		return r;
	if (value & ~choice->mask)
		return complain(parser, "0x%" PRIx64 " has bits outside the mask: never true", value);
	for (unsigned i = 0; i < choice->count; i++)
		if (choice->values[i] == value)
			return complain(parser, "0x%" PRIx64 " twice", value);
	if (choice->count == VALUES_MAX)
		return complain(parser, "more than %d values", VALUES_MAX);
	choice->values[choice->count++] = value;
	return 0;
}

static int parse_argument(struct parser *parser, struct choice choices[], struct choice **ret)
{
	const char *text = parser->token.text;
	unsigned index;

	if (!at_word(parser) || strncmp(text, "arg", 3) || text[3] < '0' || text[3] >= '0' + FILTER_ARGS ||
		text[4])
		return expected(parser, "an argument, arg0 to arg5");
	index = (unsigned)(text[3] - '0');
	if (choices[index].mask)
		return complain(parser, "arg%u twice: join the masks", index);
	*ret = &choices[index];
	return advance(parser);
}

/* argN [& MASK] == VALUE, or argN [& MASK] in VALUE VALUE ... */
static int parse_condition(struct parser *parser, struct choice choices[])
{
	struct choice *choice = NULL;
	int r;

	r = parse_argument(parser, choices, &choice);
	if (r < 0)
		return r;
	choice->mask = UINT64_MAX;
	if (at(parser, "&")) {
		r = advance(parser);
		if (r < 0)
			return r;
		r = parse_value(parser, &choice->mask, 0);
		if (r < 0)
			return r;
		if (!choice->mask)
			return complain(parser, "a mask of 0 compares nothing");
	}
	if (!at(parser, "in")) {
		r = expect(parser, "==");
		return r < 0 ? r : add_choice(parser, choice);
	}
	r = advance(parser);
	if (r < 0)
		return r;
	do {
		r = add_choice(parser, choice);
		if (r < 0)
			return r;
	} while (!at_end(parser) && !at(parser, "and"));
	return 0;
}

static int parse_conditions(struct parser *parser, struct choice choices[])
{
	int r;

	do {
		r = advance(parser); /* `if`, then each `and` */
		if (r < 0)
			return r;
		r = parse_condition(parser, choices);
		if (r < 0)
			return r;
	} while (at(parser, "and"));
	return at_end(parser) ? 0 : expected(parser, "'and' or the end of the line");
}

/* --- rules ----------------------------------------------------------------------------------------- */

static bool is_conditional(const struct filter_rule *rule)
{
	for (unsigned i = 0; i < FILTER_ARGS; i++)
		if (rule->args[i].mask)
			return true;
	return false;
}

/* What one rule says must not be hidden or contradicted by another. */
static int check_against_others(struct parser *parser, const struct filter_rule *rule, const char *name)
{
	for (size_t i = 0; i < parser->rules.count; i++) {
		const struct filter_rule *other = &parser->rules.rules[i];

		if (other->syscall != rule->syscall)
			continue;
		if (other->action != rule->action || !is_conditional(other) || !is_conditional(rule))
			return complain(parser, "'%s' is already decided in line %u", name, other->line);
		if (!memcmp(other->args, rule->args, sizeof(rule->args)))
			return complain(parser, "'%s': the same as in line %u", name, other->line);
	}
	return 0;
}

static int add_rule(struct parser *parser, const struct filter_rule *rule, const char *name)
{
	struct filter_rules *rules = &parser->rules;
	int r;

	r = check_against_others(parser, rule, name);
	if (r < 0)
		return r;
	if (rules->count == FILTER_RULES_MAX)
		return complain(parser, "more than %d rules", FILTER_RULES_MAX);
	if (rules->count == parser->allocated) {
		size_t allocated = parser->allocated ? 2 * parser->allocated : 256;
		struct filter_rule *grown = reallocarray(rules->rules, allocated, sizeof(*grown));

		if (!grown)
			return err_nomem(parser->err);
		rules->rules = grown;
		parser->allocated = allocated;
	}
	rules->rules[rules->count++] = *rule;
	return 0;
}

/* One rule for each way to pick a value of every argument. */
static int add_rules(struct parser *parser, struct filter_rule *rule, const struct choice choices[],
	unsigned arg, const char *name)
{
	const struct choice *choice = &choices[arg];
	int r = 0;

	if (arg == FILTER_ARGS)
		return add_rule(parser, rule, name);
	if (!choice->mask)
		return add_rules(parser, rule, choices, arg + 1, name);
	rule->args[arg].mask = choice->mask;
	for (unsigned i = 0; i < choice->count && r == 0; i++) {
		rule->args[arg].value = choice->values[i];
		r = add_rules(parser, rule, choices, arg + 1, name);
	}
	return r;
}

struct names {
	char text[NAMES_MAX][WORD_MAX];
	int syscalls[NAMES_MAX];
	unsigned count;
};

/* NAME, or NAME? for one that an older libseccomp need not know */
static int parse_name(struct parser *parser, struct names *names)
{
	char *name = names->text[names->count];
	bool optional;
	int r, number;

	if (!at_word(parser))
		return expected(parser, "a system call");
	if (names->count == NAMES_MAX)
		return complain(parser, "more than %d system calls in one line", NAMES_MAX);
	memcpy(name, parser->token.text, WORD_MAX);
	r = advance(parser);
	if (r < 0)
		return r;
	optional = at(parser, "?");
	if (optional) {
		r = advance(parser);
		if (r < 0)
			return r;
	}
	number = seccomp_syscall_resolve_name(name);
	if (number != __NR_SCMP_ERROR)
		names->syscalls[names->count++] = number;
	else if (!optional)
		return complain(parser, "unknown system call '%s'", name);
	return 0;
}

/* allow, ignore, kill, or errno NAME */
static int parse_action(struct parser *parser, uint32_t *ret)
{
	uint32_t number;

	if (at(parser, "allow")) {
		*ret = SECCOMP_RET_ALLOW;
	} else if (at(parser, "kill")) {
		*ret = SECCOMP_RET_KILL_PROCESS;
	} else if (at(parser, "ignore")) {
		*ret = SECCOMP_RET_ERRNO; /* of 0: the caller takes it for done */
	} else if (at(parser, "errno")) {
		int r = advance(parser);

		if (r < 0)
			return r;
		if (!at_word(parser) || !filter_errno(parser->token.text, &number))
			return expected(parser, "the name of an error");
		*ret = SECCOMP_RET_ERRNO | number;
	} else {
		return expected(parser, "arch, default, allow, ignore, errno or kill");
	}
	return advance(parser);
}

static int parse_rule(struct parser *parser)
{
	struct choice choices[FILTER_ARGS] = { 0 };
	struct filter_rule rule = { .line = parser->line };
	struct names names = { .count = 0 };
	int r;

	r = parse_action(parser, &rule.action);
	if (r < 0)
		return r;
	if (!parser->has_arch || !parser->has_default)
		return complain(parser, "rules come after arch and default");
	if (rule.action == SECCOMP_RET_ALLOW && parser->rules.otherwise == SECCOMP_RET_ALLOW)
		return complain(parser, "behind 'default pass' a line can only take away");
	do {
		r = parse_name(parser, &names);
		if (r < 0)
			return r;
	} while (!at_end(parser) && !at(parser, "if"));
	if (at(parser, "if")) {
		/* a refusal could be dodged by bits of the argument that the kernel ignores */
		if (rule.action != SECCOMP_RET_ALLOW)
			return complain(parser, "only what allows may have conditions");
		r = parse_conditions(parser, choices);
		if (r < 0)
			return r;
	}
	for (unsigned i = 0; i < names.count; i++) {
		rule.syscall = names.syscalls[i];
		r = add_rules(parser, &rule, choices, 0, names.text[i]);
		if (r < 0)
			return r;
	}
	return 0;
}

/* --- the file -------------------------------------------------------------------------------------- */

/* A policy is made for an architecture when its constants and system calls were looked through for it. */
static int parse_arch(struct parser *parser)
{
	bool native = false;
	int r;

	if (parser->has_arch)
		return complain(parser, "a second 'arch'");
	parser->has_arch = true;
	r = advance(parser);
	if (r < 0)
		return r;
	do {
		if (!at(parser, "x86_64") && !at(parser, "aarch64"))
			return expected(parser, "x86_64 or aarch64");
		native |= seccomp_arch_resolve_name(parser->token.text) == seccomp_arch_native();
		r = advance(parser);
		if (r < 0)
			return r;
	} while (!at_end(parser));
	return native ? 0 : complain(parser, "not made for this machine's architecture");
}

static int parse_default(struct parser *parser)
{
	int r;

	if (parser->has_default)
		return complain(parser, "a second 'default'");
	parser->has_default = true;
	r = advance(parser);
	if (r < 0)
		return r;
	if (at(parser, "allow") || at(parser, "ignore"))
		return complain(parser, "a default must refuse");
	if (at(parser, "pass")) {
		parser->rules.otherwise = SECCOMP_RET_ALLOW;
		r = advance(parser);
		return r < 0 || at_end(parser) ? r : expected(parser, "the end of the line");
	}
	r = parse_action(parser, &parser->rules.otherwise);
	if (r < 0)
		return r;
	return at_end(parser) ? 0 : expected(parser, "the end of the line");
}

static int parse_line(struct parser *parser)
{
	int r = advance(parser);

	if (r < 0 || at_end(parser))
		return r;
	if (at(parser, "arch"))
		return parse_arch(parser);
	if (at(parser, "default"))
		return parse_default(parser);
	return parse_rule(parser);
}

static int parse_lines(struct parser *parser, struct text text)
{
	while (text.len) {
		const char *newline = memchr(text.data, '\n', text.len);
		size_t len = newline ? (size_t)(newline - text.data) : text.len;
		int r;

		parser->line++;
		parser->rest = (struct text){ text.data, len };
		r = parse_line(parser);
		if (r < 0 && (r != -EINVAL || !parser->out))
			return r;
		len += newline ? 1 : 0;
		text.data += len;
		text.len -= len;
	}
	if (!parser->has_arch || !parser->has_default)
		return complain(
			parser, "the file lacks its '%s' line", parser->has_arch ? "default" : "arch");
	return 0;
}

int filter_parse(
	struct filter_rules *ret, const char *name, const char *text, size_t len, FILE *out, struct err *err)
{
	struct parser parser = { .name = name, .out = out, .err = err };
	int r;

	if (len > FILTER_FILE_MAX)
		r = complain(&parser, "longer than %d bytes", FILTER_FILE_MAX);
	else
		r = parse_lines(&parser, (struct text){ text, len });
	if (r < 0 && r != -EINVAL) {
		filter_rules_release(&parser.rules);
		return r;
	}
	if (parser.problems) {
		filter_rules_release(&parser.rules);
		return parser.problems;
	}
	*ret = parser.rules;
	return 0;
}

void filter_rules_release(struct filter_rules *rules)
{
	free(rules->rules);
	rules->rules = NULL;
	rules->count = 0;
}
