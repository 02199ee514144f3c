/* The table itself, and each type of row. */
#include "testing.h"

static void test_rows_are_well_formed(void **state)
{
	size_t index = 0;

	assert_non_null(settings[0].group);
	for (const struct setting *setting = settings; setting->key; setting++, index++) {
		const struct text key = { setting->key, strlen(setting->key) };

		assert_int_equal(strspn(setting->key, "abcdefghijklmnopqrstuvwxyz_"), key.len);
		assert_ptr_equal(setting_find(key), setting); /* also: no key stands twice */
		assert_ptr_equal(config_key(index), setting->key);
		assert_true(setting->help && setting->help[0]);
		if (setting->type == SETTING_UINT)
			assert_true(setting->min < setting->max);
		if (setting->type == SETTING_CHOICE)
			assert_true(setting->choices[0] && !setting->choices[SETTING_CHOICES_MAX]);
		for (const struct setting *other = settings; other < setting; other++)
			assert_true(other->offset != setting->offset);
	}
	assert_null(config_key(index));
	assert_null(config_key(index + 1));
}

static void test_find_wants_the_whole_key(void **state)
{
	assert_null(setting_find((struct text){ "queue", 4 }));
	assert_null(setting_find((struct text){ "queues", 6 }));
	assert_null(setting_find((struct text){ "", 0 }));
	assert_non_null(setting_find((struct text){ "queues", 5 }));
}

static void test_limits_of_numbers_are_inclusive(void **state)
{
	for (const struct setting *setting = settings; setting->key; setting++) {
		const unsigned *place;
		struct config config = { 0 };
		char value[32];

		if (setting->type != SETTING_UINT)
			continue;
		place = (const unsigned *)((const char *)&config + setting->offset);
		snprintf(value, sizeof(value), "%u", setting->min);
		assert_int_equal(setting_assign(setting, &config, value, NULL), 0);
		assert_int_equal(*place, setting->min);
		snprintf(value, sizeof(value), "%u", setting->max);
		assert_int_equal(setting_assign(setting, &config, value, NULL), 0);
		assert_int_equal(*place, setting->max);
		snprintf(value, sizeof(value), "%llu", setting->max + 1ULL);
		assert_int_equal(setting_assign(setting, &config, value, NULL), -ERANGE);
		snprintf(value, sizeof(value), "%lld", setting->min - 1LL);
		assert_true(setting_assign(setting, &config, value, NULL) < 0);
		assert_int_equal(*place, setting->max);
	}
}

static void test_numbers_do_not_wrap(void **state)
{
	const struct setting row = { .key = "x", .type = SETTING_UINT, .max = UINT32_MAX, .offset = 0 };
	unsigned place[sizeof(struct config) / sizeof(unsigned)] = { 7 };
	struct config *config = (struct config *)place;

	assert_true(setting_assign(&row, config, "4294967296", NULL) < 0);
	assert_true(setting_assign(&row, config, "18446744073709551616", NULL) < 0);
	assert_true(setting_assign(&row, config, "99999999999999999999999999", NULL) < 0);
	assert_int_equal(place[0], 7);
	assert_int_equal(setting_assign(&row, config, "0000000000000000000004294967295", NULL), 0);
	assert_int_equal(place[0], UINT32_MAX);
}

static void test_booleans(void **state)
{
	const struct setting row = { .key = "x", .type = SETTING_BOOL };
	struct config config = { 0 };
	const bool *place = (const bool *)&config;
	struct err err = { 0 };
	char range[32];

	assert_int_equal(setting_assign(&row, &config, "true", &err), 0);
	assert_true(*place);
	assert_true(setting_assign(&row, &config, "1", &err) < 0);
	assert_string_equal(err.text, "'1' is neither true nor false");
	assert_true(*place);
	assert_int_equal(setting_assign(&row, &config, "false", &err), 0);
	assert_false(*place);
	setting_describe_range(&row, range, sizeof(range));
	assert_string_equal(range, "true, false");
}

static void test_a_refused_string_leaves_the_old_one(void **state)
{
	const struct setting *listen = setting_find((struct text){ "listen", 6 });
	_cleanup_(config_release) struct config config = { 0 };

	assert_int_equal(setting_assign(listen, &config, "[::1]:1", NULL), 0);
	assert_true(setting_assign(listen, &config, "nonsense", NULL) < 0);
	assert_string_equal(config.listen, "[::1]:1");
	assert_int_equal(setting_assign(listen, &config, "[::1]:2", NULL), 0);
	assert_string_equal(config.listen, "[::1]:2");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows_are_well_formed),
		cmocka_unit_test(test_find_wants_the_whole_key),
		cmocka_unit_test(test_limits_of_numbers_are_inclusive),
		cmocka_unit_test(test_numbers_do_not_wrap),
		cmocka_unit_test(test_booleans),
		cmocka_unit_test(test_a_refused_string_leaves_the_old_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
