/* outcome/judge.h: the one function that turns facts into a verdict.
 *
 * Facts come from the kernel (wait status, usage, events of the group) and from the server's own timer. What a
 * cell said of itself after it started counts only where a program could have claimed as much by how it exits, and
 * for the kind of an uncaught exception. */
#pragma once

#include "base/wire.h"
#include "capture.h"
#include "verdict.h"

/* What a cell claimed in CELL_ENDED, its texts copied and cut. Owned by whoever holds the facts. */
struct claim {
	bool made;
	struct wire_ended wire;
	char *type, *message, *error;
};

struct outcome_facts {
	bool refused;	  /* before it started */
	bool timed_out;	  /* we ended it for its wall clock */
	bool over_memory; /* the group's events, or our sampling, say so */
	bool has_status;
	int wait_status;
	struct claim claim;
	unsigned timeout_s;
	uint64_t cpu_limit_us;
	double wall_s, cpu_s, memory_mb;
	struct capture out, err;
	struct violation *violations;
	size_t violation_count;
};

/* Takes texts and violations out of `facts`. NULL: out of memory. */
struct verdict *judge(struct outcome_facts *facts);
void outcome_facts_release(struct outcome_facts *facts);
void violations_free(struct violation *violations, size_t count);
