/* bench/canned: what the server is served where cells cost nothing.
 *
 * Started with `pyrunner serve --zygote .../canned --sets bare`. It says what a zygote and its cells say
 * (base/wire.h), but makes no process: all "cells" are descriptors here, and each answers its job at once with the
 * same output, the one that the server's self-test waits for. What then bounds requests per second is the server. */
#include "base/frame.h"
#include "base/wire.h"

#include <fcntl.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/pidfd.h>

enum { ZYGOTE = 3, CELLS_MAX = 8192, PIPES = CELLS_MAX + 1, LIBRARIES = 0 };

struct canned_cell {
	int32_t pid;
	int channel, out, err;
};

static struct canned_cell cells[CELLS_MAX];
static int polling, dead, status_file, scratch;
static const char output[] = "sealed\n";

static no_return void fail(const char *what)
{
	fprintf(stderr, "canned: %s: %s\n", what, strerror(errno));
	exit(1);
}

static void say(int fd, uint32_t type, const void *body, size_t length, const int *fds, unsigned fd_count)
{
	struct err err;

	if (frame_send(fd, type, body, length, fds, fd_count, &err) < 0)
		exit(0); /* the server is gone */
}

/* Of a pipe's end no event is wanted: that there is nobody at the other comes unasked. */
static void watch(int fd, uint64_t slot, uint32_t wanted)
{
	struct epoll_event event = { .events = wanted, .data.u64 = slot };

	if (epoll_ctl(polling, EPOLL_CTL_ADD, fd, &event) < 0)
		fail("epoll_ctl");
}

/* The kernel takes signals for a process that ended and was not waited for: it stands for all cells. */
static void make_process(void)
{
	pid_t pid = fork();

	if (pid == 0)
		_exit(0);
	dead = pid < 0 ? -1 : pidfd_open(pid, 0);
	if (dead < 0)
		fail("process");
}

static void spawn(const struct frame *frame)
{
	static int32_t next_pid = 2;
	struct wire_spawn wanted;
	struct wire_spawned spawned;
	const struct wire_sealed sealed = { .layers = ~0U, .max_rss_kb = 0 };
	const int fds[] = { dead, scratch, status_file };
	struct canned_cell *cell;

	memcpy(&wanted, frame->body, sizeof(wanted));
	if (wanted.slot >= CELLS_MAX || frame->fd_count < SPAWN_FDS)
		fail("spawn");
	cell = &cells[wanted.slot];
	*cell = (struct canned_cell){
		.pid = next_pid++,
		.channel = frame->fds[SPAWN_CHANNEL],
		.out = frame->fds[SPAWN_OUT],
		.err = frame->fds[SPAWN_ERR],
	};
	for (unsigned i = SPAWN_FDS; i < frame->fd_count; i++)
		close(frame->fds[i]);
	watch(cell->channel, wanted.slot, EPOLLIN);
	watch(cell->out, PIPES + wanted.slot, 0);
	spawned = (struct wire_spawned){
		.slot = wanted.slot, .generation = wanted.generation, .pid = cell->pid
	};
	say(ZYGOTE, ZYGOTE_SPAWNED, &spawned, sizeof(spawned), fds, ELEMENTS(fds));
	say(cell->channel, CELL_SEALED, &sealed, sizeof(sealed), NULL, 0);
}

static void fit(const struct frame *frame)
{
	say(ZYGOTE, ZYGOTE_SCRATCH_FITS, frame->body, sizeof(struct wire_scratch), NULL, 0);
}

/* Returns false when the server is gone. */
static bool on_server(void)
{
	static struct frame frame;
	struct err err;

	if (frame_receive(ZYGOTE, &frame, true, &err) <= 0)
		return false;
	if (frame.type == ZYGOTE_SPAWN)
		spawn(&frame);
	else if (frame.type == ZYGOTE_FIT_SCRATCH)
		fit(&frame);
	else
		fail("unexpected message");
	return true;
}

static void answer_job(struct canned_cell *cell)
{
	const struct wire_started started = { .max_rss_kb = 0 };
	const struct wire_ended ended = { .ending = ENDING_FINISHED };

	say(cell->channel, CELL_STARTED, &started, sizeof(started), NULL, 0);
	if (write(cell->out, output, sizeof(output) - 1) < 0)
		fail("output");
	say(cell->channel, CELL_ENDED, &ended, sizeof(ended), NULL, 0);
	close(steal_fd(&cell->channel));
}

static void end(struct canned_cell *cell)
{
	const struct wire_exited exited = { .pid = cell->pid, .status = 9 };

	cell->channel = safe_close(cell->channel);
	close(cell->out);
	close(cell->err);
	say(ZYGOTE, ZYGOTE_EXITED, &exited, sizeof(exited), NULL, 0);
}

/* The job, or time to warm up. */
static void on_cell(struct canned_cell *cell)
{
	static struct frame frame;
	struct err err;

	if (frame_receive(cell->channel, &frame, true, &err) <= 0)
		cell->channel = safe_close(cell->channel);
	else if (frame.type == CELL_JOB)
		answer_job(cell);
}

static void start(void)
{
	static const char version[] = "canned";
	struct {
		struct wire_up up;
		char version[sizeof(version)];
	} message = { .up = { .libraries = LIBRARIES, .landlock_abi = 1, .proc = 1, .own_uids = 1 } };

	polling = epoll_create1(EPOLL_CLOEXEC);
	status_file = open("/proc/self/status", O_RDONLY | O_CLOEXEC);
	/* of a file system in memory, as a cell's folder is: with less in it than takes time to free */
	scratch = memfd_create("scratch", MFD_CLOEXEC);
	if (polling < 0 || status_file < 0 || scratch < 0)
		fail("start");
	make_process();
	watch(ZYGOTE, CELLS_MAX, EPOLLIN);
	memcpy(message.version, version, sizeof(version));
	say(ZYGOTE, ZYGOTE_UP, &message, sizeof(message), NULL, 0);
}

int main(void)
{
	struct epoll_event events[64];

	start();
	for (;;) {
		int n = epoll_wait(polling, events, ELEMENTS(events), -1);

		for (int i = 0; i < n; i++) {
			const uint64_t of = events[i].data.u64;

			if (of == CELLS_MAX && !on_server())
				return 0;
			if (of < CELLS_MAX)
				on_cell(&cells[of]);
			else if (of >= PIPES)
				end(&cells[of - PIPES]); /* the server would have killed the cell before */
		}
	}
}
