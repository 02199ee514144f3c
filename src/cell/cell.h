/* cell/cell.h: the life of one cell: seal, wait, limits, check, run, report, end.
 *
 * A cell is forked from a zygote and runs one program. It says what base/wire.h lists on its one channel; from
 * CELL_STARTED on, nothing that it says is believed beyond what a program could claim anyway. */
#pragma once

#include "check/check.h"
#include "jail/jail.h"
#include "pages.h"

enum { CELL_POLICIES_MAX = 16 };

/* What a zygote's cells start from. Made once a zygote, before the first fork; cells only read it. */
struct cell_context {
	const struct policy *policies[CELL_POLICIES_MAX];
	PyObject *builtins[CELL_POLICIES_MAX][2]; /* [policy][has_input] */
	unsigned policy_count;
	const char *const *libraries; /* the names behind the bits, NULL-terminated */
	uint32_t have;		      /* libraries that this zygote has imported */
	uint64_t address_space;	      /* bytes, of the zygote */
	unsigned cpus, scratch_mb;
	struct hot_pages hot, warm; /* what every run touches, and what typical programs do */
	struct cell_tools *tools;   /* Python objects that a cell needs later, taken while they are genuine */
};

/* Fills builtins and tools; call again in a zygote that imported more. */
int cell_prepare(struct cell_context *context, struct err *err) must_check;

/* An ordinary small program in the zygote itself, so that cells find in its caches what they look up. Leaves nothing else;
 * where it fails nothing is lost. After cell_prepare(). */
void cell_practise(const struct cell_context *context);
/* The same as a cell runs one, in a fork that is thrown away. */
void cell_rehearse(const struct cell_context *context);

/* In the child, at once after the fork. */
no_return void cell_live(const struct cell_context *context, struct jail *jail);
