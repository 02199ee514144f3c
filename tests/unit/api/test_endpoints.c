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

static void reads_fields(void **state)
{
	expect("/run",
		"{\"code\":\"describe\",\"timeout\":\"7\",\"memory_limit\":64.0,\"auto_print\":0,\"stdin\":\"in\"}",
		200,
		"{\"status\":\"success\",\"stdout\":\"7 64 0 1 [in] 0 127.0.0.1\",\"stderr\":\"\",\"execution_time\":0.023457,"
		"\"memory_used\":45.250,\"error\":null,\"cpu_time\":0.020000,"
		"\"truncated\":{\"stdout\":false,\"stderr\":false},\"error_detail\":null}");
}

static void reports_problems(void **state)
{
	expect("/run", "{\"code\":\" \",\"timeout\":0,\"x\":1}", 422,
		"{\"detail\":[{\"type\":\"value_error\",\"loc\":[\"body\",\"code\"],\"msg\":\"Value error, Code cannot be empty\","
		"\"input\":\" \",\"ctx\":{\"error\":{}}},{\"type\":\"greater_than_equal\",\"loc\":[\"body\",\"timeout\"],"
		"\"msg\":\"Input should be greater than or equal to 1\",\"input\":0,\"ctx\":{\"ge\":1}},"
		"{\"type\":\"extra_forbidden\",\"loc\":[\"body\",\"x\"],\"msg\":\"Extra inputs are not permitted\",\"input\":1}]}");
	expect("/run", "", 422,
		"{\"detail\":[{\"type\":\"missing\",\"loc\":[\"body\"],\"msg\":\"Field required\",\"input\":null}]}");
	expect("/validate", "{}", 422,
		"{\"detail\":[{\"type\":\"missing\",\"loc\":[\"body\",\"code\"],\"msg\":\"Field required\",\"input\":{}}]}");
}

static void validates(void **state)
{
	expect("/validate", "{\"code\":\"x\"}", 200, "{\"valid\":true,\"violations\":[]}");
	expect("/validate", "{\"code\":\"import os\"}", 200,
		"{\"valid\":false,\"violations\":[{\"rule\":\"import\",\"message\":\"Import of 'os' is not allowed\","
		"\"line\":3,\"column\":7,\"end_line\":3,\"end_column\":9,\"hint\":\"use \\\"math\\\"\"}]}");
}

static void reports_outcomes(void **state)
{
	static const struct {
		const char *code;
		unsigned status;
		const char *retry_after;
	} table[] = {
		{ "busy", 503, "7" },
		{ "expired", 503, "7" },
		{ "draining", 503, "7" },
		{ "lost", 503, "7" },
		{ "failed", 500, NULL },
		{ "memory is out", 503, "1" },
	};
	struct reply reply;
	char body[100], value[20];

	for (size_t i = 0; i < ELEMENTS(table); i++) {
		const char *retry_after;

		snprintf(body, sizeof(body), "{\"code\":\"%s\"}", table[i].code);
		post("/run", body, &reply);
		assert_int_equal(reply.status, table[i].status);
		assert_memory_equal(reply.body, "{\"detail\":\"", 11);
		retry_after = reply_header(&reply, "Retry-After", value, sizeof(value));
		if (table[i].retry_after)
			assert_string_equal(retry_after, table[i].retry_after);
		else
			assert_null(retry_after);
		reply_release(&reply);
	}
}

static void expect_plain(const char *start, unsigned status, const char *body, const char *allow)
{
	struct reply reply;
	char text[200], value[100];

	snprintf(text, sizeof(text), "%s HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n", start);
	client_once(server.port, text, &reply);
	assert_int_equal(reply.status, status);
	assert_string_equal(reply.body, body);
	if (allow)
		assert_string_equal(reply_header(&reply, "Allow", value, sizeof(value)), allow);
	assert_string_equal(reply_header(&reply, "Content-Type", value, sizeof(value)), "application/json");
	reply_release(&reply);
}

static void routes(void **state)
{
	static const char nowhere[] = "{\"detail\":\"Not Found\"}",
			  wrong[] = "{\"detail\":\"Method Not Allowed\"}";

	expect_plain("GET /health", 200, "{\"status\":\"healthy\"}", NULL);
	expect_plain("GET /health?x=y", 200, "{\"status\":\"healthy\"}", NULL);
	expect_plain("GET http://x/health", 200, "{\"status\":\"healthy\"}", NULL);
	expect_plain("GET /ready", 200, "{\"status\":\"ready\"}", NULL);
	expect_plain("GET /", 200,
		"{\"service\":\"PyRunner\",\"status\":\"healthy\",\"version\":\"" PYRUNNER_VERSION
		"\",\"capabilities\":"
		"{\"max_timeout\":300,\"max_memory_mb\":2048,\"libraries\":[\"sympy\",\"numpy\"],\"python\":\"3.11.2\","
		"\"policies\":[\"strict\",\"standard\"]},\"isolation\":{\"level\":\"full\","
		"\"landlock\":{\"state\":\"on\",\"detail\":\"ABI 7\"},"
		"\"cgroup\":{\"state\":\"absent\",\"detail\":\"no \\\"delegated\\\" group\"},"
		"\"seccomp\":{\"state\":\"on\",\"detail\":null}}}",
		NULL);
	expect_plain("GET /nowhere", 404, nowhere, NULL);
	expect_plain("GET /run/", 404, nowhere, NULL);
	expect_plain("GET /health%00", 404, nowhere, NULL);
	expect_plain("GET /run", 405, wrong, "POST");
	expect_plain("PUT /validate", 405, wrong, "POST");
	expect_plain("POST /", 405, wrong, "GET, HEAD");
	expect_plain("DELETE /health", 405, wrong, "GET, HEAD");
	expect_plain("OPTIONS /run", 405, wrong, "POST");
}

static void heads(void **state)
{
	struct client client;

	client_open(&client, server.port);
	client_send(
		&client, "HEAD /health HTTP/1.1\r\nHost: x\r\n\r\nGET /health HTTP/1.1\r\nHost: x\r\n\r\n");
	/* a length, but nothing behind it: the next reply follows at once */
	while (client.len == 0 || !strstr(client.data, "{\"status\""))
		assert_true(client_more(&client));
	assert_non_null(strstr(client.data, "Content-Length: 20\r\n\r\nHTTP/1.1 200 OK"));
	client_close(&client);
}

static void cancels(void **state)
{
	static const char body[] = "{\"code\":\"never\"}";
	struct client client;
	char head[200];

	while (server_event(&server, 0) >= 0)
		;
	client_open(&client, server.port);
	snprintf(head, sizeof(head), "POST /run HTTP/1.1\r\nHost: x\r\nContent-Length: %zu\r\n\r\n%s",
		strlen(body), body);
	client_send(&client, head);
	assert_int_equal(server_event(&server, 2000), 's');
	assert_int_equal(server_event(&server, 50), -1);
	client_close(&client);
	assert_int_equal(server_event(&server, 2000), 'c');
}

/* 16 MB of control characters are 96 MB of JSON. */
static void replies_much(void **state)
{
	struct reply reply;
	json_t *value;

	post("/run", "{\"code\":\"much\"}", &reply);
	assert_int_equal(reply.status, 200);
	assert_true(reply.len > 96 * MB);
	value = json_loadb(reply.body, reply.len, 0, NULL);
	assert_int_equal(json_string_length(json_object_get(value, "stdout")), 16 * MB);
	json_decref(value);
	reply_release(&reply);
}

static void says_when_not_ready(void **state)
{
	struct server unready;
	struct reply reply;
	char value[20];

	server_start(&unready, serve, "unready");
	client_once(unready.port, "GET /ready HTTP/1.1\r\nHost: x\r\n\r\n", &reply);
	assert_int_equal(reply.status, 503);
	assert_string_equal(reply_header(&reply, "Retry-After", value, sizeof(value)), "1");
	reply_release(&reply);
	server_stop(&unready);
}

/* What the scheduler holds when the service ends is cancelled, and nothing leaks. */
static void ends_with_programs_running(void **state)
{
	static const char request[] =
		"POST /run HTTP/1.1\r\nHost: x\r\nContent-Length: 16\r\n\r\n{\"code\":\"never\"}";
	struct server ending;
	struct client client;

	server_start(&ending, serve, NULL);
	client_open(&client, ending.port);
	client_send(&client, request);
	assert_int_equal(server_event(&ending, 2000), 's');
	kill(ending.pid, SIGTERM);
	assert_int_equal(server_event(&ending, 2000), 'c');
	assert_true(client_at_end(&client, 2000));
	client_close(&client);
	server_ended(&ending);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(runs),
		cmocka_unit_test(reads_fields),
		cmocka_unit_test(reports_problems),
		cmocka_unit_test(validates),
		cmocka_unit_test(reports_outcomes),
		cmocka_unit_test(routes),
		cmocka_unit_test(heads),
		cmocka_unit_test(cancels),
		cmocka_unit_test(replies_much),
		cmocka_unit_test(says_when_not_ready),
		cmocka_unit_test(ends_with_programs_running),
	};

	return cmocka_run_group_tests(tests, start, stop);
}
