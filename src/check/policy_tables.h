/* check/policy_tables.h: a parsed policy as tables, for the files of this room.
 *
 * One hash table holds two kinds of entries: words (scope 0), which are what the policy says of a name
 * wherever it stands, and members (scope: a module's number), which are what it says of a name of that
 * module. Texts point into the policy's copy of its file. */
#pragma once

#include "base/cleanup.h"
#include "check/policy.h"

enum {
	WORD_BUILTIN = 1 << 0,	    /* a builtin that may not be used */
	WORD_STDIN = 1 << 1,	    /* ... unless the request has stdin */
	WORD_ATTRIBUTE = 1 << 3,    /* refused as an attribute, and as a name in any other place */
	WORD_ATTRIBUTE_OK = 1 << 4, /* an exception to the patterns */
	WORD_DEFINE = 1 << 6,	    /* may be defined although it is refused as an attribute */
	WORD_HIDDEN = 1 << 7,	    /* a module that libraries carry as an attribute */
	WORD_TEXT_METHOD = 1 << 8,  /* a method that takes source text */
	WORD_REFUSED = 1 << 9,	    /* some module refuses this name, or it is a function with a rule */
	WORD_STRING = 1 << 11,	    /* refused as a whole string literal */
	WORD_FOREIGN = 1 << 12,	    /* refused as an attribute that the program does not define itself */
	WORD_OWN = 1 << 10,	    /* a builtin for the program's own objects, not for modules: vars() */
	WORD_NAMES = 1 << 13,	    /* gets nothing but literal, permitted attribute names */
	MEMBER_REFUSE = 1 << 16,
	MEMBER_PERMIT = 1 << 17,
	MEMBER_NAMED = 1 << 18, /* on the list of a partial module or a view */
};

enum {
	MODULE_IMPORT = 1 << 0, /* may be imported */
	MODULE_FORBID = 1 << 1,
	MODULE_PARTIAL = 1 << 2, /* only `from` it, only listed names */
	MODULE_VIEW = 1 << 3,	 /* its import binds a view of listed names */
	MODULE_OPEN = 1 << 4,	 /* what lies below may be imported too */
	MODULE_TEXT = 1 << 5,	 /* its functions take source text */
	MODULE_FUNCTION =
		1 << 6, /* no module: a function that may only be called, and only as its rule says */
};

/* Where a call has attribute names, which must be literal and permitted. */
enum literal { LITERAL_NONE, LITERAL_FIRST, LITERAL_SECOND, LITERAL_ALL };

struct entry {
	struct text name;
	uint32_t scope;
	uint32_t flags;
	uint32_t module;      /* word: the top-level module of this name; member: the submodule. 0: none */
	uint32_t alias;	      /* word: the module that an attribute of this name is */
	enum literal literal; /* word: a builtin with attribute names among its arguments */
};

/* Numbered from 1; number 0 is no module. */
struct module {
	struct text name; /* the last part */
	uint32_t parent;
	uint32_t flags;
	enum literal literal; /* function: which arguments are attribute names */
	uint32_t arguments;   /* function: index + 1 into policy->arguments */
};

struct arguments {
	unsigned positional;
	struct text *keywords; /* owned; `name=` is one that takes literal, permitted attribute names */
	size_t keyword_count;
};

enum hint_kind { HINT_IMPORT, HINT_CALL, HINT_ATTRIBUTE, HINT_KINDS };

struct hint {
	enum hint_kind kind;
	struct text name;
	const char *words;
};

struct policy {
	char *name, *text;
	bool checks;
	size_t max_nodes, max_depth;

	struct entry *entries;
	size_t entry_count, entries_allocated;
	uint32_t *slots; /* hash table of index + 1 into entries */
	size_t slot_count;

	struct module *modules;
	size_t module_count, modules_allocated;
	struct text *patterns;
	size_t pattern_count, patterns_allocated;
	struct arguments *arguments;
	size_t argument_count, arguments_allocated;
	struct hint *hints;
	size_t hint_count, hints_allocated;
};

enum { WORDS = 0 };

const struct entry *policy_entry(const struct policy *policy, uint32_t scope, struct text name);

/* The same, made where it is not there. NULL: no memory. Valid until the next call. */
struct entry *policy_entry_make(struct policy *policy, uint32_t scope, struct text name);

/* 0: no memory. */
uint32_t policy_module_make(struct policy *policy, uint32_t parent, struct text name);

/* Room for one more element of `size` bytes in a growing array; its number, or -ENOMEM. */
int policy_grow(void *array, size_t *allocated, size_t count, size_t size) must_check;

/* ---- what the rules say ---- */

static inline const struct entry *policy_word(const struct policy *policy, struct text name)
{
	return policy_entry(policy, WORDS, name);
}

/* Two underscores on both sides. */
bool policy_is_special(struct text name);

/* As an attribute of any object. `word` is the name's entry, or NULL. */
bool policy_refuses_attribute(const struct policy *policy, const struct entry *word, struct text name);

/* As a name of this module, beyond what is refused of any object. */
bool policy_refuses_member(const struct policy *policy, uint32_t module, struct text name);

/* As a name of a module that nobody can tell. */
bool policy_refuses_of_any(const struct policy *policy, struct text name);

/* The module that `name` of `module` is taken for: a submodule, another module that the policy knows by this
 * name, or, for functions, classes and what is not known, `module` itself. 0: none, for what a view lists. */
uint32_t policy_step(const struct policy *policy, uint32_t module, struct text name);

/* Whether functions of this module take source text. */
bool policy_takes_text(const struct policy *policy, uint32_t module);

/* NULL: none. */
const char *policy_hint(const struct policy *policy, enum hint_kind kind, struct text name);

enum import_verdict {
	IMPORT_ALLOWED,
	IMPORT_FORBIDDEN,
	IMPORT_UNLISTED,
	IMPORT_SUBMODULE, /* below an allowed module, but refused */
};

/* Judges a dotted name. `*module` gets the module it names, or the deepest one that the policy knows;
 * `*bad` how much of the name an answer is about. */
enum import_verdict policy_judge_import(
	const struct policy *policy, struct text name, uint32_t *module, struct text *bad);

static inline bool text_equal(struct text a, struct text b)
{
	return a.len == b.len && memcmp(a.data, b.data, a.len) == 0;
}

static inline struct text text_of(const char *string)
{
	return (struct text){ string, strlen(string) };
}
