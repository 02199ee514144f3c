#include "client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/wait.h>

enum { READ_CHUNK = 64 * 1024, PATIENCE_S = 10 };

void server_start(
	struct server *server, void (*serve)(const void *what, int port_fd, int event_fd), const void *what)
{
	int port[2], events[2];

	assert_int_equal(pipe(port), 0);
	assert_int_equal(pipe(events), 0);
	server->pid = fork();
	assert_true(server->pid >= 0);
	if (server->pid == 0) {
		close(port[0]);
		close(events[0]);
		serve(what, port[1], events[1]);
		exit(0);
	}
	close(port[1]);
	close(events[1]);
	assert_int_equal(read(port[0], &server->port, sizeof(server->port)), sizeof(server->port));
	close(port[0]);
	server->events = events[0];
}

void server_ended(struct server *server)
{
	int status = -1;

	assert_int_equal(waitpid(server->pid, &status, 0), server->pid);
	close(server->events);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

void server_stop(struct server *server)
{
	kill(server->pid, SIGTERM);
	server_ended(server);
}

int server_event(struct server *server, unsigned ms)
{
	struct pollfd poll_fd = { .fd = server->events, .events = POLLIN };
	unsigned char event;

	if (poll(&poll_fd, 1, (int)ms) != 1 || read(server->events, &event, 1) != 1)
		return -1;
	return event;
}

void client_open(struct client *client, unsigned port)
{
	struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port) };
	struct timeval patience = { .tv_sec = PATIENCE_S };

	*client = (struct client){ .fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0) };
	assert_true(client->fd >= 0);
	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	setsockopt(client->fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
	setsockopt(client->fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof(patience));
	assert_int_equal(connect(client->fd, (struct sockaddr *)&address, sizeof(address)), 0);
}

void client_close(struct client *client)
{
	close(client->fd);
	free(client->data);
}

bool client_send_bytes(struct client *client, const void *data, size_t len)
{
	ssize_t n;

	for (size_t sent = 0; sent < len; sent += (size_t)n) {
		n = send(client->fd, (const char *)data + sent, len - sent, MSG_NOSIGNAL);
		if (n <= 0)
			return false;
	}
	return true;
}

void client_send(struct client *client, const char *text)
{
	client_send_bytes(client, text, strlen(text));
}

bool client_more(struct client *client)
{
	ssize_t n;

	if (client->size < client->len + READ_CHUNK + 1) {
		client->size = 2 * (client->len + READ_CHUNK + 1);
		client->data = realloc(client->data, client->size);
		assert_non_null(client->data);
	}
	n = recv(client->fd, client->data + client->len, READ_CHUNK, 0);
	if (n > 0)
		client->len += (size_t)n;
	client->data[client->len] = '\0';
	return n > 0;
}

static void drop(struct client *client, size_t len)
{
	client->len -= len;
	memmove(client->data, client->data + len, client->len + 1);
}

void client_read(struct client *client, struct reply *reply)
{
	char *end, length[32];
	size_t head;

	while (!client->data || !(end = strstr(client->data, "\r\n\r\n")))
		if (!client_more(client))
			fail_msg("no reply, but '%s'", client->data);
	head = (size_t)(end - client->data) + 4;
	assert_true(head < sizeof(reply->head));
	memcpy(reply->head, client->data, head);
	reply->head[head] = '\0';
	assert_int_equal(sscanf(reply->head, "HTTP/1.1 %u", &reply->status), 1);
	drop(client, head);

	reply->len =
		reply_header(reply, "Content-Length", length, sizeof(length)) ? strtoul(length, NULL, 10) : 0;
	while (client->len < reply->len)
		if (!client_more(client))
			fail_msg("%zu bytes of a body of %zu", client->len, reply->len);
	reply->body = calloc(1, reply->len + 1);
	assert_non_null(reply->body);
	memcpy(reply->body, client->data, reply->len);
	drop(client, reply->len);
}

bool client_at_end(struct client *client, unsigned ms)
{
	struct pollfd poll_fd = { .fd = client->fd, .events = POLLIN };
	char byte;

	return client->len == 0 && poll(&poll_fd, 1, (int)ms) == 1 && recv(client->fd, &byte, 1, 0) <= 0;
}

const char *reply_header(const struct reply *reply, const char *name, char *out, size_t size)
{
	size_t len = strlen(name);

	for (const char *line = strstr(reply->head, "\r\n"); line && line[2] != '\r';
		line = strstr(line + 2, "\r\n")) {
		if (strncasecmp(line + 2, name, len) != 0 || line[2 + len] != ':')
			continue;
		snprintf(out, size, "%.*s", (int)strcspn(line + 4 + len, "\r"), line + 4 + len);
		return out;
	}
	return NULL;
}

void reply_release(struct reply *reply)
{
	free(reply->body);
	reply->body = NULL;
}

void client_once(unsigned port, const char *text, struct reply *reply)
{
	struct client client;

	client_open(&client, port);
	client_send(&client, text);
	client_read(&client, reply);
	client_close(&client);
}
