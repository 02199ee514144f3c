/* check/policy.h: a policy file (policies/NAME.policy), parsed. No Python here: `pyrunner` links it for the
 * linter, the zygote for the check. docs/POLICIES.md describes the language.
 *
 * A policy owns its tables and is read-only once parsed. Source: a file of the operator, never a client. */
#pragma once

#include "base/err.h"

enum { POLICY_FILE_MAX = 1 << 20 };

struct policy;

/* Errors name file, line and what is wrong. The text need not be terminated. */
int policy_parse(struct policy **ret, const char *name, const char *text, size_t len, struct err *err)
	must_check;

/* All problems of a file, one line each ("strict.policy:12: unknown directive 'modul'"), to `out`.
 * Returns how many. */
int policy_lint(const char *name, const char *text, size_t len, FILE *out);

const char *policy_name(const struct policy *policy);
bool policy_checks(const struct policy *policy); /* false for `open`: everything runs, nothing is walked */
void policy_free(struct policy *policy);	 /* NULL is fine */
