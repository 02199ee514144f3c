#include "cell_internal.h"

#include "base/frame.h"
#include <poll.h>
#include <sys/uio.h>

enum { PIECES_MAX = 6 };

static bool unheard;

void channel_send(uint32_t type, const struct piece *pieces, unsigned count)
{
	struct frame_header header = { .type = type };
	struct iovec parts[PIECES_MAX + 1] = { { .iov_base = &header, .iov_len = sizeof(header) } };
	unsigned tries = 0;
	ssize_t n;

	for (unsigned i = 0; i < count && i < PIECES_MAX; i++) {
		parts[i + 1].iov_base = (void *)(uintptr_t)pieces[i].data;
		parts[i + 1].iov_len = pieces[i].len;
		header.length += (uint32_t)pieces[i].len;
	}
	do
		n = writev(CELL_CHANNEL, parts, (int)count + 1);
	while (n < 0 && frame_again(&tries));
	if (n < 0 && type != CELL_ENDED)
		_exit(1);
	unheard = n < 0;
}

static bool has_message(void)
{
	struct pollfd channel = { .fd = CELL_CHANNEL, .events = POLLIN };

	return poll(&channel, 1, 0) != 0;
}

void channel_wait_for_job(const struct cell_context *context, struct wire_job *job)
{
	struct {
		struct frame_header header;
		struct wire_job job;
		char excess;
	} message;
	const size_t expected = sizeof(message.header) + sizeof(message.job);

	for (;;) {
		ssize_t n = read(CELL_CHANNEL, &message, sizeof(message));

		if (n < 0 && errno == EINTR)
			continue;
		if (n == sizeof(message.header) && message.header.type == CELL_WARM &&
			!message.header.length) {
			if (pages_take(&context->hot, has_message))
				pages_take(&context->warm, has_message);
			continue;
		}
		if (n != (ssize_t)expected || message.header.type != CELL_JOB ||
			message.header.length != sizeof(message.job))
			_exit(1);
		*job = message.job;
		return;
	}
}

void channel_wait_for_end(void)
{
	char byte;
	ssize_t n;

	if (unheard) /* nobody would end it: the verdict comes from its exit */
		return;
	do
		n = read(CELL_CHANNEL, &byte, sizeof(byte));
	while (n > 0 || (n < 0 && errno == EINTR));
}
