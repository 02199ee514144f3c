/* Where a zygote's instructions and constants lie, the interpreter's with them, which is part of this program. A cell meets a
 * page fault for each sixteen pages of a file that it runs through, and takes as many table entries down again: most of
 * the interpreter, each time. In huge pages of a memory file it is one of each for 2 MB. The program is linked so that
 * each of its parts begins with a huge page: none lies in one with another that has other rights. */
#include "zygote.h"

#include "areas.h"
#include "memfile.h"

#include <link.h>
#include <sys/mman.h>
#include <sys/syscall.h>

enum { PARTS_MAX = 8 };

struct part {
	uintptr_t start, end; /* of pages */
	int protection;
	bool moves;
};

struct program {
	struct part parts[PARTS_MAX]; /* in order of their addresses */
	size_t count;
};

static void note_part(struct program *program, uintptr_t base, const ElfW(Phdr) * header)
{
	const uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE), start = base + header->p_vaddr;
	struct part *part = &program->parts[program->count++];

	*part = (struct part){
		.start = start & ~(page - 1),
		.end = (start + header->p_memsz + page - 1) & ~(page - 1),
		.protection = PROT_READ | (header->p_flags & PF_X ? PROT_EXEC : 0),
	};
	part->moves = !(header->p_flags & PF_W) && header->p_flags & PF_R && part->start % HUGE_PAGE == 0 &&
		      part->end - part->start >= HUGE_PAGE;
}

/* This program's own parts: it is the first object there is. */
static int note_program(struct dl_phdr_info *object, size_t size, void *user)
{
	struct program *program = user;

	for (unsigned i = 0; i < object->dlpi_phnum && program->count < PARTS_MAX; i++) {
		if (object->dlpi_phdr[i].p_type == PT_LOAD)
			note_part(program, object->dlpi_addr, &object->dlpi_phdr[i]);
	}
	return 1;
}

/* Up to the end of its last huge page, where nothing else is mapped. */
static size_t room_of(const struct program *program, size_t i)
{
	const struct part *part = &program->parts[i];
	const size_t used = part->end - part->start;
	const size_t whole = (used + HUGE_PAGE - 1) / HUGE_PAGE * HUGE_PAGE;
	const bool is_last = i + 1 == program->count;
	void *beyond = MAP_FAILED;

	if (whole == used || is_last || program->parts[i + 1].start < part->start + whole)
		return used;
	beyond = mmap((void *)part->end, whole - used, PROT_NONE,
		MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
	if (beyond == MAP_FAILED)
		return used;
	if (beyond != (void *)part->end) { /* a kernel that does not know the flag */
		munmap(beyond, whole - used);
		return used;
	}
	return whole;
}

/* The file holds what is there already, so that this may run from it. */
static int move(const struct part *part, size_t room, struct err *err)
{
	_cleanup_close_ int file = memfile_new(TEXT_NAME, room, err);
	const size_t used = part->end - part->start;
	int r;

	if (file < 0)
		return file;
	/* raw: between constants a sanitizer puts what nobody may read */
	for (size_t done = 0; done < used;) {
		const long n = syscall(SYS_pwrite64, file, part->start + done, used - done, done);

		if (n <= 0)
			return err_errno(err, "write the program's text");
		done += (size_t)n;
	}
	r = memfile_seal(file, err);
	if (r < 0)
		return r;
	/* What is refused leaves it as it was; where memory is short at this very point, this process ends. */
	if (mmap((void *)part->start, room, part->protection, MAP_PRIVATE | MAP_FIXED, file, 0) == MAP_FAILED)
		return err_errno(err, "map the program's text");
	return 0;
}

int text_settle(struct zygote *zygote, struct err *err)
{
	struct program program = { .count = 0 };
	int r = 0;

	dl_iterate_phdr(note_program, &program);
	for (size_t i = 0; r >= 0 && i < program.count; i++) {
		const struct part *part = &program.parts[i];

		if (!part->moves)
			continue;
		r = move(part, room_of(&program, i), err);
		if (r >= 0)
			zygote->image_kb += (uint32_t)((part->end - part->start) / KB);
	}
	return r;
}
