#include "testing.h"

#include "base/err.h"

static void test_set(void **state)
{
	struct err err = { 0 };

	assert_int_equal(err_set(&err, -ERANGE, "%d is too %s", 7, "odd"), -ERANGE);
	assert_int_equal(err.code, -ERANGE);
	assert_string_equal(err.text, "7 is too odd");
	assert_int_equal(err_set(&err, -EINVAL, "other"), -EINVAL);
	assert_string_equal(err.text, "other");
}

static void test_errno_gives_code_and_words(void **state)
{
	struct err err = { 0 };

	errno = ENOENT;
	assert_int_equal(err_errno(&err, "open %s", "x"), -ENOENT);
	assert_int_equal(err.code, -ENOENT);
	assert_string_equal(err.text, "open x: No such file or directory");
	errno = 0; /* a failure is never told as a success */
	assert_int_equal(err_errno(&err, "odd"), -EIO);
	assert_int_equal(err.code, -EIO);
}

static void test_context_grows_outward(void **state)
{
	struct err err = { 0 };

	errno = EACCES;
	assert_int_equal(err_errno(&err, "exec %s", "zygote"), -EACCES);
	assert_int_equal(err_in(&err, "set %s", "numpy"), -EACCES);
	assert_int_equal(err_in(&err, "start"), -EACCES);
	assert_string_equal(err.text, "start: set numpy: exec zygote: Permission denied");
}

static void test_nobody_reads_it(void **state)
{
	assert_int_equal(err_set(NULL, -ERANGE, "x"), -ERANGE);
	errno = ENOENT;
	assert_int_equal(err_errno(NULL, "x"), -ENOENT);
	assert_true(err_in(NULL, "x") < 0);
	assert_int_equal(err_nomem(NULL), -ENOMEM);
}

static void test_a_context_without_a_failure_is_still_one(void **state)
{
	struct err err = { 0 };

	assert_true(err_in(&err, "x") < 0);
}

static void test_long_words_are_cut(void **state)
{
	char long_text[2 * ERR_TEXT_MAX];
	struct err err = { 0 };

	memset(long_text, 'x', sizeof(long_text));
	long_text[sizeof(long_text) - 1] = '\0';
	err_set(&err, -EIO, "%s", long_text);
	assert_int_equal(strlen(err.text), ERR_TEXT_MAX - 1);
	err_in(&err, "outer");
	assert_int_equal(strlen(err.text), ERR_TEXT_MAX - 1);
	assert_memory_equal(err.text, "outer: xx", 9);
	err_in(&err, "%s", long_text);
	assert_int_equal(strlen(err.text), ERR_TEXT_MAX - 1);
	assert_int_equal(err.code, -EIO);
}

static void test_out_of_memory(void **state)
{
	struct err err = { 0 };

	err_set(&err, -EIO, "before");
	assert_int_equal(err_nomem(&err), -ENOMEM);
	assert_int_equal(err.code, -ENOMEM);
	assert_string_equal(err.text, "out of memory");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_set),
		cmocka_unit_test(test_errno_gives_code_and_words),
		cmocka_unit_test(test_context_grows_outward),
		cmocka_unit_test(test_nobody_reads_it),
		cmocka_unit_test(test_a_context_without_a_failure_is_still_one),
		cmocka_unit_test(test_long_words_are_cut),
		cmocka_unit_test(test_out_of_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
