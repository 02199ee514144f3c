#include "judge.h"

#include <signal.h>
#include <sys/wait.h>

enum { LAST_WORDS_MAX = 8192 };

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

void violations_free(struct violation *violations, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		free(violations[i].rule);
		free(violations[i].message);
		free(violations[i].hint);
	}
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
	violations_free(verdict->violations, verdict->violation_count);
	free(verdict);
}

void outcome_facts_release(struct outcome_facts *facts)
{
	capture_release(&facts->out);
	capture_release(&facts->err);
	free(facts->claim.type);
	free(facts->claim.message);
	free(facts->claim.error);
	violations_free(facts->violations, facts->violation_count);
	*facts = (struct outcome_facts){ 0 };
}

static enum status status_of_claim(const struct claim *claim)
{
	switch (claim->wire.ending) {
	case ENDING_MEMORY:
		return STATUS_MEMORY_EXCEEDED;
	case ENDING_EXCEPTION:
		return STATUS_ERROR;
	default:
		return claim->wire.exit_code == 0 ? STATUS_SUCCESS : STATUS_ERROR;
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
	if (facts->refused)
		return STATUS_ERROR;
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
	if (status == STATUS_TIMEOUT)
		return 124;
	if (status == STATUS_MEMORY_EXCEEDED)
		return 137;
	if (facts->refused)
		return 1;
	if (facts->claim.made)
		return facts->claim.wire.exit_code & 0xff;
	if (WIFEXITED(facts->wait_status))
		return WEXITSTATUS(facts->wait_status);
	return 128 + WTERMSIG(facts->wait_status);
}

static char *describe_wait(int status)
{
	char *words = NULL;
	int n;

	if (WIFEXITED(status))
		n = asprintf(&words, "Process exited with code %d", WEXITSTATUS(status));
	else
		n = asprintf(&words, "Killed by signal %d (SIG%s): %s", WTERMSIG(status),
			sigabbrev_np(WTERMSIG(status)) ? sigabbrev_np(WTERMSIG(status)) : "?",
			strsignal(WTERMSIG(status)));
	return n < 0 ? NULL : words;
}

static void append_line(char *text, size_t *len, const char *words)
{
	size_t n = strlen(words);

	if (*len && text[*len - 1] != '\n')
		text[(*len)++] = '\n';
	memcpy(text + *len, words, n + 1);
	*len += n;
}

/* The words that end standard error, and those of `error`. 0, or -ENOMEM. */
static int add_words(struct verdict *verdict, struct outcome_facts *facts)
{
	char words[LAST_WORDS_MAX];

	switch (verdict->status) {
	case STATUS_SUCCESS:
		return 0;
	case STATUS_TIMEOUT:
		snprintf(words, sizeof(words), "Execution timed out after %u seconds", facts->timeout_s);
		break;
	case STATUS_MEMORY_EXCEEDED:
		snprintf(words, sizeof(words), "Memory limit exceeded");
		break;
	default:
		if (!facts->refused) {
			verdict->error =
				facts->claim.made ? facts->claim.error : describe_wait(facts->wait_status);
			if (facts->claim.made)
				facts->claim.error = NULL;
			return verdict->error ? 0 : -ENOMEM;
		}
		verdict->error = strdup(facts->violation_count ? facts->violations[0].message : "refused");
		snprintf(words, sizeof(words), "Security validation failed: %s",
			verdict->error ? verdict->error : "");
		append_line(verdict->err, &verdict->err_len, words);
		return verdict->error ? 0 : -ENOMEM;
	}
	append_line(verdict->err, &verdict->err_len, words);
	verdict->error = strdup(words);
	return verdict->error ? 0 : -ENOMEM;
}

static void add_details(struct verdict *verdict, struct outcome_facts *facts)
{
	if (!facts->claim.made || verdict->status == STATUS_SUCCESS || verdict->status == STATUS_TIMEOUT)
		return;
	verdict->error_line = facts->claim.wire.line;
	if (facts->claim.type && facts->claim.type[0]) {
		verdict->error_type = facts->claim.type;
		verdict->error_message = facts->claim.message;
		facts->claim.type = facts->claim.message = NULL;
	}
}

struct verdict *judge(struct outcome_facts *facts)
{
	struct verdict *verdict = calloc(1, sizeof(*verdict));

	if (!verdict)
		return NULL;
	verdict->status = status_of(facts);
	verdict->refused = facts->refused;
	verdict->out_truncated = facts->out.truncated;
	verdict->err_truncated = facts->err.truncated;
	verdict->out = capture_take(&facts->out, 0, &verdict->out_len);
	verdict->err = capture_take(&facts->err, LAST_WORDS_MAX + 1, &verdict->err_len);
	if (!verdict->out || !verdict->err || add_words(verdict, facts) < 0) {
		verdict_free(verdict);
		return NULL;
	}
	add_details(verdict, facts);
	verdict->exit_code = exit_code_of(facts, verdict->status);
	verdict->wall_s = facts->refused ? 0 : facts->wall_s;
	verdict->cpu_s = facts->refused ? 0 : facts->cpu_s;
	verdict->memory_mb = facts->refused ? -1 : facts->memory_mb;
	verdict->violations = facts->violations;
	verdict->violation_count = facts->violation_count;
	facts->violations = NULL;
	facts->violation_count = 0;
	return verdict;
}
