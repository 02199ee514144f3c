/* base/err.h: the one way in which a call says what went wrong.
 *
 * A function that can fail returns 0 (or a count) or a negative errno, leaves its outputs untouched on
 * failure, and fills `err` with words. Callers add context outward with err_in(), so that the text reads
 * from the outside in: "zygote numpy: exec pyrunner-zygote: No such file or directory".
 * `err` may be NULL where nobody will read it. */
#pragma once

#include "base.h"

enum { ERR_TEXT_MAX = 512 };

struct err {
	int code; /* negative errno, 0 while nothing failed */
	char text[ERR_TEXT_MAX];
};

/* Fills `err` with the words and returns `code` (a negative errno). */
int err_set(struct err *err, int code, const char *format, ...) printf_like(3, 4);

/* The same, with ": " and the words of errno behind it. Returns -errno. */
int err_errno(struct err *err, const char *format, ...) printf_like(2, 3);

/* Puts "words: " before what is there. Returns err->code (or -EIO where `err` is NULL). */
int err_in(struct err *err, const char *format, ...) printf_like(2, 3);

/* -ENOMEM with its words. */
int err_nomem(struct err *err);
