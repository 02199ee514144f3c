/* Data of shared objects: variables, relocated pointers. Loading writes most of it, which makes each of some 600 pieces
 * memory of the zygote's own: a fork copies its page table entries, and keeps a record of where they came from, and that
 * costs more than they do. In one memory file, mapped privately to where it was, it is like text: a fork copies nothing of it,
 * and a cell reads or copies a page when it touches it. */
#include "zygote.h"

#include "areas.h"

#include <sys/mman.h>
#include <sys/syscall.h>

enum { BSS_MAX = 1024 * 1024 }; /* what is larger is no variable */

static bool follows(const struct areas *areas, size_t i)
{
	return i > 0 && areas->at[i - 1].end == areas->at[i].start && areas->at[i - 1].of_library;
}

/* Variables; those without a value, which lie behind them; and what is read-only once relocated, before them. */
static bool is_data(const struct areas *areas, size_t i)
{
	const struct area *area = &areas->at[i];

	if (!area->readable || area->shared || area->executable)
		return false;
	if (area->of_library && area->writable)
		return true;
	if (area->nameless && area->writable)
		return follows(areas, i) && areas->at[i - 1].writable && area->end - area->start <= BSS_MAX;
	return area->of_library && i + 1 < areas->count && follows(areas, i + 1) &&
	       areas->at[i + 1].writable && areas->at[i + 1].of_library;
}

/* One library's data lies at the same distances in the file as in memory, so that the kernel makes one area of what is
 * alike. Nothing may be written between the two calls, which are raw for that: wrappers have variables, too. */
static int move(const struct area *area, int file, uintptr_t lowest)
{
	const long protection = PROT_READ | (area->writable ? PROT_WRITE : 0);
	const size_t len = area->end - area->start;
	const uintptr_t at = area->start - lowest;

	if (syscall(SYS_pwrite64, file, area->start, len, at) != (long)len)
		return -EIO;
	if (syscall(SYS_mmap, area->start, len, protection, MAP_PRIVATE | MAP_FIXED, file, at) == -1)
		return -errno;
	return 0;
}

static int move_all(const struct areas *areas, int file, struct err *err)
{
	uintptr_t lowest = 0, highest = 0;
	int r = 0;

	for (size_t i = 0; i < areas->count; i++) {
		if (!is_data(areas, i))
			continue;
		lowest = lowest ? lowest : areas->at[i].start;
		highest = areas->at[i].end;
	}
	if (ftruncate(file, (off_t)(highest - lowest)) < 0)
		return err_errno(err, "size of the memory file");
	for (size_t i = 0; r >= 0 && i < areas->count; i++) {
		if (is_data(areas, i))
			r = move(&areas->at[i], file, lowest);
	}
	return r < 0 ? err_set(err, r, "move data of libraries: %s", strerror(-r)) : 0;
}

int libraries_settle(const struct zygote *zygote, struct err *err)
{
	_cleanup_close_ int file = memfd_create(LIBRARY_DATA, MFD_CLOEXEC);
	struct areas *areas;
	int r;

	if (file < 0)
		return err_errno(err, "memfd_create");
	areas = mmap(NULL, sizeof(*areas), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (areas == MAP_FAILED)
		return err_nomem(err);
	r = areas_read(areas, zygote->proc, err);
	if (r >= 0)
		r = move_all(areas, file, err);
	munmap(areas, sizeof(*areas));
	return r;
}
