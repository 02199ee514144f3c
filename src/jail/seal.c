#include "jail_internal.h"

#include "base/wire.h"
#include <fcntl.h>
#include <sys/stat.h>

enum { FULL = 1U << JAIL_FULL, CONTAINER = 1U << JAIL_CONTAINER, BOTH = FULL | CONTAINER };

/* What cells have from their zygote, in this order. */
static const struct {
	const char *name;
	int (*apply)(struct jail_common *common, struct err *err);
} inherited[] = {
	{ "no privileges to be had", jail_lock_privileges },
	{ "resource limits", jail_limit_zygote },
};

/* How a cell is sealed, in this order. What must come before what is said where it matters; each layer is what
 * at least one attack gets through without (docs/THREATS.md). At the full level a PID namespace of its own came with
 * the fork. */
static const struct step {
	enum layer layer;
	unsigned levels;
	const char *name;
	int (*apply)(struct jail *jail, struct err *err);
} seal[] = {
	{ LAYER_CGROUP, BOTH, "join the cell's cgroups",
		jail_join_cgroups }, /* before the uid: afterwards it may not */
	{ LAYER_NAMESPACES, FULL, "own mounts and IPC", jail_own_namespaces },
	{ LAYER_FOLDER, FULL, "own folder", jail_mount_folder }, /* before Landlock, which forbids mounts */
	{ LAYER_SESSION, BOTH, "leave terminal and session", jail_leave_session },
	{ LAYER_RLIMITS, BOTH, "first to go where memory is short",
		jail_go_first }, /* a file of /proc: before the uid and Landlock */
	{ LAYER_RLIMITS, BOTH, "own count of processes",
		jail_count_apart }, /* a user namespace comes with every capability: before they go */
	{ LAYER_IDS, BOTH, "own uid, no capabilities", jail_drop_ids },
	{ LAYER_SESSION, CONTAINER, "end with the zygote",
		jail_tie_to_zygote }, /* a new uid undoes it: after that */
	{ LAYER_FOLDER, CONTAINER, "own folder, emptied",
		jail_take_folder }, /* after the uid: it walks what a program left */
	{ LAYER_LANDLOCK, BOTH, "library folders and own one", jail_restrict_paths },
	{ LAYER_RLIMITS, BOTH, "resource limits",
		jail_limit_resources }, /* the steps before open files among many */
	{ LAYER_FDS, BOTH, "keep only the cell's fds", jail_keep_fds }, /* the steps before need theirs */
	{ LAYER_SECCOMP, BOTH, "system calls",
		jail_filter_syscalls }, /* last: it forbids what the others need */
};

int jail_prepare(struct jail_common *common, struct err *err)
{
	for (size_t i = 0; i < ELEMENTS(inherited); i++) {
		int r = inherited[i].apply(common, err);

		if (r < 0)
			return err_in(err, "%s", inherited[i].name);
	}
	return 0;
}

int jail_seal(struct jail *jail, struct err *err)
{
	for (size_t i = 0; i < ELEMENTS(seal); i++) {
		int r;

		if (!(seal[i].levels & 1U << jail->common->level))
			continue;
		r = seal[i].apply(jail, err);
		if (r < 0)
			return err_in(err, "%s", seal[i].name);
		if (r != JAIL_ABSENT)
			jail->layers |= 1U << seal[i].layer;
	}
	return 0;
}

int jail_join_cgroups(struct jail *jail, struct err *err)
{
	if (!jail->procs_count || jail_without("cgroup"))
		return JAIL_ABSENT;
	for (unsigned i = 0; i < jail->procs_count; i++) {
		if (write(jail->procs[i], "0", 1) != 1)
			return err_errno(err, "cgroup.procs");
	}
	return 0;
}

/* On a file system without exec: nothing that a client sent can ever be mapped executable. */
int jail_open_stdin(struct jail *jail, struct err *err)
{
	jail->fds[CELL_STDIN] = open(".", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
	if (jail->fds[CELL_STDIN] < 0)
		return err_errno(err, "standard input");
	return 0;
}

int jail_leave_session(struct jail *jail, struct err *err)
{
	if (jail_without("session"))
		return JAIL_ABSENT;
	if (setsid() < 0)
		return err_errno(err, "setsid");
	return 0;
}

int jail_filter_syscalls(struct jail *jail, struct err *err)
{
	const struct jail_common *common = jail->common;
	int r;

	if (jail_without("seccomp"))
		return JAIL_ABSENT;
	if (common->level == JAIL_CONTAINER) /* else it is 1, and said so already */
		filter_set_self(common->filter, (uint32_t)getpid());
	if (common->on_top) {
		r = filter_install(common->on_top, err);
		if (r < 0)
			return r;
	}
	return filter_install(common->filter, err);
}

/* Each descriptor to its place. Those that stand on another's place go out of the way first. */
static int arrange(int fds[CELL_FDS], struct err *err)
{
	for (int i = 0; i < CELL_FDS; i++) {
		int moved;

		if (fds[i] >= CELL_FDS)
			continue;
		moved = fcntl(fds[i], F_DUPFD_CLOEXEC, CELL_FDS);
		if (moved < 0)
			return err_errno(err, "move fd %d", fds[i]);
		fds[i] = moved;
	}
	for (int i = 0; i < CELL_FDS; i++) {
		if (dup2(fds[i], i) < 0)
			return err_errno(err, "fd %d", i);
	}
	if (!jail_without("descriptors") && close_range(CELL_FDS, ~0U, 0) < 0)
		return err_errno(err, "close_range");
	return 0;
}

int jail_keep_fds(struct jail *jail, struct err *err)
{
	static const mode_t expected[CELL_FDS] = {
		[CELL_STDIN] = S_IFREG,
		[CELL_STDOUT] = S_IFIFO,
		[CELL_STDERR] = S_IFIFO,
		[CELL_CHANNEL] = S_IFSOCK,
	};
	int r;

	r = arrange(jail->fds, err);
	if (r < 0)
		return r;
	for (int i = 0; i < CELL_FDS; i++) {
		struct stat st;

		if (fstat(i, &st) < 0)
			return err_errno(err, "fd %d", i);
		if ((st.st_mode & S_IFMT) != expected[i])
			return err_set(err, -EBADF, "fd %d is of another kind", i);
		jail->fds[i] = i;
	}
	/* RLIMIT_NOFILE keeps new ones low, so one look past the end is enough to see that none was left. */
	if (fcntl(CELL_FDS, F_GETFD) >= 0 && !jail_without("descriptors"))
		return err_set(err, -EBADF, "fd %d was left open", CELL_FDS);
	return 0;
}
