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

/* read, nanosleep, exit, and unlinkat() of addresses in [first, last): the paths, which nobody can change. */
static int forbid_the_rest(const char *first, const char *last, struct err *err)
{
	const uint32_t high = (uint32_t)((uintptr_t)first >> 32);
	struct sock_filter code[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)THIS_ARCH, 0, 10),
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_read, 9, 0),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_clock_nanosleep, 8, 0),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_exit_group, 7, 0),
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

struct errand {
	char paths[CGROUP_MADE_MAX][PATH_MAX_CGROUP];
	unsigned count;
};

static no_return void wait_and_remove(int alive, const struct errand *errand)
{
	char byte;

	while (read(alive, &byte, 1) > 0)
		continue;
	for (unsigned i = 0; i < errand->count; i++) {
		const struct timespec moment = { .tv_nsec = 10000000 };

		for (int tries = 0; tries < 300; tries++) {
			if (syscall(SYS_unlinkat, AT_FDCWD, errand->paths[i], AT_REMOVEDIR) == 0 ||
				errno != EBUSY)
				break;
			syscall(SYS_clock_nanosleep, CLOCK_MONOTONIC, 0, &moment, NULL);
		}
	}
	syscall(SYS_exit_group, 0);
	__builtin_unreachable();
}

static no_return void be_janitor(const struct cgroup *cgroup, const struct cgroup_owner *owner, int alive)
{
	static struct errand errand;
	struct err err;

	for (unsigned i = 0; i < cgroup->made_count; i++)
		snprintf(errand.paths[i], sizeof(errand.paths[i]), "%s", cgroup->made[i]);
	errand.count = cgroup->made_count;
	setsid();
	title_set("pyrunner: clean-up");
	if (dup2(alive, 0) < 0 || close_range(1, ~0U, 0) < 0 || chdir("/") < 0 ||
		keep_one_capability(owner->uid, owner->gid, &err) < 0 ||
		forbid_the_rest(errand.paths[0], errand.paths[CGROUP_MADE_MAX], &err) < 0)
		_exit(1);
	wait_and_remove(0, &errand);
}

int cgroup_start_janitor(
	const struct cgroup *cgroup, const struct cgroup_owner *owner, int *alive, struct err *err)
{
	int ends[2];
	pid_t pid;

	if (!cgroup || !cgroup->made_by_root) {
		*alive = -1;
		return 0;
	}
	if (pipe2(ends, O_CLOEXEC) < 0)
		return err_errno(err, "pipe");
	pid = fork();
	if (pid < 0) {
		close(ends[0]);
		close(ends[1]);
		return err_errno(err, "fork");
	}
	if (pid == 0) {
		close(ends[1]);
		be_janitor(cgroup, owner, ends[0]);
	}
	close(ends[0]);
	*alive = ends[1];
	return 0;
}
