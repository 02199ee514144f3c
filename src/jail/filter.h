/* jail/filter.h: a system call filter from a policy file (policies/NAME.seccomp).
 *
 * The file is data of the operator: compiled once at start with libseccomp, installed in each cell with one
 * raw system call. docs/SECCOMP.md describes the language. A compiled filter is read-only. */
#pragma once

#include "base/err.h"
#include <linux/filter.h>
#include <linux/seccomp.h>

enum { FILTER_FILE_MAX = 256 * 1024 };

struct filter;

/* Parses and compiles. Errors name file, line and what is wrong. */
int filter_compile(struct filter **ret, const char *name, const char *text, size_t len, struct err *err)
	must_check;

/* The same of a file whose default is `pass`: it takes away from what another filter allows, and is installed before
 * that one. filter_compile() refuses such a file, this one any other. */
int filter_compile_on_top(
	struct filter **ret, const char *name, const char *text, size_t len, struct err *err) must_check;

/* All problems of a file, one line each, to `out`. Returns how many. */
int filter_lint(const char *name, const char *text, size_t len, FILE *out);

/* Irrevocable for the calling thread; no_new_privs must be set. One system call, async-signal-safe. */
int filter_install(const struct filter *filter, struct err *err) must_check;

/* What the compiled program answers for `data` (a SECCOMP_RET_* value): for tests, in user space. */
uint32_t filter_evaluate(const struct filter *filter, const struct seccomp_data *data);

/* Puts the process's number where the file says SELF, which is nobody's before. A forked process changes its own copy. */
void filter_set_self(struct filter *filter, uint32_t self);

size_t filter_length(const struct filter *filter); /* BPF instructions */
void filter_free(struct filter *filter);	   /* NULL is fine */
