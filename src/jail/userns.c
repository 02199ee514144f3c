#include "jail_internal.h"

#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>

static int write_file(pid_t pid, const char *name, const char *text, struct err *err)
{
	char path[64];
	_cleanup_close_ int fd = -1;

	snprintf(path, sizeof(path), "/proc/%d/%s", pid, name);
	fd = open(path, O_WRONLY | O_CLOEXEC);
	if (fd < 0)
		return err_errno(err, "open %s", path);
	if (write(fd, text, strlen(text)) != (ssize_t)strlen(text))
		return err_errno(err, "write %s to %s", text, path);
	return 0;
}

/* The child makes the namespace, since whoever makes it owns it, and waits for the other end of `parent` to close: with
 * few capabilities root may not kill another uid's process. */
static no_return void be_first(uid_t uid, gid_t gid, bool as_root, int parent)
{
	int32_t answer = 0;
	char end;

	if (as_root && (setresgid(gid, gid, gid) < 0 || setresuid(uid, uid, uid) < 0))
		answer = -errno;
	if (!answer && unshare(CLONE_NEWUSER) < 0)
		answer = -errno;
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (write(parent, &answer, sizeof(answer)) != sizeof(answer) || read(parent, &end, 1) != 0)
		_exit(1);
	_exit(0);
}

static int map_ids(pid_t pid, uid_t uid, gid_t gid, uid_t first, unsigned range, struct err *err)
{
	char map[80];
	int r;

	if (range) {
		snprintf(map, sizeof(map), "0 %u 1\n1 %u %u\n", uid, first, range);
		r = write_file(pid, "uid_map", map, err);
		if (r < 0)
			return r;
		snprintf(map, sizeof(map), "0 %u 1\n1 %u %u\n", gid, first, range);
		return write_file(pid, "gid_map", map, err);
	}
	r = write_file(pid, "setgroups", "deny", err);
	if (r < 0)
		return r;
	snprintf(map, sizeof(map), "0 %u 1\n", uid);
	r = write_file(pid, "uid_map", map, err);
	if (r < 0)
		return r;
	snprintf(map, sizeof(map), "0 %u 1\n", gid);
	return write_file(pid, "gid_map", map, err);
}

static int map_and_open(
	pid_t pid, int child, uid_t uid, gid_t gid, uid_t first, unsigned range, struct err *err)
{
	int32_t answer = -EPIPE;
	char path[64];
	int fd, r;

	if (read(child, &answer, sizeof(answer)) != sizeof(answer) || answer < 0) {
		errno = -answer;
		return err_errno(err, "unshare(CLONE_NEWUSER)");
	}
	r = map_ids(pid, uid, gid, first, range, err);
	if (r < 0)
		return r;
	snprintf(path, sizeof(path), "/proc/%d/ns/user", pid);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return err_errno(err, "open %s", path);
	return fd;
}

int jail_make_userns(uid_t uid, gid_t gid, uid_t first, unsigned range, struct err *err)
{
	_cleanup_close_ int child = -1, theirs = -1;
	int ends[2], r;
	pid_t pid;

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) < 0)
		return err_errno(err, "socketpair");
	child = ends[0];
	theirs = ends[1];
	pid = fork();
	if (pid < 0)
		return err_errno(err, "fork");
	if (pid == 0) {
		close(child);
		be_first(uid, gid, range > 0, theirs);
	}
	theirs = safe_close(theirs);
	r = map_and_open(pid, child, uid, gid, first, range, err);
	child = safe_close(child);
	waitpid(pid, NULL, 0);
	return r;
}

int jail_enter_userns(int userns, struct err *err)
{
	if (setns(userns, CLONE_NEWUSER) < 0)
		return err_errno(err, "setns to the user namespace");
	return 0;
}

static no_return void become_zygote(
	const struct zygote_places *places, char *const argv[], char *const envp[], int channel)
{
	int fds[] = { channel, places->policies, places->warmups, places->program };
	bool placed = true;
	sigset_t none;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	for (size_t i = 0; placed && i < ELEMENTS(fds); i++) {
		fds[i] =
			fcntl(fds[i], F_DUPFD_CLOEXEC, ZYGOTE_FDS_END + 1); /* out of the way of the places */
		placed = fds[i] >= 0;
	}
	for (int i = 0; placed && i < ZYGOTE_FDS_END - ZYGOTE_CHANNEL; i++)
		placed = dup2(fds[i], ZYGOTE_CHANNEL + i) >= 0;
	if (placed && dup3(fds[ELEMENTS(fds) - 1], ZYGOTE_FDS_END, O_CLOEXEC) >= 0 &&
		close_range(ZYGOTE_FDS_END + 1, ~0U, 0) == 0)
		syscall(SYS_execveat, ZYGOTE_FDS_END, "", argv, envp, AT_EMPTY_PATH);
	dprintf(STDERR_FILENO, "exec %s: %s\n", argv[0], strerror(errno));
	_exit(127);
}

pid_t jail_start_zygote(enum jail_level level, const struct zygote_places *places, char *const argv[],
	char *const envp[], int channel, struct err *err)
{
	const unsigned long own =
		CLONE_NEWPID | CLONE_NEWNET | CLONE_NEWNS | CLONE_NEWIPC | CLONE_NEWUTS | CLONE_NEWCGROUP;
	unsigned long flags = (level == JAIL_FULL ? own : 0) | SIGCHLD;
	long pid;

	if (jail_without("network"))
		flags &= ~(unsigned long)CLONE_NEWNET;
	if (jail_without("pids"))
		flags &= ~(unsigned long)CLONE_NEWPID;
	if (jail_without("ipc"))
		flags &= ~(unsigned long)CLONE_NEWIPC;
	/* By the raw call, since fork() makes no namespaces; all the child does is to exec. */
	pid = syscall(SYS_clone, flags, NULL, NULL, NULL, NULL);
	if (pid < 0)
		return err_errno(err, "clone%s", level == JAIL_FULL ? " into new namespaces" : "");
	if (pid == 0)
		become_zygote(places, argv, envp, channel);
	return (pid_t)pid;
}
