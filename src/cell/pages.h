/* cell/pages.h: pages that runs touch, learned by a zygote and taken by its cells in batches.
 *
 * A fork leaves every page shared or unmapped; the first touch of each is a fault, and faults are most of what a small
 * program costs. The zygote owns the lists, which lie in its memory before the first cell is forked. */
#pragma once

#include "base/base.h"

#include <stddef.h>
#include <stdint.h>

struct page_run {
	uintptr_t start; /* on a page's border */
	size_t len;	 /* bytes, whole pages */
};

struct page_list {
	const struct page_run *runs;
	size_t count;
};

/* Private pages that a run writes, and pages of files that it reads. */
struct hot_pages {
	struct page_list written, read;
	uint64_t rss_kb;   /* most that the process had in memory then; 0: not known */
	uint64_t shmem_kb; /* what is read of the zygote's memory files */
};

size_t pages_bytes(const struct page_list *list);

/* Takes them all, or stops early once `enough` says so: false then. What cannot be taken is left to its fault. */
bool pages_take(const struct hot_pages *pages, bool (*enough)(void));
