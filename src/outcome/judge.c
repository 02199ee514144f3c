#include "judge.h"

#include <signal.h>
#include <sys/wait.h>

const char *status_name(enum status status)
{
	static const char *const names[] = {
		[STATUS_SUCCESS] = "success",
		[STATUS_ERROR] = "error",
		[STATUS_TIMEOUT] = "timeout",
		[STATUS_MEMORY_EXCEEDED] = "memory_exceeded",
	};

	return names[status];
}

static void free_violations(struct violation *violations, size_t count)
{
	for (size_t i = 0; i < count; i++)
		violation_release(&violations[i]);
	free(violations);
}

void verdict_free(struct verdict *verdict)
{
	if (!verdict)
		return;
	free(verdict->out);
	free(verdict->err);
	free(verdict->error);
	free(verdict->error_type);
	free(verdict->error_message);
	free_violations(verdict->violations, verdict->violation_count);
	free(verdict);
}

void outcome_facts_release(struct outcome_facts *facts)
{
	capture_release(&facts->out);
	capture_release(&facts->err);
	claim_release(&facts->claim);
	free_violations(facts->violations, facts->violation_count);
	*facts = (struct outcome_facts){ 0 };
}

/* It was looked at, and no line of it ran. */
static bool never_ran(const struct outcome_facts *facts)
{
	return facts->refused || facts->checked;
}

static int claimed_exit_code(const struct claim *claim)
{
	return claim->wire.exit_code & 0xff;
}

static enum status status_of_claim(const struct claim *claim)
{
	switch (claim->wire.ending) {
	case ENDING_MEMORY:
		return STATUS_MEMORY_EXCEEDED;
	case ENDING_EXCEPTION:
		return STATUS_ERROR;
	default:
		return claimed_exit_code(claim) == 0 ? STATUS_SUCCESS : STATUS_ERROR;
	}
}

/* A hard RLIMIT_CPU is a SIGKILL like any other: the time used tells. */
static enum status status_of_wait(const struct outcome_facts *facts)
{
	if (WIFEXITED(facts->wait_status))
		return WEXITSTATUS(facts->wait_status) == 0 ? STATUS_SUCCESS : STATUS_ERROR;
	if (WTERMSIG(facts->wait_status) == SIGKILL && facts->cpu_s * 1e6 >= (double)facts->cpu_limit_us)
		return STATUS_TIMEOUT;
	return STATUS_ERROR;
}

static enum status status_of(const struct outcome_facts *facts)
{
	if (never_ran(facts))
		return facts->violation_count ? STATUS_ERROR : STATUS_SUCCESS;
	if (facts->timed_out)
		return STATUS_TIMEOUT;
	if (facts->over_memory)
		return STATUS_MEMORY_EXCEEDED;
	if (facts->claim.made)
		return status_of_claim(&facts->claim);
	return status_of_wait(facts);
}

static int exit_code_of(const struct outcome_facts *facts, enum status status)
{
	if (status == STATUS_SUCCESS)
		return 0;
	if (status == STATUS_TIMEOUT)
		return 124;
	if (status == STATUS_MEMORY_EXCEEDED)
		return 137;
	if (never_ran(facts))
		return 1;
	if (facts->claim.made)
		return MAX(claimed_exit_code(&facts->claim), 1);
	if (WIFEXITED(facts->wait_status))
		return WEXITSTATUS(facts->wait_status);
	return 128 + WTERMSIG(facts->wait_status);
}

static char *describe_wait(int status)
{
	const char *name = WIFSIGNALED(status) ? sigabbrev_np(WTERMSIG(status)) : NULL;
	char *words = NULL;
	int n;

	if (WIFEXITED(status))
		n = asprintf(&words, "Process exited with code %d", WEXITSTATUS(status));
	else if (name)
		n = asprintf(&words, "Killed by signal %d (SIG%s): %s", WTERMSIG(status), name,
			strsignal(WTERMSIG(status)));
	else
		n = asprintf(&words, "Killed by signal %d", WTERMSIG(status));
	return n < 0 ? NULL : words;
}

/* The line that ends standard error; empty where the program has the last word. NULL: out of memory. */
static char *last_words(const struct outcome_facts *facts, enum status status)
{
	char *words = NULL;
	int n;

	if (status == STATUS_TIMEOUT)
		n = asprintf(&words, "Execution timed out after %u seconds", facts->timeout_s);
	else if (status == STATUS_MEMORY_EXCEEDED)
		n = asprintf(&words, "Memory limit exceeded");
	else if (never_ran(facts) && facts->violation_count)
		n = asprintf(&words, "Security validation failed: %s", facts->violations[0].message);
	else
		return strdup("");
	return n < 0 ? NULL : words;
}

/* The words of `error`, of anything but a success. NULL: out of memory. */
static char *error_of(struct outcome_facts *facts, enum status status, const char *last)
{
	if (status != STATUS_ERROR)
		return strdup(last);
	if (never_ran(facts))
		return strdup(facts->violations[0].message);
	if (facts->claim.made)
		return steal_ptr(&facts->claim.error);
	return describe_wait(facts->wait_status);
}

static void append_line(char *text, size_t *len, const char *words)
{
	size_t n = strlen(words);

	if (n && *len && text[*len - 1] != '\n')
		text[(*len)++] = '\n';
	memcpy(text + *len, words, n + 1);
	*len += n;
}

/* 0, or -ENOMEM. */
static int take_texts(struct verdict *verdict, struct outcome_facts *facts)
{
	_cleanup_free_ char *last = last_words(facts, verdict->status);

	if (!last)
		return -ENOMEM;
	verdict->out_truncated = facts->out.truncated;
	verdict->err_truncated = facts->err.truncated;
	verdict->out = capture_take(&facts->out, 0, &verdict->out_len);
	verdict->err = capture_take(&facts->err, strlen(last) + 1, &verdict->err_len);
	if (!verdict->out || !verdict->err)
		return -ENOMEM;
	append_line(verdict->err, &verdict->err_len, last);
	if (verdict->status == STATUS_SUCCESS)
		return 0;
	verdict->error = error_of(facts, verdict->status, last);
	return verdict->error ? 0 : -ENOMEM;
}

static void take_details(struct verdict *verdict, struct outcome_facts *facts)
{
	if (!facts->claim.made || verdict->status == STATUS_SUCCESS || verdict->status == STATUS_TIMEOUT)
		return;
	verdict->error_line = facts->claim.wire.line;
	if (facts->claim.type[0]) {
		verdict->error_type = steal_ptr(&facts->claim.type);
		verdict->error_message = steal_ptr(&facts->claim.message);
	}
}

static bool tell_the_end(const struct outcome_facts *facts)
{
	if (facts->refused && !facts->violation_count)
		return false;
	if (facts->out.lost || facts->err.lost)
		return false;
	return never_ran(facts) || facts->timed_out || facts->over_memory || facts->claim.made ||
	       facts->has_status;
}

struct verdict *judge(struct outcome_facts *facts)
{
	_cleanup_(verdict_freep) struct verdict *verdict = calloc(1, sizeof(*verdict));

	if (!verdict || !tell_the_end(facts))
		return NULL;
	verdict->status = status_of(facts);
	verdict->refused = never_ran(facts) && facts->violation_count;
	if (take_texts(verdict, facts) < 0)
		return NULL;
	take_details(verdict, facts);
	verdict->exit_code = exit_code_of(facts, verdict->status);
	verdict->wall_s = never_ran(facts) ? 0 : facts->wall_s;
	verdict->cpu_s = never_ran(facts) ? 0 : facts->cpu_s;
	verdict->memory_mb = never_ran(facts) ? -1 : facts->memory_mb;
	verdict->violations = steal_ptr(&facts->violations);
	verdict->violation_count = facts->violation_count;
	facts->violation_count = 0;
	return steal_ptr(&verdict);
}
