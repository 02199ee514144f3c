#include "testing.h"

#include "base/buf.h"

static void test_appends_end_in_a_nul(void **state)
{
	_cleanup_(buf_release) struct buf buf = BUF_INIT(100);

	assert_int_equal(buf_append(&buf, "a\0b", 3), 0);
	assert_int_equal(buf_puts(&buf, "cd"), 0);
	assert_int_equal(buf_printf(&buf, "%d%s", 12, "!"), 0);
	assert_int_equal(buf.len, 8);
	assert_memory_equal(buf.data, "a\0bcd12!", 9);
}

static void test_nothing_is_nothing(void **state)
{
	_cleanup_(buf_release) struct buf buf = BUF_INIT(0);

	assert_int_equal(buf_append(&buf, NULL, 0), 0);
	assert_int_equal(buf_puts(&buf, ""), 0);
	assert_int_equal(buf.len, 0);
	assert_string_equal(buf.data, "");
	assert_int_equal(buf_puts(&buf, "x"), -ENOBUFS);
}

static void test_the_maximum_is_reached_and_not_passed(void **state)
{
	enum { MAXIMUM = 1000 };
	_cleanup_(buf_release) struct buf buf = BUF_INIT(MAXIMUM);

	for (size_t i = 0; i < MAXIMUM; i++)
		assert_int_equal(buf_append(&buf, "x", 1), 0);
	assert_int_equal(buf_append(&buf, "y", 1), -ENOBUFS);
	assert_int_equal(buf_printf(&buf, "%d", 1), -ENOBUFS);
	assert_int_equal(buf_append(&buf, "", 0), 0);
	assert_int_equal(buf.len, MAXIMUM);
	assert_int_equal(strlen(buf.data), MAXIMUM);
	assert_true(buf.allocated <= MAXIMUM + 1);
}

static void test_what_does_not_fit_changes_nothing(void **state)
{
	_cleanup_(buf_release) struct buf buf = BUF_INIT(4);

	assert_int_equal(buf_puts(&buf, "abc"), 0);
	assert_int_equal(buf_puts(&buf, "de"), -ENOBUFS);
	assert_int_equal(buf_append(&buf, "d", SIZE_MAX), -ENOBUFS);
	assert_int_equal(buf_reserve(&buf, SIZE_MAX - 2), -ENOBUFS);
	assert_int_equal(buf.len, 3);
	assert_string_equal(buf.data, "abc");
}

static void test_reserved_room_is_the_callers(void **state)
{
	_cleanup_(buf_release) struct buf buf = BUF_INIT(300);

	assert_int_equal(buf_reserve(&buf, 1), 0);
	assert_string_equal(buf.data, "");
	assert_int_equal(buf_puts(&buf, "ab"), 0);
	assert_int_equal(buf_reserve(&buf, 298), 0);
	assert_string_equal(buf.data, "ab");
	assert_true(buf.allocated >= 301);
	memset(buf.data + buf.len, 'c', 298);
	buf.len += 298;
	assert_int_equal(buf_reserve(&buf, 1), -ENOBUFS);
}

static void test_released_it_can_be_used_again(void **state)
{
	struct buf buf = BUF_INIT(3);

	assert_int_equal(buf_puts(&buf, "abc"), 0);
	buf_release(&buf);
	assert_null(buf.data);
	assert_int_equal(buf.len, 0);
	assert_int_equal(buf_puts(&buf, "abcd"), -ENOBUFS);
	assert_int_equal(buf_puts(&buf, "xyz"), 0);
	assert_string_equal(buf.data, "xyz");
	buf_release(&buf);
	buf_release(&buf);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_appends_end_in_a_nul),
		cmocka_unit_test(test_nothing_is_nothing),
		cmocka_unit_test(test_the_maximum_is_reached_and_not_passed),
		cmocka_unit_test(test_what_does_not_fit_changes_nothing),
		cmocka_unit_test(test_reserved_room_is_the_callers),
		cmocka_unit_test(test_released_it_can_be_used_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
