#include "internal.h"

#include <fcntl.h>

enum { AGAIN_MS = 200, AGAIN_MAX_MS = 30000, HEALTHY_US = 60 * 1000000, START_FAILURES_MAX = 3 };

/* --- up and down ------------------------------------------------------------------------------------------- */

static void free_poll(uv_handle_t *handle)
{
	free(handle);
}

void link_close(struct link *link)
{
	if (link->poll) {
		uv_poll_stop(link->poll);
		uv_close((uv_handle_t *)steal_ptr(&link->poll), free_poll);
	}
	link->fd = safe_close(link->fd);
	link->state = LINK_DOWN;
	uv_timer_stop(&link->again);
}

/* Cells that their zygote had not announced went with it. The others go on, and the root zygote reaps them; one that it
 * reaped itself may not have been told of. A job whose folder was to be made smaller goes on without, the group's limit
 * still holds. */
static void settle_cells(struct link *link)
{
	struct schedule *schedule = link->schedule;
	const bool turning = schedule->turning;

	schedule->turning = true;
	for (unsigned i = 0; i < schedule->slot_count; i++) {
		struct cell *cell = &schedule->cells[i];

		if (cell->family != link->family || cell->set != link->set)
			continue;
		if (cell->state == CELL_STATE_SPAWNING && !cell->announced)
			cell_lost(cell);
		else if (cell->state == CELL_STATE_DYING && !cell_kill(cell))
			cell_lost(cell);
		else if (schedule->keeper->level == JAIL_CONTAINER)
			cell_orphaned(cell); /* there it dies with its zygote */
		else
			cell_scratch_fits(cell);
	}
	schedule->turning = turning;
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

static const char *set_name(const struct link *link)
{
	return link->schedule->config->set_list[link->set].name;
}

static void link_down(struct link *link);

void link_hangs(struct link *link)
{
	const struct wire_set hanging = { .set = link->set };
	const struct link *root = &link->family->links[0];
	struct err err;

	log_error("zygote does not answer: it is ended", F_STR("set", set_name(link)));
	if (link != root && root->state == LINK_UP &&
		frame_send(root->fd, ZYGOTE_END_SET, &hanging, sizeof(hanging), NULL, 0, &err) < 0)
		log_error(
			"zygote could not be ended", F_STR("set", set_name(link)), F_STR("error", err.text));
	link_down(link);
}

static void on_overdue(uv_timer_t *timer)
{
	link_hangs(timer->data);
}

/* Imports that hang would hold its programs in the queue for ever. `again` has nothing else to do meanwhile. */
static void expect_up(struct link *link)
{
	link->started_us = clock_now_us();
	uv_timer_start(&link->again, on_overdue, link->schedule->config->zygote_timeout * UINT64_C(1000), 0);
}

static void on_again(uv_timer_t *timer)
{
	struct link *link = timer->data;

	if (link->set == 0)
		links_start(link->family);
	else
		link_start_set(link);
}

void links_close(struct family *family)
{
	for (unsigned i = 0; i < family->schedule->link_count; i++)
		link_close(&family->links[i]);
}

void links_start(struct family *family)
{
	struct link *root = &family->links[0];

	for (unsigned i = 1; i < family->schedule->link_count; i++)
		family->links[i].begun = false;
	root->state = LINK_STARTING;
	expect_up(root);
	keeper_start_zygote(family);
}

void links_start_again(struct family *family)
{
	struct schedule *schedule = family->schedule;
	struct link *root = &family->links[0];
	uint64_t delay_ms = next_try_ms(root);
	struct err err;

	if (!schedule->ready && root->failures >= START_FAILURES_MAX) {
		err_set(&err, -ECHILD, "the root zygote does not start; its words are above");
		schedule_fail(schedule, &err);
		return;
	}
	uv_timer_start(&root->again, on_again, delay_ms, 0);
}

/* The largest set first, which takes longest, then from the smallest on. */
static struct link *not_begun(struct family *family)
{
	const unsigned count = family->schedule->link_count;

	for (unsigned i = 0; i + 1 < count; i++) {
		struct link *link = &family->links[i ? i : count - 1];

		if (link->state == LINK_DOWN && !link->begun)
			return link;
	}
	return NULL;
}

/* No more at once than there are CPUs: all together they would all come late, and the largest last. Two in any case, so that
 * one that hangs holds up nobody. */
void links_start_more(struct family *family)
{
	const unsigned at_once = MAX(family->schedule->cores, 2U);
	unsigned loading = 0;
	struct link *link;

	for (unsigned i = 1; i < family->schedule->link_count; i++)
		loading += family->links[i].state == LINK_STARTING;
	for (; loading < at_once && (link = not_begun(family)); loading++)
		link_start_set(link);
}

static void link_down(struct link *link)
{
	struct schedule *schedule = link->schedule;

	if (schedule->stopping)
		return;
	log_warning("zygote is gone", F_STR("set", set_name(link)));
	if (link->set == 0) {
		family_root_down(link->family);
		return;
	}
	link_close(link);
	settle_cells(link);
	if (link->family->state != FAMILY_RETIRING)
		uv_timer_start(&link->again, on_again, next_try_ms(link), 0);
	if (link->family->state == FAMILY_CURRENT)
		links_start_more(link->family);
	pool_turn(schedule);
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
	struct family *family = link->family;

	if (frame->length < sizeof(family->up) || link->state != LINK_STARTING)
		return false;
	memcpy(&family->up, frame->body, sizeof(family->up));
	snprintf(family->python, sizeof(family->python), "%s", frame->body + sizeof(family->up));
	link->state = LINK_UP;
	uv_timer_stop(&link->again);
	link->libraries = family->up.libraries;
	link->warm_kb = family->up.warm_kb;
	link->small_kb = family->up.small_kb;
	link->small_read_kb = family->up.small_read_kb;
	link->common_kb = family->up.common_kb;
	link->image_kb = family->up.image_kb;
	log_info("zygote is up", F_STR("set", set_name(link)),
		F_INT("ms", (clock_now_us() - link->started_us) / 1000));
	if (family->state == FAMILY_CURRENT) {
		facts_collect(family);
		links_start_more(family);
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
		struct cell *cell = &schedule->cells[i];

		if (cell->family == link->family && cell->announced && cell->pid == exited.pid) {
			cell_exited(cell, &exited);
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
	r = uv_poll_start(link->poll, UV_READABLE, on_link);
	return r < 0 ? err_set(err, r, "watch a zygote: %s", uv_strerror(r)) : 0;
}

void links_root_started(struct family *family, int fd)
{
	struct link *root = &family->links[0];
	struct err err;

	if (root->state != LINK_STARTING || root->poll) {
		close(fd); /* given up meanwhile */
		return;
	}
	if (open_link(root, fd, &err) < 0) {
		log_error("zygote could not be watched", F_STR("error", err.text));
		link_down(root); /* it ends with its channel, and is started again */
	}
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
	r = frame_send(link->family->links[0].fd, ZYGOTE_START_SET, &wanted, sizeof(wanted), &theirs, 1, err);
	if (r < 0)
		return r;
	return open_link(link, steal_fd(&ours), err);
}

void link_start_set(struct link *link)
{
	struct err err;

	if (link->family->links[0].state != LINK_UP)
		return; /* with the root all sets are started */
	link_close(link);
	link->begun = true;
	expect_up(link);
	if (try_set(link, &err) < 0) {
		log_error("zygote could not be started", F_STR("set", set_name(link)),
			F_STR("error", err.text));
		link_close(link);
		uv_timer_start(&link->again, on_again, next_try_ms(link) + AGAIN_MS, 0);
	}
}

void links_init(struct family *family)
{
	struct schedule *schedule = family->schedule;

	for (unsigned i = 0; i < schedule->link_count; i++) {
		struct link *link = &family->links[i];

		*link = (struct link){ .schedule = schedule, .family = family, .set = i, .fd = -1 };
		uv_timer_init(schedule->loop, &link->again);
		link->again.data = link;
	}
}

void links_stop(struct family *family)
{
	links_close(family);
	for (unsigned i = 0; i < family->schedule->link_count; i++)
		uv_close((uv_handle_t *)&family->links[i].again, NULL);
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
