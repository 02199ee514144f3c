/* base/cleanup.h: ownership by scope. A variable marked with one of these frees what it holds when it goes
 * out of scope; ownership leaves only through steal_fd() and steal_ptr(). */
#pragma once

#include "base.h"

#define _cleanup_(f)	__attribute__((cleanup(f)))
#define _cleanup_close_ _cleanup_(close_fdp)
#define _cleanup_free_	_cleanup_(free_ptrp)

#define steal_ptr(p)                                                                                         \
	({                                                                                                   \
		__typeof__(p) _p = (p);                                                                      \
		__typeof__(*_p) _v = *_p;                                                                    \
		*_p = NULL;                                                                                  \
		_v;                                                                                          \
	})

static inline int steal_fd(int *fd)
{
	int value = *fd;

	*fd = -1;
	return value;
}

/* Closes `fd` where it is one, keeps errno, returns -1: `x->fd = safe_close(x->fd)`. */
static inline int safe_close(int fd)
{
	int saved = errno;

	if (fd >= 0)
		close(fd);
	errno = saved;
	return -1;
}

static inline void close_fdp(int *fd)
{
	*fd = safe_close(*fd);
}

static inline void free_ptrp(void *p)
{
	void **pointer = p;

	free(*pointer);
	*pointer = NULL;
}
