/* check/check.h: the static check of a program's syntax tree, and its counterpart at run time.
 *
 * Runs in a sealed cell, on hostile input, under the cell's limits. Default-deny: a node type or field
 * that the walk does not know is a violation. The walk keeps its own stack; depth costs heap, not C stack. */
#pragma once

#include "check/policy.h"
#define PY_SSIZE_T_CLEAN
#include <Python.h>

struct check_options {
	bool has_input;		      /* the request has stdin: input() is allowed */
	bool first_only;	      /* stop at the first violation in source order */
	const char *const *libraries; /* NULL-terminated names whose import is to be noticed, at most 32 */
};

/* Called in source order. Texts are borrowed for the call. `hint` may be NULL. */
struct check_finding {
	const char *rule, *message, *hint;
	int line, column, end_line, end_column;
};
typedef int (*check_found)(void *user, const struct check_finding *finding);

/* Once a zygote, before any fork: interns what the walk compares with. 0, or negative errno. */
int check_prepare(struct err *err) must_check;

/* Walks `tree` (an ast.Module). Returns the number of violations, or -ENOMEM / -EIO with a Python exception
 * set where the walk itself failed (a MemoryError is the program's fault, and a verdict).
 * `*libraries_used` gets one bit per entry of options->libraries that the program imports. */
int check_tree(const struct policy *policy, PyObject *tree, const struct check_options *options,
	check_found found, void *user, uint32_t *libraries_used) must_check;

/* The message for an exception that parsing raised ("Syntax error: ..."), as a new str. Clears it.
 * NULL with MemoryError set where it was one. */
PyObject *check_syntax_message(int *line, int *column);

/* The `__builtins__` of a program under `policy`: a new dict without the forbidden names and with the
 * guarded `__import__`. For a policy that checks nothing: the real ones, unguarded. Prepared in the zygote
 * for each policy, copied in the cell. `policy` outlives it. */
PyObject *check_builtins(const struct policy *policy, bool has_input, struct err *err) must_check;
