#include "echo_server.h"

enum { LATER_MS = 20, BIG = 8 * 1024 * 1024 };

struct echo {
	uv_loop_t loop;
	uv_signal_t stop;
	struct http_server *http;
	int events;
};

struct later {
	uv_timer_t timer;
	struct http_request *request;
};

static void echo_back(struct http_request *request)
{
	struct text body = http_body(request);
	struct http_header_field seen = { "X-Client", http_client(request) };
	char *copy = malloc(body.len + 1);

	if (body.len)
		memcpy(copy, body.data, body.len);
	http_reply(request, 200, "text/plain", copy, body.len, &seen, 1);
}

static void on_closed(uv_handle_t *handle)
{
	free(handle->data);
}

static void on_later(uv_timer_t *timer)
{
	struct later *later = timer->data;

	if (later->request)
		echo_back(later->request);
	uv_close((uv_handle_t *)timer, on_closed);
}

static void event(struct echo *echo, char what)
{
	if (write(echo->events, &what, 1) != 1)
		abort();
}

static void on_request(void *user, struct http_request *request)
{
	struct echo *echo = user;
	struct later *later;

	if (strcmp(http_path(request), "/held") == 0) {
		event(echo, 'h');
	} else if (strcmp(http_path(request), "/big") == 0) {
		http_reply(request, 200, "text/plain", calloc(1, BIG), BIG, NULL, 0);
	} else if (strcmp(http_path(request), "/later") == 0) {
		later = calloc(1, sizeof(*later));
		later->request = request;
		later->timer.data = later;
		http_set_user(request, later);
		uv_timer_init(&echo->loop, &later->timer);
		uv_timer_start(&later->timer, on_later, LATER_MS, 0);
	} else {
		echo_back(request);
	}
}

static void on_gone(void *user, struct http_request *request)
{
	struct later *later = http_user(request);

	if (later)
		later->request = NULL;
	event(user, 'g');
}

static void on_stop(uv_signal_t *handle, int number)
{
	struct echo *echo = handle->data;

	http_free(echo->http);
	uv_close((uv_handle_t *)handle, NULL);
}

void echo_serve(const void *config, int port_fd, int event_fd)
{
	struct echo echo = { .events = event_fd };
	struct http_handler handler = { .handle = on_request, .gone = on_gone, .user = &echo };
	struct err err;
	unsigned port;

	uv_loop_init(&echo.loop);
	uv_signal_init(&echo.loop, &echo.stop);
	echo.stop.data = &echo;
	uv_signal_start(&echo.stop, on_stop, SIGTERM);
	if (http_listen(&echo.http, &echo.loop, config, &handler, &err) < 0 ||
		http_serve(echo.http, &err) < 0) {
		fprintf(stderr, "%s\n", err.text);
		abort();
	}
	port = http_port(echo.http);
	if (write(port_fd, &port, sizeof(port)) != sizeof(port))
		abort();
	close(port_fd);
	uv_run(&echo.loop, UV_RUN_DEFAULT);
	if (uv_loop_close(&echo.loop) != 0)
		abort();
}
