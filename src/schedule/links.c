#include "internal.h"

#include <fcntl.h>

enum { AGAIN_MS = 200, AGAIN_MAX_MS = 30000, HEALTHY_US = 60 * 1000000, START_FAILURES_MAX = 3 };

static void start_set(struct link *link);

/* --- up and down ------------------------------------------------------------------------------------------- */

static void free_poll(uv_handle_t *handle)
{
	free(handle);
}

static void close_link(struct link *link)
{
	if (link->poll) {
		uv_poll_stop(link->poll);
		uv_close((uv_handle_t *)steal_ptr(&link->poll), free_poll);
	}
	link->fd = safe_close(link->fd);
	link->state = LINK_DOWN;
	uv_timer_stop(&link->again);
}

/* Cells that their zygote had not announced went with it. The others go on, and the root zygote reaps them; a job
 * whose folder was to be made smaller goes on without, the group's limit still holds. */
static void settle_cells(struct link *link)
{
	struct schedule *schedule = link->schedule;

	for (unsigned i = 0; i < schedule->slot_count; i++) {
		struct cell *cell = &schedule->cells[i];

		if (cell->set != link->set)
			continue;
		if (cell->state == CELL_STATE_SPAWNING && !cell->announced)
			cell_lost(cell);
		else
			cell_scratch_fits(cell);
	}
}

static uint64_t next_try_ms(struct link *link)
{
	if (clock_now_us() - link->started_us > HEALTHY_US)
		link->failures = 0;
	link->failures++;
	if (link->failures == 1)
		return 0;
	return MIN((uint64_t)AGAIN_MS << MIN(link->failures - 2, 10U), (uint64_t)AGAIN_MAX_MS);
}

static void on_again(uv_timer_t *timer)
{
	struct link *link = timer->data;

	if (link->set == 0) {
		link->state = LINK_STARTING;
		link->started_us = clock_now_us();
		keeper_ask_zygote(link->schedule);
	} else {
		start_set(link);
	}
}

static const char *set_name(const struct link *link)
{
	return link->schedule->config->set_list[link->set].name;
}

static void root_down(struct schedule *schedule)
{
	struct link *root = &schedule->links[0];
	uint64_t delay_ms = next_try_ms(root);
	struct err err;

	/* pid 1 of their namespace is gone, so every cell is; the keeper waits for the last before it starts another.
	 * No program is given to a cell that is still to be noticed as lost: it would be lost twice. */
	for (unsigned i = 0; i < schedule->link_count; i++)
		close_link(&schedule->links[i]);
	schedule->turning = true;
	for (unsigned i = 0; i < schedule->slot_count; i++)
		cell_lost(&schedule->cells[i]);
	schedule->turning = false;
	pool_turn(schedule);
	if (!schedule->ready && root->failures >= START_FAILURES_MAX) {
		err_set(&err, -ECHILD, "the root zygote does not start; its words are above");
		schedule_fail(schedule, &err);
		return;
	}
	uv_timer_start(&root->again, on_again, delay_ms, 0);
}

static void link_down(struct link *link)
{
	struct schedule *schedule = link->schedule;

	if (schedule->stopping)
		return;
	log_warning("zygote is gone", F_STR("set", set_name(link)));
	if (link->set == 0) {
		root_down(schedule);
		return;
	}
	close_link(link);
	settle_cells(link);
	uv_timer_start(&link->again, on_again, next_try_ms(link), 0);
	pool_turn(schedule);
}

void links_root_failed(struct schedule *schedule)
{
	root_down(schedule);
}

/* --- messages ---------------------------------------------------------------------------------------------- */

static struct cell *cell_of(struct schedule *schedule, uint32_t slot, uint32_t generation)
{
	if (slot >= schedule->slot_count || schedule->cells[slot].generation != generation)
		return NULL;
	return &schedule->cells[slot];
}

static bool take_up(struct link *link, struct frame *frame)
{
	struct schedule *schedule = link->schedule;
	struct wire_up up;

	if (frame->length < sizeof(up) || link->state != LINK_STARTING)
		return false;
	memcpy(&up, frame->body, sizeof(up));
	link->state = LINK_UP;
	link->libraries = up.libraries;
	log_info("zygote is up", F_STR("set", set_name(link)),
		F_INT("ms", (clock_now_us() - link->started_us) / 1000));
	facts_collect(schedule, &up, frame->body + sizeof(up));
	if (link->set == 0) {
		for (unsigned i = 1; i < schedule->link_count; i++)
			start_set(&schedule->links[i]);
	}
	pool_turn(schedule);
	return true;
}

static bool take_spawned(struct link *link, struct frame *frame)
{
	struct wire_spawned spawned;
	struct cell *cell;

	if (frame->length != sizeof(spawned))
		return false;
	memcpy(&spawned, frame->body, sizeof(spawned));
	cell = cell_of(link->schedule, spawned.slot, spawned.generation);
	if (cell)
		cell_spawned(cell, spawned.pid, frame);
	pool_turn(link->schedule);
	return true;
}

static bool take_spawn_failed(struct link *link, struct frame *frame)
{
	struct wire_failed failed;
	struct cell *cell;

	if (frame->length < sizeof(failed))
		return false;
	memcpy(&failed, frame->body, sizeof(failed));
	cell = cell_of(link->schedule, failed.slot, failed.generation);
	if (failed.request == ZYGOTE_SPAWN && cell && cell->state == CELL_STATE_SPAWNING) {
		if (!link->schedule->ready)
			schedule_seal_failed(link->schedule, frame->body + sizeof(failed));
		cell_spawn_failed(cell, frame->body + sizeof(failed));
	} else {
		log_error("zygote refused", F_STR("set", set_name(link)), F_INT("message", failed.request),
			F_STR("error", frame->body + sizeof(failed)));
	}
	return true;
}

static bool take_fits(struct link *link, struct frame *frame)
{
	struct wire_scratch fits;
	struct cell *cell;

	if (frame->length != sizeof(fits))
		return false;
	memcpy(&fits, frame->body, sizeof(fits));
	cell = cell_of(link->schedule, fits.slot, fits.generation);
	if (cell)
		cell_scratch_fits(cell);
	return true;
}

static bool take_exited(struct link *link, struct frame *frame)
{
	struct schedule *schedule = link->schedule;
	struct wire_exited exited;

	if (frame->length != sizeof(exited))
		return false;
	memcpy(&exited, frame->body, sizeof(exited));
	for (unsigned i = 0; i < schedule->slot_count; i++) {
		if (schedule->cells[i].announced && schedule->cells[i].pid == exited.pid) {
			cell_exited(&schedule->cells[i], &exited);
			break;
		}
	}
	return true;
}

static const struct {
	uint32_t type;
	bool fds;
	bool (*take)(struct link *link, struct frame *frame);
} accepted[] = {
	{ ZYGOTE_UP, false, take_up },
	{ ZYGOTE_SPAWNED, true, take_spawned },
	{ ZYGOTE_SPAWN_FAILED, false, take_spawn_failed },
	{ ZYGOTE_SCRATCH_FITS, false, take_fits },
	{ ZYGOTE_EXITED, false, take_exited },
};

static bool take(struct link *link, struct frame *frame)
{
	for (size_t i = 0; i < ELEMENTS(accepted); i++) {
		if (accepted[i].type == frame->type && (accepted[i].fds || !frame->fd_count))
			return accepted[i].take(link, frame);
	}
	return false;
}

static void on_link(uv_poll_t *poll, int status, int events)
{
	static struct frame frame;
	struct link *link = poll->data;
	struct err err;

	while (link->poll == poll) {
		int r = frame_receive(link->fd, &frame, true, &err);

		if (r == -EAGAIN)
			return;
		if (r <= 0 || !take(link, &frame)) {
			if (r > 0)
				log_error("zygote broke the protocol", F_STR("set", set_name(link)),
					F_INT("message", frame.type));
			frame_release(&frame);
			link_down(link);
			return;
		}
		frame_release(&frame);
	}
}

/* --- starting ---------------------------------------------------------------------------------------------- */

static int open_link(struct link *link, int fd, struct err *err)
{
	int r;

	link->fd = fd;
	link->state = LINK_STARTING;
	link->poll = calloc(1, sizeof(*link->poll));
	if (!link->poll || fcntl(fd, F_SETFL, O_NONBLOCK) < 0) {
		free(steal_ptr(&link->poll));
		return err_nomem(err);
	}
	r = uv_poll_init(link->schedule->loop, link->poll, fd);
	if (r < 0) {
		free(steal_ptr(&link->poll));
		return err_set(err, r, "watch a zygote: %s", uv_strerror(r));
	}
	link->poll->data = link;
	uv_poll_start(link->poll, UV_READABLE, on_link);
	return 0;
}

void links_root_started(struct schedule *schedule, int fd)
{
	struct link *link = &schedule->links[0];
	struct err err;

	if (open_link(link, fd, &err) < 0)
		schedule_fail(schedule, &err);
}

static int try_set(struct link *link, struct err *err)
{
	const struct wire_set wanted = { .set = link->set };
	_cleanup_close_ int ours = -1, theirs = -1;
	int ends[2], r;

	r = frame_pair(ends, err);
	if (r < 0)
		return r;
	ours = ends[0];
	theirs = ends[1];
	r = frame_send(
		link->schedule->links[0].fd, ZYGOTE_START_SET, &wanted, sizeof(wanted), &theirs, 1, err);
	if (r < 0)
		return r;
	return open_link(link, steal_fd(&ours), err);
}

static void start_set(struct link *link)
{
	struct err err;

	if (link->schedule->links[0].state != LINK_UP)
		return; /* with the root all sets are started */
	close_link(link);
	link->started_us = clock_now_us();
	if (try_set(link, &err) < 0) {
		log_error("zygote could not be started", F_STR("set", set_name(link)),
			F_STR("error", err.text));
		close_link(link);
		uv_timer_start(&link->again, on_again, next_try_ms(link) + AGAIN_MS, 0);
	}
}

void links_init(struct schedule *schedule)
{
	schedule->link_count = schedule->config->set_count;
	for (unsigned i = 0; i < schedule->link_count; i++) {
		struct link *link = &schedule->links[i];

		*link = (struct link){ .schedule = schedule, .set = i, .fd = -1 };
		uv_timer_init(schedule->loop, &link->again);
		link->again.data = link;
	}
	schedule->links[0].state = LINK_STARTING;
	schedule->links[0].started_us = clock_now_us();
}

void links_stop(struct schedule *schedule)
{
	for (unsigned i = 0; i < schedule->link_count; i++) {
		close_link(&schedule->links[i]);
		uv_close((uv_handle_t *)&schedule->links[i].again, NULL);
	}
}

/* --- asking ------------------------------------------------------------------------------------------------ */

int link_spawn(struct link *link, struct cell *cell, const int fds[SPAWN_FDS], struct err *err)
{
	const struct wire_spawn wanted = { .slot = cell->slot, .generation = cell->generation };
	int all[SPAWN_FDS + SLOT_PROCS_MAX];

	if (link->state != LINK_UP)
		return err_set(err, -ENOTCONN, "zygote %s is not up", set_name(link));
	memcpy(all, fds, SPAWN_FDS * sizeof(int));
	memcpy(all + SPAWN_FDS, cell->files.procs, cell->files.procs_count * sizeof(int));
	return frame_send(link->fd, ZYGOTE_SPAWN, &wanted, sizeof(wanted), all,
		SPAWN_FDS + cell->files.procs_count, err);
}

int link_fit_scratch(struct link *link, struct cell *cell, uint64_t bytes, struct err *err)
{
	const struct wire_scratch wanted = {
		.slot = cell->slot, .generation = cell->generation, .bytes = bytes
	};

	if (link->state != LINK_UP)
		return err_set(err, -ENOTCONN, "zygote %s is not up", set_name(link));
	return frame_send(link->fd, ZYGOTE_FIT_SCRATCH, &wanted, sizeof(wanted), NULL, 0, err);
}
