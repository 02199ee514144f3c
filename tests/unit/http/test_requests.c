/* Requests over real sockets: what is served, what is refused, and in which words. */
#include "client.h"
#include "echo_server.h"

#include <sys/socket.h>

static const struct config config = {
	.listen = (char *)"127.0.0.1:0",
	.cors_origins = (char *)"*",
	.max_connections = 64,
	.max_header_kb = 16,
	.max_body_kb = 256,
	.max_bodies_mb = 1,
	.head_timeout = 10,
	.body_timeout = 10,
	.idle_timeout = 10,
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

static void serves(void **state)
{
	static const struct {
		const char *request;
		unsigned status;
		const char *body;
	} table[] = {
		{ "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello", 200, "hello" },
		{ "POST /later HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello", 200, "hello" },
		{ "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n",
			200, "abcde" },
		{ "POST /echo HTTP/1.0\r\nContent-Length: 2\r\n\r\nhi", 200, "hi" },
		{ "GET /echo HTTP/1.1\r\nHost: x\r\n\r\n", 200, "" },
		{ "GET /echo?a=b HTTP/1.1\r\nHost: x\r\nEmpty:\r\n\r\n", 200, "" },
		{ "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Encoding: identity\r\nContent-Length: 2\r\n\r\nhi",
			200, "hi" },
		{ "\r\nPOST http://x/later HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nhi", 200, "hi" },
	};
	struct reply reply;
	char value[100];

	for (size_t i = 0; i < ELEMENTS(table); i++) {
		client_once(server.port, table[i].request, &reply);
		assert_int_equal(reply.status, table[i].status);
		assert_string_equal(reply.body, table[i].body);
		assert_string_equal(reply_header(&reply, "X-Client", value, sizeof(value)), "127.0.0.1");
		reply_release(&reply);
	}
}

#define START "POST /echo HTTP/1.1\r\nHost: x\r\n"
static const struct {
	const char *request;
	unsigned status;
	const char *words;
} refused[] = {
	{ START "Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello", 400,
		"More than one Content-Length header" },
	{ START "Content-Length: 5\r\nContent-Length: 0\r\n\r\nhello", 400,
		"More than one Content-Length header" },
	{ START "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400,
		"Content-Length together with Transfer-Encoding" },
	{ START "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n", 400,
		"Content-Length together with Transfer-Encoding" },
	{ START "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 400, "Transfer-Encoding not supported" },
	{ START "Transfer-Encoding: identity\r\n\r\n", 400, "Transfer-Encoding not supported" },
	{ START "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400,
		"Transfer-Encoding not supported" },
	{ "POST /echo HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400,
		"Transfer-Encoding not supported" },
	{ START "Host: y\r\n\r\n", 400, "More than one Host header" },
	{ "GET /echo HTTP/1.1\r\n\r\n", 400, "Host header missing" },
	{ START "Content-Length : 5\r\n\r\nhello", 400, "Invalid header name" },
	{ START "Transfer-Encoding\t: chunked\r\n\r\n0\r\n\r\n", 400, "Invalid header name" },
	{ START "A b: c\r\n\r\n", 400, "Invalid header name" },
	{ START "A: b\001c\r\n\r\n", 400, "Invalid header value" },
	{ START "A: b\rContent-Length: 5\r\n\r\nhello", 400, "Invalid header value" },
	{ START "A: b\r\n c\r\n\r\n", 400, "Malformed request head" },
	{ START "A: b\nContent-Length: 0\r\n\r\n", 400, "Malformed request head" },
	{ "GET /echo HTTP/1.1\nHost: x\r\n\r\n", 400, "Malformed request head" },
	{ "GET /echo HTTP/1.1\r\nHost: x\n\r\n", 400, "Malformed request head" },
	{ "GET /echo HTTP/1.1\r\nHost: x\r\n\n", 400, "Malformed request head" },
	{ "GET /echo HTTP/1.1\nHost: x\n\n", 400, "Malformed request head" },
	{ "GET  /echo HTTP/1.1\r\nHost: x\r\n\r\n", 400, "Malformed request head" },
	{ "GET /echo x HTTP/1.1\r\nHost: x\r\n\r\n", 400, "Malformed request head" },
	{ "G@T /echo HTTP/1.1\r\nHost: x\r\n\r\n", 400, "Invalid method" },
	{ START "Content-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello", 415,
		"Content-Encoding not supported" },
	{ START "Content-Length: 262145\r\n\r\n", 413, "Request body too large (max 256 KB)" },
	{ START "Expect: 100-continue\r\nContent-Length: 262145\r\n\r\n", 413,
		"Request body too large (max 256 KB)" },
};
#undef START

static void refuses(void **state)
{
	struct client client;
	struct reply reply;
	char wanted[200];

	for (size_t i = 0; i < ELEMENTS(refused); i++) {
		client_open(&client, server.port);
		client_send(&client, refused[i].request);
		client_read(&client, &reply);
		snprintf(wanted, sizeof(wanted), "{\"detail\":\"%s\"}", refused[i].words);
		assert_string_equal(reply.body, wanted);
		assert_int_equal(reply.status, refused[i].status);
		assert_true(client_at_end(&client, 1000));
		reply_release(&reply);
		client_close(&client);
	}
}

/* A NUL ends a string in the library: what is behind it must not go unseen. */
static void refuses_nul(void **state)
{
	static const struct {
		const char *bytes;
		size_t len;
	} table[] = {
#define ROW(t) { t, sizeof(t) - 1 }
		ROW("GET /echo\0x HTTP/1.1\r\nHost: x\r\n\r\n"),
		ROW("GET /echo HTTP/1.1\r\nHost: x\0y\r\n\r\n"),
		ROW("GET /echo HTTP/1.1\r\nHost: x\r\n\0A: b\r\n\r\n"),
		ROW("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 5\0\r\n\r\nhello"),
#undef ROW
	};
	struct client client;
	struct reply reply;

	for (size_t i = 0; i < ELEMENTS(table); i++) {
		client_open(&client, server.port);
		client_send_bytes(&client, table[i].bytes, table[i].len);
		client_read(&client, &reply);
		assert_int_equal(reply.status, 400);
		assert_true(client_at_end(&client, 1000));
		reply_release(&reply);
		client_close(&client);
	}
}

static void keeps_connections(void **state)
{
	static const char request[] = "POST /later HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nhi";
	struct client client;
	struct reply reply;

	client_open(&client, server.port);
	for (unsigned i = 0; i < 5; i++) {
		client_send(&client, request);
		client_read(&client, &reply);
		assert_string_equal(reply.body, "hi");
		reply_release(&reply);
	}
	/* pipelined, and the later ones already there when the first is suspended */
	for (unsigned i = 0; i < 5; i++)
		client_send(&client, request);
	for (unsigned i = 0; i < 5; i++) {
		client_read(&client, &reply);
		assert_string_equal(reply.body, "hi");
		reply_release(&reply);
	}
	/* a byte at a time */
	for (size_t i = 0; i < strlen(request); i++)
		client_send_bytes(&client, request + i, 1);
	client_read(&client, &reply);
	assert_string_equal(reply.body, "hi");
	reply_release(&reply);
	assert_false(client_at_end(&client, 0));
	client_close(&client);
}

static void continues(void **state)
{
	struct client client;
	struct reply reply;

	client_open(&client, server.port);
	client_send(&client,
		"POST /echo HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
	client_read(&client, &reply);
	assert_int_equal(reply.status, 100);
	reply_release(&reply);
	client_send(&client, "hi");
	client_read(&client, &reply);
	assert_int_equal(reply.status, 200);
	assert_string_equal(reply.body, "hi");
	reply_release(&reply);
	client_close(&client);
}

/* The client can read the refusal though it goes on sending what nobody wants. */
static void refuses_long_bodies(void **state)
{
	static char block[1 << 20];
	struct client client;
	struct reply reply;

	client_open(&client, server.port);
	client_send(&client, "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 8388608\r\n\r\n");
	for (unsigned i = 0; i < 8; i++)
		assert_true(client_send_bytes(&client, block, sizeof(block)));
	client_read(&client, &reply);
	assert_int_equal(reply.status, 413);
	reply_release(&reply);
	client_close(&client);

	client_open(&client, server.port);
	client_send(&client, "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
	for (unsigned i = 0; i < 8; i++) {
		client_send(&client, "100000\r\n");
		client_send_bytes(&client, block, sizeof(block));
		client_send(&client, "\r\n");
	}
	client_read(&client, &reply);
	assert_int_equal(reply.status, 413);
	assert_true(client_at_end(&client, 5000));
	reply_release(&reply);
	client_close(&client);
}

/* 1 MB for all bodies: the fifth of 256 KB finds no room until the first are through. */
static void bounds_all_bodies(void **state)
{
	static char block[256 * 1024];
	struct client clients[4], client;
	struct reply reply;
	char value[20];

	for (size_t i = 0; i < ELEMENTS(clients); i++) {
		client_open(&clients[i], server.port);
		client_send(&clients[i], "POST /held HTTP/1.1\r\nHost: x\r\nContent-Length: 262144\r\n\r\n");
		client_send_bytes(&clients[i], block, sizeof(block));
		assert_int_equal(server_event(&server, 2000), 'h');
	}
	client_open(&client, server.port);
	client_send(&client, "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 262144\r\n\r\n");
	client_send_bytes(&client, block, sizeof(block));
	client_read(&client, &reply);
	assert_int_equal(reply.status, 503);
	assert_string_equal(reply_header(&reply, "Retry-After", value, sizeof(value)), "1");
	reply_release(&reply);
	client_close(&client);

	for (size_t i = 0; i < ELEMENTS(clients); i++) {
		client_close(&clients[i]);
		assert_int_equal(server_event(&server, 2000), 'g');
	}
	client_once(server.port, "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nhi", &reply);
	assert_int_equal(reply.status, 200);
	reply_release(&reply);
}

static void notices_hang_ups(void **state)
{
	struct client client;

	client_open(&client, server.port);
	client_send(&client, "GET /held HTTP/1.1\r\nHost: x\r\n\r\n");
	assert_int_equal(server_event(&server, 2000), 'h');
	client_send(&client, "GET /held HTTP/1.1\r\nHost: x\r\n\r\n"); /* pipelined bytes are no hang-up */
	assert_int_equal(server_event(&server, 100), -1);
	client_close(&client);
	assert_int_equal(server_event(&server, 2000), 'g');

	client_open(&client, server.port);
	client_send(&client, "GET /held HTTP/1.1\r\nHost: x\r\n\r\n");
	assert_int_equal(server_event(&server, 2000), 'h');
	shutdown(client.fd, SHUT_WR);
	assert_int_equal(server_event(&server, 2000), 'g');
	assert_true(client_at_end(&client, 2000));
	client_close(&client);
}

static void answers_preflights(void **state)
{
	struct reply reply;
	char value[100];

	client_once(server.port,
		"OPTIONS /run HTTP/1.1\r\nHost: x\r\nOrigin: http://a\r\nAccess-Control-Request-Method: POST\r\n"
		"Access-Control-Request-Headers: content-type\r\n\r\n",
		&reply);
	assert_int_equal(reply.status, 200);
	assert_string_equal(reply.body, "OK");
	assert_string_equal(reply_header(&reply, "Access-Control-Allow-Origin", value, sizeof(value)), "*");
	assert_string_equal(
		reply_header(&reply, "Access-Control-Allow-Headers", value, sizeof(value)), "content-type");
	assert_string_equal(reply_header(&reply, "Access-Control-Allow-Methods", value, sizeof(value)),
		"DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT");
	assert_string_equal(reply_header(&reply, "Access-Control-Max-Age", value, sizeof(value)), "600");
	reply_release(&reply);

	client_once(server.port,
		"OPTIONS /run HTTP/1.1\r\nHost: x\r\nOrigin: http://a\r\nAccess-Control-Request-Method: BREW\r\n\r\n",
		&reply);
	assert_int_equal(reply.status, 400);
	assert_string_equal(reply.body, "Disallowed CORS method");
	reply_release(&reply);

	client_once(server.port, "GET /echo HTTP/1.1\r\nHost: x\r\nOrigin: http://a\r\n\r\n", &reply);
	assert_string_equal(reply_header(&reply, "Access-Control-Allow-Origin", value, sizeof(value)), "*");
	reply_release(&reply);
	client_once(server.port, "GET /echo HTTP/1.1\r\nHost: x\r\n\r\n", &reply);
	assert_null(reply_header(&reply, "Access-Control-Allow-Origin", value, sizeof(value)));
	reply_release(&reply);
}

static void names_requests(void **state)
{
	struct reply reply;
	char value[100], other[100];

	client_once(server.port, "GET /echo HTTP/1.1\r\nHost: x\r\nX-Request-ID: a.B-9_\r\n\r\n", &reply);
	assert_string_equal(reply_header(&reply, "X-Request-ID", value, sizeof(value)), "a.B-9_");
	reply_release(&reply);
	client_once(server.port, "GET /echo HTTP/1.1\r\nHost: x\r\nX-Request-ID: a b\r\n\r\n", &reply);
	assert_int_equal(strlen(reply_header(&reply, "X-Request-ID", value, sizeof(value))), 32);
	reply_release(&reply);
	client_once(server.port, "GET /echo HTTP/1.1\r\nHost: x\r\n\r\n", &reply);
	assert_string_not_equal(reply_header(&reply, "X-Request-ID", other, sizeof(other)), value);
	reply_release(&reply);
	client_once(server.port, "GET /echo HTTP/1.1\r\nX-Request-ID: me\r\n\r\n", &reply);
	assert_int_equal(reply.status, 400);
	assert_string_equal(reply_header(&reply, "X-Request-ID", value, sizeof(value)), "me");
	reply_release(&reply);
}

static void bounds_heads(void **state)
{
	char padding[32 * 1024];
	struct client client;
	struct reply reply;

	for (size_t len = 8000; len < sizeof(padding); len += 499) {
		memset(padding, 'x', len);
		padding[len] = '\0';
		client_open(&client, server.port);
		client_send(&client, "GET /echo HTTP/1.1\r\nHost: x\r\nA: ");
		client_send(&client, padding);
		client_send(&client, "\r\n\r\n");
		client_read(&client, &reply);
		assert_int_equal(reply.status, len < 14000 ? 200 : 431);
		reply_release(&reply);
		client_close(&client);
		len += len > 14000 ? 4000 : 0;
	}
}

static void sends_much(void **state)
{
	struct reply reply;

	client_once(server.port, "GET /big HTTP/1.1\r\nHost: x\r\n\r\n", &reply);
	assert_int_equal(reply.status, 200);
	assert_int_equal(reply.len, 8 << 20);
	reply_release(&reply);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(serves),
		cmocka_unit_test(refuses),
		cmocka_unit_test(refuses_nul),
		cmocka_unit_test(keeps_connections),
		cmocka_unit_test(continues),
		cmocka_unit_test(refuses_long_bodies),
		cmocka_unit_test(bounds_all_bodies),
		cmocka_unit_test(notices_hang_ups),
		cmocka_unit_test(answers_preflights),
		cmocka_unit_test(names_requests),
		cmocka_unit_test(bounds_heads),
		cmocka_unit_test(sends_much),
	};

	return cmocka_run_group_tests(tests, start, stop);
}
