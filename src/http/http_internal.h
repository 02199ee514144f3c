/* http/http_internal.h: shared by the files of the room.
 *
 * server.c   the library's daemon on our loop
 * listen.c   the listening socket
 * peer.c     one connection: its clocks, its socket watched while the library does not
 * request.c  one request: head, body, hand-over, reply, refusal
 * head.c     is this head one that every reader understands alike?
 * cors.c     cross-origin headers */
#pragma once

#include "base/buf.h"
#include "http/http.h"
#include <microhttpd.h>
#include <netinet/in.h>
#include <sys/socket.h>

enum {
	BACKLOG = 1024,
	REPLY_HEAD_MAX = 2048,		     /* kept of a connection's memory for the head of its reply */
	LIBRARY_FIELD_SIZE = 64,	     /* what the library needs for a parsed header, rounded up */
	LINGER_MS = 2000,		     /* for a refused client to read why */
	LINGER_BYTES_MAX = 32 * 1024 * 1024, /* that it may still send meanwhile */
	SEND_RATE_MIN = 64 * 1024,	     /* bytes a second below which a reader of replies is cut */
	REQUEST_ID_MAX = 64,
	BODY_FIRST = 64 * 1024, /* allocated at once, however long a body is said to be */
	CORS_ECHO_MAX = 1024,	/* of Access-Control-Request-Headers */
};

/* What a connection is waiting for, each with its own clock. */
enum phase {
	PHASE_HEAD,   /* the rest of a head: head_timeout from accept or its first byte */
	PHASE_IDLE,   /* the next request of a kept-alive connection: idle_timeout */
	PHASE_BODY,   /* the rest of a body: body_timeout */
	PHASE_SEND,   /* the client, to take its reply: body_timeout, and longer for a long one */
	PHASE_LINGER, /* the client, to read a refusal: LINGER_MS */
	PHASE_RUN,    /* the handler, or the library that closes: no clock of ours */
	PHASE_COUNT,
};

enum request_state {
	REQUEST_NONE,
	REQUEST_READING,  /* its body */
	REQUEST_HANDED,	  /* to the handler */
	REQUEST_ANSWERED, /* the response waits for the library, or is being sent */
	REQUEST_DEAD,	  /* refused or hung up: the connection ends with it */
};

/* One at a time per connection, a part of its peer. */
struct http_request {
	enum request_state state;
	const char *method, *path; /* the library's, until it is done with the request */
	char id[REQUEST_ID_MAX + 1];
	char *body;
	size_t body_len, body_size;
	struct MHD_Response *response;
	size_t response_len;
	unsigned status;
	bool suspended;	 /* in the library */
	bool counted;	 /* in server->in_flight */
	bool target_odd; /* the request target has spaces or control characters */
	const char *target;
	size_t target_len;
	void *user;
};

struct peer {
	struct http_server *server;
	struct MHD_Connection *connection;
	int fd; /* the library's */
	char address[INET6_ADDRSTRLEN];
	enum phase phase;
	uint64_t since, deadline; /* of the phase, milliseconds of the loop */
	struct peer *prev, *next; /* in the phase's list */
	size_t drained;
	uv_poll_t watch;
	bool watch_made;
	int watched; /* enum uv_poll_event */
	struct http_request request;
};

/* Ordered by deadline, since all of a phase wait equally long. */
struct peer_list {
	struct peer *first, *last;
};

struct http_server {
	uv_loop_t *loop;
	const struct config *config;
	struct http_handler handler;
	int listen_fd;
	unsigned port;
	bool ipv6;
	struct MHD_Daemon *daemon;
	uv_poll_t events;   /* of the library's epoll */
	uv_timer_t again;   /* the library has something left to do */
	uv_timer_t clock;   /* the earliest deadline of all peers */
	uint64_t clock_due; /* UINT64_MAX: not running */
	uv_prepare_t before;
	uv_check_t after;
	unsigned handles; /* of the above, not closed yet */
	bool running, kick, draining, freed;
	unsigned in_flight;
	size_t pool_size, bodies_len, bodies_max;
	struct peer_list lists[PHASE_COUNT];
};

/* listen.c */
int listen_open(const char *address, int *fd, unsigned *port, bool *ipv6, struct err *err) must_check;

/* server.c */
void server_clock(struct http_server *server, uint64_t due); /* peers_expire() is to be called by then */

/* peer.c */
void peer_notify(void *user, struct MHD_Connection *connection, void **context,
	enum MHD_ConnectionNotificationCode code);
struct peer *peer_of(struct MHD_Connection *connection);
void peer_enter(struct peer *peer, enum phase phase);
void peer_watch(struct peer *peer, int events); /* while the library does not, and beyond */
void peers_expire(struct http_server *server);
void peers_release(struct http_server *server); /* lets go of what the library must not be stopped with */

/* request.c */
void *request_line(void *user, const char *target, struct MHD_Connection *connection);
enum MHD_Result request_step(void *user, struct MHD_Connection *connection, const char *url,
	const char *method, const char *version, const char *data, size_t *len, void **context);
void request_completed(
	void *user, struct MHD_Connection *connection, void **context, enum MHD_RequestTerminationCode code);
void request_hang_up(struct http_request *request); /* the client is gone */
void request_end(struct http_request *request);	    /* nothing more to say: the library closes */

static inline struct peer *request_peer(const struct http_request *request)
{
	return (struct peer *)((char *)(uintptr_t)request - offsetof(struct peer, request));
}

/* head.c */
struct refusal {
	unsigned status;
	const char *words;
	unsigned retry_after_s; /* 0: no such header */
};

/* 0, or -EBADMSG with `refusal` filled. */
int head_check(const struct http_server *server, const struct http_request *request, const char *version,
	struct refusal *refusal) must_check;

/* `raw`, of `len` bytes, is what the library leaves of the lines behind the request line: the first colon of
 * each and each CR and LF that ended one are NULs. Says whether each was a header that ended in CRLF,
 * followed by the empty line and nothing else, and how many there were. */
bool head_lines_strict(const char *raw, size_t len, unsigned *lines) must_check;

/* cors.c */
enum { CORS_FIELDS_MAX = 4 };
/* For a reply to a request from `origin` (NULL: none). Values are borrowed from config and origin. */
size_t cors_fields(const char *allowed, const char *origin, struct http_header_field fields[CORS_FIELDS_MAX]);
bool cors_allows(const char *allowed, const char *origin);
bool cors_is_preflight(const struct http_request *request);
void cors_answer_preflight(const char *allowed, struct http_request *request);
