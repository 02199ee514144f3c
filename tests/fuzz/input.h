/* What a fuzz target takes from its input, piece by piece; nothing more comes once it is used up. */
#pragma once

#include "base/base.h"
#include "base/frame.h"

#include <sys/socket.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct input {
	const uint8_t *data;
	size_t left;
};

static inline uint8_t input_byte(struct input *input)
{
	if (!input->left)
		return 0;
	input->left--;
	return *input->data++;
}

/* At most `max` bytes, by a length of two bytes before them; `*len` of them are there. */
static inline const uint8_t *input_bytes(struct input *input, size_t max, size_t *len)
{
	const size_t low = input_byte(input), high = input_byte(input);
	const uint8_t *start;

	*len = MIN(low | high << 8, max);
	*len = MIN(*len, input->left);
	start = input->data;
	input->data += *len;
	input->left -= *len;
	return start;
}

/* A message as a hostile peer sends it: any bytes, with any number of descriptors beside them. */
static inline void send_raw(int fd, const void *data, size_t size, const int *fds, unsigned fd_count)
{
	struct iovec part = { .iov_base = (void *)(uintptr_t)data, .iov_len = size };
	union {
		struct cmsghdr header;
		char space[CMSG_SPACE(sizeof(int) * 2 * FRAME_FDS_MAX)];
	} control = { 0 };
	struct msghdr message = { .msg_iov = &part, .msg_iovlen = 1 };

	fd_count = MIN(fd_count, 2U * FRAME_FDS_MAX);
	if (fd_count) {
		message.msg_control = control.space;
		message.msg_controllen = CMSG_SPACE(sizeof(int) * fd_count);
		control.header.cmsg_level = SOL_SOCKET;
		control.header.cmsg_type = SCM_RIGHTS;
		control.header.cmsg_len = CMSG_LEN(sizeof(int) * fd_count);
		memcpy(CMSG_DATA(&control.header), fds, sizeof(int) * fd_count);
	}
	/* the reader may be gone, or slow */
	if (sendmsg(fd, &message, MSG_NOSIGNAL | MSG_DONTWAIT) < 0 && errno != EPIPE && errno != EAGAIN &&
		errno != ECONNRESET)
		abort();
}

/* A message whose header is right, mostly: type, body, and as many descriptors as the input says, all of them `fd`.
 * A type of which the input has no opinion is `type`. */
static inline void send_some(
	int channel, struct input *input, uint32_t type, const void *body, size_t length, int fd)
{
	struct {
		struct frame_header header;
		uint8_t body[FRAME_BODY_MAX];
	} message = { .header = { .type = type, .length = (uint32_t)length } };
	const uint8_t odd = input_byte(input);
	int fds[2 * FRAME_FDS_MAX];
	const uint8_t *bytes;
	size_t len;

	for (size_t i = 0; i < ELEMENTS(fds); i++)
		fds[i] = fd;
	memcpy(message.body, body, length);
	bytes = input_bytes(input, sizeof(message.body) - length, &len);
	memcpy(message.body + length, bytes, len);
	message.header.length = (uint32_t)(length + len);
	if (odd & 0x10) /* some byte of it is another */
		((uint8_t *)&message)[input_byte(input) % (sizeof(message.header) + length + 1)] ^= odd | 1;
	send_raw(channel, &message, sizeof(message.header) + length + len, fds,
		fd < 0	     ? 0
		: odd & 0x20 ? input_byte(input)
			     : odd & 0xf);
}
