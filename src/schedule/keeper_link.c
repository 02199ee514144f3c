#include "internal.h"

#include <fcntl.h>

/* At most two answers are outstanding for each root zygote, and SLOTS_ASKED_MAX for slots, so the socket's buffer never fills;
 * if it does, the keeper hangs, and that is not to be survived. */
static void ask(struct schedule *schedule, uint32_t type, const void *body, size_t len)
{
	struct err err;

	if (schedule->stopping)
		return;
	if (frame_send(schedule->keeper_fd, type, body, len, NULL, 0, &err) < 0) {
		err_in(&err, "keeper");
		schedule_fail(schedule, &err);
	}
}

void keeper_start_zygote(const struct family *family)
{
	const struct wire_family wanted = { .family = family->number };

	ask(family->schedule, KEEPER_START_ZYGOTE, &wanted, sizeof(wanted));
}

void keeper_end_zygote(const struct family *family)
{
	const struct wire_family wanted = { .family = family->number };

	ask(family->schedule, KEEPER_END_ZYGOTE, &wanted, sizeof(wanted));
}

/* Where the keeper is behind, the cell's deadline asks again. */
void keeper_ask_kill(struct schedule *schedule, int pidfd)
{
	const int saved = errno;
	struct err err;
	int r = schedule->stopping ? 0
				   : frame_send(schedule->keeper_fd, KEEPER_KILL, NULL, 0, &pidfd, 1, &err);

	if (r < 0)
		log_warning("keeper was not asked to kill a cell", F_STR("error", err.text));
	errno = saved;
}

void keeper_ask_close(struct schedule *schedule, int fd)
{
	struct err err;

	if (!schedule->stopping && frame_send(schedule->keeper_fd, KEEPER_CLOSE, NULL, 0, &fd, 1, &err) < 0)
		log_debug("keeper was not asked to close a folder", F_STR("error", err.text));
}

/* All slots get their groups before anything is served: a loaded service then holds no more than an idle one. */
static void ask_for_slots(struct schedule *schedule)
{
	while (schedule->slots_asked < schedule->slot_count &&
		schedule->slots_asked - schedule->slots_made < SLOTS_ASKED_MAX) {
		const struct wire_slot wanted = { .slot = schedule->slots_asked++ };

		ask(schedule, KEEPER_MAKE_SLOT, &wanted, sizeof(wanted));
	}
}

static void take_failure(struct schedule *schedule, const struct frame *frame)
{
	struct wire_failed failed;
	struct err err;

	if (frame->length < sizeof(failed))
		return;
	memcpy(&failed, frame->body, sizeof(failed));
	err_set(&err, failed.code < 0 ? failed.code : -EIO, "%s", frame->body + sizeof(failed));
	if (failed.request == KEEPER_START_ZYGOTE && schedule->ready && failed.slot < FAMILIES) {
		log_error("root zygote could not be started", F_STR("error", err.text));
		family_root_down(&schedule->families[failed.slot]);
		return;
	}
	err_in(&err, failed.request == KEEPER_START_ZYGOTE ? "start the root zygote" : "make a slot");
	schedule_fail(schedule, &err);
}

static struct family *family_of(struct schedule *schedule, const struct frame *frame)
{
	struct wire_family named;

	if (frame->length != sizeof(named))
		return NULL;
	memcpy(&named, frame->body, sizeof(named));
	return named.family < FAMILIES ? &schedule->families[named.family] : NULL;
}

static void take(struct schedule *schedule, struct frame *frame)
{
	struct family *family;
	struct wire_slot has;

	switch (frame->type) {
	case KEEPER_ZYGOTE:
		family = family_of(schedule, frame);
		if (family && frame->fd_count == 1)
			links_root_started(family, steal_fd(&frame->fds[0]));
		return;
	case KEEPER_ENDED:
		family = family_of(schedule, frame);
		if (family)
			family_ended(family);
		return;
	case KEEPER_SLOT:
		if (frame->length != sizeof(has))
			return;
		memcpy(&has, frame->body, sizeof(has));
		if (has.slot >= schedule->slot_count)
			return;
		cell_groups_made(&schedule->cells[has.slot], &has, frame);
		schedule->slots_made++;
		ask_for_slots(schedule);
		pool_turn(schedule);
		return;
	case KEEPER_FAILED:
		take_failure(schedule, frame);
		return;
	default:
		log_warning("unexpected message of the keeper", F_INT("message", frame->type));
	}
}

static void on_keeper(uv_poll_t *poll, int status, int events)
{
	static struct frame frame;
	struct schedule *schedule = poll->data;
	struct err err;
	int r;

	while (!schedule->stopping) {
		r = frame_receive(schedule->keeper_fd, &frame, true, &err);
		if (r == -EAGAIN)
			return;
		if (r <= 0) {
			err_set(&err, -EPIPE, "the keeper is gone");
			schedule_fail(schedule, &err);
			return;
		}
		take(schedule, &frame);
		frame_release(&frame);
	}
}

int keeper_link_start(struct schedule *schedule, struct err *err)
{
	int r;

	schedule->keeper_fd = schedule->keeper->channel;
	if (fcntl(schedule->keeper_fd, F_SETFL, O_NONBLOCK) < 0)
		return err_errno(err, "keeper's channel");
	schedule->keeper_poll = calloc(1, sizeof(*schedule->keeper_poll));
	if (!schedule->keeper_poll)
		return err_nomem(err);
	r = uv_poll_init(schedule->loop, schedule->keeper_poll, schedule->keeper_fd);
	if (r < 0) {
		free(steal_ptr(&schedule->keeper_poll));
		return err_set(err, r, "watch the keeper: %s", uv_strerror(r));
	}
	schedule->keeper_poll->data = schedule;
	r = uv_poll_start(schedule->keeper_poll, UV_READABLE, on_keeper);
	if (r < 0)
		return err_set(err, r, "watch the keeper: %s", uv_strerror(r));
	links_start(schedule->current);
	ask_for_slots(schedule);
	return 0;
}

static void free_poll(uv_handle_t *handle)
{
	free(handle);
}

void keeper_link_stop(struct schedule *schedule)
{
	if (!schedule->keeper_poll)
		return;
	uv_poll_stop(schedule->keeper_poll);
	uv_close((uv_handle_t *)steal_ptr(&schedule->keeper_poll), free_poll);
	schedule->keeper_fd = safe_close(schedule->keeper_fd);
}
