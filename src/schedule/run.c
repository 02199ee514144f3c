#include "internal.h"

#include <signal.h>
#include <sys/wait.h>

enum {
	OUTPUT_MS = 2, /* what a program says and writes is read when it ends, or from then on */
	PACE_MS = 50, /* a run's weight falls once it and its client's earlier ones have used this much CPU */
	SAMPLE_MS = 20,	   /* how often memory is looked at where no group counts it */
	REAP_SECONDS = 10, /* a killed cell is reaped within */
	FIT_SECONDS = 5,   /* a zygote makes a folder smaller within, or the job goes on without */
	UNSTARTED_MAX = 8, /* losses before the program began that count as no attempt */
};

/* --- tickets ----------------------------------------------------------------------------------------------- */

void ticket_free(struct ticket *ticket)
{
	request_free(ticket->request);
	verdict_free(ticket->result.verdict);
	free(ticket);
}

void answers_drop(struct schedule *schedule)
{
	while (schedule->answers) {
		struct ticket *ticket = schedule->answers;

		schedule->answers = ticket->next;
		ticket_free(ticket);
	}
	schedule->answers_end = &schedule->answers;
}

static void give_answers(uv_idle_t *idle)
{
	struct schedule *schedule = idle->data;

	/* Only now: the loop did not wait in the turn that gave the last one, so that its end is noticed. */
	if (!schedule->answers)
		uv_idle_stop(idle);
	while (schedule->answers) {
		struct ticket *ticket = schedule->answers;

		schedule->answers = ticket->next;
		if (!schedule->answers)
			schedule->answers_end = &schedule->answers;
		if (ticket->done) {
			ticket->done(ticket->user, &ticket->result);
			ticket->result.verdict = NULL;
		}
		ticket_free(ticket);
	}
	pool_turn(schedule);
}

/* An answer is given at once where the loop called us, and from the loop's next turn where schedule_submit() did. */
void ticket_answer(struct ticket *ticket, enum outcome outcome, struct verdict *verdict)
{
	struct schedule *schedule = ticket->schedule;

	queue_ended(&schedule->queue, ticket);
	ticket->result = (struct result){ .outcome = outcome, .verdict = verdict };
	if (outcome != OUTCOME_VERDICT && outcome != OUTCOME_FAILED)
		ticket->result.retry_after_s =
			1 + schedule->queue.waiting / MAX(schedule->config->max_running, 1U);
	if (outcome == OUTCOME_VERDICT) {
		ticket->done(ticket->user, &ticket->result);
		ticket->result.verdict = NULL;
		ticket_free(ticket);
		return;
	}
	ticket->next = NULL;
	*schedule->answers_end = ticket;
	schedule->answers_end = &ticket->next;
	uv_idle_start(&schedule->answering, give_answers);
}

/* The cell is no longer this ticket's. */
static struct ticket *part(struct cell *cell)
{
	struct ticket *ticket = cell->ticket;

	cell->ticket = NULL;
	ticket->cell = NULL;
	cell->schedule->running--;
	return ticket;
}

static void try_again(struct cell *cell, struct ticket *ticket)
{
	struct schedule *schedule = cell->schedule;

	queue_ended(&schedule->queue, ticket);
	if (queue_add(&schedule->queue, ticket, true) < 0)
		ticket_answer(ticket, OUTCOME_LOST, NULL);
}

void run_lost(struct cell *cell)
{
	const bool started = cell->state > CELL_STATE_CHECKING;
	struct ticket *ticket = part(cell);

	/* When many ready cells die at once, a program may meet several of them: it has not begun. */
	if (!started && ticket->unstarted++ < UNSTARTED_MAX)
		ticket->attempts--;
	log_warning("a run was lost", F_INT("slot", cell->slot), F_INT("attempt", ticket->attempts));
	if (ticket->attempts >= 2)
		ticket_answer(ticket, OUTCOME_LOST, NULL);
	else
		try_again(cell, ticket);
}

/* The same of a cell that is still there. */
static void lose(struct cell *cell)
{
	run_lost(cell);
	cell_to_dying(cell);
}

void run_cancel(struct ticket *ticket)
{
	struct schedule *schedule = ticket->schedule;
	struct cell *cell = ticket->cell;

	if (cell) {
		part(cell);
		queue_ended(&schedule->queue, ticket);
		cell_to_dying(cell);
		ticket_free(ticket);
	} else if (ticket->client) {
		queue_remove(&schedule->queue, ticket);
		ticket_free(ticket);
	} else {
		ticket->done = NULL; /* its answer is about to be given */
	}
	pool_turn(schedule);
}

/* --- begin ------------------------------------------------------------------------------------------------- */

static void answer_early(struct cell *cell);

static void on_timeout(uv_timer_t *timer)
{
	struct cell *cell = timer->data;

	cell->facts.timed_out = true;
	answer_early(cell);
}

/* What a group would have held, looked at now and then. Threads: no RLIMIT_NPROC holds them where all cells have one uid. */
static bool is_over(struct cell *cell)
{
	const int64_t read_kb = cell->family->links[cell->set].image_kb, rss = usage_rss_kb(cell);

	cell->facts.over_memory = rss >= 0 && (rss - cell->rss_before_kb - read_kb) / 1024 >
						      (int64_t)cell->ticket->request->memory_mb;
	return cell->facts.over_memory || usage_threads(cell) > (int64_t)cell->schedule->config->processes;
}

static void on_pace(uv_timer_t *timer)
{
	struct cell *cell = timer->data;
	const bool sample = cell->files.memory_limit < 0;
	int64_t left_ms = (cell->favoured_us - (usage_cpu_us(cell) - cell->cpu_before_us)) / 1000;

	if (left_ms <= 0)
		usage_weigh(cell, true);
	if (sample && is_over(cell)) {
		cell_kill(cell);
		return;
	}
	if (sample)
		uv_timer_start(timer, on_pace, SAMPLE_MS, 0);
	else if (left_ms > 0)
		uv_timer_start(timer, on_pace, (uint64_t)MAX(left_ms, (int64_t)PACE_MS), 0);
}

/* A small program ends before: nobody is woken for its output then. */
static void on_output_due(uv_timer_t *timer)
{
	struct cell *cell = timer->data;

	uv_timer_start(timer, on_pace, (cell->files.memory_limit < 0 ? SAMPLE_MS : PACE_MS) - OUTPUT_MS, 0);
	run_watch_output(cell);
}

static void favour(struct cell *cell)
{
	const char *client = cell->ticket->request->client;
	uint64_t owed_us = spent_owed_us(&cell->schedule->spent, client, clock_now_us());

	cell->favoured_us = PACE_MS * 1000 - (int64_t)owed_us;
	usage_weigh(cell, cell->favoured_us <= 0);
}

static void give_up_sending(struct cell *cell, const struct err *err)
{
	log_error("job could not be sent", F_INT("slot", cell->slot), F_STR("error", err->text));
	lose(cell);
}

void run_send_job(struct cell *cell)
{
	const struct request *request = cell->ticket->request;
	const uint64_t cpu_s = (uint64_t)request->timeout_s * cell->schedule->config->cpus;
	const uint64_t warm_kb = cell->family->links[cell->set].warm_kb; /* charged to it already */
	struct err err;
	int r;

	cell->state = CELL_STATE_CHECKING;
	r = usage_limit_memory(cell, request->memory_mb * MB + (cell->warmed ? warm_kb * KB : 0));
	cell->files.oom_kills = usage_oom_kills(cell);
	cell->cpu_before_us = usage_cpu_us(cell);
	favour(cell);
	cell->scratch_before = request->input_len; /* its file there is ours, not the program's */
	cell->facts.timeout_s = request->timeout_s;
	cell->facts.cpu_limit_us = MIN(cpu_s, (uint64_t)CPU_SECONDS_MAX) * 1000000;
	cell->started_us = clock_now_us();
	if (r >= 0)
		r = job_send(cell, &err);
	else
		err_set(&err, r, "its memory could not be limited");
	if (r < 0) {
		give_up_sending(cell, &err);
		return;
	}
	uv_update_time(cell->schedule->loop);
	/* The loop counts whole milliseconds, rounded down; a run that timed out ran no less than its timeout. */
	uv_timer_start(&cell->deadline, on_timeout, (uint64_t)request->timeout_s * 1000 + 1, 0);
	uv_timer_start(&cell->pace, on_output_due, OUTPUT_MS, 0);
}

void run_send_more(struct cell *cell)
{
	const bool wanted = cell->state == CELL_STATE_CHECKING;
	struct err err;
	int r = wanted ? job_send_more(cell, &err) : watch_room(cell, false, &err);

	if (r < 0 && wanted) {
		give_up_sending(cell, &err);
		pool_turn(cell->schedule);
	}
}

/* Its zygote hangs, or the message was lost: the group's limit still holds. */
static void on_unfit(uv_timer_t *timer)
{
	struct cell *cell = timer->data;

	log_warning("a cell's folder was not made smaller in time", F_INT("slot", cell->slot));
	run_send_job(cell);
}

void run_begin(struct cell *cell, struct ticket *ticket)
{
	struct schedule *schedule = cell->schedule;
	const uint64_t full = schedule->config->scratch_mb * MB, half = ticket->request->memory_mb * MB / 2;
	struct err err;

	cell->ticket = ticket;
	ticket->cell = cell;
	ticket->attempts++;
	schedule->running++;
	family_run_begins(cell->family);
	if (half >= full || !usage_has_tmpfs(cell)) {
		run_send_job(cell);
		return;
	}
	cell->state = CELL_STATE_FITTING;
	if (link_fit_scratch(&cell->family->links[cell->set], cell, half, &err) < 0)
		run_send_job(cell); /* its zygote is gone: as above */
	else
		uv_timer_start(&cell->deadline, on_unfit, FIT_SECONDS * 1000, 0);
}

/* --- end --------------------------------------------------------------------------------------------------- */

void run_watch_output(struct cell *cell)
{
	struct err err;
	int r = 0;

	if (cell->ends[SPAWN_CHANNEL] >= 0 && job_is_sent(cell))
		r = watch_room(cell, false, &err);
	if (r >= 0 && cell->ends[SPAWN_OUT] >= 0)
		r = watch_add(cell, SPAWN_OUT, &err);
	if (r >= 0 && cell->ends[SPAWN_ERR] >= 0)
		r = watch_add(cell, SPAWN_ERR, &err);
	if (r >= 0)
		return;
	log_error("output can't be watched", F_INT("slot", cell->slot), F_STR("error", err.text));
	lose(cell);
	pool_turn(cell->schedule);
}

void run_drain_output(struct cell *cell)
{
	if (cell->ends[SPAWN_OUT] >= 0)
		capture_drain(&cell->facts.out, cell->ends[SPAWN_OUT]);
	if (cell->ends[SPAWN_ERR] >= 0)
		capture_drain(&cell->facts.err, cell->ends[SPAWN_ERR]);
}

static void finish(struct cell *cell, double wall_s, int64_t cpu_total_us, int64_t peak_kb)
{
	struct outcome_facts *facts = &cell->facts;
	struct ticket *ticket = part(cell);
	const uint64_t scratch_used = usage_scratch(cell);
	const uint64_t scratch = scratch_used - MIN(scratch_used, cell->scratch_before);
	int64_t used_us = MAX(cpu_total_us - cell->cpu_before_us, INT64_C(0));
	struct verdict *verdict;

	facts->wall_s = wall_s;
	facts->cpu_s = (double)used_us / 1e6;
	spent_add(&cell->schedule->spent, ticket->request->client, (uint64_t)used_us, clock_now_us());
	facts->memory_mb = (double)MAX(peak_kb - cell->rss_before_kb, INT64_C(0)) / 1024.0 +
			   (double)scratch / (double)MB;
	cell_release_scratch(cell, scratch_used);
	verdict = judge(facts);
	if (!verdict)
		log_error("a run has no verdict: its output or memory for it is missing",
			F_INT("slot", cell->slot));
	ticket_answer(ticket, verdict ? OUTCOME_VERDICT : OUTCOME_FAILED, verdict);
}

static double wall_s(const struct cell *cell)
{
	return (double)(clock_now_us() - cell->started_us) / 1e6;
}

static void on_overdue(uv_timer_t *timer)
{
	struct cell *cell = timer->data;

	log_error("the end of a killed cell was never told", F_INT("slot", cell->slot));
	lose(cell);
	pool_turn(cell->schedule);
}

/* The reply leaves before the process is gone: taking down a large address space takes milliseconds. All numbers are
 * the kernel's. Where it does not tell the peak of a living process, the end is waited for. */
static void answer_early(struct cell *cell)
{
	double wall = wall_s(cell);
	int64_t cpu_us = usage_cpu_us(cell); /* before the peak: a process that has one was alive then */
	bool ran = !cell->facts.refused && !cell->facts.checked;
	int64_t peak_kb = ran ? usage_peak_kb(cell) : 0;

	run_drain_output(cell);
	if (peak_kb < 0) {
		cell->state = CELL_STATE_ENDING;
		uv_timer_stop(&cell->pace);
		cell->facts.wall_s = wall;
		cell_kill(cell);
		uv_timer_start(&cell->deadline, on_overdue, REAP_SECONDS * 1000, 0);
		return;
	}
	finish(cell, wall, cpu_us, peak_kb);
	cell_end(cell);
}

static bool used_up(const struct cell *cell, const struct wire_exited *exited)
{
	return cell->facts.timed_out || (uint64_t)exited->cpu_us >= cell->facts.cpu_limit_us;
}

/* A count of the whole machine says something of a process only that was killed, and not by us. Negative: who killed it
 * can't be told. */
static int killed_for_memory(const struct cell *cell, const struct wire_exited *exited)
{
	const bool killed =
		WIFSIGNALED(exited->status) && WTERMSIG(exited->status) == SIGKILL && !cell->facts.claim.made;
	int64_t before = cell->files.oom_kills, now;

	if (cell->files.memory_events < 0 && !killed)
		return false;
	now = usage_oom_kills(cell);
	if (before < 0 || now < 0)
		return killed && !used_up(cell, exited) && !cell->facts.over_memory ? -EIO : false;
	return now != before;
}

void run_exited(struct cell *cell, const struct wire_exited *exited)
{
	const int oom = killed_for_memory(cell, exited);
	double wall = cell->state == CELL_STATE_ENDING ? cell->facts.wall_s : wall_s(cell);

	/* The job had not reached it, our own code ended before the program began, or somebody else killed it then. */
	if (oom < 0 || cell->state == CELL_STATE_FITTING ||
		(cell->state == CELL_STATE_CHECKING && !oom && !cell->facts.over_memory &&
			!used_up(cell, exited) &&
			(WIFEXITED(exited->status) || WTERMSIG(exited->status) == SIGKILL))) {
		run_lost(cell);
		return;
	}
	run_drain_output(cell);
	cell->facts.has_status = true;
	cell->facts.wait_status = exited->status;
	cell->facts.over_memory = cell->facts.over_memory || oom > 0;
	finish(cell, wall, exited->cpu_us, exited->max_rss_kb);
}

/* --- what a cell says -------------------------------------------------------------------------------------- */

static bool take_violation(struct cell *cell, const struct frame *frame)
{
	struct outcome_facts *facts = &cell->facts;
	struct violation *list;
	int r = -ENOMEM;

	if (facts->violation_count >= WIRE_VIOLATIONS_MAX)
		return false;
	list = reallocarray(facts->violations, facts->violation_count + 1, sizeof(*list));
	if (list) {
		facts->violations = list;
		r = violation_parse(&list[facts->violation_count], frame->body, frame->length);
	}
	if (r == -ENOMEM)
		lose(cell);
	else if (r == 0)
		facts->violation_count++;
	return r != -EBADMSG;
}

static bool take_refused(struct cell *cell, const struct frame *frame)
{
	if (frame->length || !cell->facts.violation_count)
		return false;
	cell->facts.refused = true;
	answer_early(cell);
	return true;
}

static bool take_checked(struct cell *cell, const struct frame *frame)
{
	if (frame->length || !cell->ticket->request->check_only)
		return false;
	cell->facts.checked = true;
	answer_early(cell);
	return true;
}

static bool take_other_set(struct cell *cell, const struct frame *frame)
{
	struct wire_other_set other;
	struct ticket *ticket;

	if (frame->length != sizeof(other))
		return false;
	memcpy(&other, frame->body, sizeof(other));
	ticket = part(cell);
	ticket->libraries |= other.libraries;
	ticket->attempts--; /* a wrong hint is no failure */
	try_again(cell, ticket);
	cell_to_dying(cell);
	pool_turn(cell->schedule);
	return true;
}

static bool take_started(struct cell *cell, const struct frame *frame)
{
	struct wire_started started;

	if (frame->length != sizeof(started) || !job_is_sent(cell))
		return false;
	memcpy(&started, frame->body, sizeof(started));
	/* What every program needs is not its own, whether the cell had the time to take it ahead or not. */
	cell->rss_before_kb = MAX(started.max_rss_kb, (int64_t)cell->family->links[cell->set].small_kb);
	cell->state = CELL_STATE_RUNNING;
	return true;
}

static bool take_ended(struct cell *cell, const struct frame *frame)
{
	int r = claim_parse(&cell->facts.claim, frame->body, frame->length);

	if (r == -EBADMSG)
		return false;
	if (r < 0)
		lose(cell);
	else
		answer_early(cell);
	return true;
}

static bool take_sealed(struct cell *cell, const struct frame *frame)
{
	struct wire_sealed sealed;

	if (frame->length != sizeof(sealed))
		return false;
	memcpy(&sealed, frame->body, sizeof(sealed));
	cell->rss_before_kb = sealed.max_rss_kb;
	cell_sealed(cell, sealed.layers);
	return true;
}

static bool take_seal_failure(struct cell *cell, const struct frame *frame)
{
	if (cell->state == CELL_STATE_CHECKING) {
		log_error("limits of a job refused", F_STR("error", frame->body));
		lose(cell);
		return true;
	}
	schedule_seal_failed(cell->schedule, frame->body);
	cell_spawn_failed(cell, frame->body);
	return true;
}

/* Which message is taken in which state. Everything else ends the cell; the verdict then comes from how it died. */
static const struct {
	uint32_t type;
	uint32_t states;
	bool (*take)(struct cell *cell, const struct frame *frame);
} accepted[] = {
	{ CELL_SEALED, 1U << CELL_STATE_SPAWNING, take_sealed },
	{ CELL_SEAL_FAILED, 1U << CELL_STATE_SPAWNING | 1U << CELL_STATE_CHECKING, take_seal_failure },
	{ CELL_VIOLATION, 1U << CELL_STATE_CHECKING, take_violation },
	{ CELL_REFUSED, 1U << CELL_STATE_CHECKING, take_refused },
	{ CELL_CHECKED, 1U << CELL_STATE_CHECKING, take_checked },
	{ CELL_OTHER_SET, 1U << CELL_STATE_CHECKING, take_other_set },
	{ CELL_STARTED, 1U << CELL_STATE_CHECKING, take_started },
	{ CELL_ENDED, 1U << CELL_STATE_CHECKING | 1U << CELL_STATE_RUNNING, take_ended },
};

bool run_frame(struct cell *cell, const struct frame *frame)
{
	for (size_t i = 0; i < ELEMENTS(accepted); i++) {
		if (accepted[i].type == frame->type && (accepted[i].states & (1U << cell->state)) &&
			accepted[i].take(cell, frame))
			return true;
	}
	log_warning("a cell broke the protocol", F_INT("slot", cell->slot), F_INT("message", frame->type),
		F_INT("state", cell->state));
	return false;
}
