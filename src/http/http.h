/* http/http.h: the only room that includes the HTTP library.
 *
 * A server owns its listening socket and connections, driven from the loop. A handler gets each request once
 * its body is there and answers now or later; answers to a connection that is gone are dropped quietly.
 * What the library lets through and we do not (two Content-Lengths, bare line feeds, slow heads, ...) is
 * refused here, before any handler sees it, as are bodies over the limits. Cross-origin headers, answers to
 * preflights and X-Request-ID are added here as well. */
#pragma once

#include "config/config.h"
#include <uv.h>

struct http_server;
struct http_request; /* in flight: valid from the handler's call until answered or gone */

struct http_handler {
	/* The request is whole. Answer with http_reply(), at once or later. */
	void (*handle)(void *user, struct http_request *request);
	/* The client went away before the answer (a half-closed connection counts as gone), or the server
	 * is being freed: `request` is invalid after this call. Only for requests that were handed to
	 * handle() and not answered yet. */
	void (*gone)(void *user, struct http_request *request);
	void *user;
};

/* Binds and listens on config->listen ("127.0.0.1:8000", "[::1]:8000", "localhost:8000", ":8000" for all
 * addresses; port 0 takes a free one). Nothing is accepted before http_serve(). `config` and `loop` are
 * borrowed until the server is gone. */
int http_listen(struct http_server **ret, uv_loop_t *loop, const struct config *config,
	const struct http_handler *handler, struct err *err) must_check;

/* Starts to accept. Opens the last descriptors that the server needs, connections aside, and starts no thread. */
int http_serve(struct http_server *server, struct err *err) must_check;

/* For draining: open connections go on, and end with their next reply. */
void http_stop_accepting(struct http_server *server);
/* Requests handed over, not answered yet or still being written. */
unsigned http_in_flight(const struct http_server *server);

/* Closes everything; handlers hear gone() for what they still hold. The memory goes when the loop has run the
 * closing of its handles: run it once more before closing it. NULL is fine. */
void http_free(struct http_server *server);
unsigned http_port(const struct http_server *server); /* the one bound, where :0 was asked */

const char *http_method(const struct http_request *request);
const char *http_path(const struct http_request *request); /* as sent, not decoded, without the query */
const char *http_header(const struct http_request *request, const char *name); /* NULL: absent */
struct text http_body(const struct http_request *request);
const char *http_client(const struct http_request *request); /* the peer's address as text */
/* What X-Request-ID will say: the client's, or a random one. */
const char *http_id(struct http_request *request);
void http_set_user(struct http_request *request, void *user);
void *http_user(const struct http_request *request);

struct http_header_field {
	const char *name, *value;
};
/* Takes `body` (malloc'd, `len` bytes) in any case. Ends `request`. `headers` are copied. */
void http_reply(struct http_request *request, unsigned status, const char *content_type, char *body,
	size_t len, const struct http_header_field *headers, size_t header_count);
