/* Policy files of system calls: any bytes. What compiles must be a program that filter_evaluate() can follow. */
#include "jail/filter.h"

#include <linux/audit.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* libseccomp 2.5.4 loses some memory where rules contain each other. */
__attribute__((visibility("default"))) const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
	return "leak:libseccomp.so\n";
}

static void evaluate(const struct filter *filter)
{
	for (int nr = -1; nr < 512; nr++) {
		struct seccomp_data call = { .nr = nr, .args = { 1, 2, 3, UINT64_MAX } };

#if defined(__x86_64__)
		call.arch = AUDIT_ARCH_X86_64;
#else
		call.arch = AUDIT_ARCH_AARCH64;
#endif
		if (filter_evaluate(filter, &call) == SECCOMP_RET_KILL_THREAD)
			abort();
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static FILE *nowhere;
	struct filter *filter = NULL;
	struct err err = { 0 };

	if (!nowhere)
		nowhere = fopen("/dev/null", "we");
	if (filter_lint("fuzz", (const char *)data, size, nowhere) == 0) {
		if (filter_compile(&filter, "fuzz", (const char *)data, size, &err) < 0)
			abort();
		evaluate(filter);
		filter_free(filter);
	} else if (filter_compile(&filter, "fuzz", (const char *)data, size, &err) == 0 || !err.text[0]) {
		abort();
	}
	return 0;
}
