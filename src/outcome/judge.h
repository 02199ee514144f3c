/* outcome/judge.h: the one function that turns facts into a verdict.
 *
 * Facts come from the kernel (wait status, usage, events of the group) and from the server's own timer. What a
 * cell said of itself after it started counts only where a program could have claimed as much by how it exits, and
 * for the kind of an uncaught exception. */
#pragma once

#include "capture.h"
#include "claims.h"

struct outcome_facts {
	bool refused;	  /* before it started, with at least one violation */
	bool checked;	  /* the check was all that was wanted, and it came to its end */
	bool timed_out;	  /* we ended it for its wall clock */
	bool over_memory; /* the group's events, or our sampling, say so */
	bool has_status;
	int wait_status;
	struct claim claim;
	unsigned timeout_s;
	uint64_t cpu_limit_us; /* with this much used, a SIGKILL was RLIMIT_CPU's */
	double wall_s, cpu_s, memory_mb;
	struct capture out, err;
	struct violation *violations;
	size_t violation_count;
};

/* Takes texts and violations out of `facts`. NULL: out of memory, or no fact tells how it ended. */
struct verdict *judge(struct outcome_facts *facts);
void outcome_facts_release(struct outcome_facts *facts);
