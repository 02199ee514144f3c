#include "internal.h"

#include "jail/cgroup.h"

#include <fcntl.h>
#include <sched.h>
#include <sys/resource.h>
#include <sys/sysinfo.h>

enum {
	/* The groups' files of the slot, at most three members' and four of limits, and of the cell in it: channel, two
	 * pipes, pidfd, folder, status. */
	FDS_PER_SLOT = 13,
	FDS_OTHER = 128,
	LEAVING_MAX = 256, /* slots for cells that are taken down while as many others run */
};

struct request *request_new(void)
{
	return calloc(1, sizeof(struct request));
}

void request_free(struct request *request)
{
	if (!request)
		return;
	free(request->code);
	free(request->input);
	free(request);
}

/* --- planning ---------------------------------------------------------------------------------------------- */

static unsigned memory_budget_mb(const struct config *config)
{
	struct sysinfo info;
	uint64_t total;

	if (config->memory_budget_mb)
		return config->memory_budget_mb;
	if (sysinfo(&info) < 0)
		return 1024;
	total = MIN((uint64_t)info.totalram * info.mem_unit, cgroup_own_limits().memory);
	return (unsigned)(total / 4 * 3 / MB);
}

/* Asked once: the service may move to another group, and would then have another answer. */
static unsigned count_cores(void)
{
	static unsigned cores;
	cpu_set_t allowed;

	if (cores)
		return cores;
	cores = (unsigned)MAX(sysconf(_SC_NPROCESSORS_ONLN), 1L);
	if (sched_getaffinity(0, sizeof(allowed), &allowed) == 0)
		cores = (unsigned)MAX(CPU_COUNT(&allowed), 1);
	cores = (unsigned)MIN((uint64_t)cores, cgroup_own_limits().cpus);
	return cores;
}

static unsigned pool_target(const struct config *config, unsigned set)
{
	unsigned cores = count_cores();

	if (config->ready_cells)
		return config->ready_cells;
	return set == 0 ? MAX(2 * cores, 4U) : MAX(cores, 2U);
}

unsigned schedule_plan(struct config *config)
{
	unsigned cores = count_cores(), slots;

	if (!config->max_running) {
		unsigned fit = MAX(memory_budget_mb(config) / config->default_memory_mb, 1U);

		config->max_running = MIN(2 * cores, fit);
	}
	/* Running ones, others that are being taken down, the pools, and one of each set in zygotes that are to take
	 * over. */
	slots = config->max_running + MIN(config->max_running, (unsigned)LEAVING_MAX) + config->set_count;
	for (unsigned i = 0; i < config->set_count; i++)
		slots += pool_target(config, i);
	return slots;
}

static int check_descriptors(unsigned slots, const struct config *config, struct err *err)
{
	const rlim_t needed = (rlim_t)slots * FDS_PER_SLOT + config->max_connections + FDS_OTHER;
	struct rlimit limit;

	if (getrlimit(RLIMIT_NOFILE, &limit) < 0)
		return err_errno(err, "getrlimit");
	if (limit.rlim_max != RLIM_INFINITY && limit.rlim_max < needed)
		return err_set(err, -EMFILE,
			"max_running %u and max_connections %u may need %llu descriptors, the limit is %llu: raise it (ulimit -n, LimitNOFILE=) or lower them",
			config->max_running, config->max_connections, (unsigned long long)needed,
			(unsigned long long)limit.rlim_max);
	limit.rlim_cur = limit.rlim_max;
	if (setrlimit(RLIMIT_NOFILE, &limit) < 0)
		return err_errno(err, "setrlimit");
	return 0;
}

/* --- start and end ----------------------------------------------------------------------------------------- */

static void note_libraries(struct schedule *schedule)
{
	const struct config *config = schedule->config;

	for (unsigned s = 0; s < config->set_count; s++) {
		for (unsigned m = 0; m < config->set_list[s].module_count; m++) {
			const char *name = config->set_list[s].modules[m];
			bool known = false;

			for (unsigned i = 0; i < schedule->library_count; i++)
				known = known || strcmp(schedule->libraries[i], name) == 0;
			if (!known && schedule->library_count < LIBRARIES_MAX)
				schedule->libraries[schedule->library_count++] = name;
		}
	}
}

uint32_t set_libraries(const struct schedule *schedule, unsigned set)
{
	const struct set_config *wanted = &schedule->config->set_list[set];
	uint32_t bits = 0;

	for (unsigned i = 0; i < schedule->library_count; i++) {
		for (unsigned m = 0; m < wanted->module_count; m++) {
			if (strcmp(schedule->libraries[i], wanted->modules[m]) == 0)
				bits |= UINT32_C(1) << i;
		}
	}
	return bits;
}

/* The zygotes know the settings' policies in order, and `open` behind them where it is not among them. */
static unsigned find_open_policy(const struct config *config)
{
	for (unsigned i = 0; i < config->policy_count; i++) {
		if (strcmp(config->policy_names[i], "open") == 0)
			return i;
	}
	return config->policy_count;
}

int schedule_new(struct schedule **ret, uv_loop_t *loop, const struct config *config,
	const struct keeper *keeper, const struct schedule_events *events, struct err *err)
{
	struct schedule *schedule = calloc(1, sizeof(*schedule));
	struct config plan = *config;
	int r;

	if (!schedule)
		return err_nomem(err);
	schedule->loop = loop;
	schedule->config = config;
	schedule->keeper = keeper;
	schedule->events = *events;
	schedule->queue.max = config->queue;
	schedule->answers_end = &schedule->answers;
	schedule->selftest_policy = find_open_policy(config);
	schedule->slot_count = schedule_plan(&plan);
	schedule->cores = count_cores();
	schedule->cells = calloc(schedule->slot_count, sizeof(*schedule->cells));
	r = schedule->cells ? check_descriptors(schedule->slot_count, config, err) : err_nomem(err);
	if (r < 0) {
		free(schedule->cells);
		free(schedule);
		return r;
	}
	schedule->vmstat = open("/proc/vmstat", O_RDONLY | O_CLOEXEC);
	note_libraries(schedule);
	for (unsigned i = 0; i < schedule->slot_count; i++)
		cell_init(schedule, &schedule->cells[i], i);
	for (unsigned i = 0; i < config->set_count; i++)
		schedule->demands[i].target = pool_target(config, i);
	families_init(schedule);
	uv_idle_init(loop, &schedule->answering);
	uv_idle_init(loop, &schedule->burying);
	uv_timer_init(loop, &schedule->expiry);
	uv_timer_init(loop, &schedule->refilling);
	schedule->answering.data = schedule->burying.data = schedule->refilling.data = schedule->expiry.data =
		schedule;
	r = watch_start(schedule, err);
	if (r >= 0)
		r = keeper_link_start(schedule, err);
	if (r < 0)
		return r; /* handles are with the loop already: the process ends */
	*ret = schedule;
	return 0;
}

void schedule_fail(struct schedule *schedule, const struct err *err)
{
	if (schedule->stopping || schedule->failed)
		return;
	schedule->failed = true;
	schedule->events.failed(schedule->events.user, err);
}

void schedule_seal_failed(struct schedule *schedule, const char *why)
{
	struct err err;

	if (schedule->ready)
		return;
	err_set(&err, -EPERM, "a cell can't be sealed: %.400s", why);
	schedule_fail(schedule, &err);
}

static void drain_one(void *user, struct ticket *ticket)
{
	struct schedule *schedule = user;

	queue_remove(&schedule->queue, ticket);
	ticket_answer(ticket, OUTCOME_DRAINING, NULL);
}

void schedule_drain(struct schedule *schedule)
{
	schedule->draining = true;
	queue_each(&schedule->queue, drain_one, schedule);
	pool_turn(schedule);
}

void schedule_stop(struct schedule *schedule)
{
	if (!schedule || schedule->stopping)
		return;
	schedule->stopping = true;
	families_stop(schedule);
	for (unsigned i = 0; i < schedule->slot_count; i++) {
		struct cell *cell = &schedule->cells[i];

		cell_close(cell);
		cell_release_files(cell);
	}
	uv_close((uv_handle_t *)&schedule->answering, NULL);
	uv_close((uv_handle_t *)&schedule->burying, NULL);
	uv_close((uv_handle_t *)&schedule->expiry, NULL);
	uv_close((uv_handle_t *)&schedule->refilling, NULL);
	watch_stop(schedule);
	keeper_link_stop(schedule);
}

static void drop_one(void *user, struct ticket *ticket)
{
	struct schedule *schedule = user;

	queue_remove(&schedule->queue, ticket);
	ticket_free(ticket);
}

void schedule_free(struct schedule *schedule)
{
	if (!schedule)
		return;
	safe_close(schedule->vmstat);
	queue_each(&schedule->queue, drop_one, schedule);
	answers_drop(schedule);
	for (unsigned i = 0; i < schedule->slot_count; i++) {
		struct ticket *ticket = schedule->cells[i].ticket;

		if (ticket) {
			queue_ended(&schedule->queue, ticket);
			ticket_free(ticket);
		}
	}
	free(schedule->cells);
	free(schedule);
}

/* --- requests ---------------------------------------------------------------------------------------------- */

struct ticket *ticket_submit(
	struct schedule *schedule, struct request *request, schedule_done done, void *user, bool internal)
{
	struct ticket *ticket = calloc(1, sizeof(*ticket));
	int r;

	if (!ticket) {
		request_free(request);
		return NULL;
	}
	ticket->schedule = schedule;
	ticket->request = request;
	ticket->done = done;
	ticket->user = user;
	ticket->internal = internal;
	ticket->submitted_us = clock_now_us();
	if (schedule->draining) {
		ticket_answer(ticket, OUTCOME_DRAINING, NULL);
		return ticket;
	}
	/* A check needs the interpreter and nothing else. */
	if (!request->check_only && !internal)
		ticket->libraries = hint_libraries(request->code, request->code_len, schedule->libraries);
	r = queue_add(&schedule->queue, ticket, internal);
	if (r == -ENOMEM)
		log_error("out of memory: a request is refused");
	if (r < 0)
		ticket_answer(ticket, OUTCOME_BUSY, NULL);
	else
		pool_turn(schedule);
	return ticket;
}

struct ticket *schedule_submit(
	struct schedule *schedule, struct request *request, schedule_done done, void *user)
{
	return ticket_submit(schedule, request, done, user, false);
}

void schedule_cancel(struct ticket *ticket)
{
	run_cancel(ticket);
}

bool schedule_ready(const struct schedule *schedule)
{
	return schedule->ready && !schedule->draining;
}

struct gauges schedule_gauges(const struct schedule *schedule)
{
	struct gauges gauges = {
		.running = schedule->running,
		.waiting = schedule->queue.waiting,
		.slots = schedule->slot_count,
	};

	for (unsigned i = 0; i < FAMILIES * schedule->link_count; i++)
		gauges.ready += schedule->families[i % FAMILIES].pools[i / FAMILIES].ready_count;
	return gauges;
}
