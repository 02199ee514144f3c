/* Memory of Python's small objects, and of malloc(), before cells take theirs from it. */
#include "heap.h"
#include "zygote.h"

#include <malloc.h>
#include <sys/prctl.h>

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
	struct heap_arena list[HEAP_ARENAS_MAX];
	size_t count;
} arenas;

static void *allocate_arena(void *context, size_t size)
{
	void *arena = arenas.plain.alloc(arenas.plain.ctx, size);

	if (arena && arenas.count < HEAP_ARENAS_MAX)
		arenas.list[arenas.count++] =
			(struct heap_arena){ (uintptr_t)arena, (uintptr_t)arena + size };
	return arena;
}

static void free_arena(void *context, void *arena, size_t size)
{
	for (size_t i = 0; i < arenas.count; i++) {
		if (arenas.list[i].start != (uintptr_t)arena)
			continue;
		arenas.list[i] = arenas.list[--arenas.count];
		break;
	}
	arenas.plain.free(arenas.plain.ctx, arena, size);
}

size_t heap_arenas(const struct heap_arena **ret)
{
	*ret = arenas.list;
	return arenas.count;
}

void heap_watch(void)
{
	PyObjectArenaAllocator noted = { NULL, allocate_arena, free_arena };

	PyObject_GetArenaAllocator(&arenas.plain);
	PyObject_SetArenaAllocator(&noted);
}

/* Objects are small, and scattered: of what a loading zygote touches a huge page is mostly empty. */
void heap_begin(void)
{
	prctl(PR_SET_THP_DISABLE, 1, 0, 0, 0);
}

/* A program's large arrays want them. */
void heap_end(void)
{
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

void heap_settle(void)
{
	fill_pools();
	fill_malloc();
}
