/* schedule/internal.h: how the files of this room hang together.
 *
 *   schedule.c   the public calls, start, drain, stop
 *   queue.c      who waits, in what order
 *   spent.c      which clients used much CPU time lately
 *   hint.c       which libraries a program seems to need
 *   keeper_link.c the keeper's channel: zygotes and slots are asked for here
 *   family.c     zygotes are renewed: which root zygote makes the cells, and which one's run out
 *   links.c      the zygotes' channels
 *   cell.c       one cell from spawn to reap: the table of states and events
 *   watch.c      which cells have something to read
 *   run.c        what happens to a ticket on a cell: timers, verdict
 *   job.c        a program on its way to its cell
 *   usage.c      a cell's CPU time and memory, and their limits
 *   pool.c       which cells to make, which program goes where
 *   selftest.c   a program that tries to get out, before anything is served
 *   facts.c      what GET / tells */
#pragma once

#include "base/clock.h"
#include "base/frame.h"
#include "base/log.h"
#include "base/wire.h"
#include "keeper/keeper.h"
#include "outcome/judge.h"
#include "schedule.h"

enum {
	SLOT_PROCS_MAX = 4,
	SLOTS_ASKED_MAX = 64,  /* of the keeper at once: a socket holds that many messages */
	LINK_FAILURES_MAX = 3, /* then a set is no longer waited for */
	SEAL_FAILURES_MAX = 3, /* in a row, before a moment's rest */
	LIBRARIES_MAX = 32,
	LINKS_MAX = CONFIG_SETS_MAX,
	CLIENT_MAX = 64,
	SPENDERS_MAX = 128,
};

struct cell;

/* --- tickets and the queue --------------------------------------------------------------------------- */

struct ticket {
	struct schedule *schedule;
	struct request *request;
	schedule_done done;
	void *user;
	struct ticket *next; /* in the queue, or in the list of answers to give */
	struct client *client;
	struct cell *cell; /* while it runs */
	uint64_t submitted_us;
	uint32_t libraries; /* what it seems to need, later what it does need */
	unsigned attempts, unstarted;
	struct result result; /* while it is in the list of answers */
	bool internal;	      /* the self-test: before readiness, under any policy */
};

struct client {
	char name[CLIENT_MAX];
	struct client *next; /* ring of the queue */
	struct ticket *first, *last;
	unsigned running, waiting;
};

struct queue {
	struct client *last; /* whose turn is the last; the next one's is now */
	unsigned waiting, max;
};

/* 0, -ENOBUFS where it is full, -ENOMEM. `front`: it comes back after a failure of ours, full or not. */
int queue_add(struct queue *queue, struct ticket *ticket, bool front);
void queue_remove(struct queue *queue, struct ticket *ticket);
/* The next ticket that `fits`, clients taking turns; one with `share` running already is passed over while another
 * waits. It leaves the queue and counts as running of its client. NULL: none. */
struct ticket *queue_take(
	struct queue *queue, unsigned share, bool (*fits)(void *user, struct ticket *ticket), void *user);
void queue_ended(struct queue *queue, struct ticket *ticket); /* it no longer runs */
/* Calls `each` for all that wait; it may remove its ticket. */
void queue_each(struct queue *queue, void (*each)(void *user, struct ticket *ticket), void *user);

/* CPU time of clients, leaking away: those that owe most are remembered, a bounded number. */
struct spent {
	struct spender {
		char client[CLIENT_MAX];
		uint64_t owed_us, at_us;
	} of[SPENDERS_MAX];
};

uint64_t spent_owed_us(struct spent *spent, const char *client, uint64_t now_us);
void spent_add(struct spent *spent, const char *client, uint64_t used_us, uint64_t now_us);

/* As schedule_submit(); `internal` ones are never refused for lack of room, and need no more than the interpreter. */
struct ticket *ticket_submit(
	struct schedule *schedule, struct request *request, schedule_done done, void *user, bool internal);

/* Bits of `names` that the text seems to import; all bits where it imports by other means. A hint only. */
uint32_t hint_libraries(const char *code, size_t len, const char *const *names);

/* --- cells ------------------------------------------------------------------------------------------- */

enum cell_state {
	CELL_STATE_GROUPS, /* the keeper still makes the slot's groups */
	CELL_STATE_FREE,
	CELL_STATE_SPAWNING, /* the zygote forks, the child seals itself */
	CELL_STATE_READY,
	CELL_STATE_FITTING,  /* a small job: its folder is made smaller first */
	CELL_STATE_CHECKING, /* the job is there, the program has not started */
	CELL_STATE_RUNNING,
	CELL_STATE_ENDING, /* it said that it ended; usage is still to come from the zygote */
	CELL_STATE_DYING,  /* answered or given up: killed, and to be reaped */
	CELL_STATES,
};

struct slot_files {
	unsigned cgroup_version;
	int procs[SLOT_PROCS_MAX];
	unsigned procs_count;
	int memory_limit, swap_limit, memory_events;
	int cpu_idle, cpu_weight; /* the second only where the kernel lacks the first */
	uint64_t memory_set;	  /* bytes in force, 0: never set */
	int64_t oom_kills;	  /* at the start of the job; negative: unknown */
	bool weight_lowered;
};

/* A slot and the cell in it, one after the other. */
struct cell {
	struct schedule *schedule;
	unsigned slot;
	enum cell_state state;
	struct family *family; /* whose child it is, or was */
	unsigned set;
	uint32_t generation;
	struct slot_files files; /* the slot's, kept */
	int32_t pid;		 /* as zygotes count */
	int32_t host_pid;	 /* as we count: for its CPU clock */
	int ends[SPAWN_FDS];	 /* ours of what it was made with */
	int pidfd, scratch, status;
	bool announced, sealed, warmed;
	bool ended; /* in schedule->ended */
	uv_timer_t deadline, pace;
	uv_timer_t rest; /* while it runs a flood of output is not read */
	struct ticket *ticket;
	struct outcome_facts facts;
	size_t job_sent; /* bytes of its program and its input */
	uint64_t started_us, spawned_us;
	int64_t cpu_before_us, rss_before_kb;
	int64_t favoured_us; /* of CPU time that it may use before its weight falls */
	uint64_t scratch_before;
	struct cell *next; /* in the pool's lists, or in schedule->ended */
};

void cell_init(struct schedule *schedule, struct cell *cell, unsigned slot);
void cell_start(struct cell *cell, struct family *family, unsigned set); /* FREE -> ... */
void cell_groups_made(struct cell *cell, const struct wire_slot *has, struct frame *frame);
void cell_spawn_failed(struct cell *cell, const char *why);
void cell_spawned(struct cell *cell, int32_t pid, struct frame *frame);
void cell_scratch_fits(struct cell *cell);
void cell_sealed(struct cell *cell, uint32_t layers);
void cell_exited(struct cell *cell, const struct wire_exited *exited);
void cell_lost(struct cell *cell); /* its zygote died before it was announced, or no process of it is left */
void cell_orphaned(struct cell *cell); /* its root zygote is gone: it is about to be */
bool cell_kill(struct cell *cell);     /* SIGKILL to pid 1 of the cell; false: it is reaped already */
void cell_to_dying(struct cell *cell); /* nothing more is wanted of it */
void cell_end(struct cell *cell);      /* the same once the reply has left, in the next turn of the loop */
void cell_warm(struct cell *cell);     /* a ready one has time to prepare itself further */
void cell_readable(struct cell *cell, enum wire_spawn_fd end);
void cell_release_scratch(struct cell *cell, uint64_t used);
void cell_release_files(struct cell *cell);
void cell_close(struct cell *cell); /* at the end of the service */

/* --- watching: what is readable comes as cell_readable() ------------------------------------------------ */

int watch_start(struct schedule *schedule, struct err *err) must_check;
void watch_stop(struct schedule *schedule);
int watch_add(struct cell *cell, enum wire_spawn_fd end, struct err *err) must_check;
void watch_remove(const struct cell *cell, enum wire_spawn_fd end);
/* From here on only that it has closed its channel comes: of a small program all that it said is read then, in one turn. Where
 * this fails more comes than is needed. */
void watch_end(const struct cell *cell);
/* What it says comes again, and room in its channel as run_send_more(), as long as that is `wanted`. */
int watch_room(const struct cell *cell, bool wanted, struct err *err) must_check;

/* --- running ----------------------------------------------------------------------------------------- */

void run_begin(struct cell *cell, struct ticket *ticket); /* READY -> FITTING or CHECKING */
void run_send_job(struct cell *cell);
void run_send_more(struct cell *cell); /* there is room for more of the job */
bool run_frame(struct cell *cell,
	const struct frame *frame); /* a message of the cell; false: it may not send that */
void run_exited(struct cell *cell, const struct wire_exited *exited);
void run_lost(struct cell *cell);	  /* a failure of ours: again, or OUTCOME_LOST */
void run_watch_output(struct cell *cell); /* it writes more than a pipe holds, maybe */
void run_drain_output(struct cell *cell);
void run_cancel(struct ticket *ticket);
void ticket_answer(struct ticket *ticket, enum outcome outcome, struct verdict *verdict);
void ticket_free(struct ticket *ticket);
void answers_drop(struct schedule *schedule); /* at the end of the service: they are given to nobody */

/* --- jobs: as many messages as one takes ------------------------------------------------------------------ */

int job_send(struct cell *cell, struct err *err)
	must_check; /* what there is room for; the rest is sent when there is more */
int job_send_more(struct cell *cell, struct err *err) must_check;
bool job_is_sent(const struct cell *cell); /* all of it */

/* --- usage: what the kernel tells of a cell, and is told -------------------------------------------------- */

int64_t usage_cpu_us(const struct cell *cell); /* of its whole process; 0 where it is reaped */
int64_t usage_rss_kb(const struct cell *cell); /* now; negative where it is not told, as once it is dying */
int64_t usage_peak_kb(
	const struct cell *cell); /* likewise; without what most programs read of their zygote's memory */
int64_t usage_threads(const struct cell *cell);
bool usage_has_tmpfs(const struct cell *cell); /* a folder on a file system of its own */
uint64_t usage_scratch(const struct cell *cell);
/* So far, in its slot's groups or, without, on this machine; negative: unknown. */
int64_t usage_oom_kills(const struct cell *cell);
int usage_limit_memory(struct cell *cell, uint64_t bytes) must_check; /* no limit, no job */
void usage_weigh(struct cell *cell, bool low);			      /* its share of the CPUs */

/* --- links, families, keeper ------------------------------------------------------------------------- */

enum link_state { LINK_DOWN, LINK_STARTING, LINK_UP };

/* A zygote's channel. links[0] is the root zygote, which is also the zygote of the first set. */
struct link {
	struct schedule *schedule;
	struct family *family;
	unsigned set;
	enum link_state state;
	bool begun; /* since its root zygote was started; from then on failures and their timer say when again */
	int fd;
	uv_poll_t *poll;
	uv_timer_t again; /* started again after a failure, later each time */
	unsigned failures;
	uint64_t started_us;
	uint32_t libraries;
	uint32_t small_kb;	/* what its cells have in memory that took all that any program needs */
	uint32_t small_read_kb; /* of it of the zygote's memory files */
	uint32_t common_kb;	/* what else most programs read of those */
	uint32_t image_kb;	/* what they may read of its memory files */
	uint32_t warm_kb;	/* what its cells take ahead of their programs */
};

/* The cells of one set in one family. */
struct pool {
	struct cell *ready; /* newest last */
	unsigned ready_count, coming;
	unsigned cells;		/* of any state */
	unsigned seal_failures; /* in a row */
};

enum family_state {
	FAMILY_NONE,
	FAMILY_STARTING, /* it is to be the current one, and makes one cell of each set first */
	FAMILY_CURRENT,
	FAMILY_RETIRING, /* it makes no more cells; those that it has run out */
	FAMILY_ENDING,	 /* the keeper is to end what is left */
};

/* A root zygote, its sets' zygotes and their cells. */
struct family {
	struct schedule *schedule;
	unsigned number; /* the keeper's name for it */
	enum family_state state;
	struct link links[LINKS_MAX];
	struct pool pools[LINKS_MAX];
	unsigned runs; /* begun in its cells */
	uint64_t asked_us;
	struct wire_up up; /* as the last zygote of it said */
	char python[64];
};

int keeper_link_start(struct schedule *schedule, struct err *err) must_check;
void keeper_link_stop(struct schedule *schedule);
void keeper_start_zygote(const struct family *family);
void keeper_end_zygote(const struct family *family);
void keeper_ask_close(struct schedule *schedule, int fd);   /* it stays ours to close */
void keeper_ask_kill(struct schedule *schedule, int pidfd); /* keeps errno */

void families_init(struct schedule *schedule);
void families_stop(struct schedule *schedule);
void families_ready(struct schedule *schedule); /* from now on they are renewed */
void families_check(struct schedule *schedule); /* the next step of a renewal, where its time has come */
void family_run_begins(struct family *family);
void family_root_down(struct family *family); /* its root zygote is gone or does not start */
void family_ended(struct family *family);     /* says the keeper */
struct family *family_in(
	struct schedule *schedule, enum family_state state); /* beside the current one; or NULL */
struct pool *pool_of(const struct cell *cell);

void links_init(struct family *family);
void links_start(struct family *family);
void links_start_again(struct family *family); /* after a failure, later each time */
void links_root_started(struct family *family, int fd);
void links_close(struct family *family);
void links_stop(struct family *family);
void link_start_set(struct link *link);
void links_start_more(struct family *family);
void link_close(struct link *link);
void link_hangs(struct link *link); /* it said nothing for too long: it is ended, and started again */
int link_spawn(struct link *link, struct cell *cell, const int fds[SPAWN_FDS], struct err *err) must_check;
int link_fit_scratch(struct link *link, struct cell *cell, uint64_t bytes, struct err *err) must_check;

/* --- pool -------------------------------------------------------------------------------------------- */

void pool_turn(struct schedule *schedule); /* gives programs to cells, makes cells: call after any change */
void pool_cell_ready(struct cell *cell);
void pool_cell_gone(struct cell *cell); /* from the list of ready ones */
unsigned pool_set_for(const struct schedule *schedule, uint32_t libraries);
uint32_t pool_elsewhere(const struct cell *cell);

void selftest_start(struct schedule *schedule);
void facts_collect(const struct family *family);
uint32_t set_libraries(const struct schedule *schedule, unsigned set); /* as configured */

/* --- all of it --------------------------------------------------------------------------------------- */

/* What is wanted of a set's cells, whichever family they are of. */
struct demand {
	unsigned target, waiting;
};

struct schedule {
	uv_loop_t *loop;
	const struct config *config;
	const struct keeper *keeper;
	struct schedule_events events;
	const char *libraries[LIBRARIES_MAX + 1];
	unsigned library_count;
	unsigned selftest_policy; /* index of `open` among the zygotes' policies */
	int keeper_fd;
	uv_poll_t *keeper_poll;
	struct family families[FAMILIES], *current;
	unsigned link_count; /* of each family: one a set */
	unsigned cores;
	struct cell *cells;
	int watching; /* their descriptors */
	uv_poll_t watch;
	unsigned slot_count, slots_asked, slots_made;
	struct demand demands[LINKS_MAX];
	uv_timer_t renewal;
	unsigned renewal_failures; /* in a row */
	bool renewal_due, renewal_put_off;
	struct queue queue;
	struct spent spent;
	unsigned running;
	struct ticket *answers, **answers_end; /* to be given from the loop */
	uv_idle_t answering;
	struct cell *ended; /* answered in this turn of the loop, still to be killed */
	uv_idle_t burying;
	uv_timer_t refilling;
	uint64_t trimmed_us;
	uint64_t begun_ms; /* the loop's time when a program last got a cell */
	bool untrimmed;	   /* something ran since */
	uv_timer_t expiry; /* only while somebody waits */
	uint32_t layers;   /* of the sealed cells */
	int vmstat;	   /* /proc/vmstat, which counts the machine's own kills for memory, or -1 */
	bool testing, tested, ready, draining, drained, failed, stopping, turning;
	struct facts facts;
	struct layer_info layer_infos[12];
	const char *importable[LIBRARIES_MAX + 1];
	char landlock_words[32], cgroup_words[ERR_TEXT_MAX + 64], namespace_words[ERR_TEXT_MAX + 256];
};

/* A cell could not seal itself: fatal as long as nothing is served. */
void schedule_seal_failed(struct schedule *schedule, const char *why);
/* It can't serve. */
void schedule_fail(struct schedule *schedule, const struct err *err);
