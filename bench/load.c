/* bench/load: asks an HTTP service over kept-alive connections and tells how long each answer took.
 *
 *   load PORT CONNECTIONS SECONDS COUNT PAUSE_US <BODY >SAMPLES
 *
 * Each connection posts BODY to /run, again at once when its answer is there, until SECONDS are over or COUNT
 * answers came (0: no such end). With a pause it sleeps before each request: for one connection. SAMPLES are three
 * uint64: microseconds from the first request to the last answer, CPU microseconds of this process, the number of
 * samples; then for each a pair of uint32: microseconds to the answer, and `execution_time` in it.
 * An answer that is not a program's success ends it with 1. */
#include "base/base.h"
#include "base/clock.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>

enum {
	BODY_MAX = 1 << 20,
	HEAD_MAX = 512,
	ANSWER_MAX = 1 << 16,
	CONNECTIONS_MAX = 1024,
	SAMPLES_MAX = 1 << 22
};

struct sample {
	uint32_t latency_us, execution_us;
};

struct connection {
	int fd;
	uint64_t sent_us;
	size_t len;
	char answer[ANSWER_MAX + 1];
};

static struct {
	char request[BODY_MAX + HEAD_MAX];
	size_t request_len;
	struct connection *connections;
	unsigned connection_count;
	struct sample *samples;
	uint64_t sample_count, sample_max;
	uint64_t begin_us, end_us, last_us;
	uint64_t pause_us;
} load;

static no_return void fail(const char *what, const char *detail)
{
	fprintf(stderr, "load: %s: %.2000s\n", what, detail);
	exit(1);
}

static void read_body(void)
{
	static char body[BODY_MAX];
	size_t len = fread(body, 1, sizeof(body), stdin);
	int head = snprintf(load.request, HEAD_MAX,
		"POST /run HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\nContent-Length: %zu\r\n\r\n",
		len);

	memcpy(load.request + head, body, len);
	load.request_len = (size_t)head + len;
}

static int connect_to(unsigned port)
{
	const struct sockaddr_in address = {
		.sin_family = AF_INET,
		.sin_port = htons((uint16_t)port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK),
	};
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), on = 1;

	if (fd < 0 || connect(fd, (const struct sockaddr *)&address, sizeof(address)) < 0)
		fail("connect", strerror(errno));
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
	return fd;
}

static void ask(struct connection *connection)
{
	size_t done = 0;

	if (load.pause_us)
		usleep((useconds_t)load.pause_us);
	connection->len = 0;
	connection->sent_us = clock_now_us();
	while (done < load.request_len) {
		ssize_t n = send(connection->fd, load.request + done, load.request_len - done, MSG_NOSIGNAL);

		if (n < 0)
			fail("send", strerror(errno));
		done += (size_t)n;
	}
}

/* All of the answer is there. */
static bool complete(struct connection *connection)
{
	const char *body, *length;

	connection->answer[connection->len] = '\0';
	body = strstr(connection->answer, "\r\n\r\n");
	if (!body)
		return false;
	length = strcasestr(connection->answer, "\r\ncontent-length:");
	if (!length || length > body)
		fail("an answer without its length", connection->answer);
	return connection->len >= (size_t)(body + 4 - connection->answer) +
					  strtoul(length + strlen("\r\ncontent-length:"), NULL, 10);
}

static void take(struct connection *connection)
{
	static const char key[] = "\"execution_time\":";
	const char *time = strstr(connection->answer, key);
	uint64_t now = clock_now_us();

	if (strncmp(connection->answer, "HTTP/1.1 200", 12) != 0 || !time ||
		!strstr(connection->answer, "\"status\":\"success\""))
		fail("not a success", connection->answer);
	load.last_us = now;
	load.samples[load.sample_count++] = (struct sample){
		.latency_us = (uint32_t)(now - connection->sent_us),
		.execution_us = (uint32_t)(strtod(time + strlen(key), NULL) * 1e6 + 0.5),
	};
}

/* Returns whether the connection waits for another answer. */
static bool serve(struct connection *connection)
{
	ssize_t n =
		recv(connection->fd, connection->answer + connection->len, ANSWER_MAX - connection->len, 0);

	if (n <= 0)
		fail("the service closed the connection", n < 0 ? strerror(errno) : "no error");
	connection->len += (size_t)n;
	if (!complete(connection))
		return true;
	take(connection);
	if (clock_now_us() >= load.end_us || load.sample_count + load.connection_count > load.sample_max) {
		close(connection->fd); /* before the service does */
		return false;
	}
	ask(connection);
	return true;
}

static void run(unsigned port)
{
	struct epoll_event events[64];
	int epoll = epoll_create1(EPOLL_CLOEXEC);
	unsigned waiting = load.connection_count;

	for (unsigned i = 0; i < load.connection_count; i++) {
		struct connection *connection = &load.connections[i];
		struct epoll_event event = { .events = EPOLLIN, .data.ptr = connection };

		connection->fd = connect_to(port);
		if (epoll_ctl(epoll, EPOLL_CTL_ADD, connection->fd, &event) < 0)
			fail("epoll", strerror(errno));
	}
	load.begin_us = clock_now_us();
	load.end_us += load.begin_us;
	for (unsigned i = 0; i < load.connection_count; i++)
		ask(&load.connections[i]);
	while (waiting) {
		int n = epoll_wait(epoll, events, ELEMENTS(events), -1);

		for (int i = 0; i < n; i++)
			waiting -= !serve(events[i].data.ptr);
	}
}

static void tell(void)
{
	struct rusage used;
	uint64_t head[3] = { load.last_us - load.begin_us };

	getrusage(RUSAGE_SELF, &used);
	head[1] = (uint64_t)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) * 1000000 +
		  (uint64_t)(used.ru_utime.tv_usec + used.ru_stime.tv_usec);
	head[2] = load.sample_count;
	if (fwrite(head, sizeof(head), 1, stdout) != 1 ||
		fwrite(load.samples, sizeof(*load.samples), load.sample_count, stdout) != load.sample_count ||
		fflush(stdout) != 0)
		fail("write", strerror(errno));
}

int main(int argc, char **argv)
{
	uint64_t count;

	if (argc != 6)
		fail("usage", "load PORT CONNECTIONS SECONDS COUNT PAUSE_US <BODY");
	load.connection_count = (unsigned)MIN(strtoul(argv[2], NULL, 10), (unsigned long)CONNECTIONS_MAX);
	load.end_us = (uint64_t)(strtod(argv[3], NULL) * 1e6);
	count = strtoull(argv[4], NULL, 10);
	load.sample_max = count && count < SAMPLES_MAX ? count + load.connection_count - 1 : SAMPLES_MAX;
	load.pause_us = strtoull(argv[5], NULL, 10);
	load.connections = calloc(load.connection_count, sizeof(*load.connections));
	load.samples = calloc(load.sample_max, sizeof(*load.samples));
	if (!load.connections || !load.samples)
		fail("memory", strerror(errno));
	read_body();
	run((unsigned)strtoul(argv[1], NULL, 10));
	tell();
	return 0;
}
