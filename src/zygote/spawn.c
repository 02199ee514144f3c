#include "zygote.h"

#include "base/title.h"
#include "jail/ablation.h"

#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/pidfd.h>

static int make_jail(
	struct zygote *zygote, const struct frame *frame, unsigned slot, struct jail *jail, struct err *err)
{
	*jail = (struct jail){
		.common = &zygote->common,
		.slot = slot,
		.fds = { -1, frame->fds[SPAWN_OUT], frame->fds[SPAWN_ERR], frame->fds[SPAWN_CHANNEL] },
	};
	for (unsigned i = SPAWN_FDS; i < frame->fd_count; i++)
		jail->procs[jail->procs_count++] = frame->fds[i];
	if (zygote->common.level == JAIL_CONTAINER) {
		jail->zygote = getpid();
		jail->scratch = jail_open_folder(&zygote->common, slot, err);
		return jail->scratch < 0 ? jail->scratch : 0;
	}
	jail->scratch = jail_make_scratch(jail_cell_uid(&zygote->common, slot),
		zygote->options.scratch_mb * MB, zygote->options.scratch_files, err);
	return jail->scratch < 0 ? jail->scratch : 0;
}

/* fork() proper, so that glibc and the libraries see one (for Python's part see sets.c and cell/life.c), into a PID namespace of the
 * child's own. That of the children is set for each and then set back, since another cannot be made from within a foreign
 * one. */
static pid_t fork_cell(struct zygote *zygote, struct err *err)
{
	const bool own_pids = zygote->common.level == JAIL_FULL && !jail_without("pids");
	pid_t pid;
	int failure = 0;

	if (own_pids && unshare(CLONE_NEWPID) < 0)
		return err_errno(err, "unshare(CLONE_NEWPID)");
	pid = fork();
	if (pid == 0)
		return 0;
	failure = errno;
	if (own_pids && setns(zygote->self, CLONE_NEWPID) < 0) {
		/* Every later fork would fail: better to end and be started again. */
		dprintf(STDERR_FILENO, "setns to the own PID namespace: %s\n", strerror(errno));
		_exit(1);
	}
	errno = failure;
	return pid < 0 ? err_errno(err, "fork") : pid;
}

static int open_status(const struct zygote *zygote, pid_t pid, int pidfd)
{
	char path[32];

	if (zygote->common.foreign_proc)
		return jail_open_of(zygote->proc, pidfd, "status");
	if (zygote->proc < 0)
		return -1;
	snprintf(path, sizeof(path), "%d/status", pid);
	return openat(zygote->proc, path, O_RDONLY | O_CLOEXEC);
}

static int announce(
	struct zygote *zygote, const struct wire_spawn *wanted, pid_t pid, int scratch, struct err *err)
{
	const struct wire_spawned spawned = {
		.slot = wanted->slot, .generation = wanted->generation, .pid = pid
	};
	_cleanup_close_ int pidfd = pidfd_open(pid, 0), status = -1;
	int fds[3] = { pidfd, scratch, -1 };

	if (pidfd < 0)
		return err_errno(err, "pidfd_open");
	fds[2] = status = open_status(zygote, pid, pidfd);
	return frame_send(
		zygote->channel, ZYGOTE_SPAWNED, &spawned, sizeof(spawned), fds, status < 0 ? 2 : 3, err);
}

int spawn_cell(struct zygote *zygote, struct frame *frame, struct err *err)
{
	struct wire_spawn wanted;
	struct jail jail;
	pid_t pid;
	int r;

	memcpy(&wanted, frame->body, sizeof(wanted));
	if (wanted.slot >= ZYGOTE_SLOTS_MAX || frame->fd_count < SPAWN_FDS ||
		frame->fd_count > SPAWN_FDS + JAIL_PROCS_MAX)
		return err_set(err, -EINVAL, "slot %u with %u descriptors", wanted.slot, frame->fd_count);
	r = make_jail(zygote, frame, wanted.slot, &jail, err);
	if (r < 0)
		return r;
	pid = fork_cell(zygote, err);
	if (pid == 0) {
		title_set("pyrunner: cell %u", wanted.slot);
		cell_live(&zygote->cell, &jail);
	}
	if (pid < 0) {
		close(jail.scratch);
		return pid;
	}
	safe_close(zygote->scratch[wanted.slot]);
	zygote->scratch[wanted.slot] = jail.scratch;
	zygote->pids[wanted.slot] = pid;
	zygote->generations[wanted.slot] = wanted.generation;
	r = announce(zygote, &wanted, pid, jail.scratch, err);
	if (r < 0)
		kill(pid, SIGKILL);
	return r;
}

void spawn_forget(struct zygote *zygote, pid_t pid)
{
	for (unsigned i = 0; i < ZYGOTE_SLOTS_MAX; i++) {
		if (zygote->pids[i] != pid)
			continue;
		zygote->scratch[i] = safe_close(zygote->scratch[i]);
		zygote->pids[i] = 0;
		return;
	}
}

void spawn_forget_all(struct zygote *zygote)
{
	for (unsigned i = 0; i < ZYGOTE_SLOTS_MAX; i++) {
		zygote->scratch[i] = safe_close(zygote->scratch[i]);
		zygote->pids[i] = 0;
	}
}
