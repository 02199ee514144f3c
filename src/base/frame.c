#include "frame.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/uio.h>

enum { TRIES_MAX = 50, PAUSE_US = 1000 };

bool frame_again(unsigned *tries)
{
	if (errno == EINTR)
		return true;
	return (errno == ENOMEM || errno == ENOBUFS) && (*tries)++ < TRIES_MAX && usleep(PAUSE_US) == 0;
}

int frame_pair(int ends[2], struct err *err)
{
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) < 0)
		return err_errno(err, "socketpair");
	return 0;
}

static int deliver(int fd, const struct msghdr *message, uint32_t type, struct err *err)
{
	unsigned tries = 0;
	ssize_t n;

	do
		n = sendmsg(fd, message, MSG_NOSIGNAL);
	while (n < 0 && frame_again(&tries));
	if (n < 0)
		return err_errno(err, "send message %u", type);
	return 0;
}

int frame_send(int fd, uint32_t type, const void *body, size_t length, const int *fds, unsigned fd_count,
	struct err *err)
{
	struct frame_header header = { .type = type, .length = (uint32_t)length };
	struct iovec parts[2] = {
		{ .iov_base = &header, .iov_len = sizeof(header) },
		{ .iov_base = (void *)(uintptr_t)body, .iov_len = length },
	};
	union {
		struct cmsghdr header;
		char space[CMSG_SPACE(sizeof(int) * FRAME_FDS_MAX)];
	} control = { 0 };
	struct msghdr message = { .msg_iov = parts, .msg_iovlen = length ? 2 : 1 };

	if (length > FRAME_BODY_MAX || fd_count > FRAME_FDS_MAX)
		return err_set(err, -EMSGSIZE, "message %u too large", type);
	if (fd_count) {
		message.msg_control = control.space;
		message.msg_controllen = CMSG_SPACE(sizeof(int) * fd_count);
		control.header.cmsg_level = SOL_SOCKET;
		control.header.cmsg_type = SCM_RIGHTS;
		control.header.cmsg_len = CMSG_LEN(sizeof(int) * fd_count);
		memcpy(CMSG_DATA(&control.header), fds, sizeof(int) * fd_count);
	}
	return deliver(fd, &message, type, err);
}

int frame_send_pieces(int fd, uint32_t type, const struct text *pieces, unsigned count, struct err *err)
{
	struct frame_header header = { .type = type };
	struct iovec parts[FRAME_PIECES_MAX + 1] = { { .iov_base = &header, .iov_len = sizeof(header) } };
	const struct msghdr message = { .msg_iov = parts, .msg_iovlen = count + 1 };
	size_t length = 0;

	for (unsigned i = 0; i < MIN(count, (unsigned)FRAME_PIECES_MAX); i++) {
		parts[i + 1].iov_base = (void *)(uintptr_t)pieces[i].data;
		parts[i + 1].iov_len = pieces[i].len;
		length += pieces[i].len;
	}
	if (length > FRAME_BODY_MAX || count > FRAME_PIECES_MAX)
		return err_set(err, -EMSGSIZE, "message %u too large", type);
	header.length = (uint32_t)length;
	return deliver(fd, &message, type, err);
}

/* Takes what fits; the control buffer has room for credentials, and so for a few descriptors too many. */
static void take_fds(const struct cmsghdr *control, struct frame *frame, bool *too_many)
{
	const size_t count = (control->cmsg_len - CMSG_LEN(0)) / sizeof(int);

	for (size_t i = 0; i < count; i++) {
		int fd;

		memcpy(&fd, CMSG_DATA(control) + i * sizeof(fd), sizeof(fd));
		if (frame->fd_count < FRAME_FDS_MAX) {
			frame->fds[frame->fd_count++] = fd;
		} else {
			safe_close(fd);
			*too_many = true;
		}
	}
}

static void take_control(struct msghdr *message, struct frame *frame, bool *too_many)
{
	for (struct cmsghdr *c = CMSG_FIRSTHDR(message); c; c = CMSG_NXTHDR(message, c)) {
		if (c->cmsg_level != SOL_SOCKET)
			continue;
		if (c->cmsg_type == SCM_RIGHTS) {
			take_fds(c, frame, too_many);
		} else if (c->cmsg_type == SCM_CREDENTIALS) {
			struct ucred credentials;

			memcpy(&credentials, CMSG_DATA(c), sizeof(credentials));
			frame->pid = credentials.pid;
		}
	}
}

int frame_receive(int fd, struct frame *frame, bool fds_allowed, struct err *err)
{
	struct frame_header header;
	struct iovec parts[2] = {
		{ .iov_base = &header, .iov_len = sizeof(header) },
		{ .iov_base = frame->body, .iov_len = FRAME_BODY_MAX },
	};
	union {
		struct cmsghdr header;
		char space[CMSG_SPACE(sizeof(int) * FRAME_FDS_MAX) + CMSG_SPACE(sizeof(struct ucred))];
	} control;
	struct msghdr message = {
		.msg_iov = parts,
		.msg_iovlen = 2,
		.msg_control = control.space,
		.msg_controllen = sizeof(control.space),
	};
	bool too_many = false;
	unsigned tries = 0;
	ssize_t n;

	frame->type = frame->length = 0;
	frame->fd_count = 0;
	frame->pid = 0;
	do
		n = recvmsg(fd, &message, MSG_CMSG_CLOEXEC);
	while (n < 0 && frame_again(&tries));
	if (n < 0)
		return err_errno(err, "receive");
	take_control(&message, frame, &too_many);
	if (n == 0 && !CMSG_FIRSTHDR(&message))
		return 0;
	if (too_many || (message.msg_flags & (MSG_TRUNC | MSG_CTRUNC)) || (size_t)n < sizeof(header) ||
		header.length != (size_t)n - sizeof(header) || (frame->fd_count && !fds_allowed)) {
		frame_release(frame);
		return err_set(err, -EBADMSG, "malformed message of %zd bytes", n);
	}
	frame->type = header.type;
	frame->length = header.length;
	frame->body[header.length] = '\0';
	return 1;
}

void frame_release(struct frame *frame)
{
	for (unsigned i = 0; i < frame->fd_count; i++)
		frame->fds[i] = safe_close(frame->fds[i]);
	frame->fd_count = 0;
}
