/* Where policies, warm-up programs and the zygote are looked for. Started with the argument "places", this
 * program says where it would look; the tests start copies of it that lie in trees of their own. */
#include "testing.h"

#include <fcntl.h>
#include <sys/sendfile.h>
#include <sys/stat.h>

static char tree[] = "/tmp/pyrunner-tree-XXXXXX";

static int say_places(void)
{
	_cleanup_(config_release) struct config config = { 0 };
	struct err err = { 0 };

	if (load(&config, &err, NO_FLAGS) < 0) {
		fprintf(stderr, "%s\n", err.text);
		return 1;
	}
	printf("%s %s %s\n", config.policy_dir, config.warmup_dir, config.zygote);
	return 0;
}

static void in_tree(char path[256], const char *name)
{
	snprintf(path, 256, "%s/%s", tree, name);
}

static void make_file(const char *name, mode_t mode)
{
	char path[256];
	int fd;

	in_tree(path, name);
	fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, mode);
	assert_true(fd >= 0);
	close(fd);
}

static int make_tree(void **state)
{
	static const char *const folders[] = { "build", "policies", "elsewhere", "elsewhere/bin" };
	char path[256];

	clean_environment(state);
	assert_non_null(mkdtemp(tree));
	for (size_t i = 0; i < ELEMENTS(folders); i++) {
		in_tree(path, folders[i]);
		assert_int_equal(mkdir(path, 0755), 0);
	}
	return 0;
}

static int remove_tree(void **state)
{
	static const char *const names[] = { "build/pyrunner", "build/pyrunner-zygote", "build",
		"policies/strict.policy", "policies", "elsewhere/bin/pyrunner", "elsewhere/bin", "elsewhere",
		"" };
	char path[256];

	for (size_t i = 0; i < ELEMENTS(names); i++) {
		in_tree(path, names[i]);
		if (remove(path) < 0 && errno != ENOENT)
			return -1;
	}
	return 0;
}

static void assert_places(const char *binary, const char *words)
{
	_cleanup_close_ int self = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
	char path[256], command[300], said[1024];
	struct stat status;
	FILE *pipe;
	int copy;

	in_tree(path, binary);
	copy = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0755);
	assert_true(copy >= 0);
	assert_int_equal(fstat(self, &status), 0);
	assert_int_equal(sendfile(copy, self, NULL, (size_t)status.st_size), status.st_size);
	close(copy);
	snprintf(command, sizeof(command), "%s places", path);
	pipe = popen(command, "re");
	assert_non_null(pipe);
	assert_non_null(fgets(said, sizeof(said), pipe));
	assert_int_equal(pclose(pipe), 0);
	assert_string_equal(said, words);
}

static void test_beside_the_binary(void **state)
{
	char words[1024];

	make_file("policies/strict.policy", 0644);
	make_file("build/pyrunner-zygote", 0755);
	snprintf(words, sizeof(words), "%s/policies %s/warmup %s/build/pyrunner-zygote\n", tree, tree, tree);
	assert_places("build/pyrunner", words);
}

static void test_installed(void **state)
{
	assert_places("elsewhere/bin/pyrunner", PYRUNNER_DATADIR
		"/policies " PYRUNNER_DATADIR "/warmup " PYRUNNER_LIBEXECDIR "/pyrunner-zygote\n");
}

static void test_what_was_said_stays(void **state)
{
	struct config config;

	assert_loads(&config, FLAGS("--policy-dir=/p", "--zygote=/z"));
	assert_string_equal(config.policy_dir, "/p");
	assert_string_equal(config.warmup_dir, PYRUNNER_DATADIR "/warmup");
	assert_string_equal(config.zygote, "/z");
	config_release(&config);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_beside_the_binary),
		cmocka_unit_test(test_installed),
		cmocka_unit_test(test_what_was_said_stays),
	};

	if (argc > 1 && strcmp(argv[1], "places") == 0)
		return say_places();
	return cmocka_run_group_tests(tests, make_tree, remove_tree);
}
