/* The look at a program's text for what it imports: a hint, but over every byte that a client sends. */
#include "schedule/internal.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const names[] = { "numpy", "pandas", "sklearn", "sympy", "matplotlib", "scipy",
		NULL };
	const uint32_t all = ~UINT32_C(0), known = (UINT32_C(1) << (ELEMENTS(names) - 1)) - 1;
	const uint32_t found = hint_libraries((const char *)data, size, names);

	if (found != all && (found & ~known))
		abort();
	for (size_t i = 0; found != all && names[i]; i++) {
		/* what plots wants matplotlib without saying so */
		bool plots = strcmp(names[i], "matplotlib") == 0;

		if ((found & UINT32_C(1) << i) && !plots && !memmem(data, size, names[i], strlen(names[i])))
			abort();
	}
	return 0;
}
