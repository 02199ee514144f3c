/* What a program wrote, as text: whatever bytes it wrote, and however many. */
#include "testing.h"

#include "base/cleanup.h"
#include "outcome/capture.h"

#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>

#define FFFD "\xef\xbf\xbd"

/* --- UTF-8 ------------------------------------------------------------------------------------------------- */

static const struct {
	const char *bytes, *text;
} utf8[] = {
	{ "", "" },
	{ "plain", "plain" },
	{ "\x7f\x01\x1b[0m", "\x7f\x01\x1b[0m" },
	{ "\xc2\x80\xdf\xbf", "\xc2\x80\xdf\xbf" },				    /* U+0080, U+07FF */
	{ "\xe0\xa0\x80\xef\xbf\xbf", "\xe0\xa0\x80\xef\xbf\xbf" },		    /* U+0800, U+FFFF */
	{ "\xed\x9f\xbf\xee\x80\x80", "\xed\x9f\xbf\xee\x80\x80" },		    /* U+D7FF, U+E000 */
	{ "\xf0\x90\x80\x80\xf4\x8f\xbf\xbf", "\xf0\x90\x80\x80\xf4\x8f\xbf\xbf" }, /* U+10000, U+10FFFF */
	{ "\xed\xa0\x80", FFFD FFFD FFFD },					    /* a surrogate */
	{ "\xed\xbf\xbf", FFFD FFFD FFFD },
	{ "\xf4\x90\x80\x80", FFFD FFFD FFFD FFFD }, /* over U+10FFFF */
	{ "\xf5\x80\x80\x80", FFFD FFFD FFFD FFFD },
	{ "\xc0\xaf", FFFD FFFD }, /* overlong '/' */
	{ "\xc1\xbf", FFFD FFFD },
	{ "\xe0\x80\xaf", FFFD FFFD FFFD },
	{ "\xe0\x9f\xbf", FFFD FFFD FFFD },
	{ "\xf0\x80\x80\xaf", FFFD FFFD FFFD FFFD },
	{ "\xf0\x8f\xbf\xbf", FFFD FFFD FFFD FFFD },
	{ "\x80", FFFD }, /* nothing before it */
	{ "\xbf\xbf", FFFD FFFD },
	{ "\xfe\xff", FFFD FFFD },
	{ "\xf8\x88\x80\x80\x80", FFFD FFFD FFFD FFFD FFFD },
	{ "\xc3", FFFD }, /* nothing behind it */
	{ "\xe2\x82", FFFD FFFD },
	{ "\xf0\x9f\x98", FFFD FFFD FFFD },
	{ "\xe2\x82x", FFFD FFFD "x" }, /* what follows is kept */
	{ "\xe2\xe2\x82\xac", FFFD "\xe2\x82\xac" },
	{ "a\xffz", "a" FFFD "z" },
	{ "\xc3\xa9\x80", "\xc3\xa9" FFFD },
};

static void test_bytes_become_text(void **state)
{
	for (size_t i = 0; i < ELEMENTS(utf8); i++) {
		_cleanup_free_ char *text = utf8_copy(utf8[i].bytes, strlen(utf8[i].bytes));

		assert_string_equal(text, utf8[i].text);
	}
}

/* The rule written down another way: decode, and see whether the shortest form is what was there. */
static size_t naive_sequence(const unsigned char *s, size_t left)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	size_t len = s[0] < 0x80 ? 1 : s[0] >> 5 == 6 ? 2 : s[0] >> 4 == 14 ? 3 : s[0] >> 3 == 30 ? 4 : 0;
	uint32_t point = len == 1 ? s[0] : s[0] & (0x7fU >> len);

	if (!len || len > left)
		return 0;
	for (size_t i = 1; i < len; i++) {
		if (s[i] >> 6 != 2)
			return 0;
		point = point << 6 | (s[i] & 0x3f);
	}
	return point >= least[len] && point <= 0x10ffff && point >> 11 != 0x1b ? len : 0;
}

static void test_every_sequence_of_the_edges(void **state)
{
	/* every first byte, followed by bytes on both sides of each border */
	static const unsigned char next[] = { 0x00, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xff };

	for (unsigned n = 0; n < 256 * 1000; n++) {
		const unsigned char s[4] = { (unsigned char)(n / 1000), next[n % 10], next[n / 10 % 10],
			next[n / 100 % 10] };
		char expected[16];
		size_t len = 0;
		_cleanup_free_ char *text = utf8_copy((const char *)s, sizeof(s));

		for (size_t i = 0, part; i < sizeof(s); i += MAX(part, (size_t)1)) {
			part = naive_sequence(s + i, sizeof(s) - i);
			memcpy(expected + len, part ? (const char *)s + i : FFFD, part ? part : 3);
			len += part ? part : 3;
		}
		expected[len] = '\0';
		assert_memory_equal(text, expected, len + 1);
	}
}

/* --- the cap ----------------------------------------------------------------------------------------------- */

/* A pipe that holds `bytes`, its writer gone. */
static int pipe_of(const void *bytes, size_t len)
{
	int ends[2];

	assert_int_equal(pipe2(ends, O_NONBLOCK | O_CLOEXEC), 0);
	assert_int_equal(write(ends[1], bytes, len), len);
	close(ends[1]);
	return ends[0];
}

static const struct {
	const char *written;
	size_t cap;
	const char *kept;
	bool truncated;
} cuts[] = {
	{ "abc", 3, "abc", false },
	{ "abcd", 3, "abc", true },
	{ "abc", 0, "", true },
	{ "", 0, "", false },
	{ "a\xc3\xa9", 3, "a\xc3\xa9", false },
	{ "a\xc3\xa9", 2, "a", true }, /* no half of a character is left */
	{ "\xe2\x82\xac\xe2\x82\xac", 5, "\xe2\x82\xac", true },
	{ "\xe2\x82\xac\xe2\x82\xac", 4, "\xe2\x82\xac", true },
	{ "\xe2\x82\xac\xe2\x82\xac", 3, "\xe2\x82\xac", true },
	{ "\xf0\x9f\x98\x80\xf0\x9f\x98\x80", 7, "\xf0\x9f\x98\x80", true },
	{ "\xf0\x9f\x98\x80\xf0\x9f\x98\x80", 5, "\xf0\x9f\x98\x80", true },
	{ "\xf0\x9f\x98\x80", 3, "", true },
	{ "\xf0\x9f\x98", 3, FFFD FFFD FFFD, false }, /* the program's own half */
	{ "\xc3\xa9\x80\x80", 3, "\xc3\xa9" FFFD, true },
	{ "\x80\x80\x80\x80\x80", 4, FFFD FFFD FFFD FFFD, true },
};

static void test_cap_cuts_between_characters(void **state)
{
	for (size_t i = 0; i < ELEMENTS(cuts); i++) {
		_cleanup_(capture_release) struct capture capture = CAPTURE_INIT(cuts[i].cap);
		_cleanup_close_ int fd = pipe_of(cuts[i].written, strlen(cuts[i].written));
		_cleanup_free_ char *text = NULL;
		size_t len = 99;

		while (capture_drain(&capture, fd))
			continue;
		assert_int_equal(capture.truncated, cuts[i].truncated);
		text = capture_take(&capture, 0, &len);
		assert_string_equal(text, cuts[i].kept);
		assert_int_equal(len, strlen(cuts[i].kept));
	}
}

static void test_nothing_follows_what_was_dropped(void **state)
{
	_cleanup_(capture_release) struct capture capture = CAPTURE_INIT(100);
	_cleanup_close_ int fd = pipe_of("later", 5);

	capture.truncated = true; /* as where memory was short for a moment */
	assert_int_equal(capture_drain(&capture, fd), 1);
	assert_int_equal(capture.bytes.len, 0);
}

static void test_what_cannot_be_read_is_lost(void **state)
{
	_cleanup_(capture_release) struct capture capture = CAPTURE_INIT(100);
	_cleanup_close_ int fd = pipe_of("said", 4);
	_cleanup_close_ int folder = open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	assert_int_equal(capture_drain(&capture, fd), 1);
	assert_false(capture.lost);
	assert_int_equal(capture_drain(&capture, folder), 0);
	assert_true(capture.lost);
}

/* --- draining ---------------------------------------------------------------------------------------------- */

static void test_drain_tells_open_from_closed(void **state)
{
	_cleanup_(capture_release) struct capture capture = CAPTURE_INIT(100);
	int ends[2];

	assert_int_equal(pipe2(ends, O_NONBLOCK | O_CLOEXEC), 0);
	assert_int_equal(capture_drain(&capture, ends[0]), 1);
	assert_int_equal(write(ends[1], "ab", 2), 2);
	assert_int_equal(capture_drain(&capture, ends[0]), 1);
	assert_int_equal(write(ends[1], "c", 1), 1);
	close(ends[1]);
	while (capture_drain(&capture, ends[0]))
		continue;
	assert_int_equal(capture.bytes.len, 3);
	assert_memory_equal(capture.bytes.data, "abc", 3);
	close(ends[0]);
	assert_int_equal(capture_drain(&capture, ends[0]), 0); /* broken: as good as closed */
}

static void test_one_call_takes_all_that_a_pipe_holds(void **state)
{
	_cleanup_(capture_release) struct capture capture = CAPTURE_INIT(4 * MB);
	char page[4096];
	int ends[2];
	size_t written = 0;
	ssize_t n;

	assert_int_equal(pipe2(ends, O_NONBLOCK | O_CLOEXEC), 0);
	fcntl(ends[1], F_SETPIPE_SZ, MB);
	memset(page, 'x', sizeof(page));
	while ((n = write(ends[1], page, sizeof(page))) > 0)
		written += (size_t)n;
	assert_true(written >= 64 * KB);
	assert_int_equal(capture_drain(&capture, ends[0]), 1);
	assert_int_equal(capture.bytes.len, written);
	close(ends[0]);
	close(ends[1]);
}

static void *write_on(void *pipe)
{
	static char junk[256 * 1024];
	struct pollfd poll_out = { .fd = *(int *)pipe, .events = POLLOUT };

	while (write(poll_out.fd, junk, sizeof(junk)) >= 0 || errno == EAGAIN)
		poll(&poll_out, 1, -1);
	return NULL;
}

static void test_a_flood_keeps_no_call(void **state)
{
	_cleanup_(capture_release) struct capture capture = CAPTURE_INIT(1000);
	pthread_t writer;
	int ends[2];

	assert_int_equal(pipe2(ends, O_NONBLOCK | O_CLOEXEC), 0);
	assert_int_equal(pthread_create(&writer, NULL, write_on, &ends[1]), 0);
	for (int i = 0; i < 200 || !capture.truncated; i++)
		assert_int_equal(capture_drain(&capture, ends[0]), 1);
	close(ends[0]);
	pthread_join(writer, NULL);
	close(ends[1]);
	assert_true(capture.truncated);
	assert_int_equal(capture.bytes.len, 1000);
}

/* --- taking ------------------------------------------------------------------------------------------------ */

static void test_take_leaves_room_and_an_empty_capture(void **state)
{
	static const char bytes[] = "a\0\xff";
	_cleanup_(capture_release) struct capture capture = CAPTURE_INIT(100);
	_cleanup_close_ int fd = pipe_of(bytes, 3);
	_cleanup_free_ char *text = NULL, *nothing = NULL;
	size_t len;

	while (capture_drain(&capture, fd))
		continue;
	text = capture_take(&capture, 10, &len);
	assert_int_equal(len, 5);
	assert_memory_equal(text, "a\0" FFFD, 6);
	memcpy(text + len, "0123456789", 11);
	assert_int_equal(capture.bytes.len, 0);
	nothing = capture_take(&capture, 0, &len);
	assert_int_equal(len, 0);
	assert_string_equal(nothing, "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_bytes_become_text),
		cmocka_unit_test(test_every_sequence_of_the_edges),
		cmocka_unit_test(test_cap_cuts_between_characters),
		cmocka_unit_test(test_nothing_follows_what_was_dropped),
		cmocka_unit_test(test_what_cannot_be_read_is_lost),
		cmocka_unit_test(test_drain_tells_open_from_closed),
		cmocka_unit_test(test_one_call_takes_all_that_a_pipe_holds),
		cmocka_unit_test(test_a_flood_keeps_no_call),
		cmocka_unit_test(test_take_leaves_room_and_an_empty_capture),
	};

	signal(SIGPIPE, SIG_IGN);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
