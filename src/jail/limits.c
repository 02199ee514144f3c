#include "jail_internal.h"

#include <fcntl.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/utsname.h>

/* Hard limits may not be raised; where the operator's own is lower, it stays. */
static int limit(
	const struct jail_common *common, int resource, rlim_t value, const char *name, struct err *err)
{
	const rlim_t most = MIN(value, common->highest[resource]);
	const struct rlimit wanted = { .rlim_cur = most, .rlim_max = most };

	if (setrlimit(resource, &wanted) < 0)
		return err_errno(err, "setrlimit %s", name);
	return 0;
}

/* Where the machine, or a group around the service, runs out of memory, cells go first: never a zygote or the
 * server. No program can take it back. A preference: where a container's /proc forbids it, it is done without. */
int jail_go_first(struct jail *jail, struct err *err)
{
	const int proc = jail->common->proc;
	_cleanup_close_ int fd = proc < 0 ? -1 : openat(proc, "self/oom_score_adj", O_WRONLY | O_CLOEXEC);

	return fd >= 0 && write(fd, "1000", 4) == 4 ? 0 : JAIL_ABSENT;
}

/* Where cells share a uid: a user namespace each. Kernels before 5.14 count over all namespaces. */
static bool counts_apart(void)
{
	struct utsname kernel;
	unsigned major = 0, minor = 0;

	if (uname(&kernel) < 0 || sscanf(kernel.release, "%u.%u", &major, &minor) != 2)
		return false;
	return major > 5 || (major == 5 && minor >= 14);
}

/* Those that do not keep a zygote from its work. */
int jail_limit_zygote(struct jail_common *common, struct err *err)
{
	static const struct {
		int resource;
		rlim_t value;
		const char *name;
	} limits[] = {
		{ RLIMIT_CORE, 0, "RLIMIT_CORE" },
		{ RLIMIT_STACK, 8 * MB, "RLIMIT_STACK" },
		{ RLIMIT_MEMLOCK, 0, "RLIMIT_MEMLOCK" },
		{ RLIMIT_MSGQUEUE, 0, "RLIMIT_MSGQUEUE" },
		{ RLIMIT_SIGPENDING, 64, "RLIMIT_SIGPENDING" },
		{ RLIMIT_NICE, 0, "RLIMIT_NICE" },
		{ RLIMIT_RTPRIO, 0, "RLIMIT_RTPRIO" },
	};

	for (int resource = 0; resource < (int)ELEMENTS(common->highest); resource++) {
		struct rlimit now;

		if (getrlimit(resource, &now) < 0)
			return err_errno(err, "getrlimit");
		common->highest[resource] = now.rlim_max;
	}
	if (jail_without("rlimits"))
		return 0;
	common->own_counts = !common->own_uids && counts_apart();
	for (size_t i = 0; i < ELEMENTS(limits); i++) {
		int r = limit(common, limits[i].resource, limits[i].value, limits[i].name, err);

		if (r < 0)
			return r;
	}
	return 0;
}

int jail_count_apart(struct jail *jail, struct err *err)
{
	const bool apart = jail->common->own_counts && unshare(CLONE_NEWUSER) == 0;

	jail->own_count = apart || jail->common->own_uids;
	return apart ? 0 : JAIL_ABSENT;
}

int jail_limit_resources(struct jail *jail, struct err *err)
{
	const struct jail_common *common = jail->common;
	int r;

	if (jail_without("rlimits"))
		return JAIL_ABSENT;
	r = limit(common, RLIMIT_NOFILE, common->open_files, "RLIMIT_NOFILE", err);
	/* Counted per uid and user namespace: with one of each for all cells it would let one starve the others. */
	if (r < 0 || !jail->own_count)
		return r;
	return limit(common, RLIMIT_NPROC, common->processes, "RLIMIT_NPROC", err);
}

int jail_limit_job(const struct jail_common *common, const struct job_limits *limits, struct err *err)
{
	uint64_t space = limits->address_space + limits->memory;
	int r;

	if (jail_without("rlimits"))
		return 0;
	/* With a cgroup behind it this limit is there for the one huge allocation, which should be a
	 * MemoryError and not a kill; libraries reserve address space that they do not touch. */
	if (limits->cgroup_memory)
		space += 256 * MB;
	r = limit(common, RLIMIT_AS, space, "RLIMIT_AS", err);
	if (r < 0)
		return r;
	if (!limits->cgroup_memory) {
		r = limit(common, RLIMIT_DATA, space, "RLIMIT_DATA", err);
		if (r < 0)
			return r;
	}
	r = limit(common, RLIMIT_CPU, limits->cpu_s, "RLIMIT_CPU", err);
	if (r < 0)
		return r;
	return limit(common, RLIMIT_FSIZE, limits->file_size, "RLIMIT_FSIZE", err);
}

/* A page can be mapped exactly if the limit lies above what is there: look for the border. */
uint64_t jail_address_space(void)
{
	const uint64_t page = (uint64_t)sysconf(_SC_PAGESIZE);
	uint64_t low = 0, high = UINT64_C(1) << 47;
	struct rlimit before;

	if (getrlimit(RLIMIT_AS, &before) < 0)
		return 0;
	if (before.rlim_max != RLIM_INFINITY && before.rlim_max < high)
		high = before.rlim_max;
	while (high - low > page) {
		uint64_t middle = low + (high - low) / 2;
		struct rlimit probe = { .rlim_cur = middle, .rlim_max = before.rlim_max };
		void *mapped = MAP_FAILED;

		if (setrlimit(RLIMIT_AS, &probe) == 0)
			mapped = mmap(NULL, page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
		if (mapped == MAP_FAILED) {
			low = middle;
		} else {
			munmap(mapped, page);
			high = middle;
		}
	}
	setrlimit(RLIMIT_AS, &before);
	return high;
}
