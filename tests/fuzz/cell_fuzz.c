/* A sealed cell and the job that it waits for, in as many messages as there are, any bytes in them, and any number of messages
 * to warm up before it. Where the cell would end itself it comes back here. */
#include <Python.h>
#include <setjmp.h>
#include <stdlib.h>
#include <unistd.h>

static void comes_back(int code) __attribute__((noreturn));
static void *to_free;

/* No more than the server takes: what is beyond that ends for lack of memory. */
static void *malloc_some(size_t size)
{
	return size > 1 << 20 ? NULL : malloc(size);
}

#define _exit(code)  comes_back(code)
#define malloc(size) (to_free = malloc_some(size))
#include "cell/channel.c"
#include "cell/life.c"
#include "cell/pages.c"
#undef _exit
#undef malloc

#include "input.h"

#include <sys/mman.h>

static jmp_buf back;

static void comes_back(int code)
{
	longjmp(back, 1);
}

int jail_seal(struct jail *jail, struct err *err)
{
	abort();
}

int jail_limit_job(const struct jail_common *common, const struct job_limits *limits, struct err *err)
{
	if (limits->cpu_s > CPU_SECONDS_MAX + cpu_seconds_so_far() || !limits->memory)
		return err_set(err, -EINVAL, "limits");
	return 0;
}

/* Every byte of it is there, and the end is marked. */
PyObject *program_parse(const char *code, size_t len)
{
	if (code[len] || strlen(code) > len)
		abort();
	return NULL;
}

void program_moves(const struct cell_context *context, const char *folder)
{
	abort();
}

void seed_anew(const struct cell_tools *tools)
{
	abort();
}

void program_run(
	const struct cell_context *context, const struct cell_job *job, PyObject *tree, struct ended *ended)
{
	abort();
}

void report_send(const struct ended *ended)
{
	abort();
}

void report_aborts(void)
{
	abort();
}

static void live(void)
{
	static char warm[4096] __attribute__((aligned(4096)));
	const struct page_run run = { (uintptr_t)warm, sizeof(warm) };
	const struct cell_context context = {
		.cpus = 1, .scratch_mb = 64, .warm = { .written = { &run, 1 }, .read = { &run, 1 } }
	};
	static const struct jail_common common;
	struct cell_job job = { .code = NULL };
	struct wire_started started;

	if (setjmp(back))
		return;
	take_job(&context, &common, &job, &started);
	program_parse(job.code, job.wire.code_len);
}

enum { OUT_OF_THE_WAY = 100, MESSAGES_MAX = 8 };

/* Takes `fd`; the places are low numbers, which it may have. */
static int move(int fd, int place)
{
	int moved = fcntl(fd, F_DUPFD_CLOEXEC, OUT_OF_THE_WAY);

	close(fd);
	if (moved < 0 || (place >= 0 && dup2(moved, place) < 0))
		abort();
	return place < 0 ? moved : safe_close(moved);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct input input = { data, size };
	struct wire_job job = { .memory_mb = 64, .timeout_s = 1 };
	_cleanup_close_ int ours = -1;
	int ends[2], theirs;
	struct err err;

	if (frame_pair(ends, &err) < 0)
		abort();
	ours = move(ends[0], -1);
	theirs = move(ends[1], -1);
	move(memfd_create("input", MFD_CLOEXEC), CELL_STDIN);
	move(theirs, CELL_CHANNEL);
	for (unsigned left = input_byte(&input) % 4; left; left--)
		send_some(ours, &input, CELL_WARM, "", 0, -1);
	job.code_len = input_byte(&input);
	job.input_len = input_byte(&input);
	send_some(ours, &input, CELL_JOB, &job, sizeof(job), -1);
	for (unsigned left = MESSAGES_MAX; left && input.left; left--)
		send_some(ours, &input, CELL_JOB_MORE, "", 0, -1);
	shutdown(ours, SHUT_WR);
	live();
	free(to_free);
	to_free = NULL;
	close(CELL_CHANNEL);
	return 0;
}
