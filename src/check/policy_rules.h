/* check/policy_rules.h: between the lines of a policy file (policy_parse.c) and its directives
 * (policy_rules.c). */
#pragma once

#include "policy_tables.h"

struct token {
	struct text text;
	unsigned line;
	bool quoted;
};

struct parser {
	const char *name;
	struct policy *policy; /* owned */
	size_t length;
	FILE *out; /* the linter's, or NULL: the first problem goes to err */
	struct err *err;
	size_t problems;

	struct token *tokens; /* the statement: directive and words */
	size_t token_count, tokens_allocated;
	unsigned last_line;
	bool check_seen;
	bool has_rules;
};

void policy_problem(struct parser *parser, unsigned line, const char *format, ...) printf_like(3, 4);

/* Applies the statement in parser->tokens. What is wrong with it is a problem; -ENOMEM is an error. */
int policy_apply(struct parser *parser) must_check;

/* What can be said only of the whole file. */
void policy_finish(struct parser *parser);
