#include "keeper_internal.h"

#include "base/frame.h"
#include "base/log.h"
#include "base/title.h"
#include "base/wire.h"
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <sys/wait.h>

struct keeping {
	struct jail_common common; /* level, uids, folders */
	char base[JAIL_FOLDER_MAX];
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
	/* pid 1 of its namespace: when it is reaped, every cell is gone. At the container level each process ends with
	 * its parent. */
	kill(*zygote, SIGKILL);
	while (waitpid(*zygote, NULL, 0) < 0 && errno == EINTR)
		continue;
	*zygote = 0;
}

static bool is_zygote(const struct keeping *keeping, pid_t pid)
{
	for (unsigned i = 0; i < FAMILIES; i++) {
		if (keeping->zygotes[i] == pid)
			return true;
	}
	return false;
}

/* Container level: what lost its parent is ours. The zygote is waited for by its number. */
static void reap_orphans(const struct keeping *keeping)
{
	siginfo_t ended = { 0 };

	while (keeping->common.level == JAIL_CONTAINER &&
		waitid(P_ALL, 0, &ended, WEXITED | WNOHANG | WNOWAIT) == 0 && ended.si_pid > 0 &&
		!is_zygote(keeping, ended.si_pid))
		waitpid(ended.si_pid, NULL, 0);
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
	reap_orphans(keeping);
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
	pid = jail_start_zygote(keeping->common.level, &keeping->places, keeping->command->argv,
		keeping->command->envp, theirs, err);
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

/* The server has descriptors of cells and of nothing else, and cannot signal them where they have other uids. */
static void kill_cell(const struct frame *frame)
{
	if (syscall(SYS_pidfd_send_signal, frame->fds[0], SIGKILL, NULL, 0) < 0 && errno != ESRCH)
		log_warning("cell could not be killed", F_STR("error", strerror(errno)));
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

	if (frame->type == KEEPER_KILL && frame->length == 0 && frame->fd_count == 1) {
		kill_cell(frame);
		return 0;
	}
	if (frame->type == KEEPER_CLOSE && frame->length == 0)
		return 0; /* the frame's descriptors are closed behind it */
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
		r = frame_receive(keeping->channel, &frame, true, err);
		if (r <= 0)
			return r;
		r = answer(keeping, &frame, err);
		frame_release(&frame);
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

static int enter_namespaces(const struct keeper_parts *parts, struct err *err)
{
	int r = jail_drop_root(parts->uid, parts->gid, err);

	return r < 0 ? r : jail_enter_userns(parts->userns, err);
}

/* Container level: what is left of root is to start processes with the cells' uids, and to kill them. */
static int do_without_namespaces(struct keeping *keeping, const struct keeper_parts *parts, struct err *err)
{
	int r;

	if (prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) < 0 || prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) < 0)
		return err_errno(err, "prctl");
	if (parts->own_uids)
		r = jail_keep_giving_uids(parts->uid, parts->gid, err);
	else
		r = jail_drop_root(parts->uid, parts->gid, err);
	if (r < 0)
		return r;
	r = jail_make_folders(parts->config->scratch_dir, &keeping->common, parts->slots, keeping->base, err);
	if (r < 0)
		return err_in(err, "scratch_dir");
	keeping->common.base = keeping->base;
	return 0;
}

static void remove_folders(const struct keeping *keeping, unsigned slots)
{
	if (!keeping->common.base)
		return;
	while (waitpid(-1, NULL, 0) > 0) /* all of them end now, each with its parent */
		continue;
	jail_remove_folders(keeping->base, &keeping->common, slots);
}

no_return void keeper_main(const struct keeper_parts *parts)
{
	static struct keeping keeping;
	struct err err;
	int r;

	keeping = (struct keeping){
		.common = { .level = parts->level,
			.own_uids = parts->own_uids,
			.first_uid = parts->level == JAIL_FULL ? 1 : parts->config->id_first + 1,
			.base_fd = -1 },
		.cgroup = parts->cgroup,
		.places = parts->places,
		.channel = parts->channel,
	};
	log_process("keeper");
	title_set("pyrunner: keeper");
	if (parts->level == JAIL_FULL)
		r = enter_namespaces(parts, &err);
	else
		r = do_without_namespaces(&keeping, parts, &err);
	if (r >= 0)
		r = keeping.signals = watch_children(&err);
	if (r >= 0)
		r = zygote_command_new(&keeping.command, parts->config, &keeping.common, &err);
	if (r >= 0)
		r = keep(&keeping, &err);
	if (r < 0)
		log_error("keeper failed", F_STR("error", err.text));
	for (unsigned i = 0; i < FAMILIES; i++)
		end_zygote(&keeping, i);
	remove_folders(&keeping, parts->slots);
	cgroup_remove(parts->cgroup);
	_exit(r < 0 ? 1 : 0);
}
