/* tests/unit/http/client.h: a server in a child process, and a blocking client to talk to it with raw bytes. */
#pragma once

#include "base/base.h"
#include <setjmp.h>
#include <sys/types.h>
/* cmocka needs setjmp.h */
#include <cmocka.h>

struct server {
	pid_t pid;
	unsigned port;
	int events; /* what the child reports, a byte each */
};

/* Runs `serve` in a child, which writes its port to the first descriptor and events to the second. */
void server_start(
	struct server *server, void (*serve)(const void *what, int port_fd, int event_fd), const void *what);
void server_stop(struct server *server);	      /* SIGTERM; fails the test unless it exits with 0 */
void server_ended(struct server *server);	      /* the same, where it was told already */
int server_event(struct server *server, unsigned ms); /* the next event, or -1 */

struct client {
	int fd;
	char *data;
	size_t len, size;
};

struct reply {
	unsigned status;
	char head[4096];
	char *body; /* terminated */
	size_t len;
};

void client_open(struct client *client, unsigned port);
void client_close(struct client *client);
void client_send(struct client *client, const char *text);
bool client_send_bytes(struct client *client, const void *data, size_t len); /* false: the peer is gone */
bool client_more(struct client *client);		      /* reads what there is; false at the end */
void client_read(struct client *client, struct reply *reply); /* one reply, fails the test without one */
bool client_at_end(struct client *client, unsigned ms);	      /* the server closed, within that time */
const char *reply_header(const struct reply *reply, const char *name, char *out, size_t size);
void reply_release(struct reply *reply);

/* One request on a connection of its own. */
void client_once(unsigned port, const char *text, struct reply *reply);
