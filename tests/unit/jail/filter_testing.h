/* tests/unit/jail/filter_testing.h: what the tests of filters share. */
#pragma once

#include "base/cleanup.h"
#include "jail/filter_internal.h"
#include <linux/audit.h>
#include <setjmp.h>
#include <stdarg.h>
#include <sys/syscall.h>

#include <cmocka.h>

#define HEAD "arch x86_64 aarch64\ndefault errno EPERM\n"

#define ALLOWED	       SECCOMP_RET_ALLOW
#define KILLED	       SECCOMP_RET_KILL_PROCESS
#define REFUSED(error) (SECCOMP_RET_ERRNO | (error))

#if defined(__x86_64__)
#define NATIVE	AUDIT_ARCH_X86_64
#define FOREIGN AUDIT_ARCH_I386
#else
#define NATIVE	AUDIT_ARCH_AARCH64
#define FOREIGN AUDIT_ARCH_ARM
#endif

static inline void filter_freep(struct filter **filter)
{
	filter_free(*filter);
}

/* Fails the test with the words of the error. */
static inline struct filter *compile(const char *name, const char *text, size_t len)
{
	struct filter *filter = NULL;
	struct err err = { 0 };

	if (filter_compile(&filter, name, text, len, &err) < 0)
		fail_msg("%s", err.text);
	return filter;
}

/* The text of policies/NAME, NUL-terminated; to be freed. */
static inline char *read_policy(const char *name)
{
	char *text = calloc(1, FILTER_FILE_MAX + 1);
	char path[4096];
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s", POLICIES, name);
	file = fopen(path, "re");
	if (!file || !text)
		fail_msg("%s", path);
	assert_true(fread(text, 1, FILTER_FILE_MAX, file) > 0);
	fclose(file);
	return text;
}
