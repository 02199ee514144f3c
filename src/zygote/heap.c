/* Memory of Python's small objects. A fork copies a page table entry for each page, and takes it away at the end; with
 * huge pages it is one for 512 of them. The bare interpreter is too small to gain, and in a cell a fresh huge page of
 * small objects would cost its program 2 MB: there arenas come as they always do. malloc()'s heap is asked for huge pages
 * in the environment, which the keeper writes; so are a program's large arrays. */
#include "zygote.h"

#include <sys/mman.h>
#include <sys/prctl.h>

enum { CHUNK = 4 * 2 * 1024 * 1024, HUGE_PAGE = 2 * 1024 * 1024 };

static struct {
	PyObjectArenaAllocator plain;
	char *next, *end;
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
	prctl(PR_SET_THP_DISABLE, 0, 0, 0, 0);
}

void heap_leave(void)
{
	heap.huge = false;
	prctl(PR_SET_THP_DISABLE, 0, 0, 0, 0);
}

void heap_prepare(void)
{
	PyObjectArenaAllocator ours = { NULL, allocate, release };

	PyObject_GetArenaAllocator(&heap.plain);
	PyObject_SetArenaAllocator(&ours);
	heap.huge = false;
	prctl(PR_SET_THP_DISABLE, 1, 0, 0, 0);
}
