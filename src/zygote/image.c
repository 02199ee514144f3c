/* Where a zygote's memory lies when cells are forked from it. Of its own pages a fork copies the table entry, counts one user
 * more, and takes both back when the cell ends, and most are never looked at. So what a zygote has written, variables of
 * libraries and heaps, goes into one memory file that is mapped privately where it was: of that a fork copies nothing, and a
 * cell reads or copies a page when it touches it. Huge pages of the file are read sixteen small ones a fault, and it takes
 * no huge one apart to write one of those.
 *
 * A set's zygote begins with the file of the one that it was forked from. What it has not changed stays there, and
 * belongs to both. */
#include "zygote.h"

#include "areas.h"
#include "heap.h"
#include "memfile.h"

#include <fcntl.h>
#include <link.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

enum {
	PIECES_MAX = 16 * 1024,
	RANGES_MAX = 4 * 1024,
	BLOCK = 64, /* pages that move or stay together */
	CONSTANTS_MAX = 64 * 1024,
};

struct piece {
	uintptr_t start, end;
	bool writable;
};

struct range {
	uintptr_t start, end;
};

/* Shared memory: the kernel makes no one area of it and of what is being moved. */
struct image {
	struct areas areas;
	struct range ranges[RANGES_MAX]; /* where variables and arenas lie */
	struct piece pieces[PIECES_MAX];
	size_t range_count, count, size, page_size;
	int pagemap;
	uint64_t entries[BLOCK];
};

static struct image *image_new(void)
{
	struct image *image =
		mmap(NULL, sizeof(*image), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	if (image == MAP_FAILED)
		return NULL;
	image->page_size = (size_t)sysconf(_SC_PAGESIZE);
	image->pagemap = -1;
	return image;
}

static void image_release(struct image **image)
{
	if (!*image)
		return;
	safe_close((*image)->pagemap);
	munmap(*image, sizeof(**image));
}

/* --- what moves ------------------------------------------------------------------------------------------ */

static void note_range(struct image *image, uintptr_t start, uintptr_t end)
{
	const uintptr_t mask = image->page_size - 1;

	if (image->range_count < RANGES_MAX)
		image->ranges[image->range_count++] = (struct range){ start & ~mask, (end + mask) & ~mask };
}

static int note_object(struct dl_phdr_info *object, size_t size, void *user)
{
	for (unsigned i = 0; i < object->dlpi_phnum; i++) {
		const ElfW(Phdr) *part = &object->dlpi_phdr[i];

		if (part->p_type == PT_LOAD && part->p_flags & PF_W)
			note_range(user, object->dlpi_addr + part->p_vaddr,
				object->dlpi_addr + part->p_vaddr + part->p_memsz);
	}
	return 0;
}

static int compare_ranges(const void *a, const void *b)
{
	const struct range *left = a, *right = b;

	return (left->start > right->start) - (left->start < right->start);
}

/* Only what we know: large blocks of malloc() are mappings that it may have the kernel extend, and others are marked to be
 * empty after a fork. In a file neither would work. */
static void note_ranges(struct image *image)
{
	const struct heap_arena *arenas;
	const size_t count = heap_arenas(&arenas);

	dl_iterate_phdr(note_object, image);
	for (size_t i = 0; i < count; i++)
		note_range(image, arenas[i].start, arenas[i].end);
	qsort(image->ranges, image->range_count, sizeof(*image->ranges), compare_ranges);
}

/* What is read-only once it was relocated: it lies before a library's variables. */
static bool is_relocated(const struct areas *areas, size_t i)
{
	const struct area *area = &areas->at[i], *next = area + 1;

	return i + 1 < areas->count && area->of_library && next->of_library && area->end == next->start &&
	       !area->writable && !area->executable && next->writable;
}

/* Variables and heaps. A library's constants, where they are few, become one area with what was relocated: a fork
 * takes longer for an area than for the pages of these. */
static bool is_data(const struct areas *areas, size_t i)
{
	const struct area *area = &areas->at[i];

	if (!area->readable || area->shared || area->executable || area->of_kernel || area->stack)
		return false;
	if (area->writable || is_relocated(areas, i))
		return true;
	return area->of_library && area->end - area->start <= CONSTANTS_MAX && i + 1 < areas->count &&
	       area->end == areas->at[i + 1].start && is_relocated(areas, i + 1);
}

static bool read_block(struct image *image, uintptr_t start, size_t pages)
{
	const size_t len = pages * sizeof(*image->entries);

	return pread(image->pagemap, image->entries, len,
		       (off_t)(start / image->page_size * sizeof(*image->entries))) == (ssize_t)len;
}

static bool is_own(uint64_t entry)
{
	return entry & PAGE_SWAPPED || ((entry & PAGE_PRESENT) && !(entry & PAGE_OF_FILE));
}

static size_t count_own(const struct image *image, size_t pages)
{
	size_t own = 0;

	for (size_t i = 0; i < pages; i++)
		own += is_own(image->entries[i]);
	return own;
}

/* A library's variables move together. What nobody has touched stays, and of what lies in another's file all but
 * blocks that have changed in most places. */
static bool moves(const struct image *image, const struct area *area, size_t pages)
{
	if (area->of_image)
		return count_own(image, pages) * 2 >= pages;
	return area->of_library || count_own(image, pages) > 0;
}

static bool add(struct image *image, const struct area *area, uintptr_t start, uintptr_t end)
{
	struct piece *last = image->count ? &image->pieces[image->count - 1] : NULL;

	image->size += end - start;
	if (last && last->end == start && last->writable == area->writable) {
		last->end = end;
		return true;
	}
	if (image->count == PIECES_MAX)
		return false;
	image->pieces[image->count++] = (struct piece){ start, end, area->writable };
	return true;
}

/* A fork copies table entries of an area in which one page is the process's own, those of its file, too. They come back
 * when they are read. */
static void let_go(const struct image *image, uintptr_t start, size_t pages)
{
	for (size_t i = 0, from = 0; i <= pages; i++) {
		if (i < pages && !is_own(image->entries[i]))
			continue;
		if (i > from)
			madvise((void *)(start + from * image->page_size), (i - from) * image->page_size,
				MADV_DONTNEED);
		from = i + 1;
	}
}

static int plan_part(
	struct image *image, const struct area *area, uintptr_t start, uintptr_t end, struct err *err)
{
	const size_t block = BLOCK * image->page_size;

	for (uintptr_t at = start; at < end; at += block) {
		const uintptr_t next = MIN(at + block, end);
		const size_t pages = (next - at) / image->page_size;

		if (!read_block(image, at, pages))
			return err_errno(err, "read pagemap");
		if (!moves(image, area, pages)) {
			if (area->of_image)
				let_go(image, at, pages);
		} else if (!add(image, area, at, next)) {
			return err_set(err, -E2BIG, "more than %d pieces", PIECES_MAX);
		}
	}
	return 0;
}

static int plan_area(struct image *image, const struct area *area, struct err *err)
{
	int r = 0;

	if (!area->writable || area->of_image || area->of_library || area->heap)
		return plan_part(image, area, area->start, area->end, err);
	for (size_t i = 0; r >= 0 && i < image->range_count; i++) {
		const struct range *range = &image->ranges[i];

		if (range->start < area->end && range->end > area->start)
			r = plan_part(
				image, area, MAX(range->start, area->start), MIN(range->end, area->end), err);
	}
	return r;
}

/* At the container level a zygote must not be looked into, by itself neither. */
static int open_pagemap(int proc)
{
	const bool dumpable = prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) == 1;
	int fd, failure;

	prctl(PR_SET_DUMPABLE, 1, 0, 0, 0);
	fd = openat(proc, "self/pagemap", O_RDONLY | O_CLOEXEC);
	failure = errno;
	prctl(PR_SET_DUMPABLE, dumpable, 0, 0, 0);
	errno = failure;
	return fd;
}

static int plan(struct image *image, const struct zygote *zygote, struct err *err)
{
	int r;

	note_ranges(image);
	r = areas_read(&image->areas, zygote->proc, err);
	if (r < 0)
		return r;
	image->pagemap = open_pagemap(zygote->proc);
	if (image->pagemap < 0)
		return err_errno(err, "open pagemap");
	for (size_t i = 0; r >= 0 && i < image->areas.count; i++) {
		if (is_data(&image->areas, i))
			r = plan_area(image, &image->areas.at[i], err);
	}
	return r;
}

/* --- moving ---------------------------------------------------------------------------------------------- */

/* One piece follows the other in the file: where they do in memory, too, the kernel makes one area of what is alike. Nothing may
 * be written between the copy and the last call, which are raw for that: wrappers have variables, too. */
static int move(const struct piece *piece, int file, off_t at)
{
	const long protection = PROT_READ | (piece->writable ? PROT_WRITE : 0);
	const size_t len = piece->end - piece->start;
	const long place = syscall(SYS_mmap, NULL, len, protection, MAP_PRIVATE, file, at);

	if (place == -1)
		return -errno;
	if (syscall(SYS_pwrite64, file, piece->start, len, at) != (long)len) {
		munmap((void *)place, len);
		return -EIO;
	}
	if (syscall(SYS_mremap, place, len, len, MREMAP_MAYMOVE | MREMAP_FIXED, piece->start) == -1) {
		static const char words[] = "a zygote ends: its memory is half moved\n";

		syscall(SYS_write, STDERR_FILENO, words, sizeof(words) - 1);
		_exit(1); /* what was there may be gone */
	}
	return 0;
}

static int move_all(const struct image *image, struct err *err)
{
	_cleanup_close_ int file = memfile_new(IMAGE_NAME, image->size, err);
	struct err ignored;
	off_t at = 0;
	int r = 0;

	if (file < 0)
		return file;
	for (size_t i = 0; r >= 0 && i < image->count; i++) {
		const struct piece *piece = &image->pieces[i];

		r = move(piece, file, at);
		if (r >= 0)
			at += (off_t)(piece->end - piece->start);
	}
	if (r >= 0)
		return memfile_seal(file, err);
	/* what has not moved is no hole of what has */
	if (ftruncate(file, at) < 0 || memfile_seal(file, &ignored) < 0)
		_exit(1);
	return err_set(err, r, "move memory: %s", strerror(-r));
}

int image_settle(struct zygote *zygote, struct err *err)
{
	_cleanup_(image_release) struct image *image = image_new();
	int r;

	if (!image)
		return err_nomem(err);
	r = plan(image, zygote, err);
	if (r >= 0)
		r = move_all(image, err);
	if (r >= 0)
		zygote->image_kb += (uint32_t)(image->size / KB);
	return r;
}
