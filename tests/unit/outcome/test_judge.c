/* From facts to a verdict: one row an ending, as the HTTP contract and the design tell them apart. */
#include "testing.h"

#include "base/cleanup.h"
#include "outcome/judge.h"

#include <signal.h>

enum { NOT_RUN = -1 };

#define EXITED(code)  ((code) << 8)
#define KILLED(signo) (signo)

struct row {
	const char *what;
	/* facts; a program's 10 s of CPU are the limit */
	bool refused, checked, timed_out, over_memory;
	int wait_status; /* where it was reaped */
	bool reaped;
	const char *violation;
	struct {
		bool made;
		enum ending ending;
		int exit_code;
		const char *type, *message, *error;
	} claim;
	double cpu_s;
	const char *out, *err;
	/* and what they make */
	enum status status;
	int exit_code;
	const char *error, *stderr_text, *type, *message;
};

#define REAPED(status)	  .reaped = true, .wait_status = (status)
#define FINISHED	  .claim = { true, ENDING_FINISHED, 0, "", "", "" }
#define EXIT(code, error) .claim = { true, ENDING_EXIT, code, "SystemExit", #code, error }
#define RAISED(code)	  .claim = { true, ENDING_EXCEPTION, code, "ValueError", "no", "ValueError: no" }
#define OUT_OF_MEMORY	  .claim = { true, ENDING_MEMORY, 1, "MemoryError", "", "MemoryError" }
#define TRACEBACK	  "Traceback (most recent call last):\nValueError: no\n"
#define TIMED_OUT	  "Execution timed out after 3 seconds"
#define TOO_LARGE	  "Memory limit exceeded"
#define REFUSED		  "Security validation failed: Import of 'os' is not allowed"

static const struct row rows[] = {
	/* success */
	{ "to its end", FINISHED, .out = "1\n", .status = STATUS_SUCCESS },
	{ "sys.exit(0)", EXIT(0, ""), .status = STATUS_SUCCESS },
	{ "os._exit(0)", REAPED(EXITED(0)), .status = STATUS_SUCCESS },
	{ "with warnings", FINISHED, .err = "careful", .stderr_text = "careful", .status = STATUS_SUCCESS },
	{ "sys.exit(256), as the kernel cuts it", EXIT(256, ""), .status = STATUS_SUCCESS },

	/* error */
	{ "an exception", RAISED(1), .err = TRACEBACK, .stderr_text = TRACEBACK, .status = STATUS_ERROR,
		.exit_code = 1, .error = "ValueError: no", .type = "ValueError", .message = "no" },
	{ "an exception and exit code 0", RAISED(0), .status = STATUS_ERROR, .exit_code = 1,
		.error = "ValueError: no", .type = "ValueError", .message = "no" },
	{ "an exception and exit code 512", RAISED(512), .status = STATUS_ERROR, .exit_code = 1,
		.error = "ValueError: no", .type = "ValueError", .message = "no" },
	{ "sys.exit(3)", EXIT(3, "SystemExit: 3"), .status = STATUS_ERROR, .exit_code = 3,
		.error = "SystemExit: 3", .type = "SystemExit", .message = "3" },
	{ "sys.exit(-1)", EXIT(-1, "SystemExit: -1"), .status = STATUS_ERROR, .exit_code = 255,
		.error = "SystemExit: -1", .type = "SystemExit", .message = "-1" },
	{ "a claim without words", .claim = { true, ENDING_EXIT, 134, "", "", "Aborted" },
		.status = STATUS_ERROR, .exit_code = 134, .error = "Aborted" },
	{ "os._exit(7)", REAPED(EXITED(7)), .status = STATUS_ERROR, .exit_code = 7,
		.error = "Process exited with code 7" },
	{ "os._exit(255)", REAPED(EXITED(255)), .status = STATUS_ERROR, .exit_code = 255,
		.error = "Process exited with code 255" },
	{ "a null pointer", REAPED(KILLED(SIGSEGV)), .status = STATUS_ERROR, .exit_code = 139,
		.error = "Killed by signal 11 (SIGSEGV): Segmentation fault" },
	{ "a core that is not dumped", REAPED(KILLED(SIGSEGV) | 0x80), .status = STATUS_ERROR,
		.exit_code = 139, .error = "Killed by signal 11 (SIGSEGV): Segmentation fault" },
	{ "a division in C", REAPED(KILLED(SIGFPE)), .status = STATUS_ERROR, .exit_code = 136,
		.error = "Killed by signal 8 (SIGFPE): Floating point exception" },
	{ "a refused system call", REAPED(KILLED(SIGSYS)), .status = STATUS_ERROR, .exit_code = 159,
		.error = "Killed by signal 31 (SIGSYS): Bad system call" },
	{ "a file over its limit", REAPED(KILLED(SIGXFSZ)), .status = STATUS_ERROR, .exit_code = 153,
		.error = "Killed by signal 25 (SIGXFSZ): File size limit exceeded" },
	{ "a signal without a name", REAPED(KILLED(40)), .status = STATUS_ERROR, .exit_code = 168,
		.error = "Killed by signal 40" },
	{ "a plain SIGKILL", REAPED(KILLED(SIGKILL)), .cpu_s = 9.9, .status = STATUS_ERROR, .exit_code = 137,
		.error = "Killed by signal 9 (SIGKILL): Killed" },
	{ "what it wrote stays as it is", REAPED(KILLED(SIGSEGV)), .err = "half a li",
		.stderr_text = "half a li", .status = STATUS_ERROR, .exit_code = 139,
		.error = "Killed by signal 11 (SIGSEGV): Segmentation fault" },

	/* timeout */
	{ "the clock", .timed_out = true, .status = STATUS_TIMEOUT, .exit_code = 124, .error = TIMED_OUT,
		.stderr_text = TIMED_OUT },
	{ "the clock, and reaped", .timed_out = true, REAPED(KILLED(SIGKILL)), .status = STATUS_TIMEOUT,
		.exit_code = 124, .error = TIMED_OUT, .stderr_text = TIMED_OUT },
	{ "a line before it", .timed_out = true, .err = "so far\n", .status = STATUS_TIMEOUT,
		.exit_code = 124, .error = TIMED_OUT, .stderr_text = "so far\n" TIMED_OUT },
	{ "half a line before it", .timed_out = true, .err = "so far", .status = STATUS_TIMEOUT,
		.exit_code = 124, .error = TIMED_OUT, .stderr_text = "so far\n" TIMED_OUT },
	{ "half a character before it", .timed_out = true, .err = "\xe2\x82", .status = STATUS_TIMEOUT,
		.exit_code = 124, .error = TIMED_OUT, .stderr_text = "\xef\xbf\xbd\xef\xbf\xbd\n" TIMED_OUT },
	{ "RLIMIT_CPU", REAPED(KILLED(SIGKILL)), .cpu_s = 10, .status = STATUS_TIMEOUT, .exit_code = 124,
		.error = TIMED_OUT, .stderr_text = TIMED_OUT },
	{ "CPU used, but ended by itself", REAPED(KILLED(SIGSEGV)), .cpu_s = 11, .status = STATUS_ERROR,
		.exit_code = 139, .error = "Killed by signal 11 (SIGSEGV): Segmentation fault" },
	{ "too late a claim", .timed_out = true, FINISHED, .status = STATUS_TIMEOUT, .exit_code = 124,
		.error = TIMED_OUT, .stderr_text = TIMED_OUT },
	{ "a late exception has no details", .timed_out = true, RAISED(1), .status = STATUS_TIMEOUT,
		.exit_code = 124, .error = TIMED_OUT, .stderr_text = TIMED_OUT },
	{ "the clock comes before memory", .timed_out = true, .over_memory = true, .status = STATUS_TIMEOUT,
		.exit_code = 124, .error = TIMED_OUT, .stderr_text = TIMED_OUT },

	/* memory */
	{ "the group's limit", .over_memory = true, REAPED(KILLED(SIGKILL)), .out = "so far",
		.status = STATUS_MEMORY_EXCEEDED, .exit_code = 137, .error = TOO_LARGE,
		.stderr_text = TOO_LARGE },
	{ "the group's limit, with much CPU", .over_memory = true, REAPED(KILLED(SIGKILL)), .cpu_s = 12,
		.status = STATUS_MEMORY_EXCEEDED, .exit_code = 137, .error = TOO_LARGE,
		.stderr_text = TOO_LARGE },
	{ "an uncaught MemoryError", OUT_OF_MEMORY, .err = "MemoryError\n", .status = STATUS_MEMORY_EXCEEDED,
		.exit_code = 137, .error = TOO_LARGE, .stderr_text = "MemoryError\n" TOO_LARGE,
		.type = "MemoryError", .message = "" },
	{ "a claim of success does not help", .over_memory = true, FINISHED, REAPED(KILLED(SIGKILL)),
		.status = STATUS_MEMORY_EXCEEDED, .exit_code = 137, .error = TOO_LARGE,
		.stderr_text = TOO_LARGE },

	/* a claim comes before how the process went: it is killed once it has said so */
	{ "claimed, then killed", FINISHED, REAPED(KILLED(SIGKILL)), .status = STATUS_SUCCESS },
	{ "claimed an exception, then exited 0", RAISED(1), REAPED(EXITED(0)), .status = STATUS_ERROR,
		.exit_code = 1, .error = "ValueError: no", .type = "ValueError", .message = "no" },

	/* never ran */
	{ "refused", .refused = true, .violation = "Import of 'os' is not allowed", .status = STATUS_ERROR,
		.exit_code = 1, .error = "Import of 'os' is not allowed", .stderr_text = REFUSED },
	{ "refused, and the clock a moment later", .refused = true, .timed_out = true, .over_memory = true,
		.violation = "Import of 'os' is not allowed", .status = STATUS_ERROR, .exit_code = 1,
		.error = "Import of 'os' is not allowed", .stderr_text = REFUSED },
	{ "checked and found good", .checked = true, .status = STATUS_SUCCESS },
	{ "checked and found wanting", .checked = true, .violation = "Import of 'os' is not allowed",
		.status = STATUS_ERROR, .exit_code = 1, .error = "Import of 'os' is not allowed",
		.stderr_text = REFUSED },
};

static char *copy(const char *text)
{
	return text ? strdup(text) : NULL;
}

static void capture_text(struct capture *capture, const char *text)
{
	*capture = CAPTURE_INIT(1000);
	if (text)
		assert_int_equal(buf_puts(&capture->bytes, text), 0);
}

static void take_facts(struct outcome_facts *facts, const struct row *row)
{
	*facts = (struct outcome_facts){
		.refused = row->refused,
		.checked = row->checked,
		.timed_out = row->timed_out,
		.over_memory = row->over_memory,
		.has_status = row->reaped,
		.wait_status = row->wait_status,
		.timeout_s = 3,
		.cpu_limit_us = 10 * 1000000,
		.wall_s = 1.5,
		.cpu_s = row->cpu_s,
		.memory_mb = 20,
		.claim = {
			.made = row->claim.made,
			.wire = { .ending = row->claim.ending, .exit_code = row->claim.exit_code, .line = 4 },
			.type = copy(row->claim.type),
			.message = copy(row->claim.message),
			.error = copy(row->claim.error),
		},
	};
	capture_text(&facts->out, row->out);
	capture_text(&facts->err, row->err);
	if (row->violation) {
		facts->violations = calloc(1, sizeof(*facts->violations));
		facts->violations[0] =
			(struct violation){ .rule = strdup("import"), .message = strdup(row->violation) };
		facts->violation_count = 1;
	}
}

static void same_text(const char *what, const char *is, const char *expected)
{
	if (!is != !expected || (is && strcmp(is, expected) != 0))
		fail_msg("%s: \"%s\", not \"%s\"", what, is ? is : "NULL", expected ? expected : "NULL");
}

static void check_row(const struct row *row)
{
	_cleanup_(outcome_facts_release) struct outcome_facts facts;
	_cleanup_(verdict_freep) struct verdict *verdict = NULL;
	const bool ran = !row->refused && !row->checked;
	const bool details =
		row->claim.made && (row->status == STATUS_ERROR || row->status == STATUS_MEMORY_EXCEEDED);

	take_facts(&facts, row);
	verdict = judge(&facts);
	if (!verdict)
		fail_msg("%s: no verdict", row->what);
	same_text(row->what, status_name(verdict->status), status_name(row->status));
	same_text(row->what, verdict->error, row->error);
	same_text(row->what, verdict->out, row->out ? row->out : "");
	same_text(row->what, verdict->err, row->stderr_text ? row->stderr_text : "");
	same_text(row->what, verdict->error_type, row->type);
	same_text(row->what, verdict->error_message, row->message);
	assert_int_equal(verdict->out_len, strlen(verdict->out));
	assert_int_equal(verdict->err_len, strlen(verdict->err));
	if (verdict->exit_code != row->exit_code)
		fail_msg("%s: exit code %d, not %d", row->what, verdict->exit_code, row->exit_code);
	assert_int_equal(verdict->refused, row->violation != NULL);
	assert_int_equal(verdict->violation_count, row->violation != NULL);
	assert_true(verdict->wall_s == (ran ? 1.5 : 0));
	assert_true(verdict->cpu_s == (ran ? row->cpu_s : 0));
	assert_true(verdict->memory_mb == (ran ? 20 : NOT_RUN));
	assert_int_equal(verdict->error_line, details ? 4 : 0);
	assert_null(facts.violations);
}

static void test_each_ending(void **state)
{
	for (size_t i = 0; i < ELEMENTS(rows); i++)
		check_row(&rows[i]);
}

static void test_facts_that_tell_no_end(void **state)
{
	static const struct row none[] = {
		{ .what = "nothing" },
		{ "refused for nothing", .refused = true },
		{ "what it wrote is no end", .out = "done", .cpu_s = 99 },
	};

	for (size_t i = 0; i < ELEMENTS(none); i++) {
		_cleanup_(outcome_facts_release) struct outcome_facts facts;

		take_facts(&facts, &none[i]);
		assert_null(judge(&facts));
	}
}

static void test_the_last_line_comes_after_a_full_capture(void **state)
{
	const struct row row = { "flood", .timed_out = true, .err = "12345678\xe2\x82" };
	_cleanup_(outcome_facts_release) struct outcome_facts facts;
	_cleanup_(verdict_freep) struct verdict *verdict = NULL;

	take_facts(&facts, &row);
	facts.out.truncated = facts.err.truncated = true;
	verdict = judge(&facts);
	assert_non_null(verdict);
	assert_true(verdict->out_truncated);
	assert_true(verdict->err_truncated);
	assert_string_equal(verdict->err, "12345678\n" TIMED_OUT);
}

static void test_one_stream_is_cut_and_not_the_other(void **state)
{
	const struct row row = { "cut", FINISHED };
	_cleanup_(outcome_facts_release) struct outcome_facts facts;
	_cleanup_(verdict_freep) struct verdict *verdict = NULL;

	take_facts(&facts, &row);
	facts.out.truncated = true;
	verdict = judge(&facts);
	assert_true(verdict->out_truncated);
	assert_false(verdict->err_truncated);
}

static void test_a_message_of_any_length(void **state)
{
	_cleanup_(outcome_facts_release) struct outcome_facts facts;
	_cleanup_(verdict_freep) struct verdict *verdict = NULL;
	static char message[40000];
	const struct row row = { "long", .refused = true, .violation = message };

	memset(message, 'm', sizeof(message) - 1);
	take_facts(&facts, &row);
	verdict = judge(&facts);
	assert_string_equal(verdict->error, message);
	assert_int_equal(verdict->err_len, strlen("Security validation failed: ") + sizeof(message) - 1);
}

static void test_nothing_to_free(void **state)
{
	struct outcome_facts facts = { 0 };

	outcome_facts_release(&facts);
	outcome_facts_release(&facts);
	verdict_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_each_ending),
		cmocka_unit_test(test_facts_that_tell_no_end),
		cmocka_unit_test(test_the_last_line_comes_after_a_full_capture),
		cmocka_unit_test(test_one_stream_is_cut_and_not_the_other),
		cmocka_unit_test(test_a_message_of_any_length),
		cmocka_unit_test(test_nothing_to_free),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
