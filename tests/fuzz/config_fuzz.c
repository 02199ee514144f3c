/* The parser of configuration files, and with it each parser of a value. */
#include "config/internal.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	_cleanup_(config_release) struct config config = { 0 };
	struct err err = { 0 };
	const int r = file_parse(&config, (struct text){ (const char *)data, size }, "fuzz", &err);

	if (r > 0 || (r < 0) != (err.text[0] != '\0') || !memchr(err.text, '\0', sizeof(err.text)))
		abort();
	if (config.set_count > CONFIG_SETS_MAX || config.policy_count > CONFIG_POLICIES_MAX)
		abort();
	return 0;
}
