/* Slow clients are cut, idle servers sleep. */
#include "base/clock.h"
#include "client.h"
#include "echo_server.h"

#include <sys/socket.h>

static const struct config config = {
	.listen = (char *)"127.0.0.1:0",
	.cors_origins = (char *)"",
	.max_connections = 3,
	.max_header_kb = 16,
	.max_body_kb = 1024,
	.max_bodies_mb = 4,
	.head_timeout = 1,
	.body_timeout = 2,
	.idle_timeout = 4,
};
static struct server server;

static int start(void **state)
{
	server_start(&server, echo_serve, &config);
	return 0;
}

static int stop(void **state)
{
	server_stop(&server);
	return 0;
}

/* Sends a byte every 50 ms until the server cuts, and returns after how many ms it did. */
static unsigned drip(struct client *client, const char *text)
{
	uint64_t begin = clock_now_us();

	for (size_t i = 0; i < strlen(text); i++) {
		client_send_bytes(client, text + i, 1);
		if (client_at_end(client, 50))
			return (unsigned)((clock_now_us() - begin) / 1000);
	}
	return UINT32_MAX;
}

static const char slow[] =
	"GET /echo HTTP/1.1\r\nHost: x\r\n"
	"Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa: b\r\n\r\n";

static void ask(struct client *client)
{
	struct reply reply;

	client_send(client, "GET /echo HTTP/1.1\r\nHost: x\r\n\r\n");
	client_read(client, &reply);
	assert_int_equal(reply.status, 200);
	reply_release(&reply);
}

static void cuts_slow_heads(void **state)
{
	struct client client;

	client_open(&client, server.port);
	assert_in_range(drip(&client, slow), 900, 1500);
	client_close(&client);
}

/* Without a hook for the first byte: noticed within head_timeout, cut within another. */
static void cuts_slow_second_heads(void **state)
{
	struct client client;

	client_open(&client, server.port);
	ask(&client);
	assert_in_range(drip(&client, slow), 900, 2500);
	client_close(&client);

	client_open(&client, server.port);
	ask(&client);
	assert_in_range(
		drip(&client,
			"\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n"
			"\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n"),
		900, 2500);
	client_close(&client);
}

static void cuts_slow_bodies(void **state)
{
	struct client client;

	client_open(&client, server.port);
	client_send(&client, "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n");
	assert_in_range(drip(&client, slow), 1900, 2500);
	client_close(&client);
}

static void cuts_idle_connections(void **state)
{
	struct client client;
	uint64_t begin;

	client_open(&client, server.port);
	ask(&client);
	begin = clock_now_us();
	assert_true(client_at_end(&client, 8000));
	assert_in_range((clock_now_us() - begin) / 1000, 3900, 5100);
	client_close(&client);

	/* as long as requests come, it lives */
	client_open(&client, server.port);
	for (unsigned i = 0; i < 8; i++) {
		usleep(400 * 1000);
		ask(&client);
	}
	client_close(&client);
}

/* 8 MB at 64 KB a second would take two minutes; what reads nothing is cut when that time is over, what is
 * short much sooner. Here only that a reader within the time gets all. */
static void waits_for_readers(void **state)
{
	struct client client;
	struct reply reply;

	client_open(&client, server.port);
	client_send(&client, "GET /big HTTP/1.1\r\nHost: x\r\n\r\n");
	usleep(2500 * 1000);
	client_read(&client, &reply);
	assert_int_equal(reply.len, 8 << 20);
	reply_release(&reply);
	client_close(&client);
}

static void held_requests_have_no_clock(void **state)
{
	struct client client;

	client_open(&client, server.port);
	client_send(&client, "GET /held HTTP/1.1\r\nHost: x\r\n\r\n");
	assert_int_equal(server_event(&server, 1000), 'h');
	assert_false(client_at_end(&client, 2500));
	client_close(&client);
	assert_int_equal(server_event(&server, 1000), 'g');
}

static void bounds_connections(void **state)
{
	struct client clients[4];
	struct reply reply;

	for (size_t i = 0; i < 3; i++) {
		client_open(&clients[i], server.port);
		ask(&clients[i]);
	}
	client_open(&clients[3], server.port); /* waits in the kernel's queue */
	client_send(&clients[3], "GET /echo HTTP/1.1\r\nHost: x\r\n\r\n");
	assert_false(client_at_end(&clients[3], 300));
	client_close(&clients[0]);
	client_read(&clients[3], &reply);
	assert_int_equal(reply.status, 200);
	reply_release(&reply);
	for (size_t i = 1; i < 4; i++)
		client_close(&clients[i]);
}

static unsigned long switches(pid_t pid)
{
	unsigned long count = 0;
	char line[256];
	FILE *file;

	snprintf(line, sizeof(line), "/proc/%d/status", (int)pid);
	file = fopen(line, "r");
	assert_non_null(file);
	while (fgets(line, sizeof(line), file))
		if (sscanf(line, "voluntary_ctxt_switches: %lu", &count) == 1)
			break;
	fclose(file);
	return count;
}

static void sleeps_when_idle(void **state)
{
	unsigned long before;

	usleep(4500 * 1000); /* the last clock of the last client */
	before = switches(server.pid);
	usleep(2500 * 1000);
	assert_int_equal(switches(server.pid), before);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cuts_slow_heads),
		cmocka_unit_test(cuts_slow_second_heads),
		cmocka_unit_test(cuts_slow_bodies),
		cmocka_unit_test(cuts_idle_connections),
		cmocka_unit_test(waits_for_readers),
		cmocka_unit_test(held_requests_have_no_clock),
		cmocka_unit_test(bounds_connections),
		cmocka_unit_test(sleeps_when_idle),
	};

	return cmocka_run_group_tests(tests, start, stop);
}
