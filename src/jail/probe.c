/* What this machine allows, found by doing it. */
#include "jail_internal.h"

#include "landlock.h"
#include <fcntl.h>
#include <sched.h>
#include <sys/syscall.h>
#include <sys/wait.h>

bool jail_is_refusal(int r)
{
	/* ENOSPC: user.max_user_namespaces; EUSERS: namespaces nested too deeply */
	return r == -EPERM || r == -EACCES || r == -ENOSPC || r == -EUSERS || r == -ENOSYS || r == -EINVAL ||
	       r == -EROFS || r == -ENOENT;
}

/* As the keeper, the root zygote and a cell will, one after the other. */
static int try_all(int userns, uid_t uid, gid_t gid, struct err *err)
{
	struct jail_common common = { .level = JAIL_FULL };
	int proc, r = jail_drop_root(uid, gid, err);

	if (r >= 0)
		r = jail_enter_userns(userns, err);
	if (r >= 0 && unshare(CLONE_NEWNET | CLONE_NEWNS | CLONE_NEWIPC | CLONE_NEWUTS | CLONE_NEWCGROUP |
			      CLONE_NEWPID) < 0)
		r = err_errno(err, "unshare into new namespaces");
	if (r >= 0)
		r = jail_enter_root("", &common, &proc, err);
	return r;
}

int jail_try_namespaces(int userns, uid_t uid, gid_t gid, struct err *err)
{
	_cleanup_close_ int ours = -1, theirs = -1;
	struct err tried = { .code = -EIO };
	int ends[2];
	pid_t pid;

	if (pipe2(ends, O_CLOEXEC) < 0)
		return err_errno(err, "pipe");
	ours = ends[0];
	theirs = ends[1];
	pid = fork();
	if (pid < 0)
		return err_errno(err, "fork");
	if (pid == 0) {
		if (try_all(userns, uid, gid, &tried) >= 0)
			tried.code = 0;
		_exit(write(theirs, &tried, sizeof(tried)) == sizeof(tried) ? 0 : 1);
	}
	theirs = safe_close(theirs);
	if (read(ours, &tried, sizeof(tried)) != sizeof(tried))
		tried = (struct err){ .code = -EIO, .text = "the trial of namespaces ended early" };
	waitpid(pid, NULL, 0);
	return tried.code < 0 ? err_set(err, tried.code, "%s", tried.text) : 0;
}
