#include "api_internal.h"

static const char content_type[] = "application/json";

void reply_json(struct http_request *request, unsigned status, struct buf *out, int failed,
	const struct http_header_field *headers, size_t header_count)
{
	size_t len = out->len;

	if (failed < 0) {
		reply_detail(request, 500, "The reply could not be made");
		return;
	}
	http_reply(request, status, content_type, steal_ptr(&out->data), len, headers, header_count);
}

static void reply_words(struct http_request *request, unsigned status, const char *words,
	const struct http_header_field *headers, size_t header_count)
{
	_cleanup_(buf_release) struct buf out = BUF_INIT(1024);

	if (buf_printf(&out, "{\"detail\":\"%s\"}", words) < 0)
		buf_release(&out);
	http_reply(request, status, content_type, steal_ptr(&out.data), out.len, headers, header_count);
}

void reply_detail(struct http_request *request, unsigned status, const char *words)
{
	reply_words(request, status, words, NULL, 0);
}

void reply_busy(struct http_request *request, unsigned status, unsigned retry_after_s, const char *words)
{
	char seconds[16];
	struct http_header_field later = { "Retry-After", seconds };

	snprintf(seconds, sizeof(seconds), "%u", MAX(retry_after_s, 1u));
	reply_words(request, status, words, &later, 1);
}
