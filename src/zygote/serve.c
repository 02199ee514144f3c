#include "zygote.h"

#include "base/log.h"
#include "base/title.h"
#include <poll.h>
#include <signal.h>
#include <sys/pidfd.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/wait.h>

static int say_up(struct zygote *zygote, struct err *err)
{
	struct {
		struct wire_up up;
		char version[64];
	} message = {
		.up = {
			.set = zygote->set,
			.libraries = zygote->cell.have,
			.landlock_abi = zygote->common.landlock_abi,
			.proc = zygote->proc >= 0,
			.own_uids = zygote->common.own_uids,
			.small_kb = (uint32_t)zygote->cell.hot.rss_kb,
			.small_read_kb = (uint32_t)zygote->cell.hot.shmem_kb,
			.common_kb = (uint32_t)zygote->cell.warm.shmem_kb,
			.image_kb = zygote->image_kb,
			.warm_kb = (uint32_t)(pages_bytes(&zygote->cell.warm.written) / KB),
		},
	};
	size_t len = strcspn(Py_GetVersion(), " ");

	len = MIN(len, sizeof(message.version));
	memcpy(message.version, Py_GetVersion(), len);
	return frame_send(zygote->channel, ZYGOTE_UP, &message, sizeof(message.up) + len, NULL, 0, err);
}

static int reap(struct zygote *zygote, struct err *err)
{
	struct signalfd_siginfo ignored;
	struct rusage usage;
	int status, r = 0;
	pid_t pid;

	while (read(zygote->signals, &ignored, sizeof(ignored)) > 0)
		continue;
	while (r >= 0 && (pid = TEMP_FAILURE_RETRY(wait4(-1, &status, WNOHANG, &usage))) > 0) {
		const struct wire_exited exited = {
			.pid = pid,
			.status = status,
			.max_rss_kb = usage.ru_maxrss,
			.cpu_us = (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * INT64_C(1000000) +
				  usage.ru_utime.tv_usec + usage.ru_stime.tv_usec,
		};

		spawn_forget(zygote, pid);
		for (unsigned i = 0; i < ELEMENTS(zygote->sets); i++)
			zygote->sets[i] = zygote->sets[i] == pid ? 0 : zygote->sets[i];
		r = frame_send(zygote->channel, ZYGOTE_EXITED, &exited, sizeof(exited), NULL, 0, err);
	}
	return r;
}

static int fit_scratch(struct zygote *zygote, const struct frame *frame, struct err *err)
{
	struct wire_scratch wanted;
	int r;

	memcpy(&wanted, frame->body, sizeof(wanted));
	/* A cell that has just died needs nothing; the server hears of its end. */
	if (wanted.slot >= ZYGOTE_SLOTS_MAX || zygote->scratch[wanted.slot] < 0 ||
		zygote->generations[wanted.slot] != wanted.generation)
		return 0;
	r = jail_fit_scratch(zygote->scratch[wanted.slot], wanted.bytes, err);
	if (r < 0)
		return r;
	return frame_send(zygote->channel, ZYGOTE_SCRATCH_FITS, &wanted, sizeof(wanted), NULL, 0, err);
}

/* A set's zygote is this process once more, with more imported and a loop of its own. */
static int start_set(struct zygote *zygote, struct frame *frame, struct err *err)
{
	const pid_t root = getpid();
	struct wire_set wanted;
	pid_t pid;
	int r;

	memcpy(&wanted, frame->body, sizeof(wanted));
	if (!zygote->root || wanted.set >= zygote->options.set_count || frame->fd_count != 1)
		return err_set(err, -EINVAL, "set %u", wanted.set);
	PyOS_BeforeFork();
	pid = fork();
	if (pid < 0) {
		r = err_errno(err, "fork");
		PyOS_AfterFork_Parent();
		return r;
	}
	if (pid > 0) {
		PyOS_AfterFork_Parent();
		zygote->sets[wanted.set] = pid;
		return 0;
	}
	PyOS_AfterFork_Child();
	if (zygote->common.level == JAIL_CONTAINER && jail_end_with(root, err) < 0)
		_exit(1);
	title_set("pyrunner: zygote %s", zygote->options.sets[wanted.set].name);
	zygote->root = false;
	zygote->set = wanted.set;
	safe_close(zygote->channel);
	zygote->channel = frame->fds[0];
	frame->fd_count = 0;
	safe_close(zygote->self);
	zygote->self = pidfd_open(getpid(), 0);
	spawn_forget_all(zygote);
	if (zygote->self < 0)
		err_errno(err, "pidfd_open");
	else if (set_load(zygote, err) >= 0 && zygote_serve(zygote, err) >= 0)
		_exit(0);
	log_error("zygote failed", F_STR("set", zygote->options.sets[zygote->set].name),
		F_STR("error", err->text));
	_exit(1);
}

static int end_set(struct zygote *zygote, struct frame *frame, struct err *err)
{
	struct wire_set wanted;

	memcpy(&wanted, frame->body, sizeof(wanted));
	if (!zygote->root || wanted.set >= zygote->options.set_count)
		return err_set(err, -EINVAL, "set %u", wanted.set);
	if (zygote->sets[wanted.set] > 0)
		kill(zygote->sets[wanted.set], SIGKILL);
	return 0;
}

static int refuse(struct zygote *zygote, const struct frame *frame, struct err *err)
{
	struct {
		struct wire_failed failed;
		char text[ERR_TEXT_MAX];
	} message = { .failed = { .code = err->code, .request = frame->type } };
	size_t len = strlen(err->text);

	if (frame->type == ZYGOTE_SPAWN && frame->length == sizeof(struct wire_spawn)) {
		struct wire_spawn wanted;

		memcpy(&wanted, frame->body, sizeof(wanted));
		message.failed.slot = wanted.slot;
		message.failed.generation = wanted.generation;
	}
	memcpy(message.text, err->text, len);
	return frame_send(
		zygote->channel, ZYGOTE_SPAWN_FAILED, &message, sizeof(message.failed) + len, NULL, 0, err);
}

static const struct {
	enum message type;
	size_t length;
	int (*handle)(struct zygote *zygote, struct frame *frame, struct err *err);
} accepted[] = {
	{ ZYGOTE_SPAWN, sizeof(struct wire_spawn), spawn_cell },
	{ ZYGOTE_START_SET, sizeof(struct wire_set), start_set },
	{ ZYGOTE_END_SET, sizeof(struct wire_set), end_set },
};

static int answer(struct zygote *zygote, struct frame *frame, struct err *err)
{
	if (frame->type == ZYGOTE_FIT_SCRATCH && frame->length == sizeof(struct wire_scratch))
		return fit_scratch(zygote, frame, err);
	for (size_t i = 0; i < ELEMENTS(accepted); i++) {
		if (frame->type != accepted[i].type || frame->length != accepted[i].length)
			continue;
		if (accepted[i].handle(zygote, frame, err) < 0)
			return refuse(zygote, frame, err);
		return 0;
	}
	return err_set(err, -EBADMSG, "unexpected message %u", frame->type);
}

static int serve(struct zygote *zygote, struct err *err)
{
	static struct frame frame;
	unsigned tries = 0;
	int r;

	r = say_up(zygote, err);
	while (r >= 0) {
		struct pollfd polls[] = {
			{ .fd = zygote->channel, .events = POLLIN },
			{ .fd = zygote->signals, .events = POLLIN },
		};

		if (poll(polls, ELEMENTS(polls), -1) < 0) {
			if (frame_again(&tries))
				continue;
			return err_errno(err, "poll");
		}
		tries = 0;
		if (polls[1].revents) {
			r = reap(zygote, err);
			if (r < 0)
				break;
		}
		if (!polls[0].revents)
			continue;
		r = frame_receive(zygote->channel, &frame, true, err);
		if (r <= 0)
			return r;
		r = answer(zygote, &frame, err);
		frame_release(&frame);
	}
	return r;
}

int zygote_serve(struct zygote *zygote, struct err *err)
{
	int r = serve(zygote, err);

	return r == -EPIPE || r == -ECONNRESET ? 0 : r; /* the server is gone: that is how a zygote ends */
}
