#include "check/policy_tables.h"
#include <setjmp.h>
/* cmocka.h wants this before it */
#include <cmocka.h>

#define HEAD "check on\nlimit nodes 10\nlimit depth 10\n"

static const struct {
	const char *text, *problems;
} files[] = {
	{ "check off\n", "" },
	{ "# nothing but a comment\n\ncheck off # here too", "" },
	{ HEAD "import math\n    cmath\n\nhint import os \"# not a comment\"\n", "" },
	{ "", "t.policy:0: 'check on' or 'check off' is missing\n" },
	{ "check maybe\n", "t.policy:1: 'maybe' is not 'on' or 'off'\n" },
	{ "check off\ncheck off\n", "t.policy:2: 'check' is given twice\n" },
	{ "check off\nimport math\n", "t.policy:2: rules have no effect with 'check off'\n" },
	{ "check on\nlimit nodes 5\n", "t.policy:2: 'limit nodes' or 'limit depth' is missing\n" },
	{ HEAD "limit nodes x\n", "t.policy:4: 'x' is not a number from 1 to 999999999\n" },
	{ HEAD "limit width 3\n", "t.policy:4: 'width' is not a limit ('nodes', 'depth')\n" },
	{ HEAD "modul math\n", "t.policy:4: unknown directive 'modul'\n" },
	{ " math\n" HEAD, "t.policy:1: a line that starts with white space continues a directive\n" },
	{ HEAD "import\n", "t.policy:4: 'import' takes at least 1 word\n" },
	{ HEAD "alias np\n", "t.policy:4: 'alias' takes 2 words\n" },
	{ HEAD "import math a.b\n  3d\n", "t.policy:4: 'a.b' is not a top-level module's name\n"
					  "t.policy:5: '3d' is not a top-level module's name\n" },
	{ HEAD "import math math\n", "t.policy:4: 'math' is listed twice\n" },
	{ HEAD "import math\nforbid math\n", "t.policy:5: 'math' is both imported and forbidden\n" },
	{ HEAD "refuse numpy load\n", "t.policy:4: module 'numpy' is not imported above\n" },
	{ HEAD "attribute *x\n", "t.policy:4: '*x' is not a name or a pattern\n" },
	{ HEAD "attribute a\npermit-attribute a\n",
		"t.policy:5: attribute 'a' is both refused and permitted\n" },
	{ HEAD "stdin input\n", "t.policy:4: stdin: 'input' is not a forbidden builtin\n" },
	{ HEAD "builtin getattr\nliteral getattr second\n",
		"t.policy:5: 'getattr' is both builtin and literal\n" },
	{ HEAD "literal getattr third\n", "t.policy:4: 'third' is not 'first', 'second' or 'all'\n" },
	{ HEAD "hint call open\n", "t.policy:4: 'hint' takes 3 words\n" },
	{ HEAD "hint call open word\n", "t.policy:4: a hint's words stand in quotes\n" },
	{ HEAD "hint call open \"word\n",
		"t.policy:4: a quote is not closed\nt.policy:4: 'hint' takes 3 words\n" },
	{ HEAD "import \"math\"\n", "t.policy:4: 'math' is not a top-level module's name\n" },
	{ HEAD "import numpy\narguments numpy.load x\n",
		"t.policy:5: 'x' is not a number of arguments from 0 to 9\n" },
};

static void test_problems(void **state)
{
	for (size_t i = 0; i < ELEMENTS(files); i++) {
		struct policy *policy = NULL;
		struct err err = { 0 };
		char *words = NULL;
		size_t size;
		FILE *out = open_memstream(&words, &size);
		int problems = policy_lint("t", files[i].text, strlen(files[i].text), out);
		int r = policy_parse(&policy, "t", files[i].text, strlen(files[i].text), &err);

		fclose(out);
		if (strcmp(words, files[i].problems) != 0)
			fail_msg("%s\nexpected:\n%sfound:\n%s", files[i].text, files[i].problems, words);
		assert_int_equal(r, problems ? -EINVAL : 0);
		if (problems) /* the first line, without its end */
			assert_memory_equal(err.text, words, strlen(err.text));
		policy_free(policy);
		free(words);
	}
}

static const char rules[] = HEAD "import numpy datetime\n"
				 "forbid os\n"
				 "partial io StringIO\n"
				 "view sys argv\n"
				 "submodule numpy linalg lib.tricks\n"
				 "refuse numpy load\n"
				 "hidden os time sys\n"
				 "permit datetime time\n"
				 "alias np numpy\n"
				 "attribute __dict__ gi_* __*__\n"
				 "permit-attribute __init__\n";

static struct text text(const char *string)
{
	return text_of(string);
}

static void expect_import(
	const struct policy *policy, const char *name, enum import_verdict expected, const char *about)
{
	struct text bad;
	uint32_t module;

	assert_int_equal(policy_judge_import(policy, text(name), &module, &bad), expected);
	assert_int_equal(module != 0, expected == IMPORT_ALLOWED);
	if (about)
		assert_true(text_equal(bad, text(about)));
}

static void test_imports(void **state)
{
	struct policy *policy = NULL;

	assert_int_equal(policy_parse(&policy, "t", rules, strlen(rules), NULL), 0);
	expect_import(policy, "numpy", IMPORT_ALLOWED, NULL);
	expect_import(policy, "numpy.linalg.deep", IMPORT_ALLOWED, NULL);
	expect_import(policy, "numpy.lib.tricks", IMPORT_ALLOWED, NULL);
	expect_import(policy, "numpy.lib.other", IMPORT_SUBMODULE, "numpy.lib.other");
	expect_import(policy, "numpy.linalg._private.x", IMPORT_SUBMODULE, "numpy.linalg._private");
	expect_import(policy, "numpy.linalg.__main__", IMPORT_SUBMODULE, "numpy.linalg.__main__");
	expect_import(policy, "numpy.linalg.os", IMPORT_SUBMODULE, "numpy.linalg.os");
	expect_import(policy, "numpy.other", IMPORT_SUBMODULE, "numpy.other");
	expect_import(policy, "os.path", IMPORT_FORBIDDEN, "os");
	expect_import(policy, "time", IMPORT_UNLISTED, "time");
	expect_import(policy, "linalg", IMPORT_UNLISTED, "linalg");
	expect_import(policy, "", IMPORT_UNLISTED, NULL);
	policy_free(policy);
}

static bool refused(const struct policy *policy, const char *module, const char *name)
{
	struct text bad;
	uint32_t number;

	assert_int_equal(policy_judge_import(policy, text(module), &number, &bad), IMPORT_ALLOWED);
	return policy_refuses_member(policy, number, text(name));
}

static void test_members(void **state)
{
	struct policy *policy = NULL;

	assert_int_equal(policy_parse(&policy, "t", rules, strlen(rules), NULL), 0);
	assert_false(refused(policy, "numpy", "array"));
	assert_true(refused(policy, "numpy", "load"));
	assert_true(refused(policy, "numpy.linalg", "load"));
	assert_true(refused(policy, "numpy", "time"));
	assert_true(refused(policy, "numpy", "_x"));
	assert_false(refused(policy, "numpy", "__version__"));
	assert_false(refused(policy, "numpy", "lib"));
	assert_true(refused(policy, "numpy.lib", "other"));
	assert_false(refused(policy, "datetime", "time"));
	assert_true(refused(policy, "datetime", "sys"));
	assert_false(refused(policy, "sys", "argv"));
	assert_true(refused(policy, "sys", "modules"));
	assert_true(refused(policy, "io", "open"));
	policy_free(policy);
}

static bool attribute_refused(const struct policy *policy, const char *name)
{
	return policy_refuses_attribute(policy, policy_word(policy, text(name)), text(name));
}

static void test_attributes(void **state)
{
	struct policy *policy = NULL;

	assert_int_equal(policy_parse(&policy, "t", rules, strlen(rules), NULL), 0);
	assert_true(attribute_refused(policy, "__dict__"));
	assert_true(attribute_refused(policy, "gi_frame"));
	assert_true(attribute_refused(policy, "__anything__"));
	assert_false(attribute_refused(policy, "__init__"));
	assert_false(attribute_refused(policy, "__private"));
	assert_false(attribute_refused(policy, "gi"));
	policy_free(policy);
}

static void test_hostile_sizes(void **state)
{
	static char text[POLICY_FILE_MAX + 1];
	struct policy *policy = NULL;
	struct err err = { 0 };

	memset(text, 'a', sizeof(text));
	assert_int_equal(policy_parse(&policy, "t", text, sizeof(text), &err), -EINVAL);
	assert_int_equal(policy_parse(&policy, "t", text, POLICY_FILE_MAX, &err), -EINVAL);
	err = (struct err){ 0 };
	assert_int_equal(policy_parse(&policy, "t", "check off # \0", 13, &err), -EINVAL);
	assert_string_equal(err.text, "t.policy:1: holds a NUL byte");
	assert_null(policy);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_problems),
		cmocka_unit_test(test_imports),
		cmocka_unit_test(test_members),
		cmocka_unit_test(test_attributes),
		cmocka_unit_test(test_hostile_sizes),
	};

	return cmocka_run_group_tests_name("policy", tests, NULL, NULL);
}
