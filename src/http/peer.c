#include "http_internal.h"

#include "base/log.h"
#include <arpa/inet.h>

enum { DRAIN_CHUNK = 16 * 1024, ARRIVAL_SLACK_MS = 20 };

static uint64_t phase_ms(const struct http_server *server, enum phase phase)
{
	const struct config *config = server->config;

	switch (phase) {
	case PHASE_HEAD:
		return config->head_timeout * UINT64_C(1000);
	case PHASE_IDLE: /* looked at more often: see expire_idle() */
		return MIN(config->head_timeout, config->idle_timeout) * UINT64_C(1000);
	case PHASE_BODY:
	case PHASE_SEND:
		return config->body_timeout * UINT64_C(1000);
	case PHASE_LINGER:
		return LINGER_MS;
	default:
		return 0;
	}
}

static void list_remove(struct peer_list *list, struct peer *peer)
{
	*(peer->prev ? &peer->prev->next : &list->first) = peer->next;
	*(peer->next ? &peer->next->prev : &list->last) = peer->prev;
	peer->prev = peer->next = NULL;
}

static void list_append(struct peer_list *list, struct peer *peer)
{
	peer->prev = list->last;
	*(list->last ? &list->last->next : &list->first) = peer;
	list->last = peer;
}

/* Starts the phase's clock (again), at the end of its list. */
static void wait_on(struct peer *peer)
{
	struct http_server *server = peer->server;

	peer->deadline = uv_now(server->loop) + phase_ms(server, peer->phase);
	list_append(&server->lists[peer->phase], peer);
	if (peer->phase != PHASE_RUN)
		server_clock(server, peer->deadline);
}

static void wait_again(struct peer *peer)
{
	list_remove(&peer->server->lists[peer->phase], peer);
	wait_on(peer);
}

void peer_enter(struct peer *peer, enum phase phase)
{
	list_remove(&peer->server->lists[peer->phase], peer);
	peer->phase = phase;
	peer->since = uv_now(peer->server->loop);
	wait_on(peer);
}

/* The library sees the end of the stream and closes. */
static void cut(struct peer *peer)
{
	peer_enter(peer, PHASE_RUN);
	shutdown(peer->fd, SHUT_RDWR);
}

/* The library tells neither when the first byte of a head came nor that it has one; the kernel knows when the
 * last bytes came. A drip is noticed at the first look after it began, and has head_timeout from there. */
static bool bytes_came(const struct peer *peer, uint64_t now)
{
	struct tcp_info info = { 0 };
	socklen_t length = sizeof(info);

	if (getsockopt(peer->fd, IPPROTO_TCP, TCP_INFO, &info, &length) < 0)
		return true;
	return now - MIN(now, info.tcpi_last_data_recv) > peer->since + ARRIVAL_SLACK_MS;
}

static void expire_idle(struct peer *peer, uint64_t now)
{
	if (bytes_came(peer, now))
		peer_enter(peer, PHASE_HEAD);
	else if (now - peer->since >= peer->server->config->idle_timeout * UINT64_C(1000))
		cut(peer);
	else
		wait_again(peer);
}

/* A long reply gets more time, at a rate that no honest client is below. */
static void expire_send(struct peer *peer, uint64_t now)
{
	uint64_t allowed =
		phase_ms(peer->server, PHASE_SEND) + peer->request.response_len * 1000 / SEND_RATE_MIN;
	const struct linger at_once = { .l_onoff = 1 };

	if (now - peer->since < allowed) {
		wait_again(peer);
		return;
	}
	/* what it did not read would stay in the kernel's memory */
	setsockopt(peer->fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof(at_once));
	cut(peer);
}

static void expire(struct peer *peer, uint64_t now)
{
	switch (peer->phase) {
	case PHASE_IDLE:
		expire_idle(peer, now);
		break;
	case PHASE_SEND:
		expire_send(peer, now);
		break;
	case PHASE_LINGER:
		request_end(&peer->request);
		break;
	default:
		cut(peer);
		break;
	}
}

void peers_expire(struct http_server *server)
{
	uint64_t now = uv_now(server->loop);

	for (unsigned i = 0; i < PHASE_RUN; i++) {
		struct peer_list *list = &server->lists[i];

		while (list->first && list->first->deadline <= now)
			expire(list->first, now);
		if (list->first)
			server_clock(server, list->first->deadline);
	}
}

/* A refused client still sends: what it sends is read and dropped, or closing would reset the connection
 * before it has read why. */
static void linger(struct peer *peer)
{
	char chunk[DRAIN_CHUNK];
	ssize_t n;

	for (unsigned i = 0; i < 16; i++) {
		n = recv(peer->fd, chunk, sizeof(chunk), MSG_DONTWAIT);
		if (n < 0 && (errno == EAGAIN || errno == EINTR))
			return;
		peer->drained += n > 0 ? (size_t)n : 0;
		if (n <= 0 || peer->drained > LINGER_BYTES_MAX) {
			request_end(&peer->request);
			return;
		}
	}
}

static void on_watch(uv_poll_t *handle, int status, int events)
{
	struct peer *peer = handle->data;

	(void)status;
	(void)events;
	if (peer->phase == PHASE_LINGER) {
		linger(peer);
	} else if (peer->request.suspended) {
		request_hang_up(&peer->request);
	} else {
		uv_poll_stop(handle); /* the library sees the end, too */
		peer->watched = 0;
	}
}

/* It stays watched when the library watches it again: on a connection that is kept alive this costs nothing from its second
 * request on. */
void peer_watch(struct peer *peer, int events)
{
	if (peer->watched == events)
		return;
	if (!peer->watch_made) {
		if (uv_poll_init(peer->server->loop, &peer->watch, peer->fd) < 0)
			return;
		peer->watch.data = peer;
		peer->watch_made = true;
	}
	if (uv_poll_start(&peer->watch, events, on_watch) == 0)
		peer->watched = events;
}

struct peer *peer_of(struct MHD_Connection *connection)
{
	return MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT)->socket_context;
}

static void print_address(struct peer *peer, const struct sockaddr *address)
{
	const struct sockaddr_in6 *six = (const void *)address;
	const struct sockaddr_in *four = (const void *)address;

	if (address->sa_family == AF_INET)
		inet_ntop(AF_INET, &four->sin_addr, peer->address, sizeof(peer->address));
	else if (address->sa_family == AF_INET6 && IN6_IS_ADDR_V4MAPPED(&six->sin6_addr))
		inet_ntop(AF_INET, &six->sin6_addr.s6_addr[12], peer->address, sizeof(peer->address));
	else if (address->sa_family == AF_INET6)
		inet_ntop(AF_INET6, &six->sin6_addr, peer->address, sizeof(peer->address));
}

static struct peer *peer_new(struct http_server *server, struct MHD_Connection *connection)
{
	struct peer *peer = calloc(1, sizeof(*peer));

	if (!peer) {
		log_error("out of memory: a connection is refused");
		return NULL; /* request_step() closes it */
	}
	peer->server = server;
	peer->connection = connection;
	peer->fd = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
	print_address(
		peer, MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS)->client_addr);
	peer->phase = PHASE_HEAD;
	peer->since = uv_now(server->loop);
	wait_on(peer);
	return peer;
}

static void on_watch_closed(uv_handle_t *handle)
{
	free(handle->data);
}

/* The library closes the socket right after this. */
static void peer_free(struct peer *peer)
{
	if (!peer)
		return;
	list_remove(&peer->server->lists[peer->phase], peer);
	if (peer->watch_made)
		uv_close((uv_handle_t *)&peer->watch, on_watch_closed);
	else
		free(peer);
}

void peer_notify(void *user, struct MHD_Connection *connection, void **context,
	enum MHD_ConnectionNotificationCode code)
{
	if (code == MHD_CONNECTION_NOTIFY_STARTED) {
		*context = peer_new(user, connection);
	} else {
		struct http_server *server = user;

		peer_free(*context);
		*context = NULL;
		/* At its limit the library listens again only when it runs after a connection went. */
		server->kick = true;
	}
}

void peers_release(struct http_server *server)
{
	struct peer *next;

	for (unsigned i = PHASE_LINGER; i < PHASE_COUNT; i++) {
		for (struct peer *peer = server->lists[i].first; peer; peer = next) {
			next = peer->next;
			if (peer->request.suspended)
				request_hang_up(&peer->request);
		}
	}
}
