#include "keeper_internal.h"

#include "base/frame.h"
#include "base/log.h"
#include "base/title.h"
#include "base/wire.h"
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <sys/wait.h>

struct keeping {
	struct cgroup *cgroup;
	struct zygote_command *command;
	struct zygote_places places;
	int channel, signals;
	pid_t zygotes[FAMILIES]; /* root zygotes; 0: none */
};

static void end_zygote(struct keeping *keeping, unsigned family)
{
	pid_t *zygote = &keeping->zygotes[family];

	if (*zygote <= 0)
		return;
	/* pid 1 of its namespace: when it is reaped, every cell is gone. */
	kill(*zygote, SIGKILL);
	while (waitpid(*zygote, NULL, 0) < 0 && errno == EINTR)
		continue;
	*zygote = 0;
}

static void reap(struct keeping *keeping)
{
	struct signalfd_siginfo ignored;
	int status;

	while (read(keeping->signals, &ignored, sizeof(ignored)) > 0)
		continue;
	for (unsigned i = 0; i < FAMILIES; i++) {
		pid_t *zygote = &keeping->zygotes[i];

		if (*zygote <= 0 || waitpid(*zygote, &status, WNOHANG) != *zygote)
			continue;
		*zygote = 0;
		if (status != 0) /* else its channel was closed: it is no longer wanted */
			log_warning("root zygote ended", F_INT("status", status));
	}
}

static int start_zygote(struct keeping *keeping, const struct wire_family *wanted, struct err *err)
{
	_cleanup_close_ int ours = -1, theirs = -1;
	int ends[2], r;
	pid_t pid;

	end_zygote(keeping, wanted->family);
	r = frame_pair(ends, err);
	if (r < 0)
		return r;
	ours = ends[0];
	theirs = ends[1];
	pid = jail_start_zygote(
		&keeping->places, keeping->command->argv, keeping->command->envp, theirs, err);
	if (pid < 0)
		return pid;
	keeping->zygotes[wanted->family] = pid;
	return frame_send(keeping->channel, KEEPER_ZYGOTE, wanted, sizeof(*wanted), &ours, 1, err);
}

static int make_slot(struct keeping *keeping, unsigned slot, struct err *err)
{
	struct wire_slot has;
	int fds[FRAME_FDS_MAX], r;
	unsigned count = 0;

	r = cgroup_make_slot(keeping->cgroup, slot, &has, fds, &count, err);
	if (r < 0)
		return r;
	has.slot = slot;
	r = frame_send(keeping->channel, KEEPER_SLOT, &has, sizeof(has), fds, count, err);
	while (count)
		close(fds[--count]);
	return r;
}

static bool names_family(const struct frame *frame, uint32_t type, struct wire_family *family)
{
	if (frame->type != type || frame->length != sizeof(*family))
		return false;
	memcpy(family, frame->body, sizeof(*family));
	return family->family < FAMILIES;
}

static int answer(struct keeping *keeping, const struct frame *frame, struct err *err)
{
	struct wire_slot wanted = { 0 };
	struct wire_family family;
	int r;

	if (names_family(frame, KEEPER_START_ZYGOTE, &family)) {
		r = start_zygote(keeping, &family, err);
		wanted.slot = family.family;
	} else if (names_family(frame, KEEPER_END_ZYGOTE, &family)) {
		end_zygote(keeping, family.family);
		return frame_send(keeping->channel, KEEPER_ENDED, &family, sizeof(family), NULL, 0, err);
	} else if (frame->type == KEEPER_MAKE_SLOT && frame->length == sizeof(wanted)) {
		memcpy(&wanted, frame->body, sizeof(wanted));
		r = make_slot(keeping, wanted.slot, err);
	} else {
		return err_set(err, -EBADMSG, "unexpected message %u", frame->type);
	}
	if (r < 0) {
		struct {
			struct wire_failed failed;
			char text[ERR_TEXT_MAX];
		} failure = { .failed = { .code = r, .request = frame->type, .slot = wanted.slot } };
		size_t len = strlen(err->text);

		memcpy(failure.text, err->text, len);
		return frame_send(keeping->channel, KEEPER_FAILED, &failure, sizeof(failure.failed) + len,
			NULL, 0, err);
	}
	return 0;
}

/* Until the server is gone. */
static int keep(struct keeping *keeping, struct err *err)
{
	static struct frame frame;
	unsigned tries = 0;

	for (;;) {
		struct pollfd polls[] = {
			{ .fd = keeping->channel, .events = POLLIN },
			{ .fd = keeping->signals, .events = POLLIN },
		};
		int r;

		if (poll(polls, ELEMENTS(polls), -1) < 0) {
			if (frame_again(&tries))
				continue;
			return err_errno(err, "poll");
		}
		tries = 0;
		if (polls[1].revents)
			reap(keeping);
		if (!polls[0].revents)
			continue;
		r = frame_receive(keeping->channel, &frame, false, err);
		if (r <= 0)
			return r;
		r = answer(keeping, &frame, err);
		if (r < 0)
			return r;
	}
}

static int watch_children(struct err *err)
{
	sigset_t set;
	int fd;

	signal(SIGINT, SIG_IGN); /* the server's to act on: here its end is what counts */
	signal(SIGTERM, SIG_IGN);
	signal(SIGPIPE, SIG_IGN);
	sigemptyset(&set);
	sigaddset(&set, SIGCHLD);
	if (sigprocmask(SIG_BLOCK, &set, NULL) < 0)
		return err_errno(err, "sigprocmask");
	fd = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
	if (fd < 0)
		return err_errno(err, "signalfd");
	return fd;
}

no_return void keeper_main(const struct keeper_parts *parts)
{
	struct keeping keeping = {
		.cgroup = parts->cgroup,
		.places = parts->places,
		.channel = parts->channel,
	};
	struct err err;
	int r;

	log_process("keeper");
	title_set("pyrunner: keeper");
	r = jail_drop_root(parts->uid, parts->gid, &err);
	if (r >= 0)
		r = jail_enter_userns(parts->userns, &err);
	if (r >= 0)
		r = keeping.signals = watch_children(&err);
	if (r >= 0)
		r = zygote_command_new(&keeping.command, parts->config, parts->own_uids, &err);
	if (r >= 0)
		r = keep(&keeping, &err);
	if (r < 0)
		log_error("keeper failed", F_STR("error", err.text));
	for (unsigned i = 0; i < FAMILIES; i++)
		end_zygote(&keeping, i);
	cgroup_remove(parts->cgroup);
	_exit(r < 0 ? 1 : 0);
}
