/* Who used much CPU time lately. Ten percent of a CPU is free. */
#include "testing.h"

#include "schedule/internal.h"

static const uint64_t SECOND = 1000000, FIRST = 1000 * SECOND;

static struct spent *new_spent(void **state)
{
	return *state = calloc(1, sizeof(struct spent));
}

static int release(void **state)
{
	free(*state);
	return 0;
}

static void adds_up_and_leaks(void **state)
{
	struct spent *spent = new_spent(state);

	assert_int_equal(spent_owed_us(spent, "a", FIRST), 0);
	spent_add(spent, "a", 60000, FIRST);
	spent_add(spent, "a", 30000, FIRST);
	assert_int_equal(spent_owed_us(spent, "a", FIRST), 90000);
	assert_int_equal(spent_owed_us(spent, "b", FIRST), 0);
	assert_int_equal(spent_owed_us(spent, "a", FIRST + SECOND / 2), 40000);
	assert_int_equal(spent_owed_us(spent, "a", FIRST + 10 * SECOND), 0);
	spent_add(spent, "a", 10000, FIRST + SECOND / 2);
	assert_int_equal(spent_owed_us(spent, "a", FIRST + SECOND / 2), 50000);
}

static void a_light_client_owes_little_for_ever(void **state)
{
	struct spent *spent = new_spent(state);

	for (uint64_t i = 0; i < 10000; i++) {
		spent_add(spent, "a", 4000, FIRST + i * SECOND / 20);
		assert_true(spent_owed_us(spent, "a", FIRST + i * SECOND / 20) <= 4000);
	}
}

static void nobody_owes_for_long(void **state)
{
	struct spent *spent = new_spent(state);

	spent_add(spent, "a", 300 * SECOND, FIRST);
	assert_true(spent_owed_us(spent, "a", FIRST + 9 * SECOND) > 0);
	assert_int_equal(spent_owed_us(spent, "a", FIRST + 10 * SECOND), 0);
}

static void a_crowd_of_light_ones_hides_nobody(void **state)
{
	struct spent *spent = new_spent(state);
	char name[CLIENT_MAX];

	spent_add(spent, "heavy", SECOND, FIRST);
	for (unsigned i = 0; i < 4 * SPENDERS_MAX; i++) {
		snprintf(name, sizeof(name), "light %u", i);
		spent_add(spent, name, 1000, FIRST);
	}
	assert_int_equal(spent_owed_us(spent, "heavy", FIRST), SECOND);
	/* The places of those that owe nothing any more are free. */
	spent_add(spent, "late", 1000, FIRST + SECOND);
	assert_int_equal(spent_owed_us(spent, "late", FIRST + SECOND), 1000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(adds_up_and_leaks, release),
		cmocka_unit_test_teardown(a_light_client_owes_little_for_ever, release),
		cmocka_unit_test_teardown(nobody_owes_for_long, release),
		cmocka_unit_test_teardown(a_crowd_of_light_ones_hides_nobody, release),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
