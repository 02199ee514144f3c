#include "filter_testing.h"

#include <sys/mman.h>

/* Lines behind HEAD (so the first is line 3), and what is said about them. */
static const struct {
	const char *lines, *problem;
} wrong[] = {
	{ "allow", "t:3: the line ends where a system call is expected" },
	{ "deny read", "t:3: 'deny' where arch, default, allow, ignore, errno or kill is expected" },
	{ "allow raed", "t:3: unknown system call 'raed'" },
	{ "\n# x\n\tallow raed", "t:5: unknown system call 'raed'" },
	{ "allow read\nallow write read", "t:4: 'read' is already decided in line 3" },
	{ "allow read read", "t:3: 'read' is already decided in line 3" },
	{ "allow read\nkill read", "t:4: 'read' is already decided in line 3" },
	{ "allow read\nallow read if arg0 == 1", "t:4: 'read' is already decided in line 3" },
	{ "allow read if arg0 == 1\nallow read", "t:4: 'read' is already decided in line 3" },
	{ "allow read if arg0 == 1\nkill read", "t:4: 'read' is already decided in line 3" },
	{ "allow read if arg0 == 1\nallow read if arg0 == 0x1", "t:4: 'read': the same as in line 3" },
	{ "allow read if arg0 in 1 1", "t:3: 0x1 twice" },
	{ "errno read", "t:3: 'read' where the name of an error is expected" },
	{ "errno 1 read", "t:3: '1' where the name of an error is expected" },
	{ "errno EPERM", "t:3: the line ends where a system call is expected" },
	{ "kill read if arg0 == 1", "t:3: only what allows may have conditions" },
	{ "errno EINVAL read if arg0 == 1", "t:3: only what allows may have conditions" },
	{ "allow read if", "t:3: the line ends where an argument, arg0 to arg5 is expected" },
	{ "allow read if arg6 == 1", "t:3: 'arg6' where an argument, arg0 to arg5 is expected" },
	{ "allow read if arg00 == 1", "t:3: 'arg00' where an argument, arg0 to arg5 is expected" },
	{ "allow read if arg0", "t:3: the line ends where '==' is expected" },
	{ "allow read if arg0 ==", "t:3: the line ends where a value is expected" },
	{ "allow read if arg0 = 1", "t:3: unexpected byte 0x3d" },
	{ "allow read if arg0 != 1", "t:3: unexpected byte 0x21" },
	{ "allow read if arg0 < 1", "t:3: unexpected byte 0x3c" },
	{ "allow read if arg0 == 1 or arg1 == 1",
		"t:3: 'or' where 'and' or the end of the line is expected" },
	{ "allow read if arg0 == 1 and", "t:3: the line ends where an argument, arg0 to arg5 is expected" },
	{ "allow read if arg0 == 1 and arg0 == 2", "t:3: arg0 twice: join the masks" },
	{ "allow read if arg0 & 0 == 0", "t:3: a mask of 0 compares nothing" },
	{ "allow read if arg0 & 3 == 4", "t:3: 0x4 has bits outside the mask: never true" },
	{ "allow read if arg0 & 3 in 1 8", "t:3: 0x8 has bits outside the mask: never true" },
	{ "allow read if arg0 in", "t:3: the line ends where a value is expected" },
	{ "allow read if arg0 == PROT_EXE", "t:3: unknown constant 'PROT_EXE'" },
	{ "allow read if arg0 == 010", "t:3: '010': numbers are decimal, or hexadecimal with 0x" },
	{ "allow read if arg0 == 0x", "t:3: '0x' is no number of 64 bits" },
	{ "allow read if arg0 == 12ab", "t:3: '12ab' is no number of 64 bits" },
	{ "allow read if arg0 == 0x10000000000000000", "t:3: '0x10000000000000000' is no number of 64 bits" },
	{ "allow read if arg0 == 1|", "t:3: the line ends where a value is expected" },
	{ "allow read if arg0 == (1", "t:3: the line ends where ')' is expected" },
	{ "allow read if arg0 == ((((((((((1))))))))))", "t:3: nested deeper than 8" },
	{ "allow read if arg0 == ~~~~~~~~~~1", "t:3: nested deeper than 8" },
	{ "allow read? ?", "t:3: '?' where a system call is expected" },
	{ "allow read\r", "t:3: unexpected byte 0x0d" },
	{ "allow r\xc3\xa9"
	  "ad",
		"t:3: unexpected byte 0xc3" },
	{ "default kill", "t:3: a second 'default'" },
	{ "arch x86_64", "t:3: a second 'arch'" },
	{ "allow aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
		"t:3: a word longer than 63 characters" },
};

/* Whole files. */
static const struct {
	const char *text, *problem;
} wrong_files[] = {
	{ "", "t:0: the file lacks its 'arch' line" },
	{ "arch x86_64 aarch64\n", "t:1: the file lacks its 'default' line" },
	{ "default kill\n", "t:1: the file lacks its 'arch' line" },
	{ "default kill\nallow read\narch x86_64 aarch64\n", "t:2: rules come after arch and default" },
	{ "arch mips\n", "t:1: 'mips' where x86_64 or aarch64 is expected" },
	{ "arch x32\n", "t:1: 'x32' where x86_64 or aarch64 is expected" },
	{ "arch\n", "t:1: the line ends where x86_64 or aarch64 is expected" },
#if defined(__x86_64__)
	{ "arch aarch64\n", "t:1: not made for this machine's architecture" },
#endif
	{ "arch x86_64 aarch64\ndefault allow\n", "t:2: a default must refuse" },
	{ "arch x86_64 aarch64\ndefault errno\n",
		"t:2: the line ends where the name of an error is expected" },
	{ "arch x86_64 aarch64\ndefault kill all\n", "t:2: 'all' where the end of the line is expected" },
};

static void expect_problem(const char *text, size_t len, const char *problem)
{
	struct filter *untouched = (struct filter *)&wrong;
	struct filter *filter = untouched;
	struct err err = { 0 };

	assert_int_equal(filter_compile(&filter, "t", text, len, &err), -EINVAL);
	assert_int_equal(err.code, -EINVAL);
	assert_string_equal(err.text, problem);
	assert_ptr_equal(filter, untouched);
	assert_int_equal(filter_compile(&filter, "t", text, len, NULL), -EINVAL);
}

static void test_problems(void **state)
{
	char text[512];

	for (size_t i = 0; i < ELEMENTS(wrong); i++) {
		int len = snprintf(text, sizeof(text), HEAD "%s", wrong[i].lines);

		expect_problem(text, (size_t)len, wrong[i].problem);
		text[len] = '\n';
		expect_problem(text, (size_t)len + 1, wrong[i].problem);
	}
	for (size_t i = 0; i < ELEMENTS(wrong_files); i++)
		expect_problem(wrong_files[i].text, strlen(wrong_files[i].text), wrong_files[i].problem);
	expect_problem("arch x86_64 aarch64\0\n", 21, "t:1: unexpected byte 0x00");
}

static void test_maxima(void **state)
{
	static char text[FILTER_FILE_MAX + 1];
	size_t len = 0;

	memset(text, '\n', sizeof(text));
	expect_problem(text, sizeof(text), "t:0: longer than 262144 bytes");

	len = (size_t)snprintf(text, sizeof(text), HEAD "allow read if arg0 in");
	for (int i = 0; i < 33; i++)
		len += (size_t)snprintf(text + len, sizeof(text) - len, " %d", i);
	expect_problem(text, len, "t:3: more than 32 values");

	len = (size_t)snprintf(text, sizeof(text), HEAD "allow read if arg0 == 0");
	for (int arg = 1; arg < FILTER_ARGS; arg++)
		len += (size_t)snprintf(
			text + len, sizeof(text) - len, " and arg%d in 0 1 2 3 4 5 6 7 8 9", arg);
	expect_problem(text, len, "t:3: more than 2048 rules");

	len = (size_t)snprintf(text, sizeof(text), HEAD "allow");
	for (int i = 0; i < 65; i++)
		len += (size_t)snprintf(text + len, sizeof(text) - len, " read");
	expect_problem(text, len, "t:3: more than 64 system calls in one line");
}

/* What a condition on read's arguments means. */
static const struct {
	const char *condition;
	struct filter_condition args[FILTER_ARGS];
} meanings[] = {
	{ "arg0 == 5", { { UINT64_MAX, 5 } } },
	{ "arg5==0xffffffffffffffff", { [5] = { UINT64_MAX, UINT64_MAX } } },
	{ "arg1 & 0xff == 0x0f # comment", { [1] = { 0xff, 0x0f } } },
	{ "arg1 & ~(PROT_READ|PROT_WRITE) == 0", { [1] = { ~UINT64_C(3), 0 } } },
	{ "arg1 & ~PROT_READ|PROT_READ == 0", { [1] = { UINT64_MAX, 0 } } },
	{ "arg2 == PROT_READ|PROT_EXEC and arg3 & MAP_TYPE == MAP_PRIVATE",
		{ [2] = { UINT64_MAX, PROT_READ | PROT_EXEC }, [3] = { 0x0f, MAP_PRIVATE } } },
	{ "arg0 & 18446744073709551615 == (1|(2|4))", { { UINT64_MAX, 7 } } },
};

static void test_meanings(void **state)
{
	char text[256];

	for (size_t i = 0; i < ELEMENTS(meanings); i++) {
		_cleanup_(filter_rules_release) struct filter_rules rules = { 0 };
		struct err err = { 0 };
		int len = snprintf(text, sizeof(text), HEAD "allow read if %s", meanings[i].condition);

		assert_int_equal(filter_parse(&rules, "t", text, (size_t)len, NULL, &err), 0);
		assert_int_equal(rules.count, 1);
		assert_int_equal(rules.otherwise, REFUSED(EPERM));
		assert_int_equal(rules.rules[0].syscall, SYS_read);
		assert_int_equal(rules.rules[0].action, ALLOWED);
		assert_int_equal(rules.rules[0].line, 3);
		assert_memory_equal(rules.rules[0].args, meanings[i].args, sizeof(meanings[i].args));
	}
}

static void test_in_is_every_combination(void **state)
{
	static const char text[] = HEAD "allow read write if arg0 in 1 2 3 and arg1 & 0xf0 in 0x10 0x20\n";
	_cleanup_(filter_rules_release) struct filter_rules rules = { 0 };
	struct err err = { 0 };

	assert_int_equal(filter_parse(&rules, "t", text, sizeof(text) - 1, NULL, &err), 0);
	assert_int_equal(rules.count, 12);
	assert_int_equal(rules.rules[5].args[0].value, 3);
	assert_int_equal(rules.rules[5].args[1].value, 0x20);
	assert_int_equal(rules.rules[6].syscall, SYS_write);
}

/* Names with a question mark may be unknown; those that another architecture has are known everywhere. */
static void test_optional_names(void **state)
{
	static const char text[] = HEAD "allow surely_not_a_call? read?\nkill nor_this ?\nallow socketcall";
	_cleanup_(filter_rules_release) struct filter_rules rules = { 0 };
	struct err err = { 0 };

	assert_int_equal(filter_parse(&rules, "t", text, sizeof(text) - 1, NULL, &err), 0);
	assert_int_equal(rules.count, 2);
	assert_int_equal(rules.rules[0].syscall, SYS_read);
	assert_true(rules.rules[1].syscall < 0);
}

static void test_lint_lists_all(void **state)
{
	static const char text[] = HEAD "allow raed\nallow read\nkill read\nallow write if arg9\n";
	_cleanup_free_ char *words = NULL;
	size_t size;
	FILE *out = open_memstream(&words, &size);

	assert_int_equal(filter_lint("t", text, sizeof(text) - 1, out), 3);
	fclose(out);
	assert_string_equal(words, "t:3: unknown system call 'raed'\n"
				   "t:5: 'read' is already decided in line 4\n"
				   "t:6: 'arg9' where an argument, arg0 to arg5 is expected\n");
}

/* Of a shipped policy every beginning is read without harm, and the whole without a complaint. */
static void test_shipped_policies(void **state)
{
	static const char *const names[] = { "cell.seccomp", "container.seccomp", "server.seccomp" };

	for (size_t i = 0; i < ELEMENTS(names); i++) {
		_cleanup_free_ char *text = read_policy(names[i]);
		size_t len = strlen(text);

		assert_int_equal(filter_lint(names[i], text, len, stderr), 0);
		for (size_t cut = 0; cut < len; cut++) {
			_cleanup_(filter_rules_release) struct filter_rules rules = { 0 };
			_cleanup_free_ char *start = malloc(cut + 1);

			memcpy(start, text, cut);
			(void)!filter_parse(&rules, names[i], start, cut, NULL, NULL);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_problems),
		cmocka_unit_test(test_maxima),
		cmocka_unit_test(test_meanings),
		cmocka_unit_test(test_in_is_every_combination),
		cmocka_unit_test(test_optional_names),
		cmocka_unit_test(test_lint_lists_all),
		cmocka_unit_test(test_shipped_policies),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
