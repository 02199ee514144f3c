#include "log.h"

#include <time.h>

static struct {
	enum log_format format;
	enum log_level least;
	const char *process;
} settings = { LOG_JSON, LOG_INFO, "pyrunner" };

struct line {
	char data[LOG_LINE_MAX];
	size_t len;
};

static void put(struct line *line, const char *text, size_t len)
{
	size_t room = sizeof(line->data) - 2 - line->len; /* "}\n" always fits */

	len = MIN(len, room);
	memcpy(line->data + line->len, text, len);
	line->len += len;
}

static void puts_(struct line *line, const char *text)
{
	put(line, text, strlen(text));
}

static void put_escaped(struct line *line, const char *text)
{
	for (const unsigned char *c = (const unsigned char *)text; *c; c++) {
		char code[8];

		if (*c == '"' || *c == '\\') {
			snprintf(code, sizeof(code), "\\%c", *c);
			puts_(line, code);
		} else if (*c < 0x20 || *c >= 0x7f) {
			snprintf(code, sizeof(code), "\\u%04x", *c);
			puts_(line, code);
		} else {
			put(line, (const char *)c, 1);
		}
	}
}

static void put_string(struct line *line, const char *text)
{
	puts_(line, "\"");
	put_escaped(line, text);
	puts_(line, "\"");
}

static void put_value(struct line *line, const struct log_field *field)
{
	char number[32];

	if (field->string) {
		put_string(line, field->string);
		return;
	}
	snprintf(number, sizeof(number), "%lld", field->number);
	puts_(line, number);
}

void log_setup(enum log_format format, enum log_level least, const char *process)
{
	if (format == LOG_AUTO)
		format = isatty(STDERR_FILENO) ? LOG_TEXT : LOG_JSON;
	settings.format = format;
	settings.least = least;
	settings.process = process;
}

void log_write(enum log_level level, const char *event, const struct log_field *fields, size_t count)
{
	static const char *const names[] = { "debug", "info", "warning", "error" };
	const bool json = settings.format == LOG_JSON;
	struct line line = { .len = 0 };
	struct timespec now;
	struct tm utc;
	char stamp[40];

	if (level < settings.least)
		return;
	clock_gettime(CLOCK_REALTIME, &now);
	gmtime_r(&now.tv_sec, &utc);
	strftime(stamp, sizeof(stamp), "%Y-%m-%dT%H:%M:%S", &utc);
	snprintf(stamp + strlen(stamp), sizeof(stamp) - strlen(stamp), ".%03ldZ", now.tv_nsec / 1000000);

	if (json) {
		puts_(&line, "{\"time\":\"");
		puts_(&line, stamp);
		puts_(&line, "\",\"level\":\"");
		puts_(&line, names[level]);
		puts_(&line, "\",\"process\":");
		put_string(&line, settings.process);
		puts_(&line, ",\"event\":");
		put_string(&line, event);
	} else {
		puts_(&line, stamp);
		puts_(&line, " ");
		puts_(&line, names[level]);
		puts_(&line, " ");
		puts_(&line, settings.process);
		puts_(&line, ": ");
		put_escaped(&line, event);
	}
	for (size_t i = 0; i < count; i++) {
		puts_(&line, json ? ",\"" : " ");
		puts_(&line, fields[i].key);
		puts_(&line, json ? "\":" : "=");
		put_value(&line, &fields[i]);
	}
	if (json)
		line.data[line.len++] = '}';
	line.data[line.len++] = '\n';
	/* A log that cannot be written is no reason to fail. */
	if (write(STDERR_FILENO, line.data, line.len) < 0)
		return;
}
