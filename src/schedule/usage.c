#include "internal.h"

#include <sys/statfs.h>
#include <time.h>

/* No permission is needed to ask for another's clock. */
int64_t usage_cpu_us(const struct cell *cell)
{
	const clockid_t clock = (clockid_t)(~(unsigned)cell->host_pid << 3 | 2);
	struct timespec used;

	if (cell->host_pid <= 0 || clock_gettime(clock, &used) < 0)
		return 0;
	return (int64_t)used.tv_sec * 1000000 + used.tv_nsec / 1000;
}

/* `key` begins with the newline before it: the first line is the process's name, which a program can choose. */
static int64_t number_in(const char *text, const char *key)
{
	const char *line = strstr(text, key);

	return line ? strtoll(line + strlen(key), NULL, 10) : -1;
}

struct proc_status {
	char text[4096];
};

static bool read_status(const struct cell *cell, struct proc_status *status)
{
	ssize_t n = cell->status < 0 ? -1 : pread(cell->status, status->text, sizeof(status->text) - 1, 0);

	if (n > 0)
		status->text[n] = '\0';
	return n > 0;
}

static int64_t status_number(const struct cell *cell, const char *key)
{
	struct proc_status status;

	return read_status(cell, &status) ? number_in(status.text, key) : -1;
}

int64_t usage_rss_kb(const struct cell *cell)
{
	return status_number(cell, "\nVmRSS:");
}

/* A cell without any time to prepare reads while its program runs what others read before: of the zygote's memory what most
 * programs do, and no more than that, is not this one's. */
int64_t usage_peak_kb(const struct cell *cell)
{
	const struct link *link = &cell->family->links[cell->set];
	struct proc_status status;
	int64_t peak_kb, read_kb;

	if (!read_status(cell, &status))
		return -1;
	peak_kb = number_in(status.text, "\nVmHWM:");
	if (peak_kb < 0 || cell->warmed)
		return peak_kb;
	read_kb = number_in(status.text, "\nRssShmem:") - (int64_t)link->small_read_kb;
	return peak_kb - MIN(MAX(read_kb, INT64_C(0)), (int64_t)link->common_kb);
}

bool usage_has_tmpfs(const struct cell *cell)
{
	return cell->schedule->keeper->level == JAIL_FULL;
}

int64_t usage_threads(const struct cell *cell)
{
	return status_number(cell, "\nThreads:");
}

uint64_t usage_scratch(const struct cell *cell)
{
	struct statfs fs;

	if (cell->scratch < 0 || !usage_has_tmpfs(cell) || fstatfs(cell->scratch, &fs) < 0)
		return 0;
	return (uint64_t)(fs.f_blocks - fs.f_bfree) * (uint64_t)fs.f_bsize;
}

int64_t usage_oom_kills(const struct cell *cell)
{
	const int group = cell->files.memory_events, fd = group >= 0 ? group : cell->schedule->vmstat;
	char text[16 * 1024];
	ssize_t n;

	if (fd < 0)
		return 0;
	n = pread(fd, text, sizeof(text) - 1, 0);
	if (n <= 0) {
		log_warning("kills for memory can't be read", F_INT("slot", cell->slot),
			F_STR("error", strerror(n < 0 ? errno : ENODATA)));
		return -EIO;
	}
	text[n] = '\0';
	return MAX(number_in(text, "\noom_kill "), INT64_C(0));
}

/* --- and what it may use ------------------------------------------------------------------------------- */

static int write_number(int fd, uint64_t number)
{
	char text[24];
	int n = snprintf(text, sizeof(text), "%llu", (unsigned long long)number);

	if (fd < 0 || pwrite(fd, text, (size_t)n, 0) == n)
		return 0;
	log_warning("group file refused", F_INT("value", number), F_STR("error", strerror(errno)));
	return -EIO;
}

int usage_limit_memory(struct cell *cell, uint64_t bytes)
{
	struct slot_files *files = &cell->files;
	const bool raised = bytes > files->memory_set && files->memory_set;
	int r = 0;

	if (files->memory_set == bytes || files->memory_limit < 0)
		return 0;
	/* Version 1: memory and swap together may never be below memory. */
	if (raised)
		r = write_number(files->swap_limit, bytes);
	if (r >= 0)
		r = write_number(files->memory_limit, bytes);
	if (r >= 0 && !raised)
		r = write_number(files->swap_limit, bytes);
	files->memory_set = r < 0 ? 0 : bytes;
	return r;
}

void usage_weigh(struct cell *cell, bool low)
{
	/* by the version of the groups: cpu.shares and cpu.weight */
	static const uint64_t full[] = { 0, 1024, 100 }, lowered[] = { 0, 16, 2 };
	const unsigned version = MIN(cell->files.cgroup_version, 2U);

	if (cell->files.weight_lowered == low)
		return;
	cell->files.weight_lowered = low;
	/* An idle group's processes make way at once for any other's, not at the next tick. */
	if (cell->files.cpu_idle >= 0)
		write_number(cell->files.cpu_idle, low);
	else
		write_number(cell->files.cpu_weight, low ? lowered[version] : full[version]);
}
