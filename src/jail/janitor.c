#include "cgroup_internal.h"
#include "jail_internal.h"

#include "base/title.h"

#include <fcntl.h>
#include <grp.h>
#include <linux/audit.h>
#include <linux/capability.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <time.h>

#if defined(__x86_64__)
enum { THIS_ARCH = (int)AUDIT_ARCH_X86_64 };
#else
enum { THIS_ARCH = (int)AUDIT_ARCH_AARCH64 };
#endif

#define ARGUMENT(n) (offsetof(struct seccomp_data, args) + (n) * sizeof(uint64_t))

/* read, nanosleep, getppid, exit, and unlinkat() and write() of what lies in [first, last): the errand. */
static int forbid_the_rest(const char *first, const char *last, struct err *err)
{
	const uint32_t high = (uint32_t)((uintptr_t)first >> 32);
	struct sock_filter code[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)THIS_ARCH, 0, 12),
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_read, 11, 0),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_clock_nanosleep, 10, 0),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_getppid, 9, 0),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_exit_group, 8, 0),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_write, 1, 0),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_unlinkat, 0, 5),
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, ARGUMENT(1) + 4),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, high, 0, 3),
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, ARGUMENT(1)),
		BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, (uint32_t)(uintptr_t)first, 0, 1),
		BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, (uint32_t)(uintptr_t)last, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog program = { .len = ELEMENTS(code), .filter = code };

	if (syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) < 0)
		return err_errno(err, "seccomp");
	return 0;
}

static int keep_one_capability(uid_t uid, gid_t gid, struct err *err)
{
	struct __user_cap_header_struct header = { .version = _LINUX_CAPABILITY_VERSION_3 };
	struct __user_cap_data_struct one[_LINUX_CAPABILITY_U32S_3] = { 0 };

	one[0].effective = one[0].permitted = 1U << CAP_DAC_OVERRIDE;
	if (prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0) < 0 || setgroups(0, NULL) < 0 ||
		setresgid(gid, gid, gid) < 0 || setresuid(uid, uid, uid) < 0 ||
		syscall(SYS_capset, &header, one) < 0 || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0 ||
		prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) < 0)
		return err_errno(err, "give up root");
	return 0;
}

/* All that it needs, in one place that the filter knows. */
struct errand {
	char paths[CGROUP_MADE_MAX][PATH_MAX_CGROUP], slot[16], server[16];
	unsigned count, slots, trees;
	pid_t parent;
	int32_t answer; /* 0, or why it is not prepared */
};

/* Its descriptors: these three, and from FD_TREES on the folders with the slots' groups. */
enum { FD_ALIVE, FD_HOME, FD_ANSWER, FD_TREES };

/* A group whose last process is just going is busy for a moment. */
static void remove_group(int dir, const char *name)
{
	const struct timespec moment = { .tv_nsec = 10000000 };

	for (int tries = 0; tries < 300; tries++) {
		if (syscall(SYS_unlinkat, dir, name, AT_REMOVEDIR) == 0 || errno != EBUSY)
			return;
		syscall(SYS_clock_nanosleep, CLOCK_MONOTONIC, 0, &moment, NULL);
	}
}

/* A sanitizer's hook before a call that does not return makes system calls that the filter forbids. */
#define not_instrumented __attribute__((no_sanitize("address")))

not_instrumented static no_return void wait_and_remove(struct errand *errand)
{
	ssize_t n;
	char byte;

	do
		n = read(FD_ALIVE, &byte, 1);
	while (n > 0 || (n < 0 && errno == EINTR));
	/* The server waits for this process, and is in one of the groups. */
	if (errand->server[0] && getppid() == errand->parent &&
		write(FD_HOME, errand->server, strlen(errand->server)) < 0)
		errand->server[0] = '\0';
	for (unsigned i = 0; i < errand->trees; i++) {
		for (unsigned slot = 0; slot < errand->slots; slot++) {
			snprintf(errand->slot, sizeof(errand->slot), "%u", slot);
			remove_group((int)(FD_TREES + i), errand->slot);
		}
	}
	for (unsigned i = 0; i < errand->count; i++)
		remove_group(AT_FDCWD, errand->paths[i]);
	syscall(SYS_exit_group, 0);
	__builtin_unreachable();
}

/* Its descriptors to their places, through numbers that none of them has. */
static int arrange(const struct cgroup *cgroup, int alive, int *answer, struct err *err)
{
	int fds[FD_TREES + CONTROLLERS], count = FD_TREES;

	fds[FD_ALIVE] = fds[FD_HOME] = alive;
	fds[FD_ANSWER] = *answer;
	if (cgroup->home) {
		char path[PATH_MAX_CGROUP];

		snprintf(path, sizeof(path), "%s/cgroup.procs", cgroup->home);
		fds[FD_HOME] = open(path, O_WRONLY | O_CLOEXEC);
		if (fds[FD_HOME] < 0)
			return err_errno(err, "open %s", path);
	}
	for (unsigned i = 0; i < cgroup->tree_count; i++)
		fds[count++] = cgroup->trees[i].cells;
	for (int i = 0; i < count; i++) {
		fds[i] = fcntl(fds[i], F_DUPFD, FD_TREES + CONTROLLERS);
		if (fds[i] < 0)
			return err_errno(err, "descriptors");
	}
	*answer = fds[FD_ANSWER];
	for (int i = 0; i < count; i++) {
		if (dup2(fds[i], i) < 0)
			return err_errno(err, "descriptors");
	}
	*answer = FD_ANSWER;
	if (close_range((unsigned)count, ~0U, 0) < 0)
		return err_errno(err, "close_range");
	return 0;
}

static void fill_errand(struct errand *errand, const struct cgroup *cgroup, pid_t parent)
{
	for (unsigned i = 0; i < cgroup->made_count; i++)
		snprintf(errand->paths[i], sizeof(errand->paths[i]), "%s", cgroup->made[i]);
	if (cgroup->home)
		snprintf(errand->server, sizeof(errand->server), "%d", parent);
	errand->count = cgroup->made_count;
	errand->slots = cgroup->slots_max;
	errand->trees = cgroup->tree_count;
	errand->parent = parent;
}

not_instrumented static no_return void be_janitor(
	const struct cgroup *cgroup, const struct cgroup_owner *owner, pid_t parent, int alive, int answer)
{
	static struct errand errand;
	struct err err;
	int r = 0;

	setsid();
	title_set("pyrunner: clean-up");
	fill_errand(&errand, cgroup, parent);
	if (cgroup->home) /* it is to remove the group that it was born in */
		r = cgroup_write(cgroup->home, "cgroup.procs", "0", &err);
	if (r >= 0)
		r = arrange(cgroup, alive, &answer, &err);
	if (r >= 0 && chdir("/") < 0)
		r = err_errno(&err, "chdir /");
	if (r >= 0)
		r = keep_one_capability(owner->uid, owner->gid, &err);
	if (r >= 0)
		r = forbid_the_rest((const char *)&errand, (const char *)(&errand + 1), &err);
	errand.answer = r;
	if (write(answer, &errand.answer, sizeof(errand.answer)) != sizeof(errand.answer) || r < 0)
		syscall(SYS_exit_group, 1);
	wait_and_remove(&errand);
}

/* Without it groups would be left behind, and nobody would know. */
static int hear_of(int answer, struct err *err)
{
	int32_t r = -EPIPE;
	ssize_t n;

	do
		n = read(answer, &r, sizeof(r));
	while (n < 0 && errno == EINTR);
	if (n == sizeof(r) && r == 0)
		return 0;
	return err_set(err, n == sizeof(r) ? r : -EPIPE, "it could not be prepared: %s",
		strerror(n == sizeof(r) ? -r : EPIPE));
}

int cgroup_start_janitor(
	const struct cgroup *cgroup, const struct cgroup_owner *owner, int *alive, struct err *err)
{
	_cleanup_close_ int watched = -1, kept = -1, heard = -1, said = -1;
	const pid_t parent = getpid();
	int ends[2], r;
	pid_t pid;

	if (!cgroup || !cgroup->made_by_root) {
		*alive = -1;
		return 0;
	}
	if (pipe2(ends, O_CLOEXEC) < 0)
		return err_errno(err, "pipe");
	watched = ends[0];
	kept = ends[1];
	if (pipe2(ends, O_CLOEXEC) < 0)
		return err_errno(err, "pipe");
	heard = ends[0];
	said = ends[1];
	pid = fork();
	if (pid < 0)
		return err_errno(err, "fork");
	if (pid == 0) {
		close(kept);
		be_janitor(cgroup, owner, parent, watched, said);
	}
	said = safe_close(said);
	r = hear_of(heard, err);
	if (r < 0)
		return r;
	*alive = steal_fd(&kept);
	return 0;
}
