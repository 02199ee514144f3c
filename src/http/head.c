#include "http_internal.h"
#include <strings.h>

/* A head is refused here where two readers could take it differently (request smuggling), and where it asks
 * for what we do not do. libmicrohttpd 0.9.75 ends lines at a bare LF, allows space before a colon, folded
 * lines and repeated lengths, and drops Content-Length beside Transfer-Encoding without a word. */

struct head {
	unsigned fields, hosts, lengths, encodings;
	bool chunked, packed, bad_name, bad_value;
	const char *length;
	size_t length_size;
};

static bool is_token(const char *text, size_t len)
{
	static const char marks[] = "!#$%&'*+-.^_`|~";

	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)text[i];

		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
			    (c && strchr(marks, c))))
			return false;
	}
	return len > 0;
}

static bool has_controls(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)text[i];

		if ((c < ' ' && c != '\t') || c == 0x7f)
			return true;
	}
	return false;
}

static bool is_digits(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (text[i] < '0' || text[i] > '9')
			return false;
	return len > 0;
}

static bool name_is(const char *name, size_t len, const char *wanted)
{
	return len == strlen(wanted) && strcasecmp(name, wanted) == 0;
}

static enum MHD_Result see_field(void *user, enum MHD_ValueKind kind, const char *name, size_t name_len,
	const char *value, size_t value_len)
{
	struct head *head = user;

	(void)kind;
	value = value ? value : "";
	head->fields++;
	head->bad_name |= !is_token(name, name_len);
	head->bad_value |= has_controls(value, value_len);
	if (name_is(name, name_len, MHD_HTTP_HEADER_HOST)) {
		head->hosts++;
	} else if (name_is(name, name_len, MHD_HTTP_HEADER_CONTENT_LENGTH)) {
		head->lengths++;
		head->length = value;
		head->length_size = value_len;
	} else if (name_is(name, name_len, MHD_HTTP_HEADER_TRANSFER_ENCODING)) {
		head->encodings++;
		head->chunked = strcasecmp(value, "chunked") == 0;
	} else if (name_is(name, name_len, MHD_HTTP_HEADER_CONTENT_ENCODING)) {
		head->packed |= strcasecmp(value, "identity") != 0;
	}
	return MHD_YES;
}

bool head_lines_strict(const char *raw, size_t len, unsigned *lines)
{
	const char *at = raw, *end = raw + len, *stop;
	unsigned count = 0;

	while (end - at != 2) {
		if (at >= end || *at == ' ' || *at == '\t')
			return false;
		stop = memchr(at, '\0', (size_t)(end - at)); /* was the colon */
		if (!stop || stop == at)
			return false;
		at = stop + 1;
		stop = memchr(at, '\0', (size_t)(end - at)); /* was the CR, and then the LF */
		if (!stop || stop + 1 >= end || stop[1] != '\0')
			return false;
		at = stop + 2;
		count++;
	}
	if (at[0] != '\0' || at[1] != '\0')
		return false;
	*lines = count;
	return true;
}

/* The library keeps a head in one piece, from the method to the empty line, and writes NULs over what it has
 * understood. This is the only place where a bare LF, a folded line or a NUL can still be told. A release
 * that does it another way makes this refuse all heads, which the tests notice. */
static bool lines_are_strict(struct MHD_Connection *connection, const struct http_request *request,
	const char *version, unsigned fields, size_t *size)
{
	const union MHD_ConnectionInfo *info =
		MHD_get_connection_info(connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
	const char *lines = version + strlen("HTTP/1.1\r\n");
	unsigned count;

	if (!info)
		return false;
	*size = info->header_size;
	if (version < request->method || (size_t)(lines - request->method) > info->header_size)
		return false;
	if (lines[-1] != '\0' || lines[-2] != '\0')
		return false;
	/* one space on each side of the target, no NUL in it */
	if (request->target_odd || request->target != request->method + strlen(request->method) + 1 ||
		version != request->target + request->target_len + 1)
		return false;
	return head_lines_strict(lines, info->header_size - (size_t)(lines - request->method), &count) &&
	       count == fields;
}

static int refused(struct refusal *refusal, unsigned status, const char *words)
{
	*refusal = (struct refusal){ .status = status, .words = words };
	return -EBADMSG;
}

int head_check(const struct http_server *server, const struct http_request *request, const char *version,
	struct refusal *refusal)
{
	struct MHD_Connection *connection = request_peer(request)->connection;
	bool old = strcmp(version, MHD_HTTP_VERSION_1_0) == 0;
	struct head head = { 0 };
	size_t size = 0;

	MHD_get_connection_values_n(connection, MHD_HEADER_KIND, see_field, &head);
	if (!is_token(request->method, strlen(request->method)))
		return refused(refusal, 400, "Invalid method");
	if (head.bad_name)
		return refused(refusal, 400, "Invalid header name");
	if (head.bad_value)
		return refused(refusal, 400, "Invalid header value");
	if (!lines_are_strict(connection, request, version, head.fields, &size))
		return refused(refusal, 400, "Malformed request head");
	if (head.hosts > 1)
		return refused(refusal, 400, "More than one Host header");
	if (head.hosts == 0 && !old)
		return refused(refusal, 400, "Host header missing");
	if (head.lengths > 1)
		return refused(refusal, 400, "More than one Content-Length header");
	if (head.lengths && head.encodings)
		return refused(refusal, 400, "Content-Length together with Transfer-Encoding");
	if (head.lengths && !is_digits(head.length, head.length_size))
		return refused(refusal, 400, "Invalid Content-Length");
	if (head.encodings && (head.encodings > 1 || !head.chunked || old))
		return refused(refusal, 400, "Transfer-Encoding not supported");
	if (head.packed)
		return refused(refusal, 415, "Content-Encoding not supported");
	/* the reply's head must fit beside this one */
	if (size + head.fields * LIBRARY_FIELD_SIZE + REPLY_HEAD_MAX > server->pool_size)
		return refused(refusal, 431, "Request header fields too large");
	return 0;
}
