/* What the groups that this process is in allow it: a container's limits, which the machine's figures do not show. */
#include "cgroup_internal.h"

#include <fcntl.h>

/* The number in a file, UINT64_MAX for "max", for what is no number and for what is not there. */
static uint64_t read_number(const char *dir, const char *name, uint64_t *second)
{
	char path[PATH_MAX_CGROUP], text[64], *end;
	_cleanup_close_ int fd = -1;
	uint64_t number;
	ssize_t n;

	if ((size_t)snprintf(path, sizeof(path), "%s/%s", dir, name) >= sizeof(path))
		return UINT64_MAX;
	fd = open(path, O_RDONLY | O_CLOEXEC);
	n = fd < 0 ? -1 : read(fd, text, sizeof(text) - 1);
	if (n <= 0 || text[0] < '0' || text[0] > '9')
		return UINT64_MAX;
	text[n] = '\0';
	number = strtoull(text, &end, 10);
	if (second)
		*second = strtoull(end, NULL, 10);
	return number;
}

static void take_memory(struct cgroup_limits *limits, const char *dir, bool v2)
{
	limits->memory =
		MIN(limits->memory, read_number(dir, v2 ? "memory.max" : "memory.limit_in_bytes", NULL));
}

static void take_cpus(struct cgroup_limits *limits, const char *dir, bool v2)
{
	uint64_t period = 0, quota = read_number(dir, v2 ? "cpu.max" : "cpu.cfs_quota_us", &period);

	if (!v2)
		period = read_number(dir, "cpu.cfs_period_us", NULL);
	if (quota < UINT64_MAX && period > 0 && period < UINT64_MAX)
		limits->cpus = MIN(limits->cpus, MAX((quota + period - 1) / period, UINT64_C(1)));
}

/* The group itself and all above it, up to where the hierarchy is mounted. In a container the path of the group may be
 * the host's, of which only the mount is there. */
static void take_upwards(struct cgroup_limits *limits, const char *controller, bool v2,
	void (*take)(struct cgroup_limits *limits, const char *dir, bool v2))
{
	_cleanup_free_ char *place = cgroup_find_mount(v2 ? NULL : controller);
	_cleanup_free_ char *own = cgroup_find_own(v2 ? NULL : controller);
	char path[PATH_MAX_CGROUP];
	size_t top;

	if (!place || (size_t)snprintf(path, sizeof(path), "%s%s", place, own ? own : "") >= sizeof(path))
		return;
	top = strlen(place);
	for (size_t len = strlen(path); len >= top; len--) {
		if (path[len] != '/' && path[len] != '\0')
			continue;
		path[len] = '\0';
		take(limits, path, v2);
	}
}

struct cgroup_limits cgroup_own_limits(void)
{
	struct cgroup_limits limits = { UINT64_MAX, UINT64_MAX };

	for (int v2 = 0; v2 < 2; v2++) {
		take_upwards(&limits, "memory", v2, take_memory);
		take_upwards(&limits, "cpu", v2, take_cpus);
	}
	return limits;
}
