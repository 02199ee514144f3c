#include "api/api.h"
#include "base/log.h"
#include "service.h"

#include <signal.h>

struct serving {
	struct service service;
	struct http_server *http;
	struct api *api;
	uv_signal_t terminate, interrupt;
	uv_check_t answered;
	bool draining, drained;
};

static void stop(struct serving *serving, int exit_code)
{
	serving->service.exit_code = exit_code;
	uv_stop(&serving->service.loop);
}

static void on_failed(void *user, const struct err *err)
{
	struct serving *serving = user;

	log_error("can't serve", F_STR("error", err->text));
	stop(serving, 1);
}

static void on_ready(void *user)
{
	struct serving *serving = user;

	log_info("ready", F_STR("listen", serving->service.config.listen),
		F_INT("port", http_port(serving->http)),
		F_STR("isolation", schedule_facts(serving->service.schedule)->level),
		F_INT("max_running", serving->service.config.max_running));
}

/* Answers are on their way when the last program ends: the loop goes on until they are written. */
static void on_answered(uv_check_t *check)
{
	struct serving *serving = check->data;

	if (serving->drained && http_in_flight(serving->http) == 0)
		stop(serving, 0);
}

static void on_drained(void *user)
{
	struct serving *serving = user;

	serving->drained = true;
	uv_check_start(&serving->answered, on_answered);
}

static void on_signal(uv_signal_t *handle, int signal)
{
	struct serving *serving = handle->data;

	if (serving->draining) {
		log_info("second signal: ending at once");
		stop(serving, 1);
		return;
	}
	log_info("draining: running programs finish");
	serving->draining = true;
	schedule_drain(serving->service.schedule);
	if (serving->drained && http_in_flight(serving->http) == 0)
		stop(serving, 0);
}

static void watch_signals(struct serving *serving)
{
	uv_loop_t *loop = &serving->service.loop;

	uv_signal_init(loop, &serving->terminate);
	uv_signal_init(loop, &serving->interrupt);
	uv_check_init(loop, &serving->answered);
	serving->terminate.data = serving->interrupt.data = serving->answered.data = serving;
	uv_signal_start(&serving->terminate, on_signal, SIGTERM);
	uv_signal_start(&serving->interrupt, on_signal, SIGINT);
}

static int start(struct serving *serving, struct err *err)
{
	const struct schedule_events events = {
		.ready = on_ready,
		.failed = on_failed,
		.drained = on_drained,
		.user = serving,
	};
	struct service *service = &serving->service;
	struct http_handler handler;
	int r;

	r = service_start(service, &events, err);
	if (r < 0)
		return r;
	watch_signals(serving);
	r = api_new(&serving->api, &service->config, service->schedule, err);
	if (r < 0)
		return r;
	handler = api_handler(serving->api);
	r = http_listen(&serving->http, &service->loop, &service->config, &handler, err);
	if (r < 0)
		return r;
	r = http_serve(serving->http, err);
	if (r < 0)
		return r;
	return service_seal(service, err);
}

int verb_serve(int argc, char **argv)
{
	static struct serving serving;
	struct err err;
	int used, r;

	if (argc > 0 && (strcmp(argv[0], "--help") == 0 || strcmp(argv[0], "-h") == 0)) {
		config_print_help(stdout);
		return 0;
	}
	r = service_configure(&serving.service, argc, argv, &used, &err);
	if (r >= 0 && used < argc)
		r = err_set(&err, -EINVAL, "unexpected argument %s", argv[used]);
	if (r < 0) {
		fprintf(stderr, "pyrunner serve: %s\n", err.text);
		return 2;
	}
	r = start(&serving, &err);
	if (r >= 0) {
		uv_run(&serving.service.loop, UV_RUN_DEFAULT);
	} else {
		log_error("can't serve", F_STR("error", err.text));
		serving.service.exit_code = 1;
	}
	http_free(serving.http);
	service_end(&serving.service);
	api_free(serving.api);
	return serving.service.exit_code;
}
