/* base/log.h: one line an event, to standard error.
 *
 * On a terminal: time, level, event, key=value. Elsewhere: one JSON object a line. Values are escaped in
 * both forms, so that no byte of a user can forge a line or move a cursor. Only programs and the top of each
 * process log; everything below returns an err. A line is at most LOG_LINE_MAX bytes and one write(2). */
#pragma once

#include "err.h"

enum { LOG_LINE_MAX = 4096 };

enum log_level { LOG_DEBUG, LOG_INFO, LOG_WARNING, LOG_ERROR };
enum log_format { LOG_AUTO, LOG_TEXT, LOG_JSON };

struct log_field {
	const char *key;
	const char *string; /* NULL: the number counts */
	long long number;
};

#define F_STR(k, s) ((struct log_field){ .key = (k), .string = (s) })
#define F_INT(k, n) ((struct log_field){ .key = (k), .number = (long long)(n) })

/* `process` ("server", "keeper", "zygote") is borrowed for good and stands in each line. */
void log_setup(enum log_format format, enum log_level least, const char *process);
/* In a forked process: the same settings under another name. */
void log_process(const char *process);
void log_write(enum log_level level, const char *event, const struct log_field *fields, size_t count);

#define log_event(level, event, ...)                                                                         \
	log_write((level), (event), (const struct log_field[]){ __VA_ARGS__ },                               \
		sizeof((const struct log_field[]){ __VA_ARGS__ }) / sizeof(struct log_field))
#define log_debug(event, ...)	log_event(LOG_DEBUG, event, ##__VA_ARGS__)
#define log_info(event, ...)	log_event(LOG_INFO, event, ##__VA_ARGS__)
#define log_warning(event, ...) log_event(LOG_WARNING, event, ##__VA_ARGS__)
#define log_error(event, ...)	log_event(LOG_ERROR, event, ##__VA_ARGS__)
