/* schedule/schedule.h: from a request to a verdict.
 *
 * The scheduler owns the queue, the pools of ready cells, their slots and timers. All calls and callbacks
 * come from the one loop's thread. A callback never comes from inside schedule_submit(). */
#pragma once

#include "config/config.h"
#include "outcome/verdict.h"
#include <uv.h>

/* What is to be run. Made by the api room, owned by the scheduler from schedule_submit() on. */
struct request {
	char *code; /* valid UTF-8; may hold NUL bytes */
	size_t code_len;
	char *input; /* stdin; NULL where there is none */
	size_t input_len;
	bool has_input; /* "stdin" stood in the request, even if empty: input() is then allowed */
	unsigned timeout_s;
	unsigned memory_mb;
	unsigned policy; /* index into config->policy_names */
	bool auto_print;
	bool check_only; /* /validate: all violations, nothing runs */
	char client[64]; /* whom the queue is fair to: the address */
};

struct request *request_new(void);	    /* NULL: out of memory */
void request_free(struct request *request); /* NULL is fine */
static inline void request_freep(struct request **request)
{
	request_free(*request);
}

enum outcome {
	OUTCOME_VERDICT,  /* judged or run */
	OUTCOME_BUSY,	  /* the queue was full: 503 */
	OUTCOME_EXPIRED,  /* waited longer than its own timeout, unrun: 503 */
	OUTCOME_DRAINING, /* the service is about to end: 503 */
	OUTCOME_LOST,	  /* a failure of ours ended it twice: 503 */
	OUTCOME_FAILED,	  /* a failure of ours that a repetition does not mend: 500 */
};

struct result {
	enum outcome outcome;
	struct verdict *verdict; /* owned by the receiver; only with OUTCOME_VERDICT */
	unsigned retry_after_s;	 /* with the 503s */
};

struct schedule;
struct ticket; /* a request in the scheduler's hands, until `done` is called or it is cancelled */

typedef void (*schedule_done)(void *user, struct result *result);

/* Takes `request` in any case. `done` is called exactly once, later, unless cancelled.
 * Returns NULL only where memory is out; `done` is then never called. */
struct ticket *schedule_submit(
	struct schedule *schedule, struct request *request, schedule_done done, void *user);

/* The client is gone: a waiting program never runs, a running one is killed. `done` will not be called. */
void schedule_cancel(struct ticket *ticket);

/* --- for main ---------------------------------------------------------------------------------------- */

struct keeper;

struct schedule_events {
	void (*ready)(void *user); /* once: every set is warm and the self-test failed to get out */
	void (*failed)(void *user, const struct err *err); /* it can't serve: end the process */
	void (*drained)(void *user);			   /* after schedule_drain(): nothing runs any more */
	void *user;
};

/* How many cells may live at once under `config`, with max_running and ready_cells resolved in it. */
unsigned schedule_plan(struct config *config);

/* Takes over keeper->channel. Starts the zygotes once the loop runs. Borrows config and keeper for good. */
int schedule_new(struct schedule **ret, uv_loop_t *loop, const struct config *config,
	const struct keeper *keeper, const struct schedule_events *events, struct err *err) must_check;

/* No new programs: what waits is answered OUTCOME_DRAINING, what runs goes on. */
void schedule_drain(struct schedule *schedule);

/* Ends everything at once: closes the keeper's channel, which ends zygotes and cells. Handles close with the loop. */
void schedule_stop(struct schedule *schedule);
void schedule_free(struct schedule *schedule); /* after the loop ran out; NULL is fine */

/* For GET /ready: cells of every set are warm, and it is not draining. */
bool schedule_ready(const struct schedule *schedule);

/* What GET / tells. Strings are borrowed and constant once schedule_ready() was true. */
enum layer_state { LAYER_ABSENT, LAYER_ON };
struct layer_info {
	const char *name; /* "user_namespace", "landlock", "cgroup", ... */
	enum layer_state state;
	const char *detail; /* "ABI 7", "v1"; where absent: why, and what to do about it */
};
struct facts {
	const char *python;	      /* "3.11.2" */
	const char *const *libraries; /* those that import here, NULL-terminated */
	const char *level;	      /* "full", "container" */
	const struct layer_info *layers;
	size_t layer_count;
};
const struct facts *schedule_facts(const struct schedule *schedule);

/* Numbers of the moment, for tests, logs and metrics. */
struct gauges {
	unsigned running, waiting, ready, slots;
};
struct gauges schedule_gauges(const struct schedule *schedule);
