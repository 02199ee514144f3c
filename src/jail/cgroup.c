#include "cgroup.h"

#include "cgroup_internal.h"
#include <fcntl.h>
#include <sys/stat.h>

static int write_at(int dir, const char *name, const char *text, struct err *err)
{
	_cleanup_close_ int fd = openat(dir, name, O_WRONLY | O_CLOEXEC);

	if (fd < 0)
		return err_errno(err, "open %s", name);
	if (write(fd, text, strlen(text)) < 0)
		return err_errno(err, "write %s to %s", text, name);
	return 0;
}

static int write_number_at(int dir, const char *name, uint64_t number, struct err *err)
{
	char text[32];

	snprintf(text, sizeof(text), "%llu", (unsigned long long)number);
	return write_at(dir, name, text, err);
}

static int open_slot(const struct cgroup_tree *tree, unsigned slot, struct err *err)
{
	char name[16];
	int fd;

	snprintf(name, sizeof(name), "%u", slot);
	if (mkdirat(tree->cells, name, 0755) < 0 && errno != EEXIST)
		return err_errno(err, "mkdir %s/%s", tree->cells_path, name);
	fd = openat(tree->cells, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return err_errno(err, "open %s/%s", tree->cells_path, name);
	return fd;
}

static int take(int dir, const char *name, int flags, int *fds, unsigned *count, struct err *err)
{
	int fd = openat(dir, name, flags | O_CLOEXEC);

	if (fd < 0)
		return err_errno(err, "open %s", name);
	fds[(*count)++] = fd;
	return 0;
}

static int limit_v1(const struct cgroup *cgroup, const struct cgroup_tree *tree, int dir, struct err *err)
{
	int r;

	switch (tree->controller) {
	case CONTROLLER_PIDS:
		return write_number_at(dir, "pids.max", cgroup->processes, err);
	case CONTROLLER_CPU:
		/* Not in every kernel; the weight is what counts. */
		if (faccessat(dir, "cpu.cfs_quota_us", F_OK, 0) < 0)
			return 0;
		r = write_number_at(dir, "cpu.cfs_period_us", 100000, err);
		if (r < 0)
			return r;
		return write_number_at(dir, "cpu.cfs_quota_us", UINT64_C(100000) * cgroup->cpus, err);
	default:
		return write_number_at(dir, "memory.swappiness", 0, err);
	}
}

/* Opens what is asked of one controller's group: files in the order of enum slot_has. */
static int take_files(const struct cgroup_file *files, size_t n, int dir, struct wire_slot *has, int *fds,
	unsigned *count, struct err *err)
{
	for (size_t i = 0; i < n; i++) {
		if (faccessat(dir, files[i].name, F_OK, 0) < 0)
			continue;
		if (files[i].bit == SLOT_CPU_WEIGHT && (has->has & SLOT_CPU_IDLE))
			continue;
		if (take(dir, files[i].name, files[i].flags, fds, count, err) < 0)
			return err->code;
		has->has |= files[i].bit;
	}
	return 0;
}

static int make_slot_v1(struct cgroup *cgroup, unsigned slot, struct wire_slot *has, int *fds,
	unsigned *count, struct err *err)
{
	static const struct cgroup_file memory[] = {
		{ "memory.limit_in_bytes", O_WRONLY, SLOT_MEMORY_LIMIT },
		{ "memory.memsw.limit_in_bytes", O_WRONLY, SLOT_SWAP_LIMIT },
		{ "memory.oom_control", O_RDONLY, SLOT_MEMORY_EVENTS },
	};
	static const struct cgroup_file cpu[] = {
		{ "cpu.idle", O_WRONLY, SLOT_CPU_IDLE },
		{ "cpu.shares", O_WRONLY, SLOT_CPU_WEIGHT },
	};
	int dirs[CONTROLLERS] = { -1, -1, -1 }, r = 0;

	for (unsigned i = 0; r >= 0 && i < cgroup->tree_count; i++) {
		const struct cgroup_tree *tree = &cgroup->trees[i];

		dirs[tree->controller] = r = open_slot(tree, slot, err);
		if (r >= 0)
			r = limit_v1(cgroup, tree, dirs[tree->controller], err);
		/* Not cgroup.procs: to move a whole process takes a lock that waits until every CPU has passed through
		 * the scheduler, one mover at a time, and on a busy machine that is long. A cell has one thread. */
		if (r >= 0)
			r = take(dirs[tree->controller], "tasks", O_WRONLY, fds, count, err);
	}
	has->procs = *count;
	if (r >= 0 && dirs[CONTROLLER_MEMORY] >= 0)
		r = take_files(memory, ELEMENTS(memory), dirs[CONTROLLER_MEMORY], has, fds, count, err);
	if (r >= 0 && dirs[CONTROLLER_CPU] >= 0)
		r = take_files(cpu, ELEMENTS(cpu), dirs[CONTROLLER_CPU], has, fds, count, err);
	for (size_t i = 0; i < CONTROLLERS; i++)
		safe_close(dirs[i]);
	return r < 0 ? r : 0;
}

static int limit_v2(const struct cgroup *cgroup, int dir, struct err *err)
{
	char quota[32];
	int r;

	r = write_at(dir, "memory.oom.group", "1", err);
	if (r >= 0 && faccessat(dir, "memory.swap.max", F_OK, 0) == 0)
		r = write_at(dir, "memory.swap.max", "0", err);
	if (r >= 0 && faccessat(dir, "pids.max", F_OK, 0) == 0)
		r = write_number_at(dir, "pids.max", cgroup->processes, err);
	if (r < 0 || faccessat(dir, "cpu.max", F_OK, 0) < 0)
		return r;
	snprintf(quota, sizeof(quota), "%u 100000", 100000 * cgroup->cpus);
	return write_at(dir, "cpu.max", quota, err);
}

static int make_slot_v2(struct cgroup *cgroup, unsigned slot, struct wire_slot *has, int *fds,
	unsigned *count, struct err *err)
{
	static const struct cgroup_file files[] = {
		{ "memory.max", O_WRONLY, SLOT_MEMORY_LIMIT },
		{ "memory.events", O_RDONLY, SLOT_MEMORY_EVENTS },
		{ "cpu.idle", O_WRONLY, SLOT_CPU_IDLE },
		{ "cpu.weight", O_WRONLY, SLOT_CPU_WEIGHT },
	};
	_cleanup_close_ int dir = open_slot(&cgroup->trees[0], slot, err);
	int r;

	if (dir < 0)
		return dir;
	r = limit_v2(cgroup, dir, err);
	if (r < 0)
		return r;
	r = take(dir, "cgroup.procs", O_WRONLY, fds, count, err);
	if (r < 0)
		return r;
	has->procs = 1;
	return take_files(files, ELEMENTS(files), dir, has, fds, count, err);
}

int cgroup_make_slot(struct cgroup *cgroup, unsigned slot, struct wire_slot *has, int *fds, unsigned *count,
	struct err *err)
{
	struct wire_slot found = { .slot = slot, .cgroup_version = cgroup_version(cgroup) };
	unsigned n = 0;
	int r = 0;

	if (cgroup && slot >= cgroup->slots_max)
		return err_set(err, -ERANGE, "slot %u", slot);
	if (found.cgroup_version == 1)
		r = make_slot_v1(cgroup, slot, &found, fds, &n, err);
	else if (found.cgroup_version == 2)
		r = make_slot_v2(cgroup, slot, &found, fds, &n, err);
	if (r < 0) {
		while (n)
			safe_close(fds[--n]);
		return err_in(err, "groups of slot %u", slot);
	}
	if (cgroup)
		cgroup->slots = MAX(cgroup->slots, slot + 1);
	*has = found;
	*count = n;
	return 0;
}

unsigned cgroup_version(const struct cgroup *cgroup)
{
	return cgroup ? cgroup->version : 0;
}

const char *cgroup_missing(const struct cgroup *cgroup)
{
	return cgroup->missing;
}
