/* zygote/memfile.h: memory files that the zygote's memory is mapped from, in huge pages where the kernel makes some. */
#pragma once

#include "base/base.h"
#include "base/cleanup.h"
#include "base/err.h"

enum { HUGE_PAGE = 2 * 1024 * 1024 };

/* A new one of `size` bytes, all there and zero, to be written with pwrite(): a descriptor, or -errno. It has no hole that a
 * cell could fill by reading it, for the next one to find. */
int memfile_new(const char *name, size_t size, struct err *err) must_check;
/* Nobody writes to it any more, or makes it longer or shorter. */
int memfile_seal(int file, struct err *err) must_check;
