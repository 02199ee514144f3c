/* The endpoints over real sockets, with a fake scheduler behind them. */
#include "../http/client.h"
#include "api/api.h"
#include "fake_schedule.h"
#include <jansson.h>

static struct config config = {
	.listen = (char *)"127.0.0.1:0",
	.cors_origins = (char *)"*",
	.max_connections = 64,
	.max_header_kb = 32,
	.max_body_kb = 4096,
	.max_bodies_mb = 64,
	.head_timeout = 10,
	.body_timeout = 30,
	.idle_timeout = 60,
	.max_timeout = 300,
	.default_timeout = 30,
	.max_memory_mb = 2048,
	.min_memory_mb = 64,
	.default_memory_mb = 512,
	.max_code_chars = 1000000,
	.max_stdin_kb = 1024,
	.policy_names = { "strict", "standard" },
	.policy_count = 2,
};

struct service {
	uv_loop_t loop;
	uv_signal_t stop;
	struct schedule schedule;
	struct api *api;
	struct http_server *http;
};

static void on_stop(uv_signal_t *handle, int number)
{
	struct service *service = handle->data;

	http_stop_accepting(service->http);
	http_free(service->http);
	uv_close((uv_handle_t *)handle, NULL);
}

static void serve(const void *what, int port_fd, int event_fd)
{
	struct service service = {
		.schedule = { .event_fd = event_fd, .config = &config, .unready = what != NULL }
	};
	struct http_handler handler;
	unsigned port;

	uv_loop_init(&service.loop);
	service.schedule.loop = &service.loop;
	uv_signal_init(&service.loop, &service.stop);
	service.stop.data = &service;
	uv_signal_start(&service.stop, on_stop, SIGTERM);
	if (api_new(&service.api, &config, &service.schedule, NULL) < 0)
		abort();
	handler = api_handler(service.api);
	if (http_listen(&service.http, &service.loop, &config, &handler, NULL) < 0 ||
		http_serve(service.http, NULL) < 0)
		abort();
	port = http_port(service.http);
	if (write(port_fd, &port, sizeof(port)) != sizeof(port))
		abort();
	close(port_fd);
	uv_run(&service.loop, UV_RUN_DEFAULT);
	api_free(service.api);
	if (uv_loop_close(&service.loop) != 0)
		abort();
}

static struct server server;

static int start(void **state)
{
	server_start(&server, serve, NULL);
	return 0;
}

static int stop(void **state)
{
	server_stop(&server);
	return 0;
}

static void post(const char *path, const char *body, struct reply *reply)
{
	struct client client;
	char head[256];

	client_open(&client, server.port);
	snprintf(head, sizeof(head),
		"POST %s HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: %zu\r\n\r\n",
		path, strlen(body));
	client_send(&client, head);
	client_send(&client, body);
	client_read(&client, reply);
	client_close(&client);
}

static void expect(const char *path, const char *body, unsigned status, const char *wanted)
{
	struct reply reply;

	post(path, body, &reply);
	assert_string_equal(reply.body, wanted);
	assert_int_equal(reply.status, status);
	reply_release(&reply);
}

static void runs(void **state)
{
	expect("/run", "{\"code\":\"ok Hello\\n\"}", 200,
		"{\"status\":\"success\",\"stdout\":\"Hello\\n\",\"stderr\":\"\",\"execution_time\":0.023457,"
		"\"memory_used\":45.250,\"error\":null,\"cpu_time\":0.020000,"
		"\"truncated\":{\"stdout\":false,\"stderr\":false},\"error_detail\":null}");
	expect("/run", "{\"code\":\"1/0\"}", 200,
		"{\"status\":\"error\",\"stdout\":\"a\\n\",\"stderr\":\"Traceback\\n\",\"execution_time\":0.023457,"
		"\"memory_used\":45.250,\"error\":\"ZeroDivisionError: division by zero\",\"cpu_time\":0.020000,"
		"\"truncated\":{\"stdout\":true,\"stderr\":false},"
		"\"error_detail\":{\"type\":\"ZeroDivisionError\",\"message\":\"division by zero\",\"line\":2}}");
	expect("/run", "{\"code\":\"import os\"}", 200,
		"{\"status\":\"error\",\"stdout\":\"\","
		"\"stderr\":\"Security validation failed: Import of 'os' is not allowed\",\"execution_time\":0.0,"
		"\"memory_used\":null,\"error\":\"Import of 'os' is not allowed\",\"cpu_time\":0.020000,"
		"\"truncated\":{\"stdout\":false,\"stderr\":false},\"error_detail\":null}");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(runs),
	};

	return cmocka_run_group_tests(tests, start, stop);
}
