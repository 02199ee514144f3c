#include "policy_rules.h"

enum { NAME_MAX_LENGTH = 128, QUOTED_IN_PROBLEMS = 64 };

#define SHOW(text) (int)MIN((text).len, (size_t)QUOTED_IN_PROBLEMS), (text).data

struct directive {
	const char *name;
	int (*apply)(struct parser *parser, const struct directive *directive);
	size_t least; /* words */
	uint32_t flag;
};

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool is_name(struct text text, const char *also)
{
	if (!text.len || text.len > NAME_MAX_LENGTH || (text.data[0] >= '0' && text.data[0] <= '9'))
		return false;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.data[i];

		if (!is_letter(c) && !(c >= '0' && c <= '9') && !strchr(also, c))
			return false;
	}
	return true;
}

static bool is_dotted(struct text text)
{
	return is_name(text, ".") && text.data[0] != '.' && text.data[text.len - 1] != '.' &&
	       !memmem(text.data, text.len, "..", 2);
}

static bool expect(struct parser *parser, const struct token *token, bool good, const char *what)
{
	if (token->quoted || !good)
		policy_problem(parser, token->line, "'%.*s' is not %s", SHOW(token->text), what);
	return !token->quoted && good;
}

/* Sets a flag that may be there only once. */
static int mark(
	struct parser *parser, const struct token *token, uint32_t scope, struct text name, uint32_t flag)
{
	struct entry *entry = policy_entry_make(parser->policy, scope, name);

	if (!entry)
		return -ENOMEM;
	if (entry->flags & flag)
		policy_problem(parser, token->line, "'%.*s' is listed twice", SHOW(token->text));
	entry->flags |= flag;
	return 0;
}

/* The module that a dotted name stands for, with all above it made; 0 where there is no memory. */
static uint32_t make_module(struct policy *policy, uint32_t parent, struct text name)
{
	while (name.len) {
		const char *dot = memchr(name.data, '.', name.len);
		struct text part = { name.data, dot ? (size_t)(dot - name.data) : name.len };

		if (!policy_entry_make(policy, WORDS, part))
			return 0;
		parent = policy_module_make(policy, parent, part);
		if (!parent)
			return 0;
		name = dot ? (struct text){ dot + 1, name.len - part.len - 1 } : (struct text){ 0 };
	}
	return parent;
}

static bool imports(const struct policy *policy, struct text name)
{
	uint32_t module;
	const char *dot = memchr(name.data, '.', name.len);
	const struct entry *entry =
		policy_word(policy, (struct text){ name.data, dot ? (size_t)(dot - name.data) : name.len });

	module = entry ? entry->module : 0;
	return module && policy->modules[module].flags & MODULE_IMPORT;
}

/* The module in `token`, which the policy must import. `*module` is 0 where it is not. */
static int module_of(struct parser *parser, const struct token *token, uint32_t *module)
{
	*module = 0;
	if (!expect(parser, token, is_dotted(token->text), "a module's name"))
		return 0;
	if (!imports(parser->policy, token->text)) {
		policy_problem(parser, token->line, "module '%.*s' is not imported above", SHOW(token->text));
		return 0;
	}
	*module = make_module(parser->policy, 0, token->text);
	return *module ? 0 : -ENOMEM;
}

static int apply_check(struct parser *parser, const struct directive *directive)
{
	const struct token *value = &parser->tokens[1];
	bool on = text_equal(value->text, text_of("on"));

	if (parser->check_seen)
		policy_problem(parser, value->line, "'check' is given twice");
	parser->check_seen = true;
	expect(parser, value, on || text_equal(value->text, text_of("off")), "'on' or 'off'");
	parser->policy->checks = on;
	return 0;
}

static int apply_limit(struct parser *parser, const struct directive *directive)
{
	const struct token *what = &parser->tokens[1], *number = &parser->tokens[2];
	bool nodes = text_equal(what->text, text_of("nodes"));
	size_t value = 0;
	bool good = number->text.len <= 9;

	if (!expect(parser, what, nodes || text_equal(what->text, text_of("depth")),
		    "a limit ('nodes', 'depth')"))
		return 0;
	for (size_t i = 0; good && i < number->text.len; i++) {
		char c = number->text.data[i];

		good = c >= '0' && c <= '9';
		value = value * 10 + (size_t)(c - '0');
	}
	if (!expect(parser, number, good && value, "a number from 1 to 999999999"))
		return 0;
	*(nodes ? &parser->policy->max_nodes : &parser->policy->max_depth) = value;
	return 0;
}

/* import, forbid: top-level modules. */
static int apply_modules(struct parser *parser, const struct directive *directive)
{
	for (size_t i = 1; i < parser->token_count; i++) {
		const struct token *token = &parser->tokens[i];
		struct module *module;
		uint32_t number;

		if (!expect(parser, token, is_name(token->text, ""), "a top-level module's name"))
			continue;
		number = make_module(parser->policy, 0, token->text);
		if (!number)
			return -ENOMEM;
		module = &parser->policy->modules[number];
		if (module->flags & directive->flag)
			policy_problem(parser, token->line, "'%.*s' is listed twice", SHOW(token->text));
		else if (module->flags & (MODULE_IMPORT | MODULE_FORBID))
			policy_problem(parser, token->line, "'%.*s' is both imported and forbidden",
				SHOW(token->text));
		module->flags |= directive->flag;
	}
	return 0;
}

/* partial, view: a module and the names that may be had of it. */
static int apply_names_of(struct parser *parser, const struct directive *directive)
{
	const struct token *first = &parser->tokens[1];
	uint32_t module;

	if (!expect(parser, first, is_dotted(first->text), "a module's name"))
		return 0;
	module = make_module(parser->policy, 0, first->text);
	if (!module)
		return -ENOMEM;
	if (parser->policy->modules[module].flags)
		policy_problem(parser, first->line, "'%.*s' is listed twice", SHOW(first->text));
	parser->policy->modules[module].flags |= directive->flag | MODULE_IMPORT;
	for (size_t i = 2; i < parser->token_count; i++) {
		const struct token *token = &parser->tokens[i];
		int r;

		if (!expect(parser, token, is_name(token->text, ""), "a name"))
			continue;
		r = mark(parser, token, module, token->text, MEMBER_NAMED);
		if (r < 0)
			return r;
	}
	return 0;
}

/* refuse, permit: names of a module and of all below it. */
static int apply_members(struct parser *parser, const struct directive *directive)
{
	uint32_t module;
	int r = module_of(parser, &parser->tokens[1], &module);

	for (size_t i = 2; r == 0 && module && i < parser->token_count; i++) {
		const struct token *token = &parser->tokens[i];
		struct entry *word;

		if (!expect(parser, token, is_name(token->text, ""), "a name"))
			continue;
		r = mark(parser, token, module, token->text, directive->flag);
		word = policy_entry_make(parser->policy, WORDS, token->text);
		if (!word)
			return -ENOMEM;
		if (directive->flag == MEMBER_REFUSE)
			word->flags |= WORD_REFUSED;
	}
	return r;
}

static int apply_submodules(struct parser *parser, const struct directive *directive)
{
	uint32_t parent;
	int r = module_of(parser, &parser->tokens[1], &parent);

	for (size_t i = 2; r == 0 && parent && i < parser->token_count; i++) {
		const struct token *token = &parser->tokens[i];
		uint32_t module;

		if (!expect(parser, token, is_dotted(token->text), "a submodule's name"))
			continue;
		module = make_module(parser->policy, parent, token->text);
		if (!module)
			return -ENOMEM;
		if (parser->policy->modules[module].flags & MODULE_OPEN)
			policy_problem(parser, token->line, "'%.*s' is listed twice", SHOW(token->text));
		parser->policy->modules[module].flags |= MODULE_OPEN;
	}
	return r;
}

/* builtin, attribute, name, ...: what holds for a word wherever it stands. */
static int apply_words(struct parser *parser, const struct directive *directive)
{
	for (size_t i = 1; i < parser->token_count; i++) {
		const struct token *token = &parser->tokens[i];
		int r;

		if (!expect(parser, token, is_name(token->text, ""), "a name"))
			continue;
		r = mark(parser, token, WORDS, token->text, directive->flag);
		if (r < 0)
			return r;
	}
	return 0;
}

static int apply_attributes(struct parser *parser, const struct directive *directive)
{
	struct policy *policy = parser->policy;

	for (size_t i = 1; i < parser->token_count; i++) {
		const struct token *token = &parser->tokens[i];
		bool pattern = memchr(token->text.data, '*', token->text.len);
		int r;

		if (!expect(parser, token, is_name(token->text, "*") && token->text.data[0] != '*',
			    "a name or a pattern"))
			continue;
		if (!pattern) {
			r = mark(parser, token, WORDS, token->text, WORD_ATTRIBUTE);
			if (r < 0)
				return r;
			continue;
		}
		if (policy_grow(&policy->patterns, &policy->patterns_allocated, policy->pattern_count,
			    sizeof(*policy->patterns)) < 0)
			return -ENOMEM;
		policy->patterns[policy->pattern_count++] = token->text;
	}
	return 0;
}

/* The function that a word MODULE.NAME stands for; `*function` is 0 where it is none. */
static int function_of(struct parser *parser, const struct token *token, uint32_t *function)
{
	const char *dot = memrchr(token->text.data, '.', token->text.len);
	struct token above = *token;
	struct entry *word;
	int r;

	*function = 0;
	if (!expect(parser, token, dot && is_dotted(token->text), "MODULE.NAME"))
		return 0;
	above.text.len = (size_t)(dot - token->text.data);
	r = module_of(parser, &above, function);
	if (r < 0 || !*function)
		return r;
	*function = make_module(parser->policy, 0, token->text);
	word = *function ? policy_entry_make(parser->policy, WORDS, parser->policy->modules[*function].name)
			 : NULL;
	if (!word)
		return -ENOMEM;
	word->flags |= WORD_REFUSED;
	if (parser->policy->modules[*function].flags)
		policy_problem(parser, token->line, "'%.*s' is listed twice", SHOW(token->text));
	parser->policy->modules[*function].flags |= MODULE_FUNCTION;
	return 0;
}

/* literal FUNCTION first|second|all */
static int apply_literal(struct parser *parser, const struct directive *directive)
{
	static const char *const places[] = { "none", "first", "second", "all" };
	const struct token *name = &parser->tokens[1], *place = &parser->tokens[2];
	struct policy *policy = parser->policy;
	enum literal literal = LITERAL_FIRST;
	struct entry *word;
	uint32_t function;
	int r;

	while (literal <= LITERAL_ALL && !text_equal(place->text, text_of(places[literal])))
		literal++;
	if (!expect(parser, place, literal <= LITERAL_ALL, "'first', 'second' or 'all'"))
		return 0;
	if (memchr(name->text.data, '.', name->text.len)) {
		r = function_of(parser, name, &function);
		if (r == 0 && function)
			policy->modules[function].literal = literal;
		return r;
	}
	if (!expect(parser, name, is_name(name->text, ""), "a builtin or MODULE.NAME"))
		return 0;
	word = policy_entry_make(policy, WORDS, name->text);
	if (!word)
		return -ENOMEM;
	if (word->literal)
		policy_problem(parser, name->line, "'%.*s' is listed twice", SHOW(name->text));
	word->literal = literal;
	return 0;
}

static int add_arguments(struct parser *parser, struct arguments **ret)
{
	struct policy *policy = parser->policy;

	if (policy_grow(&policy->arguments, &policy->arguments_allocated, policy->argument_count,
		    sizeof(*policy->arguments)) < 0)
		return -ENOMEM;
	*ret = &policy->arguments[policy->argument_count];
	**ret = (struct arguments){ .keywords = calloc(parser->token_count, sizeof(struct text)) };
	if (!(*ret)->keywords)
		return -ENOMEM;
	policy->argument_count++;
	return 0;
}

/* arguments MODULE.NAME COUNT KEYWORD[=]... */
static int apply_arguments(struct parser *parser, const struct directive *directive)
{
	const struct token *count = &parser->tokens[2];
	struct arguments *arguments;
	uint32_t function;
	int r = function_of(parser, &parser->tokens[1], &function);

	if (r < 0 || !function)
		return r;
	if (!expect(parser, count,
		    count->text.len == 1 && count->text.data[0] >= '0' && count->text.data[0] <= '9',
		    "a number of arguments from 0 to 9"))
		return 0;
	r = add_arguments(parser, &arguments);
	if (r < 0)
		return r;
	arguments->positional = (unsigned)(count->text.data[0] - '0');
	parser->policy->modules[function].arguments = (uint32_t)parser->policy->argument_count;
	for (size_t i = 3; i < parser->token_count; i++) {
		struct text keyword = parser->tokens[i].text, bare = keyword;

		if (bare.len && bare.data[bare.len - 1] == '=')
			bare.len--;
		if (expect(parser, &parser->tokens[i], is_name(bare, ""), "a keyword"))
			arguments->keywords[arguments->keyword_count++] = keyword;
	}
	return 0;
}

/* text MODULE, text .METHOD */
static int apply_text(struct parser *parser, const struct directive *directive)
{
	for (size_t i = 1; i < parser->token_count; i++) {
		const struct token *token = &parser->tokens[i];
		struct text method = { token->text.data + 1, token->text.len - 1 };
		uint32_t module;
		int r;

		if (!token->quoted && token->text.data[0] == '.' && is_name(method, "")) {
			r = mark(parser, token, WORDS, method, WORD_TEXT_METHOD);
		} else {
			r = module_of(parser, token, &module);
			if (r == 0 && module)
				parser->policy->modules[module].flags |= MODULE_TEXT;
		}
		if (r < 0)
			return r;
	}
	return 0;
}

static int apply_alias(struct parser *parser, const struct directive *directive)
{
	const struct token *name = &parser->tokens[1];
	struct entry *entry;
	uint32_t module;
	int r = module_of(parser, &parser->tokens[2], &module);

	if (r < 0 || !module || !expect(parser, name, is_name(name->text, ""), "a name"))
		return r;
	entry = policy_entry_make(parser->policy, WORDS, name->text);
	if (!entry)
		return -ENOMEM;
	if (entry->alias)
		policy_problem(parser, name->line, "'%.*s' is listed twice", SHOW(name->text));
	entry->alias = module;
	return 0;
}

static int apply_hint(struct parser *parser, const struct directive *directive)
{
	static const char *const kinds[HINT_KINDS] = { "import", "call", "attribute" };
	const struct token *kind = &parser->tokens[1], *name = &parser->tokens[2],
			   *words = &parser->tokens[3];
	struct policy *policy = parser->policy;
	size_t k = 0;

	while (k < HINT_KINDS && !text_equal(kind->text, text_of(kinds[k])))
		k++;
	if (!expect(parser, kind, k < HINT_KINDS, "'import', 'call' or 'attribute'") ||
		!expect(parser, name, is_dotted(name->text), "a name"))
		return 0;
	if (!words->quoted)
		policy_problem(parser, words->line, "a hint's words stand in quotes");
	if (policy_hint(policy, (enum hint_kind)k, name->text))
		policy_problem(parser, name->line, "'%.*s' has a hint already", SHOW(name->text));
	if (policy_grow(
		    &policy->hints, &policy->hints_allocated, policy->hint_count, sizeof(*policy->hints)) < 0)
		return -ENOMEM;
	policy->hints[policy->hint_count++] =
		(struct hint){ .kind = (enum hint_kind)k, .name = name->text, .words = words->text.data };
	return 0;
}

static const struct directive directives[] = {
	{ "check", apply_check, 1, 0 },
	{ "limit", apply_limit, 2, 0 },
	{ "import", apply_modules, 1, MODULE_IMPORT },
	{ "forbid", apply_modules, 1, MODULE_FORBID },
	{ "partial", apply_names_of, 2, MODULE_PARTIAL },
	{ "view", apply_names_of, 2, MODULE_VIEW },
	{ "submodule", apply_submodules, 2, 0 },
	{ "refuse", apply_members, 2, MEMBER_REFUSE },
	{ "permit", apply_members, 2, MEMBER_PERMIT },
	{ "hidden", apply_words, 1, WORD_HIDDEN },
	{ "alias", apply_alias, 2, 0 },
	{ "builtin", apply_words, 1, WORD_BUILTIN },
	{ "stdin", apply_words, 1, WORD_STDIN },
	{ "literal", apply_literal, 2, 0 },
	{ "own", apply_words, 1, WORD_OWN },
	{ "arguments", apply_arguments, 2, 0 },
	{ "text", apply_text, 1, 0 },
	{ "attribute", apply_attributes, 1, 0 },
	{ "foreign", apply_words, 1, WORD_FOREIGN },
	{ "permit-attribute", apply_words, 1, WORD_ATTRIBUTE_OK },
	{ "define", apply_words, 1, WORD_DEFINE },
	{ "names", apply_words, 1, WORD_NAMES },
	{ "string", apply_words, 1, WORD_STRING },
	{ "hint", apply_hint, 3, 0 },
};

/* Directives that take exactly the words they need. */
static bool is_exact(const struct directive *directive)
{
	return directive->apply == apply_check || directive->apply == apply_limit ||
	       directive->apply == apply_alias || directive->apply == apply_hint ||
	       directive->apply == apply_literal;
}

int policy_apply(struct parser *parser)
{
	const struct token *first = &parser->tokens[0];
	size_t words = parser->token_count - 1;

	for (size_t i = 0; i < ELEMENTS(directives); i++) {
		const struct directive *directive = &directives[i];

		if (!text_equal(first->text, text_of(directive->name)))
			continue;
		if (words < directive->least || (is_exact(directive) && words > directive->least)) {
			policy_problem(parser, first->line, "'%s' takes %s%zu word%s", directive->name,
				is_exact(directive) ? "" : "at least ", directive->least,
				directive->least == 1 ? "" : "s");
			return 0;
		}
		if (i > 0)
			parser->has_rules = true;
		return directive->apply(parser, directive);
	}
	policy_problem(parser, first->line, "unknown directive '%.*s'", SHOW(first->text));
	return 0;
}

static void check_words(struct parser *parser)
{
	const struct policy *policy = parser->policy;

	for (size_t i = 0; i < policy->entry_count; i++) {
		const struct entry *entry = &policy->entries[i];

		if (entry->scope != WORDS)
			continue;
		if (entry->flags & WORD_STDIN && !(entry->flags & WORD_BUILTIN))
			policy_problem(parser, parser->last_line, "stdin: '%.*s' is not a forbidden builtin",
				SHOW(entry->name));
		if (entry->literal && entry->flags & WORD_BUILTIN)
			policy_problem(parser, parser->last_line, "'%.*s' is both builtin and literal",
				SHOW(entry->name));
		if (entry->flags & WORD_ATTRIBUTE && entry->flags & WORD_ATTRIBUTE_OK)
			policy_problem(parser, parser->last_line,
				"attribute '%.*s' is both refused and permitted", SHOW(entry->name));
	}
}

void policy_finish(struct parser *parser)
{
	const struct policy *policy = parser->policy;

	if (!parser->check_seen)
		policy_problem(parser, parser->last_line, "'check on' or 'check off' is missing");
	if (!policy->checks) {
		if (parser->check_seen && parser->has_rules)
			policy_problem(parser, parser->last_line, "rules have no effect with 'check off'");
		return;
	}
	if (!policy->max_nodes || !policy->max_depth)
		policy_problem(parser, parser->last_line, "'limit nodes' or 'limit depth' is missing");
	check_words(parser);
}
