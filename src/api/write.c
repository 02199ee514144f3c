#include "api_internal.h"

static int write_escape(struct buf *out, unsigned char c)
{
	static const char hex[] = "0123456789abcdef";
	char escape[6] = { '\\', 'u', '0', '0', hex[c >> 4], hex[c & 15] };

	switch (c) {
	case '"':
	case '\\':
		escape[1] = (char)c;
		return buf_append(out, escape, 2);
	case '\n':
		return buf_append(out, "\\n", 2);
	case '\r':
		return buf_append(out, "\\r", 2);
	case '\t':
		return buf_append(out, "\\t", 2);
	default:
		return buf_append(out, escape, sizeof(escape));
	}
}

static bool is_plain(unsigned char c)
{
	return c >= 0x20 && c != '"' && c != '\\';
}

int write_string(struct buf *out, const char *text, size_t len)
{
	size_t at = 0, run;
	int r = buf_append(out, "\"", 1);

	while (r == 0 && at < len) {
		for (run = at; run < len && is_plain((unsigned char)text[run]);)
			run++;
		r = buf_append(out, text + at, run - at);
		if (r == 0 && run < len)
			r = write_escape(out, (unsigned char)text[run++]);
		at = run;
	}
	return r < 0 ? r : buf_append(out, "\"", 1);
}

int write_text(struct buf *out, const char *text)
{
	return text ? write_string(out, text, strlen(text)) : buf_puts(out, "null");
}

size_t write_cut(const char *text, size_t len, size_t max)
{
	if (len <= max)
		return len;
	while (max > 0 && ((unsigned char)text[max] & 0xc0) == 0x80)
		max--;
	return max;
}

static int echo_string(struct buf *out, const char *text, size_t len, size_t budget)
{
	size_t kept = write_cut(text, len, budget);
	int r = write_string(out, text, kept);

	if (r < 0 || kept == len)
		return r;
	out->len--; /* the closing quote */
	return buf_puts(out, "…\"");
}

/* The fewest digits that read back as the same number. */
static int echo_real(struct buf *out, double number)
{
	char text[40];

	for (int digits = 15; digits <= 17; digits++) {
		snprintf(text, sizeof(text), "%.*g", digits, number);
		if (strtod(text, NULL) == number)
			break;
	}
	return buf_printf(out, "%s%s", text, strpbrk(text, ".e") ? "" : ".0");
}

static int echo_array(struct buf *out, const json_t *value, size_t *budget)
{
	int r = buf_puts(out, "[");

	for (size_t i = 0; r == 0 && i < json_array_size(value) && *budget > 0; i++) {
		r = buf_puts(out, i ? "," : "");
		if (r == 0)
			r = write_echo(out, json_array_get(value, i), budget);
	}
	return r < 0 ? r : buf_puts(out, "]");
}

static int echo_object(struct buf *out, const json_t *value, size_t *budget)
{
	bool first = true;
	json_t *member;
	const char *key;
	int r = buf_puts(out, "{");

	json_object_foreach((json_t *)(uintptr_t)value, key, member)
	{
		if (r < 0 || *budget == 0)
			break;
		r = buf_puts(out, first ? "" : ",");
		first = false;
		if (r == 0)
			r = echo_string(out, key, strlen(key), *budget);
		*budget -= MIN(*budget, strlen(key) + 4);
		if (r == 0)
			r = buf_puts(out, ":");
		if (r == 0)
			r = write_echo(out, member, budget);
	}
	return r < 0 ? r : buf_puts(out, "}");
}

static int echo_scalar(struct buf *out, const json_t *value, size_t budget)
{
	switch (json_typeof(value)) {
	case JSON_STRING:
		return echo_string(out, json_string_value(value), json_string_length(value), budget);
	case JSON_INTEGER:
		return buf_printf(out, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
	case JSON_REAL:
		return echo_real(out, json_real_value(value));
	case JSON_TRUE:
		return buf_puts(out, "true");
	case JSON_FALSE:
		return buf_puts(out, "false");
	default:
		return buf_puts(out, "null");
	}
}

int write_echo(struct buf *out, const json_t *value, size_t *budget)
{
	size_t before = out->len;
	int r;

	if (json_is_array(value))
		return echo_array(out, value, budget);
	if (json_is_object(value))
		return echo_object(out, value, budget);
	r = echo_scalar(out, value, *budget);
	*budget -= MIN(*budget, out->len - before + 1);
	return r;
}

static int write_usage(struct buf *out, const struct verdict *verdict)
{
	int r;

	if (verdict->memory_mb < 0)
		r = buf_puts(out, ",\"execution_time\":0.0,\"memory_used\":null");
	else
		r = buf_printf(out, ",\"execution_time\":%.6f,\"memory_used\":%.3f", verdict->wall_s,
			verdict->memory_mb);
	return r;
}

static int write_detail(struct buf *out, const struct verdict *verdict)
{
	int r;

	if (!verdict->error_type)
		return buf_puts(out, ",\"error_detail\":null}");
	r = buf_puts(out, ",\"error_detail\":{\"type\":");
	if (r == 0)
		r = write_text(out, verdict->error_type);
	if (r == 0)
		r = buf_puts(out, ",\"message\":");
	if (r == 0)
		r = write_text(out, verdict->error_message);
	if (r < 0)
		return r;
	return verdict->error_line > 0 ? buf_printf(out, ",\"line\":%d}}", verdict->error_line)
				       : buf_puts(out, ",\"line\":null}}");
}

int write_verdict(struct buf *out, const struct verdict *verdict)
{
	/* room for ordinary text at once: it grows only for what is escaped */
	int r = buf_reserve(out, verdict->out_len + verdict->err_len + 1024);

	if (r == 0)
		r = buf_printf(out, "{\"status\":\"%s\",\"stdout\":", status_name(verdict->status));
	if (r == 0)
		r = write_string(out, verdict->out, verdict->out_len);
	if (r == 0)
		r = buf_puts(out, ",\"stderr\":");
	if (r == 0)
		r = write_string(out, verdict->err, verdict->err_len);
	if (r == 0)
		r = write_usage(out, verdict);
	if (r == 0)
		r = buf_puts(out, ",\"error\":");
	if (r == 0)
		r = write_text(out, verdict->error);
	if (r == 0)
		r = buf_printf(out, ",\"cpu_time\":%.6f,\"truncated\":{\"stdout\":%s,\"stderr\":%s}",
			verdict->cpu_s, verdict->out_truncated ? "true" : "false",
			verdict->err_truncated ? "true" : "false");
	return r < 0 ? r : write_detail(out, verdict);
}

static int write_place(struct buf *out, const struct violation *v)
{
	if (v->line <= 0)
		return buf_puts(out, ",\"line\":null,\"column\":null,\"end_line\":null,\"end_column\":null");
	return buf_printf(out, ",\"line\":%d,\"column\":%d,\"end_line\":%d,\"end_column\":%d", v->line,
		v->column, v->end_line, v->end_column);
}

static int write_violation(struct buf *out, const struct violation *violation)
{
	int r = buf_puts(out, "{\"rule\":");

	if (r == 0)
		r = write_text(out, violation->rule);
	if (r == 0)
		r = buf_puts(out, ",\"message\":");
	if (r == 0)
		r = write_text(out, violation->message);
	if (r == 0)
		r = write_place(out, violation);
	if (r == 0)
		r = buf_puts(out, ",\"hint\":");
	if (r == 0)
		r = write_text(out, violation->hint);
	return r < 0 ? r : buf_puts(out, "}");
}

int write_violations(struct buf *out, const struct verdict *verdict)
{
	bool valid = verdict->status == STATUS_SUCCESS && verdict->violation_count == 0;
	const struct violation limit = { .rule = (char *)(uintptr_t)status_name(verdict->status),
		.message = verdict->error };
	int r = buf_printf(out, "{\"valid\":%s,\"violations\":[", valid ? "true" : "false");

	for (size_t i = 0; r == 0 && i < verdict->violation_count; i++) {
		r = buf_puts(out, i ? "," : "");
		if (r == 0)
			r = write_violation(out, &verdict->violations[i]);
	}
	/* the check itself ran into a limit */
	if (r == 0 && !valid && verdict->violation_count == 0)
		r = write_violation(out, &limit);
	return r < 0 ? r : buf_puts(out, "]}");
}
