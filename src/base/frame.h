/* base/frame.h: messages between our processes, over SOCK_SEQPACKET socket pairs.
 *
 * A message is a fixed header (type, length of what follows) and a body, at most FRAME_MAX bytes in all,
 * with at most FRAME_FDS_MAX descriptors beside it. The kernel keeps the borders of messages; the length in
 * the header must agree. base/wire.h lists them all. */
#pragma once

#include "cleanup.h"
#include "err.h"

enum { FRAME_MAX = 16 * 1024, FRAME_FDS_MAX = 12, FRAME_PIECES_MAX = 4 };

struct frame_header {
	uint32_t type;
	uint32_t length; /* of the body */
};

enum { FRAME_BODY_MAX = FRAME_MAX - sizeof(struct frame_header) };

/* A received message. `body` is aligned for any of wire.h's structs and NUL-terminated behind `length`.
 * The descriptors are owned: frame_release() closes those that were not stolen. */
struct frame {
	uint32_t type;
	uint32_t length;
	int fds[FRAME_FDS_MAX];
	unsigned fd_count;
	int32_t pid; /* of the sender where the socket has SO_PASSCRED, else 0 */
	_Alignas(16) char body[FRAME_BODY_MAX + 1];
};

/* Whether a call that failed with errno is to be made again: it was interrupted, or the kernel was short of memory, for
 * which it waits a moment, and not for ever. `*tries` begins at 0. */
bool frame_again(unsigned *tries) must_check;

/* Two connected ends, close-on-exec. `blocking` ends are for zygotes and cells. */
int frame_pair(int ends[2], struct err *err) must_check;

/* Sends one message, never half of one. -EAGAIN where the peer does not read, -EPIPE where it is gone. */
int frame_send(int fd, uint32_t type, const void *body, size_t length, const int *fds, unsigned fd_count,
	struct err *err) must_check;
/* The same of a body in pieces, without descriptors. */
int frame_send_pieces(int fd, uint32_t type, const struct text *pieces, unsigned count, struct err *err)
	must_check;

/* Receives one message. 1: there is one; 0: the peer is gone, or, without SO_PASSCRED, sent an empty message;
 * -EAGAIN: nothing there (non-blocking only); -EBADMSG: it was no well-formed message, or carried descriptors where
 * `fds_allowed` is false. */
int frame_receive(int fd, struct frame *frame, bool fds_allowed, struct err *err) must_check;

void frame_release(struct frame *frame);
