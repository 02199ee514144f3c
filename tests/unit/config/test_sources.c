/* Where a value comes from, which of them wins, and what a wrong one is told. */
#include "testing.h"

static char *make_file(const char *content)
{
	static char path[] = "/tmp/pyrunner-config-XXXXXX";
	int fd;

	memcpy(path + sizeof(path) - 7, "XXXXXX", 6);
	fd = mkstemp(path);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, content, strlen(content)), strlen(content));
	close(fd);
	return path;
}

static void test_defaults(void **state)
{
	struct config config;

	assert_loads(&config, NO_FLAGS);
	assert_string_equal(config.listen, "127.0.0.1:8000");
	assert_string_equal(config.cors_origins, "*");
	assert_int_equal(config.max_body_kb, 4096);
	assert_int_equal(config.max_timeout, 300);
	assert_int_equal(config.max_code_chars, 1000000);
	assert_int_equal(config.max_running, 0);
	assert_int_equal(config.id_first, 2000000000);
	assert_string_equal(config.python, "/usr/bin/python3");
	assert_int_equal(config.policy_count, 2);
	assert_string_equal(config.policy_names[config.policy_default], "strict");
	assert_string_equal(config.policy_names[1], "standard");
	assert_int_equal(config.set_count, 6);
	assert_string_equal(config.set_list[0].name, "bare");
	assert_int_equal(config.set_list[0].module_count, 0);
	assert_string_equal(config.set_list[5].name, "science");
	assert_int_equal(config.set_list[5].module_count, 6);
	assert_string_equal(config.set_list[5].modules[5], "sklearn");
	config_release(&config);
	assert_null(config.listen);
	config_release(&config);
}

static void test_later_sources_win(void **state)
{
	char *path = make_file("queue = 1\nprocesses = 1\ncpus = 3\n");
	struct config config;

	setenv("PYRUNNER_CONFIG", path, 1);
	setenv("PYRUNNER_QUEUE", "2", 1);
	setenv("PYRUNNER_PROCESSES", "2", 1);
	assert_loads(&config, FLAGS("--queue", "4", "--queue=5"));
	assert_int_equal(config.queue, 5);
	assert_int_equal(config.processes, 2);
	assert_int_equal(config.cpus, 3);
	assert_int_equal(config.open_files, 50);
	config_release(&config);
	unlink(path);
}

static void test_file_of_the_flag_wins(void **state)
{
	char *path = make_file("queue = 7\n");
	struct config config;

	setenv("PYRUNNER_CONFIG", "/nowhere", 1);
	assert_loads(&config, FLAGS("--cpus", "2", "--config", path));
	assert_int_equal(config.queue, 7);
	assert_int_equal(config.cpus, 2);
	config_release(&config);
	unlink(path);
}

static void test_flags_stop_at_what_is_none(void **state)
{
	static const struct {
		const char *argv[5];
		int used;
	} cases[] = {
		{ { NULL }, 0 },
		{ { "FILE" }, 0 },
		{ { "--queue", "1", "FILE", "--queue", "wrong" }, 2 },
		{ { "--queue=1", "-" }, 1 },
		{ { "--queue=1", "--help" }, 1 },
		{ { "--queue=1", "-h" }, 1 },
		{ { "--queue=1", "--", "--queue" }, 2 },
	};

	for (size_t i = 0; i < ELEMENTS(cases); i++) {
		struct config config;
		struct err err;
		int argc = 0, used = -1;

		while (argc < 5 && cases[i].argv[argc])
			argc++;
		assert_int_equal(config_load(&config, argc, (char *const *)cases[i].argv, &used, &err), 0);
		assert_int_equal(used, cases[i].used);
		config_release(&config);
	}
}

static void test_wrong_flags(void **state)
{
	assert_refused(FLAGS("--max-running", "99999"), "--max-running: 99999 is not between 0 and 4096");
	assert_refused(FLAGS("--max-running=-1"), "--max-running: '-1' is not a whole number");
	assert_refused(
		FLAGS("--max-running=4294967297"), "--max-running: 4294967297 is not between 0 and 4096");
	assert_refused(FLAGS("--max-running="), "--max-running: '' is not a whole number");
	assert_refused(FLAGS("--max-running"), "--max-running needs a value");
	assert_refused(
		FLAGS("--max-running", "--queue", "1"), "--max-running: '--queue' is not a whole number");
	assert_refused(FLAGS("--max-runing", "1"), "unknown flag --max-runing");
	assert_refused(FLAGS("--max_running", "1"), "unknown flag --max_running");
	assert_refused(FLAGS("--=1"), "unknown flag --");
	assert_refused(FLAGS("--log", "xml"), "--log: 'xml' is none of auto, text, json");
	assert_refused(FLAGS("--log-level", ""), "--log-level: '' is none of debug, info, warning, error");
	assert_refused(FLAGS("--sets", "bare\nx"), "--sets: holds a control character");
	assert_refused(FLAGS("--config", "/nowhere/x"), "open /nowhere/x: No such file or directory");
	assert_refused(FLAGS("--config", ""), "open : No such file or directory");
	assert_refused(FLAGS("--config", "/"), "/: read: Is a directory");
	assert_refused(FLAGS("--config", "/dev/zero"), "/dev/zero: larger than 64 KB");
}

static void test_wrong_environment(void **state)
{
	static const char *const unknown[] = { "PYRUNNER_FOO", "PYRUNNER_", "PYRUNNER_max_running",
		"PYRUNNER_CONFIG_FILE", "PYRUNNER_MAX-RUNNING" };

	setenv("PYRUNNER_MAX_RUNNING", "99999", 1);
	assert_refused(NO_FLAGS, "environment PYRUNNER_MAX_RUNNING: 99999 is not between 0 and 4096");
	unsetenv("PYRUNNER_MAX_RUNNING");
	for (size_t i = 0; i < ELEMENTS(unknown); i++) {
		char words[128];

		snprintf(words, sizeof(words), "environment %s: unknown setting", unknown[i]);
		setenv(unknown[i], "1", 1);
		assert_refused(NO_FLAGS, words);
		unsetenv(unknown[i]);
	}
}

static void test_a_wrong_value_is_told_even_where_a_later_one_wins(void **state)
{
	setenv("PYRUNNER_QUEUE", "many", 1);
	assert_refused(FLAGS("--queue", "1"), "environment PYRUNNER_QUEUE: 'many' is not a whole number");
	unsetenv("PYRUNNER_QUEUE");
	assert_refused(FLAGS("--queue=x", "--queue=1"), "--queue: 'x' is not a whole number");
}

static void test_settings_that_contradict_each_other(void **state)
{
	assert_refused(FLAGS("--policy", "open"), "policy 'open' is not among policies 'strict,standard'");
	assert_refused(FLAGS("--policies", "open"), "policy 'strict' is not among policies 'open'");
	assert_refused(FLAGS("--max-timeout", "10"), "default_timeout 30 is more than max_timeout 10");
	assert_refused(
		FLAGS("--min-memory-mb", "600"), "default_memory_mb 512 is less than min_memory_mb 600");
	assert_refused(
		FLAGS("--max-memory-mb", "511"), "default_memory_mb 512 is more than max_memory_mb 511");
	assert_refused(FLAGS("--max-bodies-mb", "3"), "max_body_kb 4096 is more than max_bodies_mb 3");
}

static void test_settings_that_just_agree(void **state)
{
	struct config config;

	assert_loads(&config, FLAGS("--policies=open,strict", "--max-timeout=30", "--min-memory-mb=512",
				      "--max-memory-mb=512", "--max-bodies-mb=4"));
	assert_int_equal(config.policy_default, 1);
	config_release(&config);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(test_defaults, clean_environment),
		cmocka_unit_test_setup(test_later_sources_win, clean_environment),
		cmocka_unit_test_setup(test_file_of_the_flag_wins, clean_environment),
		cmocka_unit_test_setup(test_flags_stop_at_what_is_none, clean_environment),
		cmocka_unit_test_setup(test_wrong_flags, clean_environment),
		cmocka_unit_test_setup(test_wrong_environment, clean_environment),
		cmocka_unit_test_setup(
			test_a_wrong_value_is_told_even_where_a_later_one_wins, clean_environment),
		cmocka_unit_test_setup(test_settings_that_contradict_each_other, clean_environment),
		cmocka_unit_test_setup(test_settings_that_just_agree, clean_environment),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
