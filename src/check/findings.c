#include "check_internal.h"

/* Words of each rule: %1 is the name, %2 the module it comes from. The first twelve are the contract's. */
static const struct {
	const char *name, *format;
} rules[] = {
	[RULE_IMPORT_FORBIDDEN] = { "import-forbidden", "Import of '%1' is not allowed" },
	[RULE_IMPORT_UNLISTED] = { "import-unlisted", "Import of '%1' is not in the allowed list" },
	[RULE_IMPORT_DIRECT] = { "import-direct",
		"Direct import of '%1' is not allowed. Use 'from %1 import specific_item' instead" },
	[RULE_IMPORT_WILDCARD] = { "import-wildcard", "Wildcard import from '%1' is not allowed" },
	[RULE_IMPORT_NAME] = { "import-name", "Import of '%1' from '%2' is not allowed" },
	[RULE_FROM_FORBIDDEN] = { "import-forbidden", "Import from '%1' is not allowed" },
	[RULE_FROM_UNLISTED] = { "import-unlisted", "Import from '%1' is not in the allowed list" },
	[RULE_CALL] = { "builtin-call", "Call to '%1' is not allowed" },
	[RULE_USE] = { "builtin-use", "Use of '%1' is not allowed" },
	[RULE_ATTRIBUTE] = { "attribute", "Access to '%1' attribute is not allowed" },

	[RULE_IMPORT_SUBMODULE] = { "import-submodule", "Import of '%1' is not allowed" },
	[RULE_FROM_SUBMODULE] = { "import-submodule", "Import from '%1' is not allowed" },
	[RULE_RELATIVE] = { "import-relative", "Import from '.%1' is not allowed" },
	[RULE_MODULE_ATTRIBUTE] = { "module-attribute", "Access to '%1' attribute is not allowed" },
	[RULE_NAME] = { "name", "Use of '%1' is not allowed" },
	[RULE_TEMPLATE] = { "format-template", "Access to '%1' attribute is not allowed" },
	[RULE_TEXT_ATTRIBUTE] = { "source-text", "Access to '%1' attribute is not allowed" },
	[RULE_TEXT_CALL] = { "source-text", "Call to '%1' is not allowed" },
	[RULE_SYNTAX] = { "syntax-unknown", "Syntax not allowed: %1" },
	[RULE_NODES] = { "limit-nodes", "Program too large: more than %n syntax nodes" },
	[RULE_DEPTH] = { "limit-depth", "Program nested too deeply: more than %d levels" },
};

int findings_add(struct findings *findings, enum rule rule, struct text name, struct text of,
	struct position position, const char *hint)
{
	struct finding *finding;

	if (policy_grow(&findings->list, &findings->allocated, findings->count, sizeof(*finding)) < 0)
		return -ENOMEM;
	finding = &findings->list[findings->count];
	*finding = (struct finding){ .rule = rule,
		.sequence = (uint32_t)findings->count,
		.name = name,
		.of = of,
		.hint = hint,
		.position = position };
	findings->count++;
	return 0;
}

enum { NAME_SHOWN_MAX = 200 };

/* A name of a megabyte is legal: it is cut, at the border of a character. */
static int put_name(struct buf *buf, struct text name)
{
	size_t len = name.len;

	if (len <= NAME_SHOWN_MAX)
		return buf_append(buf, name.data, len);
	for (len = NAME_SHOWN_MAX; len && ((unsigned char)name.data[len] & 0xc0) == 0x80; len--)
		;
	return buf_append(buf, name.data, len) < 0 ? -ENOBUFS : buf_puts(buf, "...");
}

int findings_message(const struct finding *finding, const struct policy *policy, char message[MESSAGE_MAX])
{
	_cleanup_(buf_release) struct buf buf = BUF_INIT(MESSAGE_MAX - 1);
	const char *format = rules[finding->rule].format;
	int r = 0;

	for (; *format && r == 0; format++) {
		if (*format != '%')
			r = buf_append(&buf, format, 1);
		else if (*++format == '1')
			r = put_name(&buf, finding->name);
		else if (*format == '2')
			r = put_name(&buf, finding->of);
		else
			r = buf_printf(&buf, "%zu", *format == 'n' ? policy->max_nodes : policy->max_depth);
	}
	if (!buf.data || r == -ENOMEM)
		return -ENOMEM;
	memcpy(message, buf.data, buf.len);
	message[buf.len] = '\0';
	return 0;
}

static int compare(const void *a, const void *b)
{
	const struct finding *x = a, *y = b;

	if (x->position.line != y->position.line)
		return x->position.line < y->position.line ? -1 : 1;
	if (x->position.column != y->position.column)
		return x->position.column < y->position.column ? -1 : 1;
	return (x->sequence > y->sequence) - (x->sequence < y->sequence);
}

static int report_one(
	const struct finding *finding, const struct policy *policy, check_found found, void *user)
{
	char message[MESSAGE_MAX];
	struct check_finding words = {
		.rule = rules[finding->rule].name,
		.message = message,
		.hint = finding->hint,
		.line = finding->position.line,
		.column = finding->position.column,
		.end_line = finding->position.end_line,
		.end_column = finding->position.end_column,
	};
	int r;

	r = findings_message(finding, policy, message);
	if (r < 0)
		return r;
	return found ? found(user, &words) : 0;
}

static const struct finding *first_of(const struct findings *findings)
{
	const struct finding *first = findings->list;

	for (size_t i = 1; i < findings->count; i++)
		if (compare(&findings->list[i], first) < 0)
			first = &findings->list[i];
	return first;
}

int findings_report(struct findings *findings, const struct policy *policy, bool first_only,
	check_found found, void *user)
{
	int r = 0;

	if (!findings->count)
		return 0;
	if (first_only) {
		r = report_one(first_of(findings), policy, found, user);
		return r < 0 ? r : 1;
	}
	qsort(findings->list, findings->count, sizeof(*findings->list), compare);
	for (size_t i = 0; i < findings->count && r == 0; i++)
		r = report_one(&findings->list[i], policy, found, user);
	return r < 0 ? r : (int)MIN(findings->count, (size_t)INT32_MAX);
}
