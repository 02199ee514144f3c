/* The form of a configuration file. */
#include "testing.h"

static int parse(struct config *config, const char *content, size_t len, struct err *err)
{
	return file_parse(config, (struct text){ content, len }, "x.conf", err);
}

static void test_accepted(void **state)
{
	static const char *const contents[] = {
		"queue = 9",
		"queue=9\n",
		"\t queue \t=\t9 \t\n",
		"queue = 9\r\n\r\n",
		"# queue = 1\nqueue = 9 # queue = 2\n\n   # end",
		"\n\n\nqueue = 9\ncpus = 2\n",
	};

	for (size_t i = 0; i < ELEMENTS(contents); i++) {
		_cleanup_(config_release) struct config config = { 0 };
		struct err err = { 0 };

		if (parse(&config, contents[i], strlen(contents[i]), &err) != 0)
			fail_msg("%zu: %s", i, err.text);
		assert_int_equal(config.queue, 9);
	}
}

static void test_values_are_taken_as_they_stand(void **state)
{
	static const char content[] = "policy_dir = /srv/a#b = c\ncors_origins =\n"
				      "sets = bare;  one: numpy   pandas # comment\n";
	_cleanup_(config_release) struct config config = { 0 };
	struct err err = { 0 };

	assert_int_equal(parse(&config, content, strlen(content), &err), 0);
	assert_string_equal(config.policy_dir, "/srv/a#b = c");
	assert_string_equal(config.cors_origins, "");
	assert_string_equal(config.sets, "bare;  one: numpy   pandas");
	assert_int_equal(config.set_list[1].module_count, 2);
}

#define CASE(content, words)                                                                                 \
	{                                                                                                    \
		content, sizeof(content) - 1, words                                                          \
	}

static void test_refused(void **state)
{
	static const struct {
		const char *content;
		size_t len;
		const char *words;
	} cases[] = {
		CASE("foo = 1", "x.conf:1: unknown setting 'foo'"),
		CASE("\n\nqueue = 1\nmax-running = 1\n", "x.conf:4: unknown setting 'max-running'"),
		CASE("QUEUE = 1", "x.conf:1: unknown setting 'QUEUE'"),
		CASE(" = 1", "x.conf:1: unknown setting ''"),
		CASE("queue", "x.conf:1: not of the form key = value"),
		CASE("[http]\n", "x.conf:1: not of the form key = value"),
		CASE("queue = 1\n#\nqueue = 1\n", "x.conf:3: queue was set before in this file"),
		CASE("queue =", "x.conf:1: queue: '' is not a whole number"),
		CASE("queue = 4 KB", "x.conf:1: queue: '4 KB' is not a whole number"),
		CASE("queue = 0x10", "x.conf:1: queue: '0x10' is not a whole number"),
		CASE("queue = 70000", "x.conf:1: queue: 70000 is not between 0 and 65536"),
		CASE("queue = 1#2", "x.conf:1: queue: '1#2' is not a whole number"),
		CASE("queue = 1\0 2", "x.conf:1: holds a NUL byte"),
		CASE("\0", "x.conf:1: holds a NUL byte"),
		CASE("policy = a\033[2J", "x.conf:1: policy: holds a control character"),
		CASE("policy = \"strict\"",
			"x.conf:1: policy: '\"strict\"' is no name: 1 to 63 of a-z, 0-9, _ and -"),
	};

	for (size_t i = 0; i < ELEMENTS(cases); i++) {
		_cleanup_(config_release) struct config config = { 0 };
		struct err err = { 0 };

		assert_true(parse(&config, cases[i].content, cases[i].len, &err) < 0);
		assert_string_equal(err.text, cases[i].words);
	}
}

static void test_no_value_is_too_long_for_its_message(void **state)
{
	char content[2 * SETTING_VALUE_MAX];
	_cleanup_(config_release) struct config config = { 0 };
	struct err err = { 0 };

	memset(content, 'a', sizeof(content));
	memcpy(content, "policy_dir = /", 14);
	assert_true(parse(&config, content, SETTING_VALUE_MAX + 14, &err) < 0);
	assert_string_equal(err.text, "x.conf:1: policy_dir: longer than 4096 bytes");
	assert_int_equal(parse(&config, content, SETTING_VALUE_MAX + 13, &err), 0);
	assert_int_equal(strlen(config.policy_dir), SETTING_VALUE_MAX);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_accepted),
		cmocka_unit_test(test_values_are_taken_as_they_stand),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_no_value_is_too_long_for_its_message),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
