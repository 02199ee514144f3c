/* A zygote with a hostile server. It forks nothing here: fork() always fails (meson.build), and cells are numbers. */
#include "cell/pages.c"
#include "zygote/serve.c"

#include "input.h"

/* What libpython allocates for good. */
__attribute__((visibility("default"))) const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
	return "leak:libpython3\n";
}

pid_t __wrap_fork(void);
pid_t __wrap_fork(void)
{
	errno = EAGAIN;
	return -1;
}

int spawn_cell(struct zygote *zygote, struct frame *frame, struct err *err)
{
	struct wire_spawn wanted;

	memcpy(&wanted, frame->body, sizeof(wanted));
	if (wanted.slot >= ZYGOTE_SLOTS_MAX || frame->fd_count < SPAWN_FDS)
		return err_set(err, -EINVAL, "slot %u with %u descriptors", wanted.slot, frame->fd_count);
	zygote->generations[wanted.slot] = wanted.generation;
	safe_close(zygote->scratch[wanted.slot]);
	zygote->scratch[wanted.slot] = steal_fd(&frame->fds[0]);
	return 0;
}

void spawn_forget(struct zygote *zygote, pid_t pid)
{
	abort(); /* it has no children */
}

void spawn_forget_all(struct zygote *zygote)
{
	for (unsigned i = 0; i < ZYGOTE_SLOTS_MAX; i++)
		zygote->scratch[i] = safe_close(zygote->scratch[i]);
}

int jail_fit_scratch(int scratch, uint64_t bytes, struct err *err)
{
	return fcntl(scratch, F_GETFD) < 0 ? err_errno(err, "fspick") : 0;
}

int jail_end_with(pid_t parent, struct err *err)
{
	abort();
}

int set_load(struct zygote *zygote, struct err *err)
{
	abort();
}

static void send_one(int channel, struct input *input)
{
	const uint32_t slot = input_byte(input), generation = input_byte(input) % 2;
	const struct wire_spawn spawn = { .slot = slot, .generation = generation };
	const struct wire_scratch scratch = { .slot = slot, .generation = generation, .bytes = 1 };
	const struct wire_set set = { .set = slot % 4 };

	switch (input_byte(input) % 4) {
	case 0:
		send_some(channel, input, ZYGOTE_SPAWN, &spawn, sizeof(spawn), STDIN_FILENO);
		break;
	case 1:
		send_some(channel, input, ZYGOTE_FIT_SCRATCH, &scratch, sizeof(scratch), -1);
		break;
	case 2:
		send_some(channel, input, ZYGOTE_END_SET, &set, sizeof(set), -1);
		break;
	default:
		send_some(channel, input, ZYGOTE_START_SET, &set, sizeof(set), STDIN_FILENO);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct zygote zygote;
	struct input input = { data, size };
	int ends[2], before = dup(STDIN_FILENO), after;
	struct err err;

	if (!Py_IsInitialized())
		Py_InitializeEx(0);
	memset(zygote.scratch, 0xff, sizeof(zygote.scratch));
	zygote.root = size % 2;
	zygote.proc = zygote.signals = zygote.self = -1;
	zygote.options.set_count = 3;
	if (frame_pair(ends, &err) < 0)
		abort();
	zygote.channel = ends[1];
	while (input.left)
		send_one(ends[0], &input);
	shutdown(ends[0], SHUT_WR);
	if (zygote_serve(&zygote, &err) > 0)
		abort();
	spawn_forget_all(&zygote);
	close(ends[0]);
	close(ends[1]);
	close(before);
	after = dup(STDIN_FILENO);
	if (after != before)
		abort(); /* a descriptor was left open */
	close(after);
	return 0;
}
