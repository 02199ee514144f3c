#include "fake_schedule.h"

struct ticket {
	struct schedule *schedule;
	struct request *request;
	schedule_done done;
	void *user;
	uv_timer_t timer;
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

void verdict_free(struct verdict *verdict)
{
	if (!verdict)
		return;
	for (size_t i = 0; i < verdict->violation_count; i++) {
		free(verdict->violations[i].rule);
		free(verdict->violations[i].message);
		free(verdict->violations[i].hint);
	}
	free(verdict->violations);
	free(verdict->out);
	free(verdict->err);
	free(verdict->error);
	free(verdict->error_type);
	free(verdict->error_message);
	free(verdict);
}

const char *status_name(enum status status)
{
	static const char *const names[] = { "success", "error", "timeout", "memory_exceeded" };

	return names[status];
}

static void report(const struct schedule *schedule, char event)
{
	if (schedule->event_fd >= 0 && write(schedule->event_fd, &event, 1) != 1)
		abort();
}

static bool starts(const struct request *request, const char *word)
{
	return request->code_len >= strlen(word) && memcmp(request->code, word, strlen(word)) == 0;
}

static struct verdict *verdict_of(enum status status, const char *out, size_t out_len, const char *err)
{
	struct verdict *verdict = calloc(1, sizeof(*verdict));

	verdict->status = status;
	verdict->out = calloc(1, out_len + 1);
	memcpy(verdict->out, out, out_len);
	verdict->out_len = out_len;
	verdict->err = strdup(err);
	verdict->err_len = strlen(err);
	verdict->wall_s = 0.0234567;
	verdict->cpu_s = 0.02;
	verdict->memory_mb = 45.25;
	return verdict;
}

/* What the program read: its limits, input and policy. */
static struct verdict *describe(const struct request *request)
{
	char text[512];
	int n = snprintf(text, sizeof(text), "%u %u %d %d [%.*s] %u %s", request->timeout_s,
		request->memory_mb, request->auto_print, request->has_input, (int)request->input_len,
		request->input ? request->input : "", request->policy, request->client);

	return verdict_of(STATUS_SUCCESS, text, (size_t)n, "");
}

static struct verdict *refuse(const struct request *request)
{
	struct verdict *verdict =
		verdict_of(STATUS_ERROR, "", 0, "Security validation failed: Import of 'os' is not allowed");

	verdict->refused = true;
	verdict->memory_mb = -1;
	verdict->error = strdup("Import of 'os' is not allowed");
	verdict->violations = calloc(1, sizeof(*verdict->violations));
	verdict->violation_count = 1;
	verdict->violations[0] = (struct violation){ .rule = strdup("import"),
		.message = strdup("Import of 'os' is not allowed"),
		.hint = strdup("use \"math\""),
		.line = 3,
		.column = 7,
		.end_line = 3,
		.end_column = 9 };
	return verdict;
}

static struct verdict *fail_at_line_two(void)
{
	struct verdict *verdict = verdict_of(STATUS_ERROR, "a\n", 2, "Traceback\n");

	verdict->error = strdup("ZeroDivisionError: division by zero");
	verdict->error_type = strdup("ZeroDivisionError");
	verdict->error_message = strdup("division by zero");
	verdict->error_line = 2;
	verdict->out_truncated = true;
	return verdict;
}

static struct verdict *print_much(size_t len)
{
	struct verdict *verdict = verdict_of(STATUS_SUCCESS, "", 0, "");

	free(verdict->out);
	verdict->out = malloc(len);
	memset(verdict->out, 0x01, len);
	verdict->out_len = len;
	return verdict;
}

static void answer(const struct request *request, struct result *result)
{
	static const struct {
		const char *word;
		enum outcome outcome;
	} outcomes[] = { { "busy", OUTCOME_BUSY }, { "expired", OUTCOME_EXPIRED },
		{ "draining", OUTCOME_DRAINING }, { "lost", OUTCOME_LOST }, { "failed", OUTCOME_FAILED } };

	for (size_t i = 0; i < ELEMENTS(outcomes); i++) {
		if (starts(request, outcomes[i].word)) {
			*result = (struct result){ .outcome = outcomes[i].outcome, .retry_after_s = 7 };
			return;
		}
	}
	if (starts(request, "describe"))
		result->verdict = describe(request);
	else if (starts(request, "import os"))
		result->verdict = refuse(request);
	else if (starts(request, "1/0"))
		result->verdict = fail_at_line_two();
	else if (starts(request, "much"))
		result->verdict = print_much(16 * MB);
	else if (starts(request, "ok "))
		result->verdict = verdict_of(STATUS_SUCCESS, request->code + 3, request->code_len - 3, "");
	else
		result->verdict = verdict_of(STATUS_SUCCESS, "", 0, "");
}

static void on_closed(uv_handle_t *handle)
{
	struct ticket *ticket = handle->data;

	request_free(ticket->request);
	free(ticket);
}

static void on_timer(uv_timer_t *timer)
{
	struct ticket *ticket = timer->data;
	struct result result = { .outcome = OUTCOME_VERDICT };

	answer(ticket->request, &result);
	ticket->done(ticket->user, &result);
	uv_close((uv_handle_t *)timer, on_closed);
}

struct ticket *schedule_submit(
	struct schedule *schedule, struct request *request, schedule_done done, void *user)
{
	struct ticket *ticket;

	report(schedule, 's');
	if (starts(request, "memory is out")) {
		request_free(request);
		return NULL;
	}
	ticket = calloc(1, sizeof(*ticket));
	*ticket = (struct ticket){ .schedule = schedule, .request = request, .done = done, .user = user };
	uv_timer_init(schedule->loop, &ticket->timer);
	ticket->timer.data = ticket;
	if (!starts(request, "never"))
		uv_timer_start(&ticket->timer, on_timer, 1, 0);
	return ticket;
}

void schedule_cancel(struct ticket *ticket)
{
	report(ticket->schedule, 'c');
	uv_close((uv_handle_t *)&ticket->timer, on_closed);
}

bool schedule_ready(const struct schedule *schedule)
{
	return !schedule->unready;
}

const struct facts *schedule_facts(const struct schedule *schedule)
{
	static const char *const libraries[] = { "sympy", "numpy", NULL };
	static const struct layer_info layers[] = { { "landlock", LAYER_ON, "ABI 7" },
		{ "cgroup", LAYER_ABSENT, "no \"delegated\" group" }, { "seccomp", LAYER_ON, NULL } };
	static const struct facts facts = { "3.11.2", libraries, "full", layers, ELEMENTS(layers) };

	return &facts;
}

struct gauges schedule_gauges(const struct schedule *schedule)
{
	return (struct gauges){ 0 };
}
