/* zygote/areas.h: what is mapped in this process. */
#pragma once

#include "base/base.h"
#include "base/cleanup.h"
#include "base/err.h"

#include <stdint.h>

enum { AREAS_MAX = 8 * 1024 };

/* The names of the memory files that image.c and text.c make. */
#define IMAGE_NAME "zygote's memory"
#define TEXT_NAME  "zygote's text"

/* An entry of /proc/PID/pagemap. */
#define PAGE_PRESENT   (UINT64_C(1) << 63)
#define PAGE_SWAPPED   (UINT64_C(1) << 62)
#define PAGE_OF_FILE   (UINT64_C(1) << 61)
#define PAGE_EXCLUSIVE (UINT64_C(1) << 56)

struct area {
	uintptr_t start, end;
	bool readable, writable, executable, shared;
	bool stack, heap; /* heap: malloc()'s first, which grows in place */
	bool of_kernel;	  /* vdso and what it reads */
	bool of_library;  /* mapped from a shared object, or from this program */
	bool of_image;	  /* mapped from IMAGE_NAME */
	bool of_text;	  /* mapped from TEXT_NAME */
};

struct areas {
	struct area at[AREAS_MAX];
	size_t count;
	char text[64 * 1024];
};

/* From the procfs `proc`; what goes beyond AREAS_MAX is left out. */
int areas_read(struct areas *areas, int proc, struct err *err) must_check;
