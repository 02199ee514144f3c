#include "memfile.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/prctl.h>

enum { SEALS = F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_WRITE | F_SEAL_SEAL };

#ifndef MADV_COLLAPSE
#define MADV_COLLAPSE 25
#endif

/* Of a file that is filled by writing the kernel makes small pages. Where it makes none huge (before 6.1) they stay that. */
static void make_huge(int file, size_t size)
{
	const size_t len = size / HUGE_PAGE * HUGE_PAGE;
	const int disabled = prctl(PR_GET_THP_DISABLE, 0, 0, 0, 0);
	char *room =
		len ? mmap(NULL, len + HUGE_PAGE, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) : MAP_FAILED;
	char *place = (char *)(((uintptr_t)room + HUGE_PAGE - 1) / HUGE_PAGE * HUGE_PAGE);

	if (room == MAP_FAILED)
		return;
	prctl(PR_SET_THP_DISABLE, 0, 0, 0, 0);
	if (mmap(place, len, PROT_READ, MAP_SHARED | MAP_FIXED, file, 0) != MAP_FAILED) {
		for (size_t at = 0; at < len && pwrite(file, "", 1, (off_t)at) == 1; at += HUGE_PAGE)
			continue;
		madvise(place, len, MADV_COLLAPSE);
	}
	munmap(room, len + HUGE_PAGE);
	prctl(PR_SET_THP_DISABLE, disabled > 0, 0, 0, 0);
}

int memfile_new(const char *name, size_t size, struct err *err)
{
	_cleanup_close_ int file = memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING);

	if (file < 0)
		return err_errno(err, "memfd_create");
	if (ftruncate(file, (off_t)size) < 0)
		return err_errno(err, "size of the memory file");
	make_huge(file, size);
	if (fallocate(file, 0, 0, (off_t)size) < 0)
		return err_errno(err, "memory for the memory file");
	return steal_fd(&file);
}

int memfile_seal(int file, struct err *err)
{
	return fcntl(file, F_ADD_SEALS, SEALS) < 0 ? err_errno(err, "seal the memory file") : 0;
}
