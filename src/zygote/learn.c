/* Which pages a run touches: a learner, forked as a cell is but neither sealed nor given a client's byte, runs the
 * set's programs, and its page map is read while it waits. It is gone before the zygote answers its first message. */
#include "zygote.h"

#include "areas.h"
#include "base/clock.h"

#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>

enum {
	RUNS_MAX = 32 * 1024,
	PAGES_MAX = 1024 * 1024,
	LEARN_MS = 2 * 1000, /* all of them: a zygote that is not up after zygote_timeout is given up */
	GAP_PAGES = 15,	     /* a fault on a file maps its neighbours, too */
};

/* What a cell that waits may hold for its program's sake, in all: part of what its zygote has, of a small one less, and at
 * most so much. */
enum { WARM_PART = 4 };
static const size_t warm_beyond = 4 * MB, warm_max = 9 * MB;

#define NONE SIZE_MAX

/* How many learners touched each page. */
struct touched {
	uint8_t written[PAGES_MAX], read[PAGES_MAX];
};

/* Mapped afresh for each use: a heap that grew for it would be what cells are forked from. Shared, since the kernel would
 * make one area of it and of private memory beside it. */
struct notes {
	struct areas areas;
	size_t place[AREAS_MAX]; /* place of an area's first page in struct touched, or NONE */
	size_t page_count, page_size;
	size_t private_pages; /* of ours, in memory or in our file */
	uint64_t until_us;    /* clock_now_us(): learning ends */
	uint64_t rss_kb;      /* most that the first learner had in memory */
	struct touched first, others;
	struct page_run runs[RUNS_MAX];
	uint64_t entries[4096];
};

static void *map(size_t size, int kind)
{
	void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, kind | MAP_ANONYMOUS, -1, 0);

	return memory == MAP_FAILED ? NULL : memory;
}

static void unmap_notes(struct notes **notes)
{
	if (*notes)
		munmap(*notes, sizeof(**notes));
}

/* What is mapped here: only there can a cell take pages ahead of its own mappings. */
static int note_areas(const struct zygote *zygote, struct notes *notes, struct err *err)
{
	int r = areas_read(&notes->areas, zygote->proc, err);

	for (size_t i = 0; r >= 0 && i < notes->areas.count; i++) {
		const struct area *area = &notes->areas.at[i];
		const size_t pages = (area->end - area->start) / notes->page_size;

		notes->place[i] = NONE;
		if (!area->readable || area->of_kernel || area->start == (uintptr_t)notes ||
			pages > PAGES_MAX - notes->page_count)
			continue;
		notes->place[i] = notes->page_count;
		notes->page_count += pages;
		notes->private_pages += area->of_image && area->writable ? pages : 0;
	}
	return r;
}

static void count(uint8_t *counter)
{
	*counter += *counter < UINT8_MAX;
}

/* Since the fork a page of ours is mapped twice until the learner writes it: what it has to itself it wrote. */
static void note_pages(size_t which, struct notes *notes, int pagemap, struct touched *touched)
{
	const struct area *area = &notes->areas.at[which];
	const size_t size = notes->page_size;
	size_t page = notes->place[which];

	for (uintptr_t at = area->start; at < area->end;) {
		size_t want = MIN((area->end - at) / size, ELEMENTS(notes->entries));
		ssize_t n = pread(pagemap, notes->entries, want * sizeof(uint64_t),
			(off_t)(at / size * sizeof(uint64_t)));

		if (n < (ssize_t)sizeof(uint64_t))
			return;
		for (size_t i = 0; i < (size_t)n / sizeof(uint64_t); i++, page++, at += size) {
			uint64_t entry = notes->entries[i];

			if (!(entry & PAGE_PRESENT))
				continue;
			if (entry & PAGE_OF_FILE)
				count(&touched->read[page]);
			else if (area->writable && !area->shared) {
				notes->private_pages += touched == &notes->first;
				if (entry & PAGE_EXCLUSIVE)
					count(&touched->written[page]);
			}
		}
	}
}

/* Lists the pages that at least so many touched, gaps of up to `gap` pages within an area included. */
static struct page_list list_pages(struct notes *notes, const uint8_t *counts, unsigned least, size_t gap)
{
	struct page_run *run = NULL;
	size_t used = 0;

	for (size_t i = 0; i < notes->areas.count; i++, run = NULL) {
		const struct area *area = &notes->areas.at[i];
		const uint8_t *of_area;

		if (notes->place[i] == NONE)
			continue;
		of_area = &counts[notes->place[i]];
		for (uintptr_t at = area->start; at < area->end; at += notes->page_size) {
			if (of_area[(at - area->start) / notes->page_size] < least)
				continue;
			if (run && at - (run->start + run->len) <= gap * notes->page_size)
				run->len = at + notes->page_size - run->start;
			else if (used < RUNS_MAX)
				*(run = &notes->runs[used++]) = (struct page_run){ at, notes->page_size };
		}
	}
	return (struct page_list){ notes->runs, used };
}

static int keep(struct page_list list, struct page_list *kept, struct err *err)
{
	const size_t size = list.count * sizeof(*list.runs);
	struct page_run *runs = NULL;

	if (size) {
		runs = map(size, MAP_PRIVATE);
		if (!runs)
			return err_nomem(err);
		memcpy(runs, list.runs, size);
	}
	*kept = (struct page_list){ runs, list.count };
	return 0;
}

static int keep_pages(struct notes *notes, const struct touched *touched, unsigned least,
	struct hot_pages *pages, struct err *err)
{
	int r = keep(list_pages(notes, touched->written, least, 0), &pages->written, err);

	return r < 0 ? r : keep(list_pages(notes, touched->read, least, GAP_PAGES), &pages->read, err);
}

/* What every run touches is not taken twice. */
static void leave_out(struct notes *notes)
{
	for (size_t page = 0; page < notes->page_count; page++) {
		if (notes->first.written[page])
			notes->others.written[page] = 0;
		if (notes->first.read[page])
			notes->others.read[page] = 0;
	}
}

static size_t pages_of(const struct notes *notes, const uint8_t *counts, unsigned least)
{
	size_t pages = 0;

	for (size_t page = 0; page < notes->page_count; page++)
		pages += counts[page] >= least;
	return pages;
}

/* Of memory files: a process has them in memory as shared. */
static uint64_t shared_kb_of(const struct notes *notes, const uint8_t *counts, unsigned least)
{
	uint64_t pages = 0;

	for (size_t i = 0; i < notes->areas.count; i++) {
		const struct area *area = &notes->areas.at[i];
		const size_t count = (area->end - area->start) / notes->page_size;

		if (!(area->of_image || area->of_text) || notes->place[i] == NONE)
			continue;
		for (size_t page = 0; page < count; page++)
			pages += counts[notes->place[i] + page] >= least;
	}
	return pages * notes->page_size / KB;
}

/* What two programs have in common a third will touch, too; where that is much, what more of them have in common, and as
 * many as there is room for of those that one less has. */
static unsigned how_common(struct notes *notes, const struct hot_pages *taken)
{
	const size_t taken_pages = pages_bytes(&taken->written) / notes->page_size;
	const size_t beyond = MIN(notes->private_pages, warm_beyond / notes->page_size);
	const size_t most = MIN((notes->private_pages - beyond) / WARM_PART, warm_max / notes->page_size);
	size_t room = most - MIN(most, taken_pages);
	uint8_t *counts = notes->others.written;
	unsigned least = 2;

	while (pages_of(notes, counts, least) > room)
		least++;
	room -= pages_of(notes, counts, least);
	for (size_t page = 0; least > 2 && room && page < notes->page_count; page++) {
		if (counts[page] == least - 1) {
			counts[page] = (uint8_t)least;
			room--;
		}
	}
	return least;
}

static no_return void learner(
	const struct zygote *zygote, learn_round run, unsigned round, pid_t parent, int done)
{
	struct err err;
	char byte = 0;

	if (jail_end_with(parent, &err) < 0)
		_exit(1);
	alarm(2 * LEARN_MS / 1000); /* whatever becomes of the kill */
	run(zygote, round);
	prctl(PR_SET_DUMPABLE, 1, 0, 0, 0); /* or an ordinary user's zygote must not look */
	if (write(done, &byte, 1) != 1)
		_exit(1);
	for (;;)
		pause();
}

static int wait_for_learner(int done, uint64_t until_us, struct err *err)
{
	struct pollfd poll_done = { .fd = done, .events = POLLIN };
	uint64_t now_us = clock_now_us();
	char byte;

	if (now_us >= until_us || poll(&poll_done, 1, (int)((until_us - now_us) / 1000)) != 1)
		return err_set(err, -ETIME, "learning takes too long");
	if (read(done, &byte, 1) != 1)
		return err_set(err, -EIO, "the learner did not come to its end");
	return 0;
}

static int read_learner(const struct zygote *zygote, pid_t pid, int done, struct notes *notes,
	struct touched *touched, struct err *err)
{
	_cleanup_close_ int pidfd = pidfd_open(pid, 0), pagemap = -1;
	int r;

	if (pidfd < 0)
		return err_errno(err, "pidfd_open");
	r = wait_for_learner(done, notes->until_us, err);
	if (r < 0)
		return r;
	pagemap = jail_open_of(zygote->proc, pidfd, "pagemap");
	if (pagemap < 0)
		return err_errno(err, "open pagemap");
	for (size_t i = 0; i < notes->areas.count; i++) {
		if (notes->place[i] != NONE)
			note_pages(i, notes, pagemap, touched);
	}
	return 0;
}

/* Forks, reads, and leaves no process. */
static int watch_learner(
	const struct zygote *zygote, learn_round run, unsigned round, struct notes *notes, struct err *err)
{
	_cleanup_close_ int done = -1;
	const pid_t self = getpid();
	struct rusage usage = { 0 };
	int ends[2], r;
	pid_t pid;

	if (pipe2(ends, O_CLOEXEC) < 0)
		return err_errno(err, "pipe");
	done = ends[0];
	pid = fork();
	if (pid == 0)
		learner(zygote, run, round, self, ends[1]);
	close(ends[1]);
	if (pid < 0)
		return err_errno(err, "fork");
	r = read_learner(zygote, pid, done, notes, round == 0 ? &notes->first : &notes->others, err);
	kill(pid, SIGKILL);
	while (wait4(pid, NULL, 0, &usage) < 0 && errno == EINTR)
		continue;
	if (round == 0)
		notes->rss_kb = (uint64_t)usage.ru_maxrss;
	return r;
}

int learn_pages(const struct zygote *zygote, learn_round run, unsigned rounds, struct hot_pages *hot,
	struct hot_pages *warm, struct err *err)
{
	_cleanup_(unmap_notes) struct notes *notes = map(sizeof(*notes), MAP_SHARED);
	struct hot_pages of_first = { 0 }, of_others = { 0 };
	unsigned least;
	int r;

	if (!notes)
		return err_nomem(err);
	notes->page_size = (size_t)sysconf(_SC_PAGESIZE);
	r = note_areas(zygote, notes, err);
	notes->until_us = clock_now_us() + LEARN_MS * 1000;
	if (r >= 0)
		r = watch_learner(zygote, run, 0, notes, err);
	/* what the others tell until one fails is better than nothing */
	for (unsigned round = 1; r >= 0 && round < rounds; round++) {
		if (watch_learner(zygote, run, round, notes, err) < 0)
			break;
	}
	if (r >= 0)
		r = keep_pages(notes, &notes->first, 1, &of_first, err);
	if (r < 0)
		return r;
	of_first.rss_kb = notes->rss_kb;
	of_first.shmem_kb = shared_kb_of(notes, notes->first.read, 1);
	leave_out(notes);
	least = how_common(notes, &of_first);
	r = keep_pages(notes, &notes->others, least, &of_others, err);
	if (r < 0)
		return r;
	of_others.shmem_kb = shared_kb_of(notes, notes->others.read, least);
	*hot = of_first;
	*warm = of_others;
	return 0;
}
