#include "internal.h"

#include <fcntl.h>
#include <sys/statfs.h>
#include <sys/wait.h>
#include <time.h>

enum {
	PACE_MS = 50,	/* a run's weight falls once it has used this much CPU */
	SAMPLE_MS = 20, /* how often memory is looked at where no group counts it */
	WEIGHT_FULL_V1 = 1024,
	WEIGHT_LOW_V1 = 128,
	WEIGHT_FULL_V2 = 100,
	WEIGHT_LOW_V2 = 12,
};

/* --- small readings ------------------------------------------------------------------------------------- */

static void write_number(int fd, uint64_t number)
{
	char text[24];
	int n = snprintf(text, sizeof(text), "%llu", (unsigned long long)number);

	if (fd >= 0 && pwrite(fd, text, (size_t)n, 0) < 0)
		log_warning("group file refused", F_INT("value", number), F_STR("error", strerror(errno)));
}

/* The whole CPU time of the cell's process. No permission is needed to ask for another's clock. */
static int64_t cpu_us(const struct cell *cell)
{
	const clockid_t clock = (clockid_t)(~(unsigned)cell->host_pid << 3 | 2);
	struct timespec used;

	if (cell->host_pid <= 0 || clock_gettime(clock, &used) < 0)
		return 0;
	return (int64_t)used.tv_sec * 1000000 + used.tv_nsec / 1000;
}

/* A line of /proc/PID/status, in KB; -1 where it is not there, as once the process is dying. */
static int64_t status_kb(const struct cell *cell, const char *key)
{
	char text[4096];
	const char *line;
	ssize_t n;

	if (cell->status < 0)
		return -1;
	n = pread(cell->status, text, sizeof(text) - 1, 0);
	if (n <= 0)
		return -1;
	text[n] = '\0';
	line = strstr(text, key);
	return line ? strtoll(line + strlen(key), NULL, 10) : -1;
}

static uint64_t scratch_bytes(const struct cell *cell)
{
	struct statfs fs;

	if (cell->scratch < 0 || fstatfs(cell->scratch, &fs) < 0)
		return 0;
	return (uint64_t)(fs.f_blocks - fs.f_bfree) * (uint64_t)fs.f_bsize;
}

static uint64_t oom_kills(const struct cell *cell)
{
	char text[1024];
	const char *line;
	ssize_t n;

	if (cell->files.memory_events < 0)
		return 0;
	n = pread(cell->files.memory_events, text, sizeof(text) - 1, 0);
	if (n <= 0)
		return 0;
	text[n] = '\0';
	line = strstr(text, "oom_kill ");
	return line ? strtoull(line + strlen("oom_kill "), NULL, 10) : 0;
}

/* --- limits ------------------------------------------------------------------------------------------------ */

static void set_memory(struct cell *cell, uint64_t bytes)
{
	struct slot_files *files = &cell->files;

	if (files->memory_set == bytes || files->memory_limit < 0)
		return;
	/* Version 1: memory and swap together may never be below memory. */
	if (bytes > files->memory_set && files->memory_set)
		write_number(files->swap_limit, bytes);
	write_number(files->memory_limit, bytes);
	if (bytes < files->memory_set || !files->memory_set)
		write_number(files->swap_limit, bytes);
	files->memory_set = bytes;
}

static void set_weight(struct cell *cell, bool low)
{
	const bool v1 = cell->files.cgroup_version == 1;

	if (cell->files.weight_lowered == low)
		return;
	cell->files.weight_lowered = low;
	if (low)
		write_number(cell->files.cpu_weight, v1 ? WEIGHT_LOW_V1 : WEIGHT_LOW_V2);
	else
		write_number(cell->files.cpu_weight, v1 ? WEIGHT_FULL_V1 : WEIGHT_FULL_V2);
}

/* --- tickets ----------------------------------------------------------------------------------------------- */

static void ticket_free(struct ticket *ticket)
{
	request_free(ticket->request);
	verdict_free(ticket->result.verdict);
	free(ticket);
}

static void give_answers(uv_idle_t *idle)
{
	struct schedule *schedule = idle->data;

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
	uv_idle_stop(idle);
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
	struct ticket *ticket = part(cell);

	log_warning("a run was lost", F_INT("slot", cell->slot), F_INT("attempt", ticket->attempts));
	if (ticket->attempts >= 2)
		ticket_answer(ticket, OUTCOME_LOST, NULL);
	else
		try_again(cell, ticket);
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

static void on_timeout(uv_timer_t *timer)
{
	struct cell *cell = timer->data;

	cell->facts.timed_out = true;
	cell_kill(cell);
}

static void on_pace(uv_timer_t *timer)
{
	struct cell *cell = timer->data;
	const bool sample = cell->files.memory_limit < 0;
	int64_t left_ms = PACE_MS - (cpu_us(cell) - cell->cpu_before_us) / 1000;

	if (left_ms <= 0)
		set_weight(cell, true);
	if (sample) {
		int64_t rss = status_kb(cell, "VmRSS:");

		if (rss >= 0 &&
			(rss - cell->rss_before_kb) / 1024 > (int64_t)cell->ticket->request->memory_mb) {
			cell->facts.over_memory = true;
			cell_kill(cell);
			return;
		}
	}
	if (sample)
		uv_timer_start(timer, on_pace, SAMPLE_MS, 0);
	else if (left_ms > 0)
		uv_timer_start(timer, on_pace, (uint64_t)MAX(left_ms, (int64_t)PACE_MS), 0);
}

static int write_job(struct cell *cell, const struct request *request, struct err *err)
{
	const struct text parts[] = { { request->code, request->code_len },
		{ request->input, request->input_len } };
	off_t at = 0;

	for (size_t i = 0; i < ELEMENTS(parts); i++) {
		for (size_t done = 0; done < parts[i].len;) {
			ssize_t n = pwrite(cell->job, parts[i].data + done, parts[i].len - done, at);

			if (n < 0 && errno == EINTR)
				continue;
			if (n <= 0)
				return err_errno(err, "write the job");
			done += (size_t)n;
			at += n;
		}
	}
	return 0;
}

static int send_job(struct cell *cell, struct err *err)
{
	const struct request *request = cell->ticket->request;
	const struct wire_job job = {
		.code_len = (uint32_t)request->code_len,
		.input_len = (uint32_t)request->input_len,
		.timeout_s = request->timeout_s,
		.memory_mb = request->memory_mb,
		.policy = request->policy,
		.elsewhere = pool_elsewhere(cell->schedule, cell->set),
		.has_input = request->has_input,
		.auto_print = request->auto_print,
		.check_only = request->check_only,
		.cgroup_memory = cell->files.memory_limit >= 0,
	};
	int r = write_job(cell, request, err);

	if (r < 0)
		return r;
	return frame_send(cell->channel->fd, CELL_JOB, &job, sizeof(job), NULL, 0, err);
}

void run_send_job(struct cell *cell)
{
	const struct request *request = cell->ticket->request;
	struct err err;

	cell->state = CELL_STATE_CHECKING;
	set_memory(cell, request->memory_mb * MB);
	set_weight(cell, false);
	cell->files.oom_kills = oom_kills(cell);
	cell->cpu_before_us = cpu_us(cell);
	cell->scratch_before = request->input_len; /* its file there is ours, not the program's */
	cell->facts.timeout_s = request->timeout_s;
	cell->facts.cpu_limit_us = (uint64_t)request->timeout_s * cell->schedule->config->cpus * 1000000;
	cell->started_us = clock_now_us();
	if (send_job(cell, &err) < 0) {
		log_error("job could not be sent", F_INT("slot", cell->slot), F_STR("error", err.text));
		run_lost(cell);
		cell_to_dying(cell);
		return;
	}
	uv_update_time(cell->schedule->loop);
	uv_timer_start(&cell->deadline, on_timeout, (uint64_t)request->timeout_s * 1000, 0);
	uv_timer_start(&cell->pace, on_pace, cell->files.memory_limit < 0 ? SAMPLE_MS : PACE_MS, 0);
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
	if (half >= full) {
		run_send_job(cell);
		return;
	}
	cell->state = CELL_STATE_FITTING;
	if (link_fit_scratch(&schedule->links[cell->set], cell, half, &err) < 0)
		run_send_job(cell); /* its zygote is gone: the group's limit still holds */
}

/* --- end --------------------------------------------------------------------------------------------------- */

void run_drain_output(struct cell *cell)
{
	bool more = true;

	while (cell->out && more)
		capture_drain(&cell->facts.out, cell->out->fd, &more);
	for (more = true; cell->err && more;)
		capture_drain(&cell->facts.err, cell->err->fd, &more);
}

static void finish(struct cell *cell, double wall_s, int64_t cpu_total_us, int64_t peak_kb)
{
	struct outcome_facts *facts = &cell->facts;
	struct ticket *ticket = part(cell);
	uint64_t scratch = scratch_bytes(cell);
	struct verdict *verdict;

	scratch -= MIN(scratch, cell->scratch_before);
	facts->wall_s = wall_s;
	facts->cpu_s = (double)MAX(cpu_total_us - cell->cpu_before_us, INT64_C(0)) / 1e6;
	facts->memory_mb = (double)MAX(peak_kb - cell->rss_before_kb, INT64_C(0)) / 1024.0 +
			   (double)scratch / (double)MB;
	verdict = judge(facts);
	if (verdict)
		ticket_answer(ticket, OUTCOME_VERDICT, verdict);
	else
		ticket_answer(ticket, OUTCOME_FAILED, NULL);
}

static double wall_s(const struct cell *cell)
{
	return (double)(clock_now_us() - cell->started_us) / 1e6;
}

/* The reply leaves before the process is gone: taking down a large address space takes milliseconds. All numbers are
 * the kernel's. Where it does not tell the peak of a living process, the end is waited for. */
static void answer_early(struct cell *cell)
{
	double wall = wall_s(cell);
	int64_t peak_kb = cell->facts.refused ? 0 : status_kb(cell, "VmHWM:");

	run_drain_output(cell);
	if (peak_kb < 0) {
		cell->state = CELL_STATE_ENDING;
		cell->facts.wall_s = wall;
		return;
	}
	finish(cell, wall, cpu_us(cell), peak_kb);
	cell_to_dying(cell);
	pool_turn(cell->schedule);
}

void run_exited(struct cell *cell, const struct wire_exited *exited)
{
	double wall = cell->state == CELL_STATE_ENDING ? cell->facts.wall_s : wall_s(cell);

	if (cell->state == CELL_STATE_CHECKING && !cell->facts.timed_out &&
		oom_kills(cell) == cell->files.oom_kills && WIFEXITED(exited->status)) {
		run_lost(cell); /* our own code ended before the program began */
		return;
	}
	run_drain_output(cell);
	cell->facts.has_status = true;
	cell->facts.wait_status = exited->status;
	if (oom_kills(cell) != cell->files.oom_kills)
		cell->facts.over_memory = true;
	finish(cell, wall, exited->cpu_us, exited->max_rss_kb);
}

/* --- what a cell says -------------------------------------------------------------------------------------- */

static char *copy_text(const char **at, uint32_t len)
{
	char *text = utf8_copy(*at, len);

	*at += len;
	return text;
}

static bool take_violation(struct cell *cell, const struct frame *frame)
{
	struct outcome_facts *facts = &cell->facts;
	const char *at = frame->body + sizeof(struct wire_violation);
	struct wire_violation head;
	struct violation *list, *violation;

	if (frame->length < sizeof(head) || facts->violation_count >= WIRE_VIOLATIONS_MAX)
		return false;
	memcpy(&head, frame->body, sizeof(head));
	if ((uint64_t)head.rule_len + head.message_len + head.hint_len != frame->length - sizeof(head))
		return false;
	list = reallocarray(facts->violations, facts->violation_count + 1, sizeof(*list));
	if (!list)
		return false;
	facts->violations = list;
	violation = &list[facts->violation_count];
	*violation = (struct violation){
		.line = head.line,
		.column = head.column,
		.end_line = head.end_line,
		.end_column = head.end_column,
	};
	violation->rule = copy_text(&at, head.rule_len);
	violation->message = copy_text(&at, head.message_len);
	violation->hint = head.hint_len ? copy_text(&at, head.hint_len) : NULL;
	facts->violation_count++;
	return violation->rule && violation->message;
}

static bool take_judged(struct cell *cell, const struct frame *frame)
{
	if (frame->length)
		return false;
	cell->facts.refused = true;
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
	ticket->attempts--; /* a wrong hint is no failure; each time the set grows, so this ends */
	try_again(cell, ticket);
	cell_to_dying(cell);
	pool_turn(cell->schedule);
	return true;
}

static bool take_started(struct cell *cell, const struct frame *frame)
{
	struct wire_started started;

	if (frame->length != sizeof(started))
		return false;
	memcpy(&started, frame->body, sizeof(started));
	cell->rss_before_kb = started.max_rss_kb;
	cell->state = CELL_STATE_RUNNING;
	return true;
}

static bool take_ended(struct cell *cell, const struct frame *frame)
{
	struct claim *claim = &cell->facts.claim;
	const char *at = frame->body + sizeof(struct wire_ended);
	struct wire_ended head;

	if (frame->length < sizeof(head))
		return false;
	memcpy(&head, frame->body, sizeof(head));
	if (head.type_len > WIRE_TYPE_MAX || head.message_len > WIRE_MESSAGE_MAX ||
		head.error_len > WIRE_ERROR_MAX ||
		(uint64_t)head.type_len + head.message_len + head.error_len != frame->length - sizeof(head) ||
		head.ending > ENDING_MEMORY)
		return false;
	claim->wire = head;
	claim->type = copy_text(&at, head.type_len);
	claim->message = copy_text(&at, head.message_len);
	claim->error = copy_text(&at, head.error_len);
	claim->made = claim->type && claim->message && claim->error;
	if (cell->facts.timed_out)
		return true; /* too late: it is being killed */
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
		run_lost(cell);
		cell_to_dying(cell);
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
	{ CELL_REFUSED, 1U << CELL_STATE_CHECKING, take_judged },
	{ CELL_CHECKED, 1U << CELL_STATE_CHECKING, take_judged },
	{ CELL_OTHER_SET, 1U << CELL_STATE_CHECKING, take_other_set },
	{ CELL_STARTED, 1U << CELL_STATE_CHECKING, take_started },
	{ CELL_ENDED, 1U << CELL_STATE_CHECKING | 1U << CELL_STATE_RUNNING, take_ended },
};

void run_frame(struct cell *cell, const struct frame *frame)
{
	for (size_t i = 0; i < ELEMENTS(accepted); i++) {
		if (accepted[i].type == frame->type && (accepted[i].states & (1U << cell->state)) &&
			accepted[i].take(cell, frame))
			return;
	}
	log_warning("a cell broke the protocol", F_INT("slot", cell->slot), F_INT("message", frame->type),
		F_INT("state", cell->state));
	cell_kill(cell);
}
