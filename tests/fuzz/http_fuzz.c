/* The HTTP room with a hostile client: its bytes over a real connection, in pieces where a 0xff byte stands, and every reply
 * read. A request that reaches the handler must be one that head_check() lets through. */
#include "input.h"

#include "http/http_internal.h"

#include <arpa/inet.h>

enum { TURNS_MAX = 2000, QUIET = 4 };

static uv_loop_t loop;
static struct http_server *server;
static struct sockaddr_in address = { .sin_family = AF_INET };

static void on_request(void *user, struct http_request *request)
{
	const struct text body = http_body(request);
	char *copy = malloc(body.len + 1);

	if (!http_method(request) || !http_path(request) || !http_id(request)[0] || !http_client(request)[0])
		abort();
	if (body.len)
		memcpy(copy, body.data, body.len);
	http_reply(request, 200, "text/plain", copy, body.len, NULL, 0);
}

static void on_gone(void *user, struct http_request *request)
{
	abort(); /* all are answered at once */
}

static void start(void)
{
	static const struct http_handler handler = { on_request, on_gone, NULL };
	static struct config config;
	char *arguments[] = { (char[]){ "--listen=127.0.0.1:0" }, (char[]){ "--max-body-kb=2" }, NULL };
	struct err err;
	int used;

	signal(SIGPIPE, SIG_IGN);
	if (uv_loop_init(&loop) < 0 || config_load(&config, 2, arguments, &used, &err) < 0 ||
		http_listen(&server, &loop, &config, &handler, &err) < 0 || http_serve(server, &err) < 0)
		abort();
	address.sin_port = htons((uint16_t)http_port(server));
	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
}

/* Reads what there is. false: the other end has closed. */
static bool read_reply(int fd, char *begin, size_t *length)
{
	char data[4096];
	ssize_t n;

	while ((n = recv(fd, data, sizeof(data), MSG_DONTWAIT)) > 0) {
		for (ssize_t i = 0; i < n && *length < 9; i++)
			begin[(*length)++] = data[i];
	}
	return n < 0 && errno == EAGAIN;
}

static void turn(int fd, char *begin, size_t *length, unsigned turns)
{
	for (unsigned i = 0; i < turns; i++) {
		uv_run(&loop, UV_RUN_NOWAIT);
		if (!read_reply(fd, begin, length))
			return;
	}
}

static void talk(int fd, const uint8_t *data, size_t size)
{
	char begin[9];
	size_t length = 0;

	while (size) {
		const uint8_t *end = memchr(data, 0xff, size);
		size_t part = end ? (size_t)(end - data) : size;

		if (part && send(fd, data, part, MSG_NOSIGNAL | MSG_DONTWAIT) < 0)
			break;
		turn(fd, begin, &length, QUIET);
		part += end != NULL;
		data += part;
		size -= part;
	}
	shutdown(fd, SHUT_WR);
	turn(fd, begin, &length, TURNS_MAX);
	if (length == sizeof(begin) && memcmp(begin, "HTTP/1.1 ", 9) != 0 &&
		memcmp(begin, "HTTP/1.0 ", 9) != 0)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct linger at_once = { .l_onoff = 1 };
	_cleanup_close_ int fd = -1;

	if (!server)
		start();
	fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd < 0 || connect(fd, (const struct sockaddr *)&address, sizeof(address)) < 0)
		abort();
	setsockopt(fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof(at_once)); /* or ports run out */
	talk(fd, data, size);
	fd = safe_close(fd);
	for (unsigned i = 0; i < TURNS_MAX && (server->bodies_len || server->in_flight); i++)
		uv_run(&loop, UV_RUN_NOWAIT);
	if (server->bodies_len || server->in_flight)
		abort();
	return 0;
}
