/* api/api_internal.h: shared by the files of the room.
 *
 * api.c       which path is which endpoint
 * service.c   GET /, /health, /ready
 * run.c       POST /run, POST /validate: to the scheduler and back
 * read.c      a body into a struct request, or its problems
 * values.c    what counts as an integer or a boolean
 * problems.c  the 422 reply
 * scan.c      is this JSON small enough to decode?
 * write.c     what replies are made of
 * reply.c     sending them */
#pragma once

#include "api/api.h"
#include "base/buf.h"
#include <jansson.h>

enum {
	JSON_DEPTH_MAX = 32,
	JSON_TOKENS_MAX = 10000, /* strings, numbers, literals and containers */
	ECHO_MAX = 1024,	 /* bytes of a wrong value that its problem repeats */
	REPLY_SMALL_MAX = 64 * 1024,
	PROBLEMS_MAX = 16 * 1024 * 1024,
};

struct api {
	const struct config *config;
	struct schedule *schedule;
};

/* service.c, run.c: endpoints. Each answers `request`, at once or later. */
void service_info(struct api *api, struct http_request *request);
void service_health(struct api *api, struct http_request *request);
void service_ready(struct api *api, struct http_request *request);
void run_program(struct api *api, struct http_request *request);
void run_validate(struct api *api, struct http_request *request);
void run_gone(struct http_request *request); /* the client went away */

/* read.c: 0; -EINVAL: `problems` is the reply's body; -ENOMEM. A body that is not said to be JSON is
 * judged as the string that it then is. */
int read_request(const struct config *config, const char *content_type, struct text body,
	struct request **ret, struct buf *problems) must_check;

/* values.c, by the lax rules of pydantic: 0, or -EINVAL with the problem's type. Outside of int64, strings
 * count as its ends. */
int value_integer(const json_t *value, int64_t *ret, const char **problem) must_check;
int value_boolean(const json_t *value, bool *ret, const char **problem) must_check;
bool value_is_blank(const char *text, size_t len); /* only what Python's str.strip() strips */
size_t value_characters(const char *text, size_t len);
const char *value_words(const char *problem); /* the message for a problem's type */

/* problems.c: entries of {"detail":[...]}, each appended whole or not at all. `field` NULL: the body itself;
 * `context`: JSON, or NULL. */
void problem_add(struct buf *out, const char *type, const char *field, const char *message,
	const json_t *input, const char *context);
void problem_json(struct buf *out, size_t offset, const char *words);
int problems_end(struct buf *out) must_check;

/* scan.c: 0, or -E2BIG with what is too much and where. What is no JSON at all passes: the decoder says so. */
int scan_json(const char *text, size_t len, size_t *offset, const char **words) must_check;

/* write.c. All text is valid UTF-8. */
int write_string(struct buf *out, const char *text, size_t len) must_check; /* quoted and escaped */
int write_text(struct buf *out, const char *text) must_check;		    /* NULL: null */
/* Echoes `value` until `*budget` bytes of it are spent: a longer string ends in "…", a longer container lacks
 * the rest. Always valid JSON. */
int write_echo(struct buf *out, const json_t *value, size_t *budget) must_check;
int write_verdict(struct buf *out, const struct verdict *verdict) must_check;
int write_violations(struct buf *out, const struct verdict *verdict) must_check;
size_t write_cut(
	const char *text, size_t len, size_t max); /* as many bytes as fit without half a character */

/* reply.c. These end `request` and take what is in `out`; `failed` (< 0) makes it a 500. */
void reply_json(struct http_request *request, unsigned status, struct buf *out, int failed,
	const struct http_header_field *headers, size_t header_count);
void reply_detail(struct http_request *request, unsigned status, const char *words);
void reply_busy(struct http_request *request, unsigned status, unsigned retry_after_s, const char *words);
