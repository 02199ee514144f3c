#include "pages.h"

#include <sys/mman.h>

enum { BATCH = 128 * 1024 }; /* bytes between two looks at whether it is enough */

size_t pages_bytes(const struct page_list *list)
{
	size_t bytes = 0;

	for (size_t i = 0; i < list->count; i++)
		bytes += list->runs[i].len;
	return bytes;
}

static bool take(const struct page_list *list, int advice, bool (*enough)(void))
{
	size_t since = 0;

	for (size_t i = 0; i < list->count; i++) {
		const struct page_run *run = &list->runs[i];

		for (size_t done = 0; done < run->len;) {
			const size_t part = MIN(run->len - done, (size_t)BATCH);

			madvise((void *)(run->start + done), part, advice);
			done += part;
			since += part;
			if (since < BATCH)
				continue;
			if (enough())
				return false;
			since = 0;
		}
	}
	return true;
}

bool pages_take(const struct hot_pages *pages, bool (*enough)(void))
{
	return take(&pages->written, MADV_POPULATE_WRITE, enough) &&
	       take(&pages->read, MADV_POPULATE_READ, enough);
}
