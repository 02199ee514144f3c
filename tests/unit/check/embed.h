/* An embedded interpreter with the check prepared, for cmocka tests. */
#pragma once

#include "base/cleanup.h"
#include "check/check.h"
#include <setjmp.h>
/* cmocka.h wants these before it */
#include <cmocka.h>

int embed_start(void **state);
int embed_stop(void **state);

/* A policy of the source tree. The caller frees it. */
struct policy *embed_policy(const char *name);

/* The tree of a program, or NULL with an exception set. */
PyObject *embed_parse(const char *code);

/* Findings of a program, one "LINE:COLUMN rule message\n" each; to be freed. */
char *embed_check(const struct policy *policy, const char *code, const struct check_options *options);
