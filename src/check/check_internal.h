/* check/check_internal.h: what the files of the walk share.
 *
 *   grammar.c   which node types and fields there are, and what each field holds
 *   walk.c      every node once, from a stack of its own
 *   visit.c     what is done at a node: names, attributes, assignments
 *   imports.c   import statements against the policy
 *   modules.c   which names stand for modules
 *   calls.c     calls that need a look at their arguments
 *   text.c      format templates and source text in literals
 *   findings.c  what was found, in source order, in words
 *   guard.c views.c builtins.c   the same rules while the program runs
 *
 * All objects of a tree are borrowed: the tree outlives the walk. */
#pragma once

#include "base/buf.h"
#include "check/check.h"
#include "check/policy_tables.h"

/* ---- grammar ---- */

enum node_id {
	NODE_OTHER,
	NODE_ARG,
	NODE_ATTRIBUTE,
	NODE_BOOLOP,
	NODE_CLASSDEF,
	NODE_COMPREHENSION_VALUE, /* list, set, generator */
	NODE_CONSTANT,
	NODE_DICT,
	NODE_DICTCOMP,
	NODE_FUNCTIONDEF,
	NODE_ASYNCFUNCTIONDEF,
	NODE_IFEXP,
	NODE_JOINEDSTR,
	NODE_MATCHAS,
	NODE_MATCHCLASS,
	NODE_MATCHMAPPING,
	NODE_MATCHSTAR,
	NODE_PATTERNS, /* a match's case, sequence, alternatives */
	NODE_MODULE,
	NODE_NAME,
	NODE_NAMEDEXPR,
	NODE_DISPLAY, /* list, tuple, set */
	NODE_STARRED,
	NODE_SUBSCRIPT,
};

enum field_kind {
	FIELD_UNKNOWN, /* must be empty */
	FIELD_NODE,
	FIELD_NODES,
	FIELD_NAME,
	FIELD_NAMES,
	FIELD_LEAF, /* an operator or context */
	FIELD_LEAVES,
	FIELD_PLAIN, /* numbers, constants, comments */
};

enum {
	/* of a name */
	NAME_BINDS = 1 << 0,
	NAME_DEFINES = 1 << 1,
	NAME_ATTRIBUTE = 1 << 2,
	NAME_BY_VISIT = 1 << 3, /* judged by the node's visit function */
	NAME_KEYWORD = 1 << 7,
	/* of a child, and on the stack */
	CHILD_CALLED = 1 << 4,	   /* the function of a call */
	CHILD_CLASS_BODY = 1 << 5, /* inherited, up to the next function */
	CHILD_ANNOTATION = 1 << 6, /* inherited */
};

enum { FIELDS_MAX = 8, UNKNOWN_FIELDS_MAX = 4 };

struct walk;
struct node;

typedef int (*visit_function)(struct walk *walk, const struct node *node);

struct field {
	const char *name;
	enum field_kind kind;
	unsigned flags;
};

struct node_type {
	const char *name;
	struct field fields[FIELDS_MAX];
	visit_function visit;
	enum node_id id;
	bool is_function; /* a scope that ends a class body */
};

/* A node type of the running interpreter. */
struct grammar_type {
	PyTypeObject *type;
	const struct node_type *known;
	PyObject *fields[FIELDS_MAX]; /* interned; NULL: not in this version */
	PyObject *unknown[UNKNOWN_FIELDS_MAX];
};

struct node {
	PyObject *object;
	const struct grammar_type *type;
	PyObject *values[FIELDS_MAX]; /* NULL: absent or None */
	unsigned flags;
};

extern const struct node_type node_types[];
extern const size_t node_type_count;

/* NULL: the policy of default-deny applies. */
const struct grammar_type *grammar_type(PyObject *object);
enum node_id grammar_id(PyObject *object);

/* Reads all fields. 0, or -EIO with an exception set. */
int grammar_read(struct node *node) must_check;

/* One field by its place in the table; NULL: absent or None (or an error, which is cleared). */
PyObject *grammar_field(PyObject *object, size_t field);

bool grammar_is_load(PyObject *context);
bool grammar_is_store(PyObject *context);

struct position {
	int line, column, end_line, end_column;
};
struct position grammar_position(PyObject *object);

/* ---- findings ---- */

enum rule {
	RULE_IMPORT_FORBIDDEN,
	RULE_IMPORT_UNLISTED,
	RULE_IMPORT_SUBMODULE,
	RULE_IMPORT_DIRECT,
	RULE_IMPORT_WILDCARD,
	RULE_IMPORT_NAME,
	RULE_FROM_FORBIDDEN,
	RULE_FROM_UNLISTED,
	RULE_FROM_SUBMODULE,
	RULE_RELATIVE,
	RULE_CALL,
	RULE_USE,
	RULE_ATTRIBUTE,
	RULE_MODULE_ATTRIBUTE,
	RULE_NAME,
	RULE_TEMPLATE,
	RULE_TEXT_ATTRIBUTE,
	RULE_TEXT_CALL,
	RULE_SYNTAX,
	RULE_NODES,
	RULE_DEPTH,
};

struct finding {
	enum rule rule;
	uint32_t sequence;
	struct text name, of; /* `of`: the module of an import's name */
	const char *hint;
	struct position position;
};

struct findings {
	struct finding *list;
	size_t count, allocated;
};

int findings_add(struct findings *findings, enum rule rule, struct text name, struct text of,
	struct position position, const char *hint) must_check;

enum { MESSAGE_MAX = 1024 };
int findings_message(const struct finding *finding, const struct policy *policy, char message[MESSAGE_MAX])
	must_check;

/* Sorts and reports; returns what check_tree() does. */
int findings_report(struct findings *findings, const struct policy *policy, bool first_only,
	check_found found, void *user) must_check;

/* ---- modules ---- */

enum { SET_MAX = 6 };

/* The modules that a name or an expression may stand for. */
struct module_set {
	uint32_t modules[SET_MAX];
	unsigned count;
	bool any; /* too many, or too deep to say */
};

struct binding;

struct names {
	struct binding *bindings;
	size_t count, allocated;
	uint32_t *slots;
	size_t slot_count;

	struct edge *edges; /* "these targets get what this expression stands for" */
	size_t edge_count, edges_allocated;
	struct dependency *dependencies;
	size_t dependency_count, dependencies_allocated;
	uint32_t *queue;
	size_t queue_count, queue_allocated;

	uint32_t stars[SET_MAX]; /* modules of `from MODULE import *` */
	unsigned star_count;
	bool stars_any; /* there are more */
	bool modules_seen, functions_seen;

	PyObject *known; /* the expression that was resolved last, once all bindings are known */
	struct module_set known_set;
};

/* ---- the walk ---- */

struct pointers {
	uintptr_t *list; /* objects, the lowest bit says "called" */
	size_t count, allocated;
};

struct walk {
	const struct policy *policy;
	const struct check_options *options;
	struct findings findings;
	struct names names;
	struct pointers loads, attributes, calls;
	PyObject *owned; /* list of what texts point into, where it is not the tree */
	uint32_t libraries;
	size_t nodes;
	bool foreign_seen; /* an attribute with the name of a module */
	PyObject *listing; /* the target that the assignment at hand may give names to */
	bool stopped;
};

/* The bytes of any string, lone surrogates among them. -ENOMEM or -EIO with an exception. */
int walk_utf8(struct walk *walk, PyObject *string, struct text *text) must_check;

/* The same of an identifier, NFKC-normalised as the compiler does it. */
int walk_text(struct walk *walk, PyObject *name, struct text *text) must_check;

int walk_find(struct walk *walk, enum rule rule, struct text name, struct position position) must_check;
int walk_find_of(struct walk *walk, enum rule rule, struct text name, struct text of,
	struct position position) must_check;

/* What could only be judged with the whole tree seen. */
int walk_judge(struct walk *walk) must_check;

int pointers_add(struct pointers *pointers, PyObject *object, bool called) must_check;

static inline PyObject *pointer_object(uintptr_t pointer)
{
	return (PyObject *)(pointer & ~(uintptr_t)1);
}

/* modules.c */
int names_bind(struct walk *walk, PyObject *name) must_check;
int names_define(struct walk *walk, PyObject *name) must_check; /* as an attribute: in a class, by x.name = */
/* `module` 0: the name is bound, and no module. */
int names_bind_module(struct walk *walk, PyObject *name, uint32_t module) must_check;
int names_assign(struct walk *walk, PyObject *targets, PyObject *value) must_check;
int names_assign_name(struct walk *walk, PyObject *name, PyObject *value) must_check;
int names_star(struct walk *walk, uint32_t module) must_check;
int names_resolve(struct walk *walk) must_check;
bool names_bound(struct walk *walk, PyObject *name);
bool names_defined(struct walk *walk, PyObject *name); /* in any way */
int names_modules(struct walk *walk, PyObject *expression, struct module_set *set) must_check;
/* The same, kept for the next call: a chain that is resolved from the inside out costs no more than its length. */
int names_modules_kept(struct walk *walk, PyObject *expression, struct module_set *set) must_check;
void names_release(struct names *names);

/* visit.c */
int visit_name_field(struct walk *walk, const struct node *node, const struct field *field, PyObject *name)
	must_check;
int visit_attribute(struct walk *walk, const struct node *node);
int visit_call(struct walk *walk, const struct node *node);
int visit_name(struct walk *walk, const struct node *node);
int visit_assign(struct walk *walk, const struct node *node);
int visit_bind(struct walk *walk, const struct node *node);
int visit_annotated(struct walk *walk, const struct node *node);
int visit_match(struct walk *walk, const struct node *node);
int visit_match_class(struct walk *walk, const struct node *node);
int visit_arguments(struct walk *walk, const struct node *node);
int visit_keyword(struct walk *walk, const struct node *node);
int visit_constant(struct walk *walk, const struct node *node);
bool visit_is_exempt(struct walk *walk, const struct entry *word, PyObject *name);

/* imports.c */
int visit_import(struct walk *walk, const struct node *node);
int visit_import_from(struct walk *walk, const struct node *node);

/* calls.c */
bool calls_is_listing(const struct policy *policy, PyObject *value); /* literal, permitted attribute names */
int calls_judge(struct walk *walk, PyObject *call) must_check;

/* text.c */
int text_scan_template(struct walk *walk, PyObject *string, PyObject *where) must_check;
int text_scan_source(struct walk *walk, PyObject *string, PyObject *where) must_check;
int text_is_program(struct walk *walk, PyObject *string, bool *program) must_check;

/* ---- at run time ---- */

/* Judges the module of an import statement. `*number` gets it, 0 where the policy does not know it; true where
 * it is refused, with `finding` filled but for its position. */
bool import_refused(const struct policy *policy, struct text module, uint32_t *number,
	struct finding *finding, bool from);

/* The same for a name that is imported from it. */
bool import_name_refused(const struct policy *policy, uint32_t module, struct text module_name,
	struct text name, struct finding *finding);

/* What the guards of one policy share: a Python object without attributes. It lives as long as one of them. */
PyObject *guard_new(const struct policy *policy);
const struct policy *guard_policy(PyObject *guard);

/* The `__import__` of a program. */
PyObject *guard_import(PyObject *guard);

/* The view of module number `module`, which stands for `real`. Made once. */
PyObject *guard_view(PyObject *guard, uint32_t module, PyObject *real);

/* `guard` outlives its views: it owns them. */
PyObject *view_new(PyObject *guard, uint32_t module, PyObject *real);
int view_prepare(void) must_check;
