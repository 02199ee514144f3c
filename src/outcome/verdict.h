/* outcome/verdict.h: how a program ended, in the terms of the HTTP contract.
 *
 * A verdict owns its text. It is made once (outcome/judge.c), handed to whoever asked, and freed there.
 * What the user's program did wrong is a verdict; what we did wrong is a struct err and never stands here. */
#pragma once

#include "base/base.h"

enum status { STATUS_SUCCESS, STATUS_ERROR, STATUS_TIMEOUT, STATUS_MEMORY_EXCEEDED };

/* One finding of the static check. Lines and columns from 1; columns count bytes of UTF-8, as CPython's trees do. */
struct violation {
	char *rule;    /* "import", "attribute", "call", ... */
	char *message; /* the contract's exact words */
	char *hint;    /* the way out, or NULL */
	int line, column, end_line, end_column;
};

struct verdict {
	enum status status;
	bool refused;	 /* by the check or for its syntax: it never ran */
	char *out, *err; /* valid UTF-8, not NULL; may hold NUL bytes */
	size_t out_len, err_len;
	bool out_truncated, err_truncated;
	char *error;	  /* NULL on success */
	char *error_type; /* of an uncaught exception: "ZeroDivisionError", else NULL */
	char *error_message;
	int error_line; /* in the program, 0: unknown */
	int exit_code;	/* of the process, as `pyrunner run` passes it on; 128 + n for a signal */
	double wall_s, cpu_s;
	double memory_mb;	      /* negative: it never ran */
	struct violation *violations; /* what /validate lists; also the one of a refusal */
	size_t violation_count;
};

const char *status_name(enum status status); /* "success", "error", "timeout", "memory_exceeded" */
void verdict_free(struct verdict *verdict);  /* NULL is fine */
static inline void verdict_freep(struct verdict **verdict)
{
	verdict_free(*verdict);
}
