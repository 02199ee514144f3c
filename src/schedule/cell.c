#include "internal.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/syscall.h>

enum {
	SPAWN_SECONDS = 30,
	DYING_SECONDS = 10,
	FLOOD_BYTES = 16 * 1024 * 1024, /* after so many that were dropped, */
	FLOOD_REST_MS = 4,		/* so long a pause between two pipes full */
	SCRATCH_SMALL = 1024 * 1024,	/* freed within a millisecond */
};

/* --- what it says and writes --------------------------------------------------------------------------- */

static void close_end(struct cell *cell, enum wire_spawn_fd end)
{
	cell->ends[end] = safe_close(cell->ends[end]);
}

/* Nothing is expected of one that waits for its job. */
static bool expects_more(const struct cell *cell)
{
	return cell->ends[SPAWN_CHANNEL] >= 0 && !cell->ended &&
	       !(cell->sealed && cell->state <= CELL_STATE_FITTING);
}

static void read_channel(struct cell *cell)
{
	static struct frame frame;

	if (cell->ends[SPAWN_CHANNEL] < 0)
		return;
	/* A message may end the cell's life here, and the channel with it. */
	do {
		struct err err;
		int r = frame_receive(cell->ends[SPAWN_CHANNEL], &frame, false, &err);

		if (r == -EAGAIN)
			return;
		if (r <= 0) {
			/* Closed, or no message: either way it has said its last word. The end of the process, or
			 * its deadline, brings the verdict. */
			if (r < 0 && cell->state >= CELL_STATE_CHECKING)
				cell_kill(cell);
			close_end(cell, SPAWN_CHANNEL);
			return;
		}
		if (frame.pid > 0)
			cell->host_pid = frame.pid;
		if (!run_frame(cell, &frame)) {
			cell_kill(cell);
			close_end(cell, SPAWN_CHANNEL);
		}
	} while (expects_more(cell));
}

static void on_rested(uv_timer_t *timer)
{
	run_watch_output(timer->data);
}

/* Who writes without an end waits: what is dropped anyway would keep this loop and the kernel busy at the cost of
 * everyone else. */
static void read_output(struct cell *cell, enum wire_spawn_fd end)
{
	struct capture *capture = end == SPAWN_OUT ? &cell->facts.out : &cell->facts.err;

	if (capture_drain(capture, cell->ends[end]) == 0) {
		close_end(cell, end);
	} else if (capture->dropped > FLOOD_BYTES) {
		watch_remove(cell, SPAWN_OUT);
		watch_remove(cell, SPAWN_ERR);
		uv_timer_start(&cell->rest, on_rested, FLOOD_REST_MS, 0);
	}
}

void cell_readable(struct cell *cell, enum wire_spawn_fd end)
{
	if (cell->ended)
		return;
	if (end == SPAWN_CHANNEL)
		read_channel(cell);
	else
		read_output(cell, end);
}

/* --- from free to ready ---------------------------------------------------------------------------------- */

static void on_deadline(uv_timer_t *timer);

void cell_init(struct schedule *schedule, struct cell *cell, unsigned slot)
{
	*cell = (struct cell){ .schedule = schedule, .slot = slot, .pidfd = -1, .scratch = -1, .status = -1 };
	for (unsigned i = 0; i < SPAWN_FDS; i++)
		cell->ends[i] = -1;
	cell->files.memory_limit = cell->files.swap_limit = -1;
	cell->files.memory_events = cell->files.cpu_idle = cell->files.cpu_weight = -1;
	uv_timer_init(schedule->loop, &cell->deadline);
	uv_timer_init(schedule->loop, &cell->pace);
	uv_timer_init(schedule->loop, &cell->rest);
	cell->deadline.data = cell->pace.data = cell->rest.data = cell;
}

/* The ends of a new cell that the zygote gets. */
struct ends {
	int fds[SPAWN_FDS];
};

static void close_theirs(struct ends *theirs)
{
	for (unsigned i = 0; i < SPAWN_FDS; i++)
		safe_close(theirs->fds[i]);
}

static int make_pipe(int *ours, int *theirs, struct err *err)
{
	int ends[2];

	if (pipe2(ends, O_CLOEXEC) < 0)
		return err_errno(err, "pipe");
	*ours = ends[0];
	*theirs = ends[1];
	if (fcntl(ends[0], F_SETFL, O_NONBLOCK) < 0)
		return err_errno(err, "pipe");
	return 0;
}

static int make_channel(struct cell *cell, int *theirs, struct err *err)
{
	int ends[2], on = 1, r;

	r = frame_pair(ends, err);
	if (r < 0)
		return r;
	cell->ends[SPAWN_CHANNEL] = ends[0];
	*theirs = ends[1];
	/* The kernel then says who writes: the process's number here, for its CPU clock. */
	if (setsockopt(ends[0], SOL_SOCKET, SO_PASSCRED, &on, sizeof(on)) < 0 ||
		fcntl(ends[0], F_SETFL, O_NONBLOCK) < 0)
		return err_errno(err, "channel");
	return watch_add(cell, SPAWN_CHANNEL, err);
}

static int spawn(struct cell *cell, struct err *err)
{
	_cleanup_(close_theirs) struct ends theirs = { { -1, -1, -1 } };
	int r;

	r = make_channel(cell, &theirs.fds[SPAWN_CHANNEL], err);
	if (r < 0)
		return r;
	r = make_pipe(&cell->ends[SPAWN_OUT], &theirs.fds[SPAWN_OUT], err);
	if (r < 0)
		return r;
	r = make_pipe(&cell->ends[SPAWN_ERR], &theirs.fds[SPAWN_ERR], err);
	if (r < 0)
		return r;
	return link_spawn(&cell->family->links[cell->set], cell, theirs.fds, err);
}

static uint64_t spawn_ms(const struct config *config)
{
	return MIN(config->zygote_timeout, (unsigned)SPAWN_SECONDS) * UINT64_C(1000);
}

static void spawn_or_give_up(struct cell *cell)
{
	struct err err;

	cell->state = CELL_STATE_SPAWNING;
	cell->generation++;
	cell->announced = cell->sealed = cell->warmed = false;
	cell->spawned_us = clock_now_us();
	cell->facts.out = CAPTURE_INIT((size_t)cell->schedule->config->output_kb * KB);
	cell->facts.err = CAPTURE_INIT((size_t)cell->schedule->config->output_kb * KB);
	uv_timer_start(&cell->deadline, on_deadline, spawn_ms(cell->schedule->config), 0);
	if (spawn(cell, &err) < 0)
		cell_spawn_failed(cell, err.text);
}

void cell_start(struct cell *cell, struct family *family, unsigned set)
{
	cell->family = family;
	cell->set = set;
	pool_of(cell)->coming++;
	pool_of(cell)->cells++;
	usage_weigh(cell, false);
	spawn_or_give_up(cell);
}

/* The descriptors of `frame`, in the order that wire_slot tells. */
void cell_groups_made(struct cell *cell, const struct wire_slot *has, struct frame *frame)
{
	struct slot_files *files = &cell->files;
	int *const places[] = { &files->memory_limit, &files->swap_limit, &files->memory_events,
		&files->cpu_idle, &files->cpu_weight };
	unsigned next = 0;

	if (cell->state != CELL_STATE_GROUPS)
		return;
	files->cgroup_version = has->cgroup_version;
	while (next < has->procs && next < frame->fd_count && files->procs_count < SLOT_PROCS_MAX)
		files->procs[files->procs_count++] = steal_fd(&frame->fds[next++]);
	for (unsigned bit = 0; bit < ELEMENTS(places); bit++) {
		if ((has->has & (1U << bit)) && next < frame->fd_count)
			*places[bit] = steal_fd(&frame->fds[next++]);
	}
	cell->state = CELL_STATE_FREE;
}

void cell_release_files(struct cell *cell)
{
	struct slot_files *files = &cell->files;

	for (unsigned i = 0; i < files->procs_count; i++)
		files->procs[i] = safe_close(files->procs[i]);
	files->memory_limit = safe_close(files->memory_limit);
	files->swap_limit = safe_close(files->swap_limit);
	files->memory_events = safe_close(files->memory_events);
	files->cpu_idle = safe_close(files->cpu_idle);
	files->cpu_weight = safe_close(files->cpu_weight);
	files->procs_count = 0;
}

/* --- the end ----------------------------------------------------------------------------------------------- */

static void count_out(struct cell *cell)
{
	if (cell->state == CELL_STATE_READY)
		pool_cell_gone(cell);
	else if (cell->state == CELL_STATE_SPAWNING)
		pool_of(cell)->coming--;
}

static void not_ended(struct cell *cell)
{
	for (struct cell **place = &cell->schedule->ended; cell->ended && *place; place = &(*place)->next) {
		if (*place != cell)
			continue;
		*place = cell->next;
		cell->next = NULL;
		cell->ended = false;
		return;
	}
}

/* Who holds a file system last frees what is in it. That takes ten milliseconds and more where a program filled it, and
 * here everybody would wait for it. */
void cell_release_scratch(struct cell *cell, uint64_t used)
{
	if (cell->scratch >= 0 && used > SCRATCH_SMALL)
		keeper_ask_close(cell->schedule, cell->scratch);
	cell->scratch = safe_close(cell->scratch);
}

/* All that is for a cell that says something, so that one on its way out holds no more than what it is killed by. */
static void hear_no_more(struct cell *cell)
{
	uv_timer_stop(&cell->pace);
	uv_timer_stop(&cell->rest);
	for (unsigned i = 0; i < SPAWN_FDS; i++)
		cell->ends[i] = safe_close(cell->ends[i]);
	cell_release_scratch(cell, usage_scratch(cell));
	cell->status = safe_close(cell->status);
}

/* Everything of the cell but its slot. */
static void empty(struct cell *cell)
{
	not_ended(cell);
	uv_timer_stop(&cell->deadline);
	hear_no_more(cell);
	cell->pidfd = safe_close(cell->pidfd);
	cell->pid = cell->host_pid = 0;
	outcome_facts_release(&cell->facts);
}

static void to_free(struct cell *cell)
{
	count_out(cell);
	empty(cell);
	cell->state = CELL_STATE_FREE;
	pool_of(cell)->cells--;
	pool_turn(cell->schedule);
}

bool cell_kill(struct cell *cell)
{
	/* On its way out it takes locks that every fork and every other end needs, those of the libraries' mappings: it
	 * must not wait for a CPU while it holds them. */
	usage_weigh(cell, false);
	if (cell->pidfd < 0 || syscall(SYS_pidfd_send_signal, cell->pidfd, SIGKILL, NULL, 0) == 0)
		return true;
	if (errno == EPERM) /* container level: it has another uid than we */
		keeper_ask_kill(cell->schedule, cell->pidfd);
	return errno != ESRCH;
}

void cell_to_dying(struct cell *cell)
{
	count_out(cell);
	cell_kill(cell);
	cell->state = CELL_STATE_DYING;
	hear_no_more(cell);
	uv_timer_start(&cell->deadline, on_deadline, DYING_SECONDS * 1000, DYING_SECONDS * 1000);
}

static void on_bury(uv_idle_t *idle)
{
	struct schedule *schedule = idle->data;

	uv_idle_stop(idle);
	while (schedule->ended) {
		struct cell *cell = schedule->ended;

		not_ended(cell);
		cell_to_dying(cell);
	}
	pool_turn(schedule);
}

/* Replies leave at the end of a turn of the loop (http/server.c), this comes at the beginning of the next. A check would
 * be called before the one that sends: the one that started last is first. */
void cell_end(struct cell *cell)
{
	struct schedule *schedule = cell->schedule;

	cell->state = CELL_STATE_DYING;
	uv_timer_stop(&cell->pace);
	uv_timer_stop(&cell->rest);
	uv_timer_stop(&cell->deadline);
	cell->ended = true;
	cell->next = schedule->ended;
	schedule->ended = cell;
	uv_idle_start(&schedule->burying, on_bury);
}

void cell_warm(struct cell *cell)
{
	struct err err;

	cell->warmed = true;
	if (cell->ends[SPAWN_CHANNEL] >= 0 &&
		frame_send(cell->ends[SPAWN_CHANNEL], CELL_WARM, NULL, 0, NULL, 0, &err) < 0)
		log_warning("a cell could not be told to warm up", F_STR("error", err.text));
}

void cell_spawn_failed(struct cell *cell, const char *why)
{
	log_error("cell could not be made", F_STR("set", cell->schedule->config->set_list[cell->set].name),
		F_INT("slot", cell->slot), F_STR("error", why));
	pool_of(cell)->seal_failures++;
	if (cell->announced)
		cell_to_dying(cell);
	else
		to_free(cell);
}

/* Handles are closed with the loop; what waits on the cell is told nothing any more. */
void cell_close(struct cell *cell)
{
	empty(cell);
	uv_close((uv_handle_t *)&cell->deadline, NULL);
	uv_close((uv_handle_t *)&cell->pace, NULL);
	uv_close((uv_handle_t *)&cell->rest, NULL);
}

/* That its program began, or even ended, may be said and not yet read. */
static void hear_last(struct cell *cell)
{
	if (cell->ticket)
		read_channel(cell);
}

void cell_lost(struct cell *cell)
{
	if (cell->state == CELL_STATE_FREE || cell->state == CELL_STATE_GROUPS)
		return;
	hear_last(cell);
	if (cell->ticket)
		run_lost(cell);
	to_free(cell);
}

void cell_orphaned(struct cell *cell)
{
	if (cell->state == CELL_STATE_FREE || cell->state == CELL_STATE_GROUPS)
		return;
	hear_last(cell);
	if (cell->ticket)
		run_lost(cell);
	cell_to_dying(cell);
}

static void on_deadline(uv_timer_t *timer)
{
	struct cell *cell = timer->data;
	struct link *link;

	if (cell->state == CELL_STATE_DYING) {
		/* A zygote may have ended between reaping a cell and saying so. */
		if (!cell_kill(cell))
			to_free(cell);
		else
			log_warning("a killed cell is still there", F_INT("slot", cell->slot),
				F_INT("pid", cell->pid));
		return;
	}
	link = &cell->family->links[cell->set];
	if (!cell->announced && link->state == LINK_UP)
		link_hangs(link); /* and this cell is lost with it */
	else
		cell_spawn_failed(cell, "it was not sealed in time");
}

void cell_exited(struct cell *cell, const struct wire_exited *exited)
{
	if (cell->state == CELL_STATE_SPAWNING || cell->state == CELL_STATE_READY) {
		read_channel(cell); /* why it could not seal itself */
		if (cell->state == CELL_STATE_SPAWNING)
			cell_spawn_failed(cell, "it ended before it was sealed");
		else if (cell->state == CELL_STATE_READY)
			log_warning("a ready cell ended", F_INT("slot", cell->slot),
				F_INT("status", exited->status));
	} else if (cell->state != CELL_STATE_DYING) {
		/* What it said and wrote before it ended may still be unread. */
		read_channel(cell);
		if (cell->ticket)
			run_exited(cell, exited);
	}
	if (cell->state != CELL_STATE_FREE)
		to_free(cell);
}

/* --- ready -------------------------------------------------------------------------------------------------- */

static void ready_if_complete(struct cell *cell)
{
	if (!cell->announced || !cell->sealed || cell->state != CELL_STATE_SPAWNING)
		return;
	uv_timer_stop(&cell->deadline);
	watch_end(cell);
	pool_of(cell)->coming--;
	pool_of(cell)->seal_failures = 0;
	cell->state = CELL_STATE_READY;
	pool_cell_ready(cell);
}

void cell_spawned(struct cell *cell, int32_t pid, struct frame *frame)
{
	if (cell->state != CELL_STATE_SPAWNING || frame->fd_count < 2)
		return;
	cell->pid = pid;
	cell->pidfd = steal_fd(&frame->fds[0]);
	cell->scratch = steal_fd(&frame->fds[1]);
	if (frame->fd_count > 2)
		cell->status = steal_fd(&frame->fds[2]);
	cell->announced = true;
	ready_if_complete(cell);
}

void cell_scratch_fits(struct cell *cell)
{
	if (cell->state == CELL_STATE_FITTING)
		run_send_job(cell);
}

void cell_sealed(struct cell *cell, uint32_t layers)
{
	cell->sealed = true;
	cell->schedule->layers = layers;
	ready_if_complete(cell);
}
