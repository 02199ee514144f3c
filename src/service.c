#include "service.h"

#include "base/log.h"
#include "jail/jail.h"
#include <fcntl.h>
#include <malloc.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>

enum { END_TRIES = 500, END_PAUSE_US = 10000, LARGE_BLOCK = 128 * 1024 };

static void set_up_log(const struct config *config)
{
	static const char *const levels[] = { "debug", "info", "warning", "error" };
	enum log_format format = LOG_AUTO;
	enum log_level least = LOG_INFO;

	if (strcmp(config->log, "text") == 0)
		format = LOG_TEXT;
	else if (strcmp(config->log, "json") == 0)
		format = LOG_JSON;
	for (unsigned i = 0; i < ELEMENTS(levels); i++) {
		if (strcmp(config->log_level, levels[i]) == 0)
			least = (enum log_level)i;
	}
	log_setup(format, least, "server");
}

int service_configure(struct service *service, int argc, char **argv, int *used, struct err *err)
{
	int r = config_load(&service->config, argc, argv, used, err);

	if (r < 0)
		return r;
	set_up_log(&service->config);
	/* Bodies and outputs are large and short-lived: each goes back to the kernel, instead of leaving a heap that
	 * only ever grows. */
	mallopt(M_MMAP_THRESHOLD, LARGE_BLOCK);
	mallopt(M_TRIM_THRESHOLD, LARGE_BLOCK);
	mallopt(M_ARENA_MAX, 1);
	signal(SIGPIPE, SIG_IGN);
	return 0;
}

static int read_policy(const char *path, char *text, size_t size, size_t *len, struct err *err)
{
	_cleanup_close_ int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t n = fd < 0 ? -1 : read(fd, text, size);

	if (n < 0)
		return err_errno(err, "read %s", path);
	if ((size_t)n == size)
		return err_set(err, -EFBIG, "%s is larger than %zu bytes", path, size);
	*len = (size_t)n;
	return 0;
}

static int load_filter(struct service *service, struct err *err)
{
	static char text[FILTER_FILE_MAX];
	char path[4096];
	size_t len = 0;
	int r;

	snprintf(path, sizeof(path), "%s/server.seccomp", service->config.policy_dir);
	r = read_policy(path, text, sizeof(text), &len, err);
	if (r < 0)
		return r;
	return filter_compile(&service->filter, "server.seccomp", text, len, err);
}

int service_start(struct service *service, const struct schedule_events *events, struct err *err)
{
	unsigned slots = schedule_plan(&service->config);
	int r;

	r = load_filter(service, err); /* the service's uid may not be allowed to read it */
	if (r < 0)
		return r;
	r = keeper_start(&service->keeper, &service->config, slots, err);
	if (r < 0)
		return r;
	r = jail_drop_root(service->keeper.uid, service->keeper.gid, err);
	if (r < 0)
		return err_in(err, "give up root");
	r = uv_loop_init(&service->loop);
	if (r < 0)
		return err_set(err, r, "event loop: %s", uv_strerror(r));
	return schedule_new(
		&service->schedule, &service->loop, &service->config, &service->keeper, events, err);
}

int service_seal(struct service *service, struct err *err)
{
	int r = jail_seal_service(service->filter, err);

	filter_free(steal_ptr(&service->filter));
	return r;
}

static void close_left(uv_handle_t *handle, void *unused)
{
	if (!uv_is_closing(handle))
		uv_close(handle, NULL);
}

void service_end(struct service *service)
{
	if (service->schedule) {
		schedule_stop(service->schedule);
		uv_walk(&service->loop, close_left, NULL);
		uv_run(&service->loop, UV_RUN_DEFAULT);
		uv_loop_close(&service->loop);
		schedule_free(service->schedule);
	} else if (service->keeper.channel > 0) {
		close(service->keeper.channel);
	}
	config_release(&service->config);
	/* The keeper ends when its channel does, and the clean-up process after it: wait, so that nothing is left
	 * once this process is gone. */
	for (int tries = 0; tries < END_TRIES; tries++) {
		pid_t pid = waitpid(-1, NULL, WNOHANG);

		if (pid < 0 && errno == ECHILD)
			return;
		if (pid == 0)
			usleep(END_PAUSE_US);
	}
	log_warning("clean-up is taking long: not waited for");
}
