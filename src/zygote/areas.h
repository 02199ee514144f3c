/* zygote/areas.h: what is mapped in this process. */
#pragma once

#include "base/base.h"
#include "base/cleanup.h"
#include "base/err.h"

#include <stdint.h>

enum { AREAS_MAX = 8 * 1024 };

/* The name of the memory file that libraries.c makes. */
#define LIBRARY_DATA "libraries' data"

struct area {
	uintptr_t start, end;
	bool readable, writable, executable, shared;
	bool nameless;	 /* no file, not the heap, not a stack */
	bool of_kernel;	 /* vdso and what it reads */
	bool of_library; /* a shared object's, or LIBRARY_DATA */
};

struct areas {
	struct area at[AREAS_MAX];
	size_t count;
	char text[64 * 1024];
};

/* From the procfs `proc`; what goes beyond AREAS_MAX is left out. */
int areas_read(struct areas *areas, int proc, struct err *err) must_check;
