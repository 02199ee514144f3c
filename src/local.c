/* `pyrunner run`, `check` and `doctor`: the service's own path for one program, without HTTP. */
#include "base/buf.h"
#include "base/log.h"
#include "service.h"

#include <fcntl.h>

struct local {
	struct service service;
	struct request *request;
	void (*prepare)(struct local *local);
	void (*show)(
		struct local *local, const struct verdict *verdict); /* NULL: it is up, nothing was run */
	bool takes_input;					     /* standard input is the program's */
	const char *name;
};

static void end(struct local *local, int exit_code)
{
	local->service.exit_code = exit_code;
	uv_stop(&local->service.loop);
}

static void on_failed(void *user, const struct err *err)
{
	struct local *local = user;

	fprintf(stderr, "pyrunner: %s\n", err->text);
	end(local, 125);
}

static void on_done(void *user, struct result *result)
{
	struct local *local = user;

	if (result->outcome == OUTCOME_VERDICT) {
		end(local, result->verdict->exit_code);
		local->show(local, result->verdict);
		verdict_free(result->verdict);
	} else {
		fprintf(stderr, "pyrunner: the run was lost by a failure of ours\n");
		end(local, 125);
	}
}

static void on_ready(void *user)
{
	struct local *local = user;

	if (!local->request) {
		local->show(local, NULL);
		end(local, 0);
		return;
	}
	if (!schedule_submit(local->service.schedule, steal_ptr(&local->request), on_done, local))
		end(local, 125);
}

static void on_drained(void *user)
{
}

/* A file, or "-". The service's limits hold here too. */
static int read_all(const char *path, size_t max, char **data, size_t *len, struct err *err)
{
	_cleanup_close_ int fd = strcmp(path, "-") == 0 ? fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3)
							: open(path, O_RDONLY | O_CLOEXEC);
	struct buf buf = BUF_INIT(max);
	int r = 0;

	if (fd < 0)
		return err_errno(err, "open %s", path);
	for (;;) {
		char chunk[65536];
		ssize_t n = read(fd, chunk, sizeof(chunk));

		if (n < 0)
			r = err_errno(err, "read %s", path);
		else if (n > 0 && buf_append(&buf, chunk, (size_t)n) < 0)
			r = err_set(err, -EFBIG, "%s is larger than %zu bytes", path, max);
		if (n <= 0 || r < 0)
			break;
	}
	if (r >= 0 && buf_puts(&buf, "") < 0)
		r = err_nomem(err);
	if (r < 0) {
		buf_release(&buf);
		return r;
	}
	*data = buf.data;
	*len = buf.len;
	return 0;
}

static int make_request(struct local *local, const char *path, struct err *err)
{
	const struct config *config = &local->service.config;
	_cleanup_(request_freep) struct request *request = request_new();
	int r;

	if (!request)
		return err_nomem(err);
	r = read_all(path, (size_t)config->max_code_chars * 4, &request->code, &request->code_len, err);
	if (r < 0)
		return r;
	if (!isatty(STDIN_FILENO) && strcmp(path, "-") != 0 && local->takes_input) {
		r = read_all(
			"-", (size_t)config->max_stdin_kb * KB, &request->input, &request->input_len, err);
		if (r < 0)
			return r;
	}
	request->has_input = request->input != NULL;
	request->timeout_s = config->default_timeout;
	request->memory_mb = config->default_memory_mb;
	request->policy = config->policy_default;
	local->request = steal_ptr(&request);
	return 0;
}

static int go(struct local *local, struct err *err)
{
	const struct schedule_events events = {
		.ready = on_ready,
		.failed = on_failed,
		.drained = on_drained,
		.user = local,
	};
	int r = service_start(&local->service, &events, err);

	if (r >= 0)
		r = service_seal(&local->service, err);
	if (r >= 0)
		uv_run(&local->service.loop, UV_RUN_DEFAULT);
	return r;
}

/* `argv` ends in FILE where `wants_file`. */
static int run_verb(struct local *local, int argc, char **argv, bool wants_file)
{
	struct err err;
	int used, r;

	r = service_configure(&local->service, argc, argv, &used, &err);
	if (r >= 0 && used + wants_file != argc)
		r = err_set(&err, -EINVAL, wants_file ? "name one FILE" : "unexpected argument %s",
			argc > used ? argv[used] : "");
	if (r >= 0) {
		log_setup(LOG_AUTO, LOG_ERROR, "pyrunner");
		r = wants_file ? make_request(local, argv[used], &err) : 0;
	}
	if (r < 0) {
		fprintf(stderr, "pyrunner %s: %s\n", local->name, err.text);
		return 2;
	}
	if (local->prepare)
		local->prepare(local);
	if (go(local, &err) < 0) {
		fprintf(stderr, "pyrunner %s: %s\n", local->name, err.text);
		local->service.exit_code = 125;
	}
	service_end(&local->service);
	request_free(local->request);
	return local->service.exit_code;
}

/* --- run --------------------------------------------------------------------------------------------------- */

static void write_out(FILE *file, const char *data, size_t len)
{
	if (len && fwrite(data, 1, len, file) != len)
		return;
	fflush(file);
}

static void show_run(struct local *local, const struct verdict *verdict)
{
	write_out(stdout, verdict->out, verdict->out_len);
	write_out(stderr, verdict->err, verdict->err_len);
	if (verdict->err_len && verdict->err[verdict->err_len - 1] != '\n')
		fputc('\n', stderr);
	if (verdict->status == STATUS_ERROR && !verdict->err_len && verdict->error)
		fprintf(stderr, "%s\n", verdict->error);
}

int verb_run(int argc, char **argv)
{
	static struct local local = { .show = show_run, .name = "run", .takes_input = true };

	return run_verb(&local, argc, argv, true);
}

/* --- check ------------------------------------------------------------------------------------------------- */

static void check_only(struct local *local)
{
	local->request->check_only = true;
}

static void show_check(struct local *local, const struct verdict *verdict)
{
	for (size_t i = 0; i < verdict->violation_count; i++) {
		const struct violation *v = &verdict->violations[i];

		printf("%d:%d: %s: %s\n", v->line, v->column, v->rule, v->message);
		if (v->hint)
			printf("    %s\n", v->hint);
	}
	if (!verdict->violation_count && verdict->status != STATUS_SUCCESS) {
		fprintf(stderr, "pyrunner check: %s\n", verdict->error);
		local->service.exit_code = 125;
		return;
	}
	local->service.exit_code = verdict->violation_count ? 1 : 0;
}

int verb_check(int argc, char **argv)
{
	static struct local local = { .show = show_check, .name = "check", .prepare = check_only };

	return run_verb(&local, argc, argv, true);
}

/* --- doctor ------------------------------------------------------------------------------------------------ */

static void show_doctor(struct local *local, const struct verdict *verdict)
{
	const struct facts *facts = schedule_facts(local->service.schedule);

	printf("isolation: %s\n\n", facts->level);
	for (size_t i = 0; i < facts->layer_count; i++)
		printf("  %-18s %-7s %s\n", facts->layers[i].name,
			facts->layers[i].state == LAYER_ON ? "on" : "ABSENT", facts->layers[i].detail);
	printf("\npython:    %s\nlibraries:", facts->python);
	for (const char *const *library = facts->libraries; *library; library++)
		printf(" %s", *library);
	printf("\nself-test: a program in a real cell could not read a host file, open a socket, fork, execute,\n"
	       "           write outside its folder, or see another process\n");
}

int verb_doctor(int argc, char **argv)
{
	static struct local local = { .show = show_doctor, .name = "doctor" };

	return run_verb(&local, argc, argv, false);
}
