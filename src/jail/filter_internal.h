/* jail/filter_internal.h: a policy file as rules, between its parser and the compiler.
 *
 * An argument is only ever compared for equality, in full or under a mask, and only a rule that allows may
 * compare. So an argument that differs in bits which the kernel ignores can lose a permission, never win one. */
#pragma once

#include "filter.h"

enum { FILTER_ARGS = 6, FILTER_RULES_MAX = 2048 };

/* The process's own number: found by this mark in what libseccomp compiles. No argument is compared to it otherwise. */
enum { FILTER_SELF = 0x53454c46 };

/* Holds where (argument & mask) == value. A mask of 0: any argument. */
struct filter_condition {
	uint64_t mask, value;
};

struct filter_rule {
	int syscall;	 /* negative: this architecture lacks it */
	uint32_t action; /* SECCOMP_RET_* with its data */
	unsigned line;
	struct filter_condition args[FILTER_ARGS];
};

/* Rules of one system call have one action and are alternatives: their order means nothing. */
struct filter_rules {
	struct filter_rule *rules;
	size_t count;
	uint32_t otherwise; /* where no rule holds; SECCOMP_RET_ALLOW: the default is `pass` */
};

/* Stops at the first problem, or where `out` is given writes each one there as a line. Returns how many
 * (then `err` holds the first and `ret` is untouched), or -ENOMEM. */
int filter_parse(struct filter_rules *ret, const char *name, const char *text, size_t len, FILE *out,
	struct err *err) must_check;

void filter_rules_release(struct filter_rules *rules);

/* Constants of the kernel's headers, by name. False: unknown. */
bool filter_constant(const char *name, uint64_t *ret);
bool filter_errno(const char *name, uint32_t *ret);
