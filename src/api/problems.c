#include "api_internal.h"

/* An entry that fails half way leaves nothing behind, so that what is there stays a list of whole entries. */
static void keep_if(struct buf *out, size_t before, int r)
{
	if (r < 0 && out->data) {
		out->len = before;
		out->data[before] = '\0';
	}
}

static int begin(struct buf *out)
{
	return buf_puts(out, out->len ? "," : "{\"detail\":[");
}

static int put(struct buf *out, const char *type, const char *field, const char *message, const json_t *input,
	const char *context)
{
	size_t budget = ECHO_MAX;
	int r = begin(out);

	if (r == 0)
		r = buf_printf(out, "{\"type\":\"%s\",\"loc\":[\"body\"", type);
	if (r == 0 && field)
		r = buf_puts(out, ",");
	if (r == 0 && field)
		r = write_text(out, field);
	if (r == 0)
		r = buf_puts(out, "],\"msg\":");
	if (r == 0)
		r = write_text(out, message);
	if (r == 0)
		r = buf_puts(out, ",\"input\":");
	if (r == 0)
		r = write_echo(out, input, &budget);
	if (r == 0 && context)
		r = buf_printf(out, ",\"ctx\":%s", context);
	return r < 0 ? r : buf_puts(out, "}");
}

void problem_add(struct buf *out, const char *type, const char *field, const char *message,
	const json_t *input, const char *context)
{
	size_t before = out->len;

	keep_if(out, before, put(out, type, field, message, input, context));
}

static int put_json(struct buf *out, size_t offset, const char *words)
{
	int r = begin(out);

	if (r == 0)
		r = buf_printf(out,
			"{\"type\":\"json_invalid\",\"loc\":[\"body\",%zu],\"msg\":\"JSON decode error\",\"input\":{},"
			"\"ctx\":{\"error\":",
			offset);
	if (r == 0)
		r = write_text(out, words);
	return r < 0 ? r : buf_puts(out, "}}");
}

void problem_json(struct buf *out, size_t offset, const char *words)
{
	size_t before = out->len;

	keep_if(out, before, put_json(out, offset, words));
}

int problems_end(struct buf *out)
{
	return out->len ? buf_puts(out, "]}") : -ENOMEM;
}
