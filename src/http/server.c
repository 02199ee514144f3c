#include "http_internal.h"
#include <time.h>

/* As many steps as the library takes from a reply until it waits for the next request, with one that takes the socket's
 * readiness to write out of its epoll: it would wake the loop for nothing. */
enum { STEPS_MAX = 4 };

/* Its callbacks may answer requests, which must not enter it again. */
static void server_run(struct http_server *server)
{
	MHD_UNSIGNED_LONG_LONG timeout;
	unsigned steps = 0;
	bool kicked;

	if (server->running)
		return;
	server->running = true;
	do {
		kicked = server->kick;
		server->kick = false;
		MHD_run(server->daemon);
		/* All clocks are ours, so that the only timeout it ever has is "at once". */
		if (MHD_get_timeout(server->daemon, &timeout) == MHD_YES)
			server->kick = true;
	} while ((kicked || server->kick) && ++steps < STEPS_MAX);
	server->running = false;
}

static void on_events(uv_poll_t *handle, int status, int events)
{
	(void)status;
	(void)events;
	server_run(handle->data);
}

static void on_again(uv_timer_t *handle)
{
	(void)handle; /* on_before() does it; the loop just must not sleep */
}

/* Right before the loop sleeps, and right after it woke: replies that callbacks gave leave without another
 * turn through the library's event descriptor. */
static void on_before(uv_prepare_t *handle)
{
	struct http_server *server = handle->data;

	if (!server->kick)
		return;
	server_run(server);
	if (server->kick)
		uv_timer_start(&server->again, on_again, 0, 0);
}

static void on_after(uv_check_t *handle)
{
	struct http_server *server = handle->data;

	if (server->kick)
		server_run(server);
}

static void on_clock(uv_timer_t *handle)
{
	struct http_server *server = handle->data;

	server->clock_due = UINT64_MAX;
	peers_expire(server);
}

void server_clock(struct http_server *server, uint64_t due)
{
	uint64_t now = uv_now(server->loop);

	if (due >= server->clock_due || server->freed)
		return;
	server->clock_due = due;
	uv_timer_start(&server->clock, on_clock, due > now ? due - now : 0, 0);
}

/* Paths and queries stay as they were sent: decoding would let a %00 end a path early. */
static size_t leave_as_sent(void *user, struct MHD_Connection *connection, char *text)
{
	(void)user;
	(void)connection;
	return strlen(text);
}

int http_listen(struct http_server **ret, uv_loop_t *loop, const struct config *config,
	const struct http_handler *handler, struct err *err)
{
	_cleanup_free_ struct http_server *server = calloc(1, sizeof(*server));
	int r;

	if (!server)
		return err_nomem(err);
	r = listen_open(config->listen, &server->listen_fd, &server->port, &server->ipv6, err);
	if (r < 0)
		return err_in(err, "listen on %s", config->listen);
	server->loop = loop;
	server->config = config;
	server->handler = *handler;
	server->clock_due = UINT64_MAX;
	server->pool_size = config->max_header_kb * KB;
	server->bodies_max = config->max_bodies_mb * MB;
	*ret = steal_ptr(&server);
	return 0;
}

static int start_daemon(struct http_server *server, struct err *err)
{
	unsigned flags = MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME | (server->ipv6 ? MHD_USE_IPv6 : 0);

	/* No MHD_OPTION_CONNECTION_TIMEOUT: each byte of a client would start it afresh. */
	server->daemon = MHD_start_daemon(flags, 0, NULL, NULL, request_step, server,
		MHD_OPTION_LISTEN_SOCKET, server->listen_fd, MHD_OPTION_CONNECTION_LIMIT,
		server->config->max_connections, MHD_OPTION_CONNECTION_MEMORY_LIMIT, server->pool_size,
		MHD_OPTION_NOTIFY_CONNECTION, peer_notify, server, MHD_OPTION_NOTIFY_COMPLETED,
		request_completed, server, MHD_OPTION_URI_LOG_CALLBACK, request_line, server,
		MHD_OPTION_UNESCAPE_CALLBACK, leave_as_sent, NULL, MHD_OPTION_END);
	if (!server->daemon)
		return err_errno(err, "start libmicrohttpd");
	server->listen_fd = -1; /* the daemon's */
	return 0;
}

int http_serve(struct http_server *server, struct err *err)
{
	const union MHD_DaemonInfo *info;
	int r;

	r = start_daemon(server, err);
	if (r < 0)
		return r;
	info = MHD_get_daemon_info(server->daemon, MHD_DAEMON_INFO_EPOLL_FD);
	r = info ? uv_poll_init(server->loop, &server->events, info->epoll_fd) : UV_EINVAL;
	if (r < 0) {
		MHD_stop_daemon(steal_ptr(&server->daemon));
		return err_set(err, r, "watch libmicrohttpd: %s", uv_strerror(r));
	}
	uv_timer_init(server->loop, &server->again);
	uv_timer_init(server->loop, &server->clock);
	uv_prepare_init(server->loop, &server->before);
	uv_check_init(server->loop, &server->after);
	server->handles = 5;
	server->events.data = server->again.data = server->clock.data = server->before.data =
		server->after.data = server;
	uv_prepare_start(&server->before, on_before);
	uv_check_start(&server->after, on_after);
	r = uv_poll_start(&server->events, UV_READABLE, on_events);
	if (r < 0)
		return err_set(err, r, "watch libmicrohttpd: %s", uv_strerror(r));
	tzset();	     /* what printing the first date would open later */
	server->kick = true; /* the library adds the listening socket to its epoll in its first step */
	return 0;
}

void http_stop_accepting(struct http_server *server)
{
	int fd;

	server->draining = true;
	if (!server->daemon) {
		server->listen_fd = safe_close(server->listen_fd);
		return;
	}
	server_run(server); /* those that the kernel has accepted are ours to answer */
	fd = MHD_quiesce_daemon(server->daemon);
	safe_close(fd);
}

static void on_closed(uv_handle_t *handle)
{
	struct http_server *server = handle->data;

	if (--server->handles == 0)
		free(server);
}

void http_free(struct http_server *server)
{
	if (!server)
		return;
	if (!server->daemon) {
		safe_close(server->listen_fd);
		free(server);
		return;
	}
	server->freed = true;
	uv_close((uv_handle_t *)&server->events, on_closed); /* before its descriptor goes */
	peers_release(server);
	MHD_stop_daemon(steal_ptr(&server->daemon));
	uv_close((uv_handle_t *)&server->again, on_closed);
	uv_close((uv_handle_t *)&server->clock, on_closed);
	uv_close((uv_handle_t *)&server->before, on_closed);
	uv_close((uv_handle_t *)&server->after, on_closed);
}

unsigned http_in_flight(const struct http_server *server)
{
	return server->in_flight;
}

unsigned http_port(const struct http_server *server)
{
	return server->port;
}
