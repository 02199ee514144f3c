/* All cells of a zygote have its address layout and hash seed, so zygotes are renewed: on an interval, and after
 * so many programs.
 *
 *            due                 a cell of each set is ready             its last cell is gone      says the keeper
 *   NONE ────────────▶ STARTING ─────────────────────────▶ CURRENT ... RETIRING ──────────▶ ENDING ─────────▶ NONE
 *                         │ it fails                           ▲                               ▲
 *                         └────────────────────────────────────┼───────────────────────────────┘
 *                                             the current's root zygote dies
 *
 * One family serves, the current one; beside it there is at most one other. Nothing waits for a renewal: until its
 * cells are ready the old ones are given out, and one that fails is put off. */
#include "internal.h"

enum { START_SECONDS = 300, AGAIN_S = 10, AGAIN_MAX_S = 600 };

static struct family *other(struct schedule *schedule)
{
	return &schedule->families[schedule->current == &schedule->families[0]];
}

struct family *family_in(struct schedule *schedule, enum family_state state)
{
	struct family *family = other(schedule);

	return family->state == state ? family : NULL;
}

static unsigned count_cells(const struct family *family)
{
	unsigned count = 0;

	for (unsigned i = 0; i < family->schedule->link_count; i++)
		count += family->pools[i].cells;
	return count;
}

/* --- ending ------------------------------------------------------------------------------------------------ */

/* What ran is repeated, on cells of the current family. No program is given to a cell that is still to be noticed
 * as lost: it would be lost twice. The slots are free when the keeper says that nothing is left in them. */
static void let_go(struct family *family)
{
	struct schedule *schedule = family->schedule;
	const bool turning = schedule->turning;

	links_close(family);
	schedule->turning = true;
	for (unsigned i = 0; i < schedule->slot_count; i++) {
		if (schedule->cells[i].family == family)
			cell_orphaned(&schedule->cells[i]);
	}
	schedule->turning = turning;
	keeper_end_zygote(family);
}

static void end(struct family *family)
{
	family->state = FAMILY_ENDING;
	let_go(family);
}

void family_ended(struct family *family)
{
	struct schedule *schedule = family->schedule;
	const bool turning = schedule->turning;

	schedule->turning = true;
	for (unsigned i = 0; i < schedule->slot_count; i++) {
		if (schedule->cells[i].family == family)
			cell_lost(&schedule->cells[i]);
	}
	schedule->turning = turning;
	for (unsigned i = 0; i < schedule->link_count; i++)
		family->pools[i].seal_failures = 0;
	if (family == schedule->current)
		links_start_again(family);
	else
		family->state = FAMILY_NONE;
	pool_turn(schedule);
}

/* --- renewal ----------------------------------------------------------------------------------------------- */

static void on_renewal(uv_timer_t *timer);

static void fail(struct family *next, const char *why)
{
	struct schedule *schedule = next->schedule;
	const unsigned seconds =
		MIN((unsigned)AGAIN_S << MIN(schedule->renewal_failures, 10U), (unsigned)AGAIN_MAX_S);

	log_error("zygotes could not be renewed: the old ones go on", F_STR("error", why),
		F_INT("again_in_s", seconds));
	schedule->renewal_failures++;
	schedule->renewal_put_off = true;
	uv_timer_start(&schedule->renewal, on_renewal, (uint64_t)seconds * 1000, 0);
	end(next);
}

static void on_renewal(uv_timer_t *timer)
{
	struct schedule *schedule = timer->data;
	struct family *next = family_in(schedule, FAMILY_STARTING);

	if (next) {
		fail(next, "they took too long to start");
	} else {
		schedule->renewal_due = true;
		schedule->renewal_put_off = false;
	}
	pool_turn(schedule);
}

static void count_from_now(struct schedule *schedule)
{
	const uint64_t ms = (uint64_t)schedule->config->renew_seconds * 1000;

	schedule->current->runs = 0;
	schedule->renewal_due = schedule->renewal_put_off = false;
	schedule->renewal_failures = 0;
	uv_timer_stop(&schedule->renewal);
	if (ms)
		uv_timer_start(&schedule->renewal, on_renewal, ms, 0);
}

static void begin(struct schedule *schedule)
{
	struct family *next = other(schedule);

	log_info("renewing zygotes", F_INT("runs", schedule->current->runs));
	next->state = FAMILY_STARTING;
	next->asked_us = clock_now_us();
	for (unsigned i = 0; i < schedule->link_count; i++)
		next->links[i].failures = 0;
	uv_timer_start(&schedule->renewal, on_renewal, START_SECONDS * 1000, 0);
	links_start(next);
}

static bool due(const struct schedule *schedule)
{
	const unsigned cells = schedule->config->renew_cells;

	return schedule->renewal_due || (cells && schedule->current->runs >= cells);
}

static void take_over(struct family *next)
{
	struct schedule *schedule = next->schedule;
	struct family *old = schedule->current;

	log_info("zygotes are renewed", F_INT("ms", (clock_now_us() - next->asked_us) / 1000));
	schedule->current = next;
	next->state = FAMILY_CURRENT;
	old->state = FAMILY_RETIRING;
	count_from_now(schedule);
	if (next->links[0].state != LINK_UP)
		return;
	facts_collect(next);
	links_start_more(next); /* early, as the old one died */
}

/* One after the other: imports take seconds of CPU, which is the running programs' meanwhile. */
static void start_next_set(struct family *next)
{
	for (unsigned i = 1; next->links[0].state == LINK_UP && i < next->schedule->link_count; i++) {
		struct link *link = &next->links[i];

		if (link->state == LINK_UP || link->failures >= LINK_FAILURES_MAX)
			continue;
		if (link->state == LINK_DOWN && !link->failures)
			link_start_set(link);
		return;
	}
}

/* A set that the current zygotes could not load either is not waited for. Returns what keeps `next` from ever taking
 * over, NULL where nothing does. */
static const char *judge_start(struct family *next, bool *ready)
{
	struct schedule *schedule = next->schedule;

	*ready = true;
	for (unsigned i = 0; i < schedule->link_count; i++) {
		const struct link *link = &next->links[i];
		const bool needed = schedule->current->links[i].state == LINK_UP;

		if (next->pools[i].seal_failures > SEAL_FAILURES_MAX)
			return "their cells are not sealed";
		if (needed && link->failures >= LINK_FAILURES_MAX)
			return "a set does not load";
		if (!next->pools[i].ready && (needed || link->failures < LINK_FAILURES_MAX))
			*ready = false;
	}
	return NULL;
}

/* A zygote without cells is not needed until the last of its family is gone. */
static void close_unneeded(struct family *old)
{
	for (unsigned i = 1; i < old->schedule->link_count; i++) {
		if (!old->pools[i].cells)
			link_close(&old->links[i]);
	}
}

void families_check(struct schedule *schedule)
{
	struct family *family = other(schedule);
	const char *failure;
	bool ready;

	switch (family->state) {
	case FAMILY_NONE:
		if (schedule->ready && !schedule->draining && !schedule->renewal_put_off && due(schedule))
			begin(schedule);
		return;
	case FAMILY_STARTING:
		start_next_set(family);
		failure = judge_start(family, &ready);
		if (failure)
			fail(family, failure);
		else if (ready)
			take_over(family);
		return;
	case FAMILY_RETIRING:
		close_unneeded(family);
		if (!count_cells(family))
			end(family);
		return;
	case FAMILY_CURRENT:
	case FAMILY_ENDING:
		return;
	}
}

/* --- events ------------------------------------------------------------------------------------------------ */

void family_run_begins(struct family *family)
{
	family->runs++;
}

void family_root_down(struct family *family)
{
	struct schedule *schedule = family->schedule;
	struct family *next = family_in(schedule, FAMILY_STARTING);

	switch (family->state) {
	case FAMILY_STARTING:
		fail(family, "their root zygote ended");
		break;
	case FAMILY_CURRENT:
		if (next) {
			take_over(next);
			end(family);
		} else {
			let_go(family); /* family_ended() starts it again */
		}
		break;
	case FAMILY_RETIRING:
		end(family);
		break;
	case FAMILY_NONE:
	case FAMILY_ENDING:
		break;
	}
	pool_turn(schedule);
}

void families_init(struct schedule *schedule)
{
	schedule->link_count = schedule->config->set_count;
	for (unsigned i = 0; i < FAMILIES; i++) {
		struct family *family = &schedule->families[i];

		family->schedule = schedule;
		family->number = i;
		links_init(family);
	}
	schedule->current = &schedule->families[0];
	schedule->current->state = FAMILY_CURRENT;
	uv_timer_init(schedule->loop, &schedule->renewal);
	schedule->renewal.data = schedule;
}

void families_ready(struct schedule *schedule)
{
	count_from_now(schedule);
}

void families_stop(struct schedule *schedule)
{
	for (unsigned i = 0; i < FAMILIES; i++)
		links_stop(&schedule->families[i]);
	uv_close((uv_handle_t *)&schedule->renewal, NULL);
}
