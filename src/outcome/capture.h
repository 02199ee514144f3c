/* outcome/capture.h: what a cell writes, kept up to a cap.
 *
 * A capture reads a pipe that its caller owns. It never blocks and never fails for lack of room: what is over the
 * cap is read and dropped, and `truncated` says so. Where memory is missing or the pipe can't be read, what is there is
 * not what was written: `lost`. It trusts nothing it reads. */
#pragma once

#include "base/buf.h"

struct capture {
	struct buf bytes;
	bool truncated, lost;
	uint64_t dropped; /* bytes */
};

#define CAPTURE_INIT(cap) ((struct capture){ .bytes = BUF_INIT(cap) })

/* Reads what was there when the call began, and little more: a writer that never stops does not keep it. 1: the other
 * end is open, 0: at its end or broken. */
int capture_drain(struct capture *capture, int fd);

/* The bytes so far as UTF-8, each invalid byte as U+FFFD, malloc'd and terminated; the capture is empty then.
 * `room` bytes can be appended by the caller. NULL: out of memory. */
char *capture_take(struct capture *capture, size_t room, size_t *len);

/* The same for bytes that came otherwise: malloc'd, terminated. NULL: out of memory. */
char *utf8_copy(const char *data, size_t len);

void capture_release(struct capture *capture);
