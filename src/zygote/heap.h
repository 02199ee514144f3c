/* zygote/heap.h: where Python's small objects lie. */
#pragma once

#include <stddef.h>
#include <stdint.h>

enum { HEAP_ARENAS_MAX = 1024 };

struct heap_arena {
	uintptr_t start, end;
};

/* What Python's allocator has from the kernel, as far as there is room to note it. Changes with the next allocation. */
size_t heap_arenas(const struct heap_arena **ret);
