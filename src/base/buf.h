/* base/buf.h: bytes that grow up to a maximum which is given when the buffer is made.
 *
 * The buffer owns its bytes. An append that does not fit fails with -ENOBUFS and changes nothing; -ENOMEM
 * likewise. What is there is always followed by a NUL that does not count. */
#pragma once

#include "cleanup.h"

struct buf {
	char *data;
	size_t len, allocated, max;
};

#define BUF_INIT(maximum) ((struct buf){ .max = (maximum) })

int buf_append(struct buf *buf, const void *data, size_t len) must_check;
int buf_puts(struct buf *buf, const char *text) must_check;
int buf_printf(struct buf *buf, const char *format, ...) printf_like(2, 3) must_check;

/* Room for `len` more bytes behind buf->len, to be written there and counted by the caller. */
int buf_reserve(struct buf *buf, size_t len) must_check;

void buf_release(struct buf *buf);
