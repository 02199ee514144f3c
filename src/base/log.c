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

/* All of it or, where that does not fit, nothing. A closing quote, "}" and "\n" always fit behind. */
static bool put(struct line *line, const char *text, size_t len)
{
	if (line->len + len > sizeof(line->data) - 3)
		return false;
	memcpy(line->data + line->len, text, len);
	line->len += len;
	return true;
}

static bool puts_(struct line *line, const char *text)
{
	return put(line, text, strlen(text));
}

/* As much of it as fits, no escape cut in two. */
static void put_escaped(struct line *line, const char *text)
{
	bool fits = true;

	for (const unsigned char *c = (const unsigned char *)text; *c && fits; c++) {
		char code[8];

		if (*c == '"' || *c == '\\')
			snprintf(code, sizeof(code), "\\%c", *c);
		else if (*c < 0x20 || *c >= 0x7f)
			snprintf(code, sizeof(code), "\\u%04x", *c);
		else
			snprintf(code, sizeof(code), "%c", *c);
		fits = puts_(line, code);
	}
}

static bool put_string(struct line *line, const char *text)
{
	if (!puts_(line, "\""))
		return false;
	put_escaped(line, text);
	line->data[line->len++] = '"';
	return true;
}

static bool put_value(struct line *line, const struct log_field *field)
{
	char number[32];

	if (field->string)
		return put_string(line, field->string);
	snprintf(number, sizeof(number), "%lld", field->number);
	return puts_(line, number);
}

/* A field for whose key there is no room is left out. */
static void put_field(struct line *line, const struct log_field *field, bool json)
{
	const size_t before = line->len;

	if (!puts_(line, json ? ",\"" : " ") || !puts_(line, field->key) ||
		!puts_(line, json ? "\":" : "=") || !put_value(line, field))
		line->len = before;
}

void log_setup(enum log_format format, enum log_level least, const char *process)
{
	if (format == LOG_AUTO)
		format = isatty(STDERR_FILENO) ? LOG_TEXT : LOG_JSON;
	settings.format = format;
	settings.least = least;
	settings.process = process;
}

void log_process(const char *process)
{
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
	for (size_t i = 0; i < count; i++)
		put_field(&line, &fields[i], json);
	if (json)
		line.data[line.len++] = '}';
	line.data[line.len++] = '\n';
	/* A log that cannot be written is no reason to fail. */
	if (write(STDERR_FILENO, line.data, line.len) < 0)
		return;
}
