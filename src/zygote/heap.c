/* Memory of Python's small objects, and of malloc(). A fork copies a page table entry for each page, and takes it away at
 * the end; with huge pages it is one for 512 of them. The bare interpreter is too small to gain, and in a cell a fresh huge
 * page of small objects would cost its program 2 MB: there both come as they always do. The C library's own way to huge
 * pages, glibc.malloc.hugetlb, works at some starts and not at others: it compares what it read with what lay behind it. */
#include "zygote.h"

#include <malloc.h>
#include <sys/mman.h>
#include <sys/prctl.h>

enum { CHUNK = 4 * 2 * 1024 * 1024, HUGE_PAGE = 2 * 1024 * 1024 };

#ifndef MADV_COLLAPSE
#define MADV_COLLAPSE 25
#endif

/* Of malloc(): what is larger than LARGEST is mapped. Of Python's allocator (Objects/obmalloc.c): pools of one size. */
enum {
	SMALLEST = 16,
	LARGEST = 96 * 1024,
	PYTHONS_LARGEST = 512,
	POOL = 16 * 1024,
	POOL_HEADER = 48,
	IN_A_ROW = 8
};
enum { FILL_MAX = 64 * 1024 * 1024 }; /* bytes of a size */

static struct {
	PyObjectArenaAllocator plain;
	char *next, *end;
	char *start; /* where malloc()'s heap ended when huge pages began */
	bool huge;
} heap;

static bool add_chunk(void)
{
	char *start =
		mmap(NULL, CHUNK + HUGE_PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	char *aligned;

	if (start == MAP_FAILED)
		return false;
	aligned = (char *)(((uintptr_t)start + HUGE_PAGE - 1) / HUGE_PAGE * HUGE_PAGE);
	if (aligned > start)
		munmap(start, (size_t)(aligned - start));
	munmap(aligned + CHUNK, (size_t)(start + HUGE_PAGE - aligned));
	madvise(aligned, CHUNK, MADV_HUGEPAGE);
	heap.next = aligned;
	heap.end = aligned + CHUNK;
	return true;
}

static void *allocate(void *context, size_t size)
{
	void *arena;

	if (!heap.huge || size > CHUNK)
		return heap.plain.alloc(heap.plain.ctx, size);
	if ((size_t)(heap.end - heap.next) < size && !add_chunk())
		return heap.plain.alloc(heap.plain.ctx, size);
	arena = heap.next;
	heap.next += size;
	return arena;
}

/* munmap() is right for both kinds. */
static void release(void *context, void *arena, size_t size)
{
	heap.plain.free(heap.plain.ctx, arena, size);
}

void heap_grow(void)
{
	heap.huge = true;
	heap.start = sbrk(0);
	prctl(PR_SET_THP_DISABLE, 0, 0, 0, 0);
}

void heap_leave(void)
{
	heap.huge = false;
	prctl(PR_SET_THP_DISABLE, 0, 0, 0, 0);
}

/* What has been freed lies scattered between what has not: a cell that took it would copy a page for each block, and
 * sort the lists first. Here it is taken for good, large pieces first, so that cells begin where nothing was. Nothing is
 * written to it: it costs no memory. */
static void fill_malloc(void)
{
	const char *const top = (char *)sbrk(0) - mallinfo2().keepcost;

	for (size_t size = LARGEST; size >= SMALLEST; size = MIN(size - SMALLEST, size / 8 * 7)) {
		char *block;

		while ((block = malloc(size)) && block < top)
			continue;
		free(block);
	}
}

/* Whether the pool that `block` begins gives `size` bytes a time, one after the other: nothing of it was in use. */
static bool is_fresh(char *block, size_t size)
{
	char *blocks[IN_A_ROW];
	unsigned have = 0;
	bool fresh = ((uintptr_t)block & (POOL - 1)) == POOL_HEADER;

	while (fresh && have < IN_A_ROW) {
		blocks[have] = PyObject_Malloc(size);
		fresh = blocks[have] == block + (have + 1) * size;
		have++;
	}
	while (have > 0)
		PyObject_Free(blocks[--have]);
	return fresh;
}

static void fill_pools(void)
{
	for (size_t size = SMALLEST; size <= PYTHONS_LARGEST; size += SMALLEST) {
		for (size_t taken = 0; taken < FILL_MAX; taken += size) {
			char *block = PyObject_Malloc(size);

			if (!block || is_fresh(block, size)) {
				PyObject_Free(block);
				break;
			}
		}
	}
}

/* What malloc() has had from the kernel since heap_grow(), as far as it fills huge pages. Before 6.1 it stays as it is. */
static void collapse(void)
{
	char *const end = sbrk(0);
	char *const from = (char *)(((uintptr_t)heap.start + HUGE_PAGE - 1) / HUGE_PAGE * HUGE_PAGE);

	if (heap.huge && from < end)
		madvise(from, (size_t)(end - from) / HUGE_PAGE * HUGE_PAGE, MADV_COLLAPSE);
	heap.start = end;
}

void heap_settle(void)
{
	fill_pools();
	fill_malloc();
	collapse();
}

void heap_prepare(void)
{
	PyObjectArenaAllocator ours = { NULL, allocate, release };

	PyObject_GetArenaAllocator(&heap.plain);
	PyObject_SetArenaAllocator(&ours);
	heap.huge = false;
	prctl(PR_SET_THP_DISABLE, 1, 0, 0, 0);
}
