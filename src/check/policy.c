#include "policy_tables.h"

/* FNV-1a: the keys of the table are the policy's own, so a program cannot fill a chain. */
static size_t hash(uint32_t scope, struct text name)
{
	uint64_t h = 0xcbf29ce484222325u ^ scope;

	for (size_t i = 0; i < name.len; i++)
		h = (h ^ (unsigned char)name.data[i]) * 0x100000001b3u;
	return (size_t)(h ^ (h >> 32));
}

static uint32_t *find_slot(const struct policy *policy, uint32_t scope, struct text name)
{
	size_t mask = policy->slot_count - 1;

	for (size_t i = hash(scope, name) & mask;; i = (i + 1) & mask) {
		uint32_t *slot = &policy->slots[i];

		if (!*slot)
			return slot;
		if (policy->entries[*slot - 1].scope == scope &&
			text_equal(policy->entries[*slot - 1].name, name))
			return slot;
	}
}

const struct entry *policy_entry(const struct policy *policy, uint32_t scope, struct text name)
{
	uint32_t slot = policy->slot_count ? *find_slot(policy, scope, name) : 0;

	return slot ? &policy->entries[slot - 1] : NULL;
}

int policy_grow(void *array, size_t *allocated, size_t count, size_t size)
{
	void **data = array;
	size_t wanted = *allocated ? *allocated * 2 : 16;
	void *larger;

	if (count < *allocated)
		return 0;
	larger = reallocarray(*data, wanted, size);
	if (!larger)
		return -ENOMEM;
	*data = larger;
	*allocated = wanted;
	return 0;
}

static int grow_slots(struct policy *policy)
{
	size_t wanted = policy->slot_count ? policy->slot_count * 2 : 256;
	uint32_t *slots = calloc(wanted, sizeof(*slots));

	if (!slots)
		return -ENOMEM;
	free(policy->slots);
	policy->slots = slots;
	policy->slot_count = wanted;
	for (size_t i = 0; i < policy->entry_count; i++)
		*find_slot(policy, policy->entries[i].scope, policy->entries[i].name) = (uint32_t)i + 1;
	return 0;
}

struct entry *policy_entry_make(struct policy *policy, uint32_t scope, struct text name)
{
	uint32_t *slot;

	if (policy->entry_count * 2 >= policy->slot_count && grow_slots(policy) < 0)
		return NULL;
	slot = find_slot(policy, scope, name);
	if (*slot)
		return &policy->entries[*slot - 1];
	if (policy_grow(&policy->entries, &policy->entries_allocated, policy->entry_count,
		    sizeof(*policy->entries)) < 0)
		return NULL;
	policy->entries[policy->entry_count] = (struct entry){ .name = name, .scope = scope };
	*slot = (uint32_t)++policy->entry_count;
	return &policy->entries[*slot - 1];
}

uint32_t policy_module_make(struct policy *policy, uint32_t parent, struct text name)
{
	struct entry *entry = policy_entry_make(policy, parent, name);

	if (!entry)
		return 0;
	if (entry->module)
		return entry->module;
	if (!policy->module_count)
		policy->module_count = 1;
	if (policy_grow(&policy->modules, &policy->modules_allocated, policy->module_count,
		    sizeof(*policy->modules)) < 0)
		return 0;
	policy->modules[policy->module_count] = (struct module){ .name = name, .parent = parent };
	entry->module = (uint32_t)policy->module_count++;
	return entry->module;
}

static bool matches(struct text pattern, struct text name)
{
	size_t p = 0, n = 0, star = SIZE_MAX, retry = 0;

	while (n < name.len) {
		if (p < pattern.len && pattern.data[p] == '*') {
			star = p++;
			retry = n;
		} else if (p < pattern.len && pattern.data[p] == name.data[n]) {
			p++;
			n++;
		} else if (star != SIZE_MAX) {
			p = star + 1;
			n = ++retry;
		} else {
			return false;
		}
	}
	while (p < pattern.len && pattern.data[p] == '*')
		p++;
	return p == pattern.len;
}

bool policy_refuses_attribute(const struct policy *policy, const struct entry *word, struct text name)
{
	if (word && word->flags & WORD_ATTRIBUTE)
		return true;
	if (word && word->flags & WORD_ATTRIBUTE_OK)
		return false;
	for (size_t i = 0; i < policy->pattern_count; i++)
		if (matches(policy->patterns[i], name))
			return true;
	return false;
}

bool policy_is_special(struct text name)
{
	return name.len > 4 && memcmp(name.data, "__", 2) == 0 &&
	       memcmp(name.data + name.len - 2, "__", 2) == 0;
}

bool policy_refuses_member(const struct policy *policy, uint32_t module, struct text name)
{
	const struct entry *member = policy_entry(policy, module, name), *word;

	if (policy->modules[module].flags & (MODULE_VIEW | MODULE_PARTIAL))
		return !policy_is_special(name) &&
		       !(member && (member->flags & MEMBER_NAMED || member->module));
	if (member && member->module)
		return false;
	if (!policy->modules[module].flags) /* only what is listed below it may be reached */
		return !policy_is_special(name);
	for (uint32_t m = module; m; m = policy->modules[m].parent) {
		member = policy_entry(policy, m, name);
		if (member && member->flags & MEMBER_PERMIT)
			return false;
		if (member && member->flags & MEMBER_REFUSE)
			return true;
	}
	if (name.len && name.data[0] == '_')
		return !policy_is_special(name) && !(name.len == 1);
	word = policy_word(policy, name);
	return word && word->flags & WORD_HIDDEN;
}

bool policy_refuses_of_any(const struct policy *policy, struct text name)
{
	const struct entry *word = policy_word(policy, name);

	if (name.len > 1 && name.data[0] == '_' && !policy_is_special(name))
		return true;
	return word && word->flags & (WORD_HIDDEN | WORD_REFUSED);
}

uint32_t policy_step(const struct policy *policy, uint32_t module, struct text name)
{
	const struct entry *entry = policy_entry(policy, module, name);

	if (entry && entry->module)
		return entry->module;
	if (policy->modules[module].flags & (MODULE_VIEW | MODULE_PARTIAL))
		return 0;
	for (uint32_t m = policy->modules[module].parent; m; m = policy->modules[m].parent) {
		entry = policy_entry(policy, m, name);
		if (entry && entry->module && policy->modules[entry->module].flags & MODULE_FUNCTION)
			return entry->module;
	}
	entry = policy_word(policy, name);
	if (entry && entry->alias)
		return entry->alias;
	if (entry && entry->module && policy->modules[entry->module].flags & MODULE_IMPORT)
		return entry->module;
	return module;
}

bool policy_takes_text(const struct policy *policy, uint32_t module)
{
	for (uint32_t m = module; m; m = policy->modules[m].parent)
		if (policy->modules[m].flags & MODULE_TEXT)
			return true;
	return false;
}

const char *policy_hint(const struct policy *policy, enum hint_kind kind, struct text name)
{
	for (size_t i = 0; i < policy->hint_count; i++)
		if (policy->hints[i].kind == kind && text_equal(policy->hints[i].name, name))
			return policy->hints[i].words;
	return NULL;
}

/* The first dotted part of `*rest`, taken off it. */
static struct text next_part(struct text *rest)
{
	const char *dot = memchr(rest->data, '.', rest->len);
	struct text part = { rest->data, dot ? (size_t)(dot - rest->data) : rest->len };
	size_t taken = part.len + (dot ? 1 : 0);

	*rest = (struct text){ rest->data + taken, rest->len - taken };
	return part;
}

enum import_verdict policy_judge_import(
	const struct policy *policy, struct text name, uint32_t *module, struct text *bad)
{
	struct text rest = name, part = next_part(&rest);
	const struct entry *entry = policy_word(policy, part);
	const struct module *modules = policy->modules;
	uint32_t at = entry ? entry->module : 0;

	*module = 0;
	*bad = part;
	if (!at || !(modules[at].flags & (MODULE_IMPORT | MODULE_FORBID)))
		return IMPORT_UNLISTED;
	if (modules[at].flags & MODULE_FORBID)
		return IMPORT_FORBIDDEN;
	while (rest.len) {
		part = next_part(&rest);
		*bad = (struct text){ name.data, (size_t)(part.data + part.len - name.data) };
		entry = policy_entry(policy, at, part);
		if (entry && entry->module && !(modules[entry->module].flags & MODULE_FUNCTION))
			at = entry->module;
		else if (!(modules[at].flags & MODULE_OPEN) || policy_refuses_member(policy, at, part) ||
			 policy_refuses_attribute(policy, policy_word(policy, part), part))
			return IMPORT_SUBMODULE;
	}
	*module = at;
	return IMPORT_ALLOWED;
}

const char *policy_name(const struct policy *policy)
{
	return policy->name;
}

bool policy_checks(const struct policy *policy)
{
	return policy->checks;
}

void policy_free(struct policy *policy)
{
	if (!policy)
		return;
	for (size_t i = 0; i < policy->argument_count; i++)
		free(policy->arguments[i].keywords);
	free(policy->arguments);
	free(policy->hints);
	free(policy->patterns);
	free(policy->modules);
	free(policy->slots);
	free(policy->entries);
	free(policy->text);
	free(policy->name);
	free(policy);
}
