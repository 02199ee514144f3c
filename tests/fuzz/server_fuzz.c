/* The scheduler with a hostile keeper, hostile zygotes and hostile cells. The input is a list of steps: most send a message
 * that belongs there, some a broken one, and in any order. Whatever comes, every program is answered once, no more run than
 * may, and nothing is left at the end. */
#include "input.h"

#include "schedule/internal.h"

#include <fcntl.h>
#include <sys/mman.h>

enum { CELLS = 12, PROGRAMS = 8, LINKS = 2, STEPS_MAX = 200, LARGE = 400 * 1024 };

/* The step that stands for a self-test which went well: no input would think of what it waits for. */
enum { TESTED = 250 };

struct guest {
	struct wire_spawn spawn;
	int fds[SPAWN_FDS];
};

struct program {
	struct ticket *ticket;
	bool waiting; /* its answer is still to come */
};

static struct world {
	uv_loop_t loop;
	struct schedule *schedule;
	int keeper, links[LINKS], nothing;
	struct guest guests[CELLS];
	unsigned guest_count, slots_asked;
	struct program programs[PROGRAMS];
	bool failed;
} world;

static const struct config *settings(void)
{
	static struct config config;
	char *arguments[] = { (char[]){ "--max-running=2" }, (char[]){ "--ready-cells=1" },
		(char[]){ "--sets=bare: ; numpy: numpy" }, (char[]){ "--queue=4" }, NULL };
	struct err err;
	int used;

	if (!config.max_running && config_load(&config, 4, arguments, &used, &err) < 0)
		abort();
	return &config;
}

/* --- what the server says ---------------------------------------------------------------------------------- */

static void take_guest(struct frame *frame)
{
	struct guest *guest = &world.guests[world.guest_count % CELLS];

	if (frame->length != sizeof(guest->spawn) || frame->fd_count < SPAWN_FDS)
		abort();
	world.guest_count++;
	memcpy(&guest->spawn, frame->body, sizeof(guest->spawn));
	for (unsigned i = 0; i < SPAWN_FDS; i++) {
		safe_close(guest->fds[i]);
		guest->fds[i] = steal_fd(&frame->fds[i]);
	}
	fcntl(guest->fds[SPAWN_CHANNEL], F_SETFL, O_NONBLOCK);
}

static void listen_to(int fd)
{
	static struct frame frame;
	struct err err;

	while (fd >= 0 && frame_receive(fd, &frame, true, &err) == 1) {
		if (frame.type == KEEPER_MAKE_SLOT)
			world.slots_asked++;
		else if (frame.type == ZYGOTE_SPAWN)
			take_guest(&frame);
		else if (frame.type == ZYGOTE_START_SET && frame.fd_count) {
			safe_close(world.links[1]);
			world.links[1] = steal_fd(&frame.fds[0]);
			fcntl(world.links[1], F_SETFL, O_NONBLOCK);
		}
		frame_release(&frame);
	}
}

static void turn(void)
{
	const struct gauges gauges = schedule_gauges(world.schedule);

	for (unsigned i = 0; i < 3; i++)
		uv_run(&world.loop, UV_RUN_NOWAIT);
	if (gauges.running > settings()->max_running || gauges.waiting > settings()->queue + 2)
		abort();
	listen_to(world.keeper);
	for (unsigned i = 0; i < LINKS; i++)
		listen_to(world.links[i]);
}

/* --- steps ----------------------------------------------------------------------------------------------------- */

static void as_keeper(struct input *input)
{
	const struct wire_slot slot = {
		.slot = input_byte(input) % 16, .procs = 1, .has = 3, .cgroup_version = 1
	};
	const struct wire_family family = { .family = slot.slot % FAMILIES };
	int ends[2];
	struct err err;

	switch (input_byte(input) % 4) {
	case 0:
		if (frame_pair(ends, &err) < 0)
			abort();
		send_some(world.keeper, input, KEEPER_ZYGOTE, &family, sizeof(family), ends[1]);
		close(ends[1]);
		safe_close(world.links[0]);
		world.links[0] = ends[0];
		fcntl(ends[0], F_SETFL, O_NONBLOCK);
		break;
	case 1:
		send_some(world.keeper, input, KEEPER_SLOT, &slot, sizeof(slot), world.nothing);
		break;
	case 2:
		send_some(world.keeper, input, KEEPER_ENDED, &family, sizeof(family), -1);
		break;
	default:
		send_some(world.keeper, input, KEEPER_START_ZYGOTE + input_byte(input) % 8U, "", 0,
			world.nothing);
	}
}

static struct guest *some_guest(struct input *input)
{
	return &world.guests[input_byte(input) % CELLS];
}

static void as_zygote(struct input *input)
{
	const int link = world.links[input_byte(input) % LINKS];
	const struct guest *guest = some_guest(input);
	const int32_t pid = 10 + (int32_t)guest->spawn.slot;
	const struct wire_up up = { .libraries = 1, .landlock_abi = 3, .proc = 1 };
	const struct wire_spawned spawned = { guest->spawn.slot, guest->spawn.generation, pid };
	const struct wire_scratch fits = { guest->spawn.slot, guest->spawn.generation, 1 };
	const struct wire_exited exited = { .pid = pid,
		.status = input_byte(input) << 8 | input_byte(input) };
	const struct wire_failed failed = { -ENOMEM, ZYGOTE_SPAWN, guest->spawn.slot,
		guest->spawn.generation };

	if (link < 0)
		return;
	switch (input_byte(input) % 6) {
	case 0:
		send_some(link, input, ZYGOTE_UP, &up, sizeof(up), world.nothing);
		break;
	case 1:
		send_some(link, input, ZYGOTE_SPAWNED, &spawned, sizeof(spawned), world.nothing);
		break;
	case 2:
		send_some(link, input, ZYGOTE_SPAWN_FAILED, &failed, sizeof(failed), world.nothing);
		break;
	case 3:
		send_some(link, input, ZYGOTE_SCRATCH_FITS, &fits, sizeof(fits), world.nothing);
		break;
	case 4:
		send_some(link, input, ZYGOTE_EXITED, &exited, sizeof(exited), world.nothing);
		break;
	default:
		send_some(link, input, ZYGOTE_START_SET + input_byte(input) % 9U, "", 0, world.nothing);
	}
}

static void as_cell(struct input *input)
{
	static struct frame frame;
	struct guest *guest = some_guest(input);
	const int channel = guest->fds[SPAWN_CHANNEL];
	const struct wire_sealed sealed = { .layers = 0x1ff };
	const struct wire_started started = { .max_rss_kb = 1 };
	const struct wire_ended ended = { .ending = input_byte(input) % 5 };
	const struct wire_violation violation = { .line = 1, .rule_len = 1, .message_len = 1 };
	size_t len;
	const uint8_t *bytes;
	struct err err;

	if (channel < 0)
		return;
	switch (input_byte(input) % 9) {
	case 0:
		send_some(channel, input, CELL_SEALED, &sealed, sizeof(sealed), world.nothing);
		break;
	case 1:
		send_some(channel, input, CELL_STARTED, &started, sizeof(started), world.nothing);
		break;
	case 2:
		send_some(channel, input, CELL_ENDED, &ended, sizeof(ended), world.nothing);
		guest->fds[SPAWN_CHANNEL] = safe_close(channel);
		break;
	case 3:
		send_some(channel, input, CELL_VIOLATION, &violation, sizeof(violation), world.nothing);
		break;
	case 4:
		send_some(channel, input, CELL_JOB + input_byte(input) % 10U, "", 0, world.nothing);
		break;
	case 5:
		bytes = input_bytes(input, 4096, &len);
		if (write(guest->fds[input_byte(input) % 2 ? SPAWN_OUT : SPAWN_ERR], bytes, len) < 0 &&
			errno != EPIPE && errno != EAGAIN)
			abort();
		break;
	case 6:
		guest->fds[SPAWN_CHANNEL] = safe_close(channel);
		break;
	case 7: /* some of its job, slowly: from now on each of its messages is read as it comes */
		usleep(2100);
		for (unsigned left = input_byte(input) % 16; left; left--) {
			if (frame_receive(channel, &frame, false, &err) != 1)
				break;
		}
		break;
	default:
		send_raw(channel, "", 0, NULL, 0);
	}
}

static void on_done(void *user, struct result *result)
{
	struct program *program = user;

	if (!program->waiting)
		abort();
	program->waiting = false;
	if ((result->verdict != NULL) != (result->outcome == OUTCOME_VERDICT))
		abort();
	verdict_free(result->verdict);
}

static void as_client(struct input *input)
{
	struct program *program = &world.programs[input_byte(input) % PROGRAMS];
	struct request *request;
	size_t len;
	const uint8_t *code;

	if (program->waiting) {
		program->waiting = false;
		schedule_cancel(program->ticket);
		return;
	}
	request = request_new();
	request->timeout_s = 300;
	request->memory_mb = input_byte(input) % 2 ? 64 : 512;
	request->check_only = input_byte(input) % 4 == 3;
	snprintf(request->client, sizeof(request->client), "%d", input_byte(input) % 3);
	code = input_bytes(input, 64, &len);
	request->code = strndup((const char *)code, len);
	request->code_len = strlen(request->code);
	if (len && code[0] % 4 == 2) { /* more than a channel holds */
		request->input_len = LARGE;
		request->input = calloc(1, LARGE);
	}
	program->waiting = true;
	program->ticket = schedule_submit(world.schedule, request, on_done, program);
}

static void go_away(struct input *input)
{
	int *const peers[] = { &world.links[0], &world.links[1], &world.keeper };
	int *peer = peers[input_byte(input) % ELEMENTS(peers)];

	*peer = safe_close(*peer);
}

/* --- from birth to death ---------------------------------------------------------------------------------------- */

static void on_failed(void *user, const struct err *err)
{
	if (!err->text[0])
		abort();
	world.failed = true;
}

static void on_event(void *user)
{
}

static void begin(void)
{
	static const struct schedule_events events = { on_event, on_failed, on_event, NULL };
	static struct keeper keeper;
	int ends[2];
	struct err err;

	memset(&world, 0, sizeof(world));
	memset(world.guests, 0xff, sizeof(world.guests));
	world.links[0] = world.links[1] = -1;
	world.nothing = memfd_create("nothing", MFD_CLOEXEC);
	if (frame_pair(ends, &err) < 0 || uv_loop_init(&world.loop) < 0)
		abort();
	keeper.channel = ends[0];
	world.keeper = ends[1];
	fcntl(world.keeper, F_SETFL, O_NONBLOCK);
	if (schedule_new(&world.schedule, &world.loop, settings(), &keeper, &events, &err) < 0)
		abort();
}

static void end(void)
{
	schedule_stop(world.schedule);
	uv_run(&world.loop, UV_RUN_DEFAULT);
	if (uv_loop_close(&world.loop) < 0)
		abort();
	schedule_free(world.schedule);
	safe_close(world.keeper);
	for (unsigned i = 0; i < LINKS; i++)
		safe_close(world.links[i]);
	for (unsigned i = 0; i < CELLS; i++) {
		for (unsigned f = 0; f < SPAWN_FDS; f++)
			safe_close(world.guests[i].fds[f]);
	}
	safe_close(world.nothing);
}

static int lowest_fd(void)
{
	int fd = dup(STDERR_FILENO);

	close(fd);
	return fd;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static void (*const steps[])(
		struct input * input) = { as_keeper, as_zygote, as_cell, as_client, go_away };
	struct input input = { data, size };
	int before;

	log_setup(LOG_JSON, (enum log_level)(LOG_ERROR + 1), "fuzz");
	signal(SIGPIPE, SIG_IGN);
	before = lowest_fd();
	begin();
	for (unsigned i = 0; i < STEPS_MAX && input.left && !world.failed; i++) {
		const uint8_t step = input_byte(&input);

		if (step < 200 || world.schedule->draining)
			steps[step % ELEMENTS(steps)](&input);
		else if (step > 250)
			schedule_drain(world.schedule);
		else if (step == TESTED)
			world.schedule->tested = true;
		turn();
	}
	end();
	if (lowest_fd() != before)
		abort();
	return 0;
}
