#include "cell_internal.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>

/* Times: what is looked up gets its number in one, and its place in a cache in the next. */
enum { PRACTISED = 3 };

static no_return void fail_to_seal(const struct err *err)
{
	/* The channel may not have reached its place yet; the server hears of the end in any case. */
	channel_send(CELL_SEAL_FAILED, &(struct piece){ err->text, strlen(err->text) }, 1);
	_exit(1);
}

static void unblock_signals(void)
{
	sigset_t none;

	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

static int64_t max_rss_kb(void)
{
	struct rusage usage;

	getrusage(RUSAGE_SELF, &usage);
	return usage.ru_maxrss;
}

/* In place of PyOS_AfterFork_Child(), which would cost half of a small program's page faults. A zygote has called it
 * after all that it imported and ran, it has one thread, and that holds no lock: what is left is what must differ between
 * cells. */
static void wake(const struct cell_context *context)
{
	PyObject *id = PyLong_FromLong(gettid());

	if (id)
		PyObject_SetAttrString(context->tools->main_thread, "_native_id", id);
	Py_XDECREF(id);
	PyThreadState_Get()->native_thread_id = (unsigned long)gettid();
	seed_anew(context->tools);
	PyErr_Clear();
}

/* Nothing of a request is there yet: what runs here is ours and the libraries'. */
static void become_cell(const struct cell_context *context, struct jail *jail)
{
	struct wire_sealed sealed;
	struct err err;
	int channel = jail->fds[CELL_CHANNEL];

	unblock_signals();
	wake(context);
	if (jail_seal(jail, &err) < 0) {
		dup2(channel, CELL_CHANNEL);
		fail_to_seal(&err);
	}
	if (strcmp(jail->folder, CELL_FOLDER) != 0)
		program_moves(context, jail->folder);
	report_aborts();
	sealed = (struct wire_sealed){ .layers = jail->layers, .max_rss_kb = max_rss_kb() };
	channel_send(CELL_SEALED, &(struct piece){ &sealed, sizeof(sealed) }, 1);
}

static uint64_t cpu_seconds_so_far(void)
{
	struct rusage usage;

	getrusage(RUSAGE_SELF, &usage);
	return (uint64_t)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + 1;
}

static void take_limits(
	const struct cell_context *context, const struct jail_common *common, const struct wire_job *job)
{
	const uint64_t cpu = MIN((uint64_t)job->timeout_s * context->cpus + 1, (uint64_t)CPU_SECONDS_MAX);
	const struct job_limits limits = {
		.address_space = context->address_space,
		.memory = job->memory_mb * MB,
		.cpu_s = cpu + cpu_seconds_so_far(),
		.file_size = MIN((uint64_t)context->scratch_mb, (uint64_t)job->memory_mb / 2) * MB,
		.cgroup_memory = job->cgroup_memory,
	};
	struct err err;

	if (jail_limit_job(common, &limits, &err) < 0)
		fail_to_seal(&err);
}

/* Standard input becomes the file without a name that sealing put there. */
static void take_input(struct job_pieces *pieces, size_t len)
{
	while (len) {
		const struct text part = channel_take(pieces, len);

		if (write(CELL_STDIN, part.data, part.len) != (ssize_t)part.len)
			_exit(1);
		len -= part.len;
	}
	if (lseek(CELL_STDIN, 0, SEEK_SET) < 0)
		_exit(1);
}

static void take_code(struct job_pieces *pieces, struct cell_job *job)
{
	size_t done = 0;

	job->code = malloc((size_t)job->wire.code_len + 1);
	if (!job->code)
		_exit(1);
	while (done < job->wire.code_len) {
		const struct text part = channel_take(pieces, job->wire.code_len - done);

		memcpy(job->code + done, part.data, part.len);
		done += part.len;
	}
	job->code[done] = '\0';
}

/* Its messages are read to where the program's own calls will write soon. */
static void take_job(const struct cell_context *context, const struct jail_common *common,
	struct cell_job *job, struct wire_started *started)
{
	struct job_pieces pieces;

	channel_wait_for_job(context, &pieces, &job->wire);
	started->max_rss_kb = max_rss_kb();
	take_limits(context, common, &job->wire);
	take_code(&pieces, job);
	if (job->wire.input_len)
		take_input(&pieces, job->wire.input_len);
	if (pieces.at != pieces.end) /* more than was announced */
		_exit(1);
}

static int send_violation(void *user, const struct check_finding *finding)
{
	unsigned *sent = user;
	const struct wire_violation head = {
		.line = finding->line,
		.column = finding->column,
		.end_line = finding->end_line,
		.end_column = finding->end_column,
		.rule_len = (uint32_t)MIN(strlen(finding->rule), (size_t)WIRE_TYPE_MAX),
		.message_len = (uint32_t)MIN(strlen(finding->message), (size_t)WIRE_MESSAGE_MAX),
		.hint_len =
			finding->hint ? (uint32_t)MIN(strlen(finding->hint), (size_t)WIRE_MESSAGE_MAX) : 0,
	};
	const struct piece pieces[] = {
		{ &head, sizeof(head) },
		{ finding->rule, head.rule_len },
		{ finding->message, head.message_len },
		{ finding->hint, head.hint_len },
	};

	if ((*sent)++ < WIRE_VIOLATIONS_MAX)
		channel_send(CELL_VIOLATION, pieces, ELEMENTS(pieces));
	return 0;
}

static int ignore_finding(void *user, const struct check_finding *finding)
{
	return 0;
}

static no_return void end(uint32_t type)
{
	channel_send(type, NULL, 0);
	channel_wait_for_end();
	_exit(0);
}

static no_return void end_for_memory(void)
{
	struct ended ended = { .wire = { .ending = ENDING_MEMORY, .exit_code = 1 } };

	report_send(&ended);
	channel_wait_for_end();
	_exit(1);
}

static no_return void refuse_syntax(const struct cell_job *job)
{
	int line = 0, column = 0;
	PyObject *message = check_syntax_message(&line, &column);
	const char *text = message ? PyUnicode_AsUTF8(message) : NULL;
	unsigned sent = 0;

	if (!text)
		end_for_memory();
	send_violation(&sent, &(struct check_finding){ .rule = "syntax",
				      .message = text,
				      .line = line,
				      .column = column,
				      .end_line = line,
				      .end_column = column });
	end(job->wire.check_only ? CELL_CHECKED : CELL_REFUSED);
}

static void check(const struct cell_context *context, const struct cell_job *job, PyObject *tree)
{
	const struct check_options options = {
		.has_input = job->wire.has_input,
		.first_only = !job->wire.check_only,
		.libraries = context->libraries,
	};
	unsigned sent = 0;
	uint32_t used = 0;
	int found;

	if (job->wire.policy >= context->policy_count)
		_exit(1);
	if (!policy_checks(context->policies[job->wire.policy]) && !job->wire.check_only)
		return;
	found = check_tree(context->policies[job->wire.policy], tree, &options, send_violation, &sent, &used);
	if (found < 0)
		end_for_memory();
	if (job->wire.check_only)
		end(CELL_CHECKED);
	if (found > 0)
		end(CELL_REFUSED);
	used &= job->wire.elsewhere;
	if (used) {
		struct wire_other_set other = { .libraries = used };

		channel_send(CELL_OTHER_SET, &(struct piece){ &other, sizeof(other) }, 1);
		channel_wait_for_end();
		_exit(0);
	}
}

static char rehearsed[] =
	"def f(x):\n    return [x for x in (x, 1)]\nfor i in range(2):\n    print(f'{f(i)}')\n'a' + str(len('b'))\n";

static PyObject *rehearse_check(const struct cell_context *context)
{
	const struct check_options options = { .libraries = context->libraries };
	PyObject *tree = program_parse(rehearsed, sizeof(rehearsed) - 1);
	uint32_t used;

	if (tree && policy_checks(context->policies[0]) &&
		check_tree(context->policies[0], tree, &options, ignore_finding, NULL, &used) < 0)
		PyErr_Clear();
	return tree;
}

void cell_rehearse(const struct cell_context *context)
{
	const struct cell_job job = { .wire = { .code_len = sizeof(rehearsed) - 1, .auto_print = true },
		.code = rehearsed };
	struct ended ended;
	PyObject *tree;

	wake(context);
	tree = rehearse_check(context);
	if (tree)
		program_run(context, &job, tree, &ended);
}

void cell_practise(const struct cell_context *context)
{
	for (unsigned i = 0; i < PRACTISED; i++) {
		PyObject *tree = rehearse_check(context);

		if (tree)
			program_practise(context, tree);
		Py_XDECREF(tree);
		PyErr_Clear();
	}
}

no_return void cell_live(const struct cell_context *context, struct jail *jail)
{
	struct cell_job job = { .code = NULL };
	struct ended ended = { .type = NULL };
	struct wire_started started;
	PyObject *tree;

	become_cell(context, jail);
	take_job(context, jail->common, &job, &started);
	tree = program_parse(job.code, job.wire.code_len);
	if (!tree)
		refuse_syntax(&job);
	check(context, &job, tree);
	channel_send(CELL_STARTED, &(struct piece){ &started, sizeof(started) }, 1);
	program_run(context, &job, tree, &ended);
	report_send(&ended);
	channel_wait_for_end();
	_exit(ended.wire.exit_code);
}
