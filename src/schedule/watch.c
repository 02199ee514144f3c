#include "internal.h"

#include <sys/epoll.h>

/* One epoll set for the descriptors of all cells, itself watched by the loop: a handle of the loop's for each would cost
 * eight calls from the cell's birth to its end, this costs one. Closing a descriptor takes it out of the set. */

enum { READY_MAX = 64, END_BITS = 2 };

_Static_assert(SPAWN_FDS <= 1 << END_BITS, "an end fits its bits");

/* Slot and generation rather than an address: an event may have been fetched before the cell that it is of ended. */
static uint64_t name_of(const struct cell *cell, enum wire_spawn_fd end)
{
	return (uint64_t)cell->generation << 32 | (uint64_t)cell->slot << END_BITS | end;
}

int watch_add(struct cell *cell, enum wire_spawn_fd end, struct err *err)
{
	struct epoll_event event = { .events = EPOLLIN, .data.u64 = name_of(cell, end) };

	if (epoll_ctl(cell->schedule->watching, EPOLL_CTL_ADD, cell->ends[end], &event) < 0)
		return err_errno(err, "watch a cell");
	return 0;
}

void watch_remove(const struct cell *cell, enum wire_spawn_fd end)
{
	if (cell->ends[end] >= 0)
		epoll_ctl(cell->schedule->watching, EPOLL_CTL_DEL, cell->ends[end], NULL);
}

int watch_room(const struct cell *cell, bool wanted, struct err *err)
{
	struct epoll_event event = { .events = EPOLLIN | (wanted ? EPOLLOUT : 0),
		.data.u64 = name_of(cell, SPAWN_CHANNEL) };

	if (epoll_ctl(cell->schedule->watching, EPOLL_CTL_MOD, cell->ends[SPAWN_CHANNEL], &event) < 0)
		return err_errno(err, "watch a cell");
	return 0;
}

void watch_end(const struct cell *cell)
{
	struct epoll_event event = { .events = EPOLLRDHUP, .data.u64 = name_of(cell, SPAWN_CHANNEL) };

	epoll_ctl(cell->schedule->watching, EPOLL_CTL_MOD, cell->ends[SPAWN_CHANNEL], &event);
}

static bool is_there(const struct cell *cell, enum wire_spawn_fd end, uint64_t name)
{
	return name == name_of(cell, end) && cell->ends[end] >= 0;
}

static void on_ready(uv_poll_t *poll, int status, int events)
{
	struct schedule *schedule = poll->data;
	struct epoll_event ready[READY_MAX];
	int n = epoll_wait(schedule->watching, ready, READY_MAX, 0);

	for (int i = 0; i < n; i++) {
		const uint64_t name = ready[i].data.u64;
		const enum wire_spawn_fd end = name & ((1U << END_BITS) - 1);
		struct cell *cell = &schedule->cells[(uint32_t)name >> END_BITS];

		if ((ready[i].events & EPOLLOUT) && is_there(cell, end, name))
			run_send_more(cell);
		if ((ready[i].events & ~(uint32_t)EPOLLOUT) && is_there(cell, end, name))
			cell_readable(cell, end);
	}
}

int watch_start(struct schedule *schedule, struct err *err)
{
	int r;

	schedule->watching = epoll_create1(EPOLL_CLOEXEC);
	if (schedule->watching < 0)
		return err_errno(err, "epoll_create1");
	r = uv_poll_init(schedule->loop, &schedule->watch, schedule->watching);
	if (r >= 0)
		r = uv_poll_start(&schedule->watch, UV_READABLE, on_ready);
	schedule->watch.data = schedule;
	return r < 0 ? err_set(err, r, "watch the cells: %s", uv_strerror(r)) : 0;
}

void watch_stop(struct schedule *schedule)
{
	uv_close((uv_handle_t *)&schedule->watch, NULL);
	schedule->watching = safe_close(schedule->watching);
}
