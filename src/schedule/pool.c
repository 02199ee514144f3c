#include "internal.h"

#include <malloc.h>

enum { REFILL_MS = 2, WARM_MS = 8, QUIET_MS = 20, TRIM_MS = 1000 };

/* The smallest set that covers them and whose zygote is up; else the smallest that will. One that keeps failing covers
 * nothing: its programs run where most of what they need is there. */
unsigned pool_set_for(const struct schedule *schedule, uint32_t libraries)
{
	unsigned best = schedule->link_count - 1, best_missing = ~0U;
	bool best_up = false;

	for (unsigned i = 0; i < schedule->link_count; i++) {
		const struct link *link = &schedule->current->links[i];
		bool up = link->state == LINK_UP, hopeless = !up && link->failures >= LINK_FAILURES_MAX;
		uint32_t has = up ? link->libraries : hopeless ? 0 : set_libraries(schedule, i);
		unsigned missing = (unsigned)__builtin_popcount(libraries & ~has);

		if (missing < best_missing || (missing == best_missing && up && !best_up)) {
			best = i;
			best_missing = missing;
			best_up = up;
		}
	}
	return best;
}

/* Libraries that another set has and the cell's lacks. */
uint32_t pool_elsewhere(const struct cell *cell)
{
	const struct schedule *schedule = cell->schedule;
	uint32_t all = 0;

	for (unsigned i = 0; i < schedule->link_count; i++) {
		if (schedule->current->links[i].state == LINK_UP)
			all |= schedule->current->links[i].libraries;
	}
	return all & ~cell->family->links[cell->set].libraries;
}

/* --- ready cells --------------------------------------------------------------------------------------------- */

struct pool *pool_of(const struct cell *cell)
{
	return &cell->family->pools[cell->set];
}

void pool_cell_ready(struct cell *cell)
{
	struct pool *pool = pool_of(cell);
	struct cell **place = &pool->ready;

	while (*place)
		place = &(*place)->next;
	*place = cell;
	cell->next = NULL;
	pool->ready_count++;
	pool_turn(cell->schedule);
}

void pool_cell_gone(struct cell *cell)
{
	struct pool *pool = pool_of(cell);

	for (struct cell **place = &pool->ready; *place; place = &(*place)->next) {
		if (*place != cell)
			continue;
		*place = cell->next;
		cell->next = NULL;
		pool->ready_count--;
		return;
	}
}

/* --- programs to cells ----------------------------------------------------------------------------------------- */

/* Those of zygotes that are being replaced are used up first. */
static struct cell *ready_cell(struct schedule *schedule, const struct ticket *ticket)
{
	unsigned set = pool_set_for(schedule, ticket->libraries);
	struct family *old = family_in(schedule, FAMILY_RETIRING);

	return old && old->pools[set].ready ? old->pools[set].ready : schedule->current->pools[set].ready;
}

static bool has_ready_cell(void *user, struct ticket *ticket)
{
	struct schedule *schedule = user;

	return (schedule->tested || ticket->internal) && ready_cell(schedule, ticket);
}

static void dispatch(struct schedule *schedule)
{
	const unsigned share = (schedule->config->max_running + 1) / 2; /* two clients leave no slot empty */
	struct ticket *ticket;

	while (schedule->running < schedule->config->max_running &&
		(ticket = queue_take(&schedule->queue, share, has_ready_cell, schedule))) {
		struct cell *cell = ready_cell(schedule, ticket);

		pool_cell_gone(cell);
		schedule->untrimmed = true;
		schedule->begun_ms = uv_now(schedule->loop);
		run_begin(cell, ticket);
	}
}

/* --- cells to pools ---------------------------------------------------------------------------------------------- */

static void count_waiting(void *user, struct ticket *ticket)
{
	struct schedule *schedule = user;

	schedule->demands[pool_set_for(schedule, ticket->libraries)].waiting++;
}

static struct cell *free_cell(struct schedule *schedule)
{
	for (unsigned i = 0; i < schedule->slot_count; i++) {
		struct cell *cell = &schedule->cells[i];

		if (cell->state == CELL_STATE_FREE)
			return cell;
	}
	return NULL;
}

/* Cells that were made for programs which then hung up are in the way of a set that has none. */
static void give_up_surplus(struct schedule *schedule)
{
	for (unsigned i = 0; i < schedule->link_count; i++) {
		const struct pool *pool = &schedule->current->pools[i];
		const struct demand *demand = &schedule->demands[i];

		if (pool->ready_count > demand->target + demand->waiting) {
			cell_to_dying(pool->ready);
			return;
		}
	}
}

/* As ready cells come, those of zygotes that are being replaced go: there are never fewer than wanted. */
static void fade(struct schedule *schedule)
{
	struct family *old = family_in(schedule, FAMILY_RETIRING);

	for (unsigned i = 0; old && i < schedule->link_count; i++) {
		const struct pool *pool = &schedule->current->pools[i];

		while (old->pools[i].ready &&
			pool->ready_count + old->pools[i].ready_count > schedule->demands[i].target)
			cell_to_dying(old->pools[i].ready);
	}
}

/* A failing zygote is not asked again and again: the next try comes with the next turn that an event brings. */
static bool wants_more(struct family *family, unsigned set)
{
	struct schedule *schedule = family->schedule;
	const struct pool *pool = &family->pools[set];
	const struct demand *demand = &schedule->demands[set];
	const struct family *old = family_in(schedule, FAMILY_RETIRING);
	unsigned wanted = demand->target + MIN(demand->waiting, schedule->config->max_running);

	if (family->state == FAMILY_STARTING)
		wanted = 1;
	else if (old && old->pools[set].ready && !demand->waiting)
		wanted = MIN(wanted, pool->ready_count + 1); /* one for one, while the others serve */
	if (family->links[set].state != LINK_UP || pool->seal_failures > SEAL_FAILURES_MAX)
		return false;
	return pool->ready_count + pool->coming < wanted;
}

/* Of zygotes that are to take over, the first cell of each set. */
static void start_first_cells(struct schedule *schedule)
{
	struct family *next = family_in(schedule, FAMILY_STARTING);
	struct cell *cell;

	for (unsigned i = 0; next && i < schedule->link_count; i++) {
		if (wants_more(next, i) && (cell = free_cell(schedule)))
			cell_start(cell, next, i);
	}
}

/* Waiting programs first, then the pools, the emptiest set first. */
static void refill(struct schedule *schedule)
{
	if (schedule->draining)
		return;
	for (unsigned i = 0; i < schedule->link_count; i++)
		schedule->demands[i].waiting = 0;
	queue_each(&schedule->queue, count_waiting, schedule);
	start_first_cells(schedule);
	for (;;) {
		struct family *family = schedule->current;
		struct cell *cell;
		unsigned best = schedule->link_count;

		for (unsigned i = 0; i < schedule->link_count; i++) {
			if (!wants_more(family, i))
				continue;
			if (best == schedule->link_count ||
				schedule->demands[i].waiting > schedule->demands[best].waiting)
				best = i;
		}
		if (best == schedule->link_count)
			return;
		cell = free_cell(schedule);
		if (!cell) {
			if (!family->pools[best].ready_count && !family->pools[best].coming)
				give_up_surplus(schedule);
			return;
		}
		cell_start(cell, family, best);
	}
}

static void on_refill(uv_timer_t *timer);

static void refill_within(struct schedule *schedule, uint64_t ms)
{
	if (!uv_is_active((uv_handle_t *)&schedule->refilling) ||
		uv_timer_get_due_in(&schedule->refilling) > ms)
		uv_timer_start(&schedule->refilling, on_refill, ms, 0);
}

/* Of a pool the one that is taken next: it has time to do the same before the one after it is. */
static struct cell *cold_cell(struct schedule *schedule)
{
	for (unsigned i = 0; i < schedule->link_count; i++) {
		struct cell *next = schedule->current->pools[i].ready;

		if (next && !next->warmed)
			return next;
	}
	return NULL;
}

/* After a burst of large bodies and outputs the heap has holes: they go back to the kernel once nothing runs. */
static void give_memory_back(struct schedule *schedule)
{
	uint64_t now = clock_now_us();

	if (!schedule->untrimmed)
		return;
	if (now - schedule->trimmed_us < TRIM_MS * 1000) {
		refill_within(schedule, TRIM_MS);
		return;
	}
	schedule->trimmed_us = now;
	schedule->untrimmed = false;
	malloc_trim(0);
}

/* Idle cores are well used on cells that wait, one at a time, so that none is in the way of a program for long. Between
 * programs that follow each other closely there is no idle time: what is taken ahead costs more than it saves then. */
static void use_idle_time(struct schedule *schedule)
{
	const uint64_t quiet_ms = uv_now(schedule->loop) - schedule->begun_ms;
	struct cell *cold = cold_cell(schedule);

	if (cold && quiet_ms < QUIET_MS) {
		refill_within(schedule, QUIET_MS - quiet_ms);
		return;
	}
	if (cold)
		cell_warm(cold);
	if (cold && cold_cell(schedule))
		refill_within(schedule, WARM_MS);
	else
		give_memory_back(schedule);
}

static void on_refill(uv_timer_t *timer)
{
	struct schedule *schedule = timer->data;

	schedule->turning = true;
	refill(schedule);
	schedule->turning = false;
	if (!schedule->running && !schedule->queue.waiting)
		use_idle_time(schedule);
}

static bool lacks_cells(struct schedule *schedule)
{
	struct family *next = family_in(schedule, FAMILY_STARTING);

	for (unsigned i = 0; i < schedule->link_count; i++) {
		if (wants_more(schedule->current, i) || (next && wants_more(next, i)))
			return true;
	}
	return false;
}

/* Making a cell costs more than a small program: where nobody waits for one, it is put off until the answer that is
 * being made now has left. */
static void refill_soon(struct schedule *schedule)
{
	const bool pausing = uv_is_active((uv_handle_t *)&schedule->refilling) &&
			     uv_timer_get_due_in(&schedule->refilling) <= QUIET_MS;

	if (schedule->queue.waiting)
		refill(schedule);
	else if (!schedule->draining && lacks_cells(schedule))
		refill_within(schedule, REFILL_MS);
	else if (!schedule->running && !pausing)
		use_idle_time(schedule);
}

static void on_expiry(uv_timer_t *timer);

static void expire(void *user, struct ticket *ticket)
{
	struct schedule *schedule = user;
	uint64_t waited = clock_now_us() - ticket->submitted_us;

	if (ticket->internal || waited < (uint64_t)ticket->request->timeout_s * 1000000)
		return;
	queue_remove(&schedule->queue, ticket);
	ticket_answer(ticket, OUTCOME_EXPIRED, NULL);
}

/* Runs only while somebody waits: an idle service does not wake up. */
static void watch_expiry(struct schedule *schedule)
{
	if (!schedule->queue.waiting)
		uv_timer_stop(&schedule->expiry);
	else if (!uv_is_active((uv_handle_t *)&schedule->expiry))
		uv_timer_start(&schedule->expiry, on_expiry, 200, 200);
}

static void on_expiry(uv_timer_t *timer)
{
	struct schedule *schedule = timer->data;

	queue_each(&schedule->queue, expire, schedule);
	for (unsigned i = 0; i < schedule->link_count; i++)
		schedule->current->pools[i].seal_failures = 0;
	pool_turn(schedule);
}

static bool all_warm(const struct schedule *schedule)
{
	if (schedule->slots_made < schedule->slot_count)
		return false;
	for (unsigned i = 0; i < schedule->link_count; i++) {
		const struct link *link = &schedule->current->links[i];

		if (link->state == LINK_UP ? !schedule->current->pools[i].ready_count
					   : link->failures < LINK_FAILURES_MAX)
			return false;
	}
	return true;
}

void pool_turn(struct schedule *schedule)
{
	if (schedule->turning || schedule->stopping)
		return;
	schedule->turning = true;
	families_check(schedule);
	dispatch(schedule);
	fade(schedule);
	refill_soon(schedule);
	watch_expiry(schedule);
	schedule->turning = false;
	if (!schedule->ready && !schedule->testing && schedule->current->pools[0].ready_count)
		selftest_start(schedule);
	if (!schedule->ready && schedule->tested && all_warm(schedule)) {
		schedule->ready = true;
		families_ready(schedule);
		schedule->events.ready(schedule->events.user);
	}
	if (schedule->draining && !schedule->running && !schedule->queue.waiting && !schedule->answers &&
		!schedule->drained) {
		schedule->drained = true;
		schedule->events.drained(schedule->events.user);
	}
}
