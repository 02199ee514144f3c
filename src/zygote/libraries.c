/* Data of shared objects: variables, relocated pointers. Loading writes most of it, which makes each of some 600 pieces
 * memory of the zygote's own: a fork copies its page table entries, and keeps a record of where they came from, and that
 * costs more than they do. In one memory file, mapped privately to where it was, it is like text: a fork copies nothing of it,
 * and a cell reads or copies a page when it touches it. */
#include "zygote.h"

#include "areas.h"

#include <fcntl.h>
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

/* One piece follows the other in the file: where they do in memory, too, the kernel makes one area of what is alike, and
 * there is no hole that a cell could fill by reading it, for the next one to find. Nothing may be written between the
 * copy and the last call, which are raw for that: wrappers have variables, too. */
static int move(const struct area *area, int file, off_t at)
{
	const long protection = PROT_READ | (area->writable ? PROT_WRITE : 0);
	const size_t len = area->end - area->start;
	const long place = syscall(SYS_mmap, NULL, len, protection, MAP_PRIVATE, file, at);

	if (place == -1)
		return -errno;
	if (syscall(SYS_pwrite64, file, area->start, len, at) != (long)len) {
		munmap((void *)place, len);
		return -EIO;
	}
	if (syscall(SYS_mremap, place, len, len, MREMAP_MAYMOVE | MREMAP_FIXED, area->start) == -1)
		_exit(1); /* what was there may be gone */
	return 0;
}

static int move_all(const struct areas *areas, int file, struct err *err)
{
	off_t size = 0, at = 0;
	int r = 0;

	for (size_t i = 0; i < areas->count; i++)
		size += is_data(areas, i) ? (off_t)(areas->at[i].end - areas->at[i].start) : 0;
	if (ftruncate(file, size) < 0)
		return err_errno(err, "size of the memory file");
	for (size_t i = 0; r >= 0 && i < areas->count; i++) {
		if (!is_data(areas, i))
			continue;
		r = move(&areas->at[i], file, at);
		at += (off_t)(areas->at[i].end - areas->at[i].start);
	}
	if (r < 0)
		return err_set(err, r, "move data of libraries: %s", strerror(-r));
	if (fcntl(file, F_ADD_SEALS, F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL) < 0)
		return err_errno(err, "seal the memory file");
	return 0;
}

int libraries_settle(const struct zygote *zygote, struct err *err)
{
	_cleanup_close_ int file = memfd_create(LIBRARY_DATA, MFD_CLOEXEC | MFD_ALLOW_SEALING);
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
