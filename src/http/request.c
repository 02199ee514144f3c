#include "http_internal.h"
#include <strings.h>
#include <sys/random.h>

const char *http_method(const struct http_request *request)
{
	return request->method;
}

const char *http_path(const struct http_request *request)
{
	return request->path;
}

const char *http_header(const struct http_request *request, const char *name)
{
	return MHD_lookup_connection_value(request_peer(request)->connection, MHD_HEADER_KIND, name);
}

struct text http_body(const struct http_request *request)
{
	return (struct text){ .data = request->body, .len = request->body_len };
}

const char *http_client(const struct http_request *request)
{
	return request_peer(request)->address;
}

void http_set_user(struct http_request *request, void *user)
{
	request->user = user;
}

void *http_user(const struct http_request *request)
{
	return request->user;
}

static bool id_is_fine(const char *id)
{
	static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";
	size_t len = id ? strlen(id) : 0;

	return len >= 1 && len <= REQUEST_ID_MAX && strspn(id, allowed) == len;
}

/* Asked for in advance. Each number is given out once. */
static uint64_t random_number(void)
{
	static uint64_t numbers[32];
	static unsigned left;

	if (!left && getrandom(numbers, sizeof(numbers), GRND_NONBLOCK) != sizeof(numbers))
		return uv_hrtime();
	left = left ? left : ELEMENTS(numbers);
	return numbers[--left];
}

const char *http_id(struct http_request *request)
{
	const char *theirs;
	uint64_t random[2];

	if (*request->id)
		return request->id;
	theirs = http_header(request, "X-Request-ID");
	if (id_is_fine(theirs)) {
		memcpy(request->id, theirs, strlen(theirs) + 1);
		return request->id;
	}
	for (size_t i = 0; i < ELEMENTS(random); i++)
		random[i] = random_number();
	snprintf(request->id, sizeof(request->id), "%016llx%016llx", (unsigned long long)random[0],
		(unsigned long long)random[1]);
	return request->id;
}

/* Fails only where memory is out, or on a header that the library takes for malformed. */
static int add_headers(struct http_request *request, struct MHD_Response *response, const char *content_type,
	const struct http_header_field *headers, size_t header_count)
{
	const struct http_server *server = request_peer(request)->server;
	struct http_header_field cors[CORS_FIELDS_MAX];
	size_t cors_count = cors_fields(server->config->cors_origins, http_header(request, "Origin"), cors);
	enum MHD_Result ok = MHD_add_response_header(response, "X-Request-ID", http_id(request));

	if (content_type)
		ok &= MHD_add_response_header(response, "Content-Type", content_type);
	for (size_t i = 0; i < header_count; i++)
		ok &= MHD_add_response_header(response, headers[i].name, headers[i].value);
	for (size_t i = 0; i < cors_count; i++)
		ok &= MHD_add_response_header(response, cors[i].name, cors[i].value);
	if (server->draining)
		ok &= MHD_add_response_header(response, "Connection", "close");
	return ok == MHD_YES ? 0 : -ENOMEM;
}

void request_end(struct http_request *request)
{
	struct peer *peer = request_peer(request);

	request->state = REQUEST_DEAD;
	if (!request->suspended)
		return;
	request->suspended = false;
	peer_enter(peer, PHASE_RUN);
	MHD_resume_connection(peer->connection);
	peer->server->kick = true;
}

void request_hang_up(struct http_request *request)
{
	struct http_server *server = request_peer(request)->server;

	if (request->state == REQUEST_HANDED)
		server->handler.gone(server->handler.user, request);
	request_end(request);
}

void http_reply(struct http_request *request, unsigned status, const char *content_type, char *body,
	size_t len, const struct http_header_field *headers, size_t header_count)
{
	struct peer *peer = request_peer(request);
	struct MHD_Response *response;

	response = MHD_create_response_from_buffer(len, body, MHD_RESPMEM_MUST_FREE);
	if (!response)
		free(body);
	if (!response || add_headers(request, response, content_type, headers, header_count) < 0) {
		if (response)
			MHD_destroy_response(response);
		request_end(request);
		return;
	}
	request->response = response;
	request->response_len = len;
	request->status = status;
	request->state = REQUEST_ANSWERED;
	if (!request->suspended)
		return;
	request->suspended = false;
	MHD_resume_connection(peer->connection);
	peer->server->kick = true;
}

static enum MHD_Result send_reply(struct http_request *request)
{
	struct peer *peer = request_peer(request);
	enum MHD_Result queued = MHD_queue_response(peer->connection, request->status, request->response);

	MHD_destroy_response(steal_ptr(&request->response));
	peer_enter(peer, PHASE_SEND);
	return queued;
}

static enum MHD_Result hand_over(struct http_request *request)
{
	struct peer *peer = request_peer(request);
	struct http_server *server = peer->server;

	request->state = REQUEST_HANDED;
	request->counted = true;
	server->in_flight++;
	peer_enter(peer, PHASE_RUN);
	if (cors_is_preflight(request))
		cors_answer_preflight(server->config->cors_origins, request);
	else
		server->handler.handle(server->handler.user, request);
	if (request->state == REQUEST_ANSWERED)
		return send_reply(request);
	if (request->state == REQUEST_DEAD)
		return MHD_NO;
	request->suspended = true;
	MHD_suspend_connection(peer->connection);
	peer_watch(peer, UV_DISCONNECT);
	return MHD_YES;
}

static int print_refusal(struct http_request *request, const struct refusal *refusal, struct buf *out)
{
	const struct http_server *server = request_peer(request)->server;
	struct http_header_field cors[CORS_FIELDS_MAX];
	size_t cors_count = cors_fields(server->config->cors_origins, http_header(request, "Origin"), cors);
	static const char body_format[] = "{\"detail\":\"%s\"}";
	size_t body_len = sizeof(body_format) - 1 - 2 + strlen(refusal->words);
	int r;

	r = buf_printf(out,
		"HTTP/1.1 %u %s\r\nContent-Type: application/json\r\nContent-Length: %zu\r\nConnection: close\r\n"
		"X-Request-ID: %s\r\n",
		refusal->status, MHD_get_reason_phrase_for(refusal->status), body_len, http_id(request));
	if (r == 0 && refusal->retry_after_s)
		r = buf_printf(out, "Retry-After: %u\r\n", refusal->retry_after_s);
	for (size_t i = 0; r == 0 && i < cors_count; i++)
		r = buf_printf(out, "%s: %s\r\n", cors[i].name, cors[i].value);
	if (r == 0)
		r = buf_puts(out, "\r\n");
	if (r == 0 && strcmp(request->method, MHD_HTTP_METHOD_HEAD) != 0)
		r = buf_printf(out, body_format, refusal->words);
	return r;
}

/* Past the library, which has no way to answer in the middle of a body and resets connections that it closes
 * with bytes unread. All earlier replies have left: it handles one request of a connection at a time. */
static enum MHD_Result refuse(struct http_request *request, const struct refusal *refusal)
{
	struct peer *peer = request_peer(request);
	_cleanup_(buf_release) struct buf out = BUF_INIT(16 * KB);

	request->state = REQUEST_DEAD;
	if (print_refusal(request, refusal, &out) < 0 ||
		send(peer->fd, out.data, out.len, MSG_NOSIGNAL | MSG_DONTWAIT) != (ssize_t)out.len)
		return MHD_NO;
	shutdown(peer->fd, SHUT_WR);
	request->suspended = true;
	MHD_suspend_connection(peer->connection);
	peer_enter(peer, PHASE_LINGER);
	peer_watch(peer, UV_READABLE | UV_DISCONNECT);
	return MHD_YES;
}

static enum MHD_Result refuse_size(struct http_request *request)
{
	char words[64];

	snprintf(words, sizeof(words), "Request body too large (max %u KB)",
		request_peer(request)->server->config->max_body_kb);
	return refuse(request, &(struct refusal){ .status = 413, .words = words });
}

static uint64_t announced_length(const struct http_request *request)
{
	const char *length = http_header(request, MHD_HTTP_HEADER_CONTENT_LENGTH);

	return length ? strtoull(length, NULL, 10) : 0; /* digits only: head_check() */
}

/* "http://host/path", which servers must take, is "/path". */
static const char *path_of(const char *target)
{
	const char *slash;

	if (strncasecmp(target, "http://", 7) != 0)
		return target;
	slash = strchr(target + 7, '/');
	return slash ? slash : "/";
}

static enum MHD_Result begin(struct http_request *request, const char *version)
{
	struct peer *peer = request_peer(request);
	struct http_server *server = peer->server;
	struct refusal refusal;

	request->state = REQUEST_READING;
	if (head_check(server, request, version, &refusal) < 0)
		return refuse(request, &refusal);
	if (announced_length(request) > server->config->max_body_kb * KB)
		return refuse_size(request);
	peer_enter(peer, PHASE_BODY);
	return MHD_YES;
}

/* Room for `len` more bytes of body. Grows with what came, not with what was announced: a length costs a
 * client nothing. */
static int grow_body(struct http_request *request, size_t len)
{
	struct http_server *server = request_peer(request)->server;
	size_t needed = request->body_len + len, size;
	char *body;

	if (needed <= request->body_size)
		return 0;
	size = MAX(needed, request->body_size * 2);
	if (!request->body_size)
		size = MAX(needed, MIN(announced_length(request), (uint64_t)BODY_FIRST));
	if (server->bodies_len - request->body_size + size > server->bodies_max)
		return -ENOBUFS;
	body = realloc(request->body, size);
	if (!body)
		return -ENOMEM;
	server->bodies_len += size - request->body_size;
	request->body = body;
	request->body_size = size;
	return 0;
}

static enum MHD_Result read_body(struct http_request *request, const char *data, size_t *len)
{
	const struct config *config = request_peer(request)->server->config;

	/* What is refused stays unread, so that the library stops calling for this chunk. */
	if (*len > config->max_body_kb * KB - request->body_len)
		return refuse_size(request);
	if (grow_body(request, *len) < 0)
		return refuse(request, &(struct refusal){ .status = 503,
					       .retry_after_s = 1,
					       .words = "Too many request bodies in flight, try again" });
	memcpy(request->body + request->body_len, data, *len);
	request->body_len += *len;
	*len = 0;
	return MHD_YES;
}

void *request_line(void *user, const char *target, struct MHD_Connection *connection)
{
	struct peer *peer = peer_of(connection);

	(void)user;
	if (!peer)
		return NULL;
	if (peer->phase == PHASE_IDLE)
		peer_enter(peer, PHASE_HEAD);
	peer->request.target = target;
	peer->request.target_len = target ? strlen(target) : 0;
	peer->request.target_odd = false;
	for (size_t i = 0; i < peer->request.target_len; i++)
		if ((unsigned char)target[i] <= ' ' || (unsigned char)target[i] >= 0x7f)
			peer->request.target_odd = true;
	return NULL;
}

enum MHD_Result request_step(void *user, struct MHD_Connection *connection, const char *url,
	const char *method, const char *version, const char *data, size_t *len, void **context)
{
	struct peer *peer = peer_of(connection);
	struct http_request *request;

	(void)user;
	(void)context;
	if (!peer)
		return MHD_NO;
	request = &peer->request;
	switch (request->state) {
	case REQUEST_NONE:
		request->method = method;
		request->path = path_of(url);
		return begin(request, version);
	case REQUEST_READING:
		return *len ? read_body(request, data, len) : hand_over(request);
	case REQUEST_ANSWERED:
		return send_reply(request);
	default:
		return MHD_NO;
	}
}

void request_completed(
	void *user, struct MHD_Connection *connection, void **context, enum MHD_RequestTerminationCode code)
{
	struct http_server *server = user;
	struct peer *peer = peer_of(connection);
	struct http_request *request;

	(void)context;
	if (!peer)
		return;
	request = &peer->request;
	if (request->state == REQUEST_HANDED)
		server->handler.gone(server->handler.user, request);
	if (request->response)
		MHD_destroy_response(request->response);
	server->bodies_len -= request->body_size;
	server->in_flight -= request->counted;
	free(request->body);
	*request = (struct http_request){ 0 };
	peer_enter(peer, code == MHD_REQUEST_TERMINATED_COMPLETED_OK ? PHASE_IDLE : PHASE_RUN);
}
