/* Values with a form of their own. */
#include "testing.h"

struct value_case {
	const char *value;
	const char *words; /* NULL: accepted */
};

typedef int (*value_parser)(struct config *config, const char *value, struct err *err);

static void check(value_parser parse, const struct value_case *cases, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct config config = { 0 };
		struct err err = { 0 };
		const int r = parse(&config, cases[i].value, &err);

		if (!cases[i].words && r < 0)
			fail_msg("'%s' was refused: %s", cases[i].value, err.text);
		if (cases[i].words && r == 0)
			fail_msg("'%s' was accepted", cases[i].value);
		assert_string_equal(err.text, cases[i].words ? cases[i].words : "");
	}
}

#define CHECK(parse, ...)                                                                                    \
	check(parse, (const struct value_case[]){ __VA_ARGS__ },                                             \
		ELEMENTS(((const struct value_case[]){ __VA_ARGS__ })))

static void test_listen(void **state)
{
	CHECK(value_listen, { "127.0.0.1:8000", NULL }, { "0.0.0.0:0", NULL }, { "[::1]:65535", NULL },
		{ "[::]:80", NULL }, { "[::ffff:10.0.0.1]:80", NULL }, { "", "'' is not ADDRESS:PORT" },
		{ "8000", "'8000' is not ADDRESS:PORT" }, { ":8000", "'' is not a numeric IPv4 address" },
		{ "127.0.0.1", "'127.0.0.1' is not ADDRESS:PORT" },
		{ "127.0.0.1:", "'127.0.0.1:' is not ADDRESS:PORT" },
		{ "127.0.0.1:65536", "'127.0.0.1:65536' is not ADDRESS:PORT" },
		{ "127.0.0.1:000080", "'127.0.0.1:000080' is not ADDRESS:PORT" },
		{ "127.0.0.1:+80", "'127.0.0.1:+80' is not ADDRESS:PORT" },
		{ "127.0.0.1:80 ", "'127.0.0.1:80 ' is not ADDRESS:PORT" },
		{ "127.1:80", "'127.1' is not a numeric IPv4 address" },
		{ "localhost:8000", "'localhost' is not a numeric IPv4 address" },
		{ "::1:8000", "'::1:8000' is not ADDRESS:PORT" }, { "[::1]", "'[::1]' is not ADDRESS:PORT" },
		{ "[::1]8000", "'[::1]8000' is not ADDRESS:PORT" },
		{ "[127.0.0.1]:80", "'127.0.0.1' is not a numeric IPv6 address" },
		{ "[fe80::1%lo]:80", "'fe80::1%lo' is not a numeric IPv6 address" });
}

static void test_origins(void **state)
{
	CHECK(value_origins, { "", NULL }, { "*", NULL }, { "https://example.org", NULL },
		{ "http://localhost:3000  https://example.org", NULL },
		{ "example.org", "'example.org' is no origin like https://example.org" },
		{ "https://", "'https://' is no origin like https://example.org" },
		{ "https://a.org/", "'https://a.org/' is no origin like https://example.org" },
		{ "https://*.a.org", "'https://*.a.org' is no origin like https://example.org" },
		{ "* https://a.org", "'*' is no origin like https://example.org" },
		{ "https://a.org,https://b.org",
			"'https://a.org,https://b.org' is no origin like https://example.org" });
}

static void test_policies(void **state)
{
	static const char no_name[] = "'' is no name: 1 to 63 of a-z, 0-9, _ and -";

	CHECK(value_policies, { "strict", NULL }, { "strict, standard ,my_own-2", NULL }, { "", no_name },
		{ "strict,", no_name }, { ",strict", no_name }, { "a,,b", no_name },
		{ "../x", "'../x' is no name: 1 to 63 of a-z, 0-9, _ and -" },
		{ "Strict", "'Strict' is no name: 1 to 63 of a-z, 0-9, _ and -" },
		{ "a b", "'a b' is no name: 1 to 63 of a-z, 0-9, _ and -" },
		{ "a,b, a", "'a' stands there twice" }, { "a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p", NULL },
		{ "a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q", "more than 16 policies" });
}

static void test_a_name_just_fits(void **state)
{
	char name[CONFIG_NAME_MAX + 1];
	struct config config = { 0 };

	memset(name, 'n', sizeof(name));
	name[CONFIG_NAME_MAX] = '\0';
	assert_true(value_policies(&config, name, NULL) < 0);
	assert_int_equal(config.policy_count, 0);
	name[CONFIG_NAME_MAX - 1] = '\0';
	assert_int_equal(value_policies(&config, name, NULL), 0);
	assert_string_equal(config.policy_names[0], name);
}

static void test_sets(void **state)
{
	static const char no_name[] = "'' is no name: 1 to 63 of a-z, 0-9, _ and -";

	CHECK(value_sets, { "bare", NULL }, { "bare:; two:numpy", NULL },
		{ "  bare ;x : numpy  _private PIL ", NULL }, { "", no_name }, { "bare;", no_name },
		{ "bare; : numpy", no_name },
		{ "numpy: numpy", "the first set, 'numpy', must have no modules" },
		{ "bare; other", "set 'other' has no modules" },
		{ "bare; numpy: numpy; numpy: pandas", "set 'numpy' stands there twice" },
		{ "bare; x: numpy numpy", "set 'x' names 'numpy' twice" },
		{ "bare; x: os.path", "'os.path' is no module that can be imported" },
		{ "bare; x: 2to3", "'2to3' is no module that can be imported" },
		{ "bare; x: numpy,pandas", "'numpy,pandas' is no module that can be imported" },
		{ "bare; x: y: z", "'y:' is no module that can be imported" },
		{ "bare; x: a b c d e f g h i j k l m n o p", NULL },
		{ "bare; x: a b c d e f g h i j k l m n o p q", "set 'x' has more than 16 modules" },
		{ "a;b:x;c:x;d:x;e:x;f:x;g:x;h:x;i:x;j:x;k:x;l:x;m:x;n:x;o:x;p:x", NULL },
		{ "a;b:x;c:x;d:x;e:x;f:x;g:x;h:x;i:x;j:x;k:x;l:x;m:x;n:x;o:x;p:x;q:x", "more than 16 sets" });
}

static void test_sets_are_taken_apart(void **state)
{
	struct config config = { 0 };

	assert_int_equal(value_sets(&config, "bare; big: numpy scipy", NULL), 0);
	assert_int_equal(config.set_count, 2);
	assert_string_equal(config.set_list[0].name, "bare");
	assert_string_equal(config.set_list[1].name, "big");
	assert_string_equal(config.set_list[1].modules[0], "numpy");
	assert_string_equal(config.set_list[1].modules[1], "scipy");
	assert_true(value_sets(&config, "bare; broken", NULL) < 0);
	assert_int_equal(config.set_list[1].module_count, 2);
	assert_int_equal(value_sets(&config, "only", NULL), 0);
	assert_int_equal(config.set_count, 1);
	assert_int_equal(config.set_list[1].module_count, 0);
}

static void test_paths(void **state)
{
	CHECK(value_path, { "/usr/bin/python3", NULL }, { "/a/..b/c..", NULL },
		{ "", "'' is not an absolute path" }, { "a/b", "'a/b' is not an absolute path" },
		{ "/a/../b", "'/a/../b' has '..' in it" }, { "/a/..", "'/a/..' has '..' in it" });
	CHECK(value_path_or_empty, { "", NULL }, { "/a", NULL }, { "./a", "'./a' is not an absolute path" });
	CHECK(value_paths, { "/a", NULL }, { "/a:/b c:/d", NULL }, { "", "'' is not an absolute path" },
		{ "/a:", "'' is not an absolute path" }, { "/a::/b", "'' is not an absolute path" },
		{ "/a: /b", "' /b' is not an absolute path" }, { "/a:/b/../c", "'/b/../c' has '..' in it" });
	CHECK(value_cgroups, { "auto", NULL }, { "none", NULL }, { "/sys/fs/cgroup/x", NULL },
		{ "", "'' is neither auto nor none nor an absolute path" },
		{ "full", "'full' is neither auto nor none nor an absolute path" });
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_listen),
		cmocka_unit_test(test_origins),
		cmocka_unit_test(test_policies),
		cmocka_unit_test(test_a_name_just_fits),
		cmocka_unit_test(test_sets),
		cmocka_unit_test(test_sets_are_taken_apart),
		cmocka_unit_test(test_paths),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
