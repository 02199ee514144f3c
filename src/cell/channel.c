#include "cell_internal.h"

#include <poll.h>
#include <sys/stat.h>
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

/* One message, or the end of the process. */
static struct frame_header receive(struct job_pieces *pieces)
{
	struct frame_header header;
	ssize_t n;

	do
		n = read(CELL_CHANNEL, pieces->message, sizeof(pieces->message));
	while (n < 0 && errno == EINTR);
	if (n < (ssize_t)sizeof(header) || n > FRAME_MAX)
		_exit(1);
	memcpy(&header, pieces->message, sizeof(header));
	if (header.length != (size_t)n - sizeof(header))
		_exit(1);
	pieces->at = sizeof(header);
	pieces->end = (size_t)n;
	return header;
}

void channel_wait_for_job(const struct cell_context *context, struct job_pieces *pieces, struct wire_job *job)
{
	struct frame_header header;

	while ((header = receive(pieces)).type == CELL_WARM && !header.length) {
		if (pages_take(&context->hot, has_message))
			pages_take(&context->warm, has_message);
	}
	if (header.type != CELL_JOB || header.length < sizeof(*job))
		_exit(1);
	memcpy(job, pieces->message + pieces->at, sizeof(*job));
	pieces->at += sizeof(*job);
}

struct text channel_take(struct job_pieces *pieces, size_t max)
{
	struct text taken;

	if (pieces->at == pieces->end && (receive(pieces).type != CELL_JOB_MORE || pieces->at == pieces->end))
		_exit(1);
	taken = (struct text){ pieces->message + pieces->at, MIN(max, pieces->end - pieces->at) };
	pieces->at += taken.len;
	return taken;
}

void channel_wait_for_end(void)
{
	struct stat stat;

	/* Of all sockets there is only the channel. Without it nobody would end this process: the verdict comes from its exit. */
	if (unheard || fstat(CELL_CHANNEL, &stat) < 0 || !S_ISSOCK(stat.st_mode))
		return;
	close(CELL_CHANNEL);
	for (;;)
		poll(NULL, 0, -1);
}
