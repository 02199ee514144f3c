/* base/title.h: what ps(1) shows for a process that was forked from this program. */
#pragma once

#include "base.h"

/* Once, first thing in main(): the words of the command line are written over later, so argv must not be kept;
 * options that live in argv are copied by the caller first. */
void title_init(int argc, char **argv);
void title_set(const char *format, ...) printf_like(1, 2);
