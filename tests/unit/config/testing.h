/* What the tests of this room share. cmocka wants these headers before its own. */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "config/internal.h"

extern char **environ;

/* Loads the flags, which end with a NULL. The caller releases `config` where that went well. */
static inline int load(struct config *config, struct err *err, const char *const *flags)
{
	int argc = 0, used;

	while (flags[argc])
		argc++;
	return config_load(config, argc, (char *const *)flags, &used, err);
}

#define FLAGS(...) ((const char *const[]){ __VA_ARGS__, NULL })
#define NO_FLAGS   ((const char *const[]){ NULL })

#define assert_loads(config, flags)                                                                          \
	do {                                                                                                 \
		struct err _err = { 0 };                                                                     \
		if (load((config), &_err, (flags)) != 0)                                                     \
			fail_msg("%s", _err.text);                                                           \
	} while (0)

#define assert_refused(flags, words)                                                                         \
	do {                                                                                                 \
		struct err _err = { 0 };                                                                     \
		struct config _config = { 0 };                                                               \
		const struct config _untouched = { 0 };                                                      \
		assert_true(load(&_config, &_err, (flags)) < 0);                                             \
		assert_true(_err.code < 0);                                                                  \
		assert_string_equal(_err.text, (words));                                                     \
		assert_memory_equal(&_config, &_untouched, sizeof(_config));                                 \
	} while (0)

/* No test sees what the shell that started it had set. */
static inline int clean_environment(void **state)
{
	static char *empty[] = { NULL };

	environ = empty;
	return 0;
}
