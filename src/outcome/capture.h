/* outcome/capture.h: what a cell writes, kept up to a cap.
 *
 * A capture reads a pipe that its caller owns. It never blocks and never fails for lack of room: what is over the
 * cap, or what memory is missing for, is read and dropped, and `truncated` says so. It trusts nothing it reads. */
#pragma once

#include "base/buf.h"

struct capture {
	struct buf bytes;
	bool truncated;
};

#define CAPTURE_INIT(cap) ((struct capture){ .bytes = BUF_INIT(cap) })

/* Reads what is there, at most a bounded amount a call. 1: the other end is open (and there may be more), 0: at its
 * end or broken. `*more` (may be NULL) tells whether it stopped before the pipe was empty. */
int capture_drain(struct capture *capture, int fd, bool *more);

/* The bytes so far as UTF-8, each invalid byte as U+FFFD, malloc'd and terminated; the capture is empty then.
 * `room` bytes can be appended by the caller. NULL: out of memory. */
char *capture_take(struct capture *capture, size_t room, size_t *len);

/* The same for bytes that came otherwise: malloc'd, terminated. NULL: out of memory. */
char *utf8_copy(const char *data, size_t len);

void capture_release(struct capture *capture);
