/* base/base.h: what every file of the project may assume. */
#pragma once

#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define must_check	  __attribute__((warn_unused_result))
#define printf_like(f, a) __attribute__((format(printf, f, a)))
#define no_return	  __attribute__((noreturn))
#define ELEMENTS(array)	  (sizeof(array) / sizeof((array)[0]))
#define MIN(a, b)	  ((a) < (b) ? (a) : (b))
#define MAX(a, b)	  ((a) > (b) ? (a) : (b))

#define KB (UINT64_C(1) << 10)
#define MB (UINT64_C(1) << 20)

/* Bytes with a length; not terminated, borrowed. */
struct text {
	const char *data;
	size_t len;
};

#include "banned.h"
