/* Policy files: any bytes. The linter and the parser agree, and what they accept can be asked. */
#include "check/policy_tables.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void ask(const struct policy *policy)
{
	static const char *const names[] = { "math", "numpy.linalg.x", "os", "..", "__a__", "" };

	for (size_t i = 0; i < ELEMENTS(names); i++) {
		struct text name = text_of(names[i]), bad;
		uint32_t module;

		if (policy_judge_import(policy, name, &module, &bad) == IMPORT_ALLOWED) {
			policy_refuses_member(policy, module, text_of("os"));
			policy_step(policy, module, text_of("os"));
		}
		policy_refuses_attribute(policy, policy_word(policy, name), name);
		policy_hint(policy, HINT_CALL, name);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static FILE *nowhere;
	struct policy *policy = NULL;
	struct err err = { 0 };
	int problems, r;

	if (!nowhere)
		nowhere = fopen("/dev/null", "we");
	problems = policy_lint("fuzz", (const char *)data, size, nowhere);
	r = policy_parse(&policy, "fuzz", (const char *)data, size, &err);
	if ((problems > 0) != (r < 0) || (r < 0) != (err.text[0] != '\0'))
		abort();
	if (policy)
		ask(policy);
	policy_free(policy);
	return 0;
}
