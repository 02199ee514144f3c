/* A log line is one line, whatever stands in its values. */
#include "testing.h"

#include "base/log.h"

#include <fcntl.h>

static int saved = -1, reader = -1;

static int capture(void **state)
{
	int ends[2];

	if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) < 0)
		return -1;
	saved = dup(STDERR_FILENO);
	dup2(ends[1], STDERR_FILENO);
	close(ends[1]);
	reader = ends[0];
	return 0;
}

static int restore(void **state)
{
	dup2(saved, STDERR_FILENO);
	close(saved);
	close(reader);
	return 0;
}

/* What was logged since the last call. */
static size_t logged(char text[2 * LOG_LINE_MAX])
{
	const ssize_t n = read(reader, text, 2 * LOG_LINE_MAX - 1);
	const size_t len = n < 0 ? 0 : (size_t)n;

	text[len] = '\0';
	return len;
}

/* Behind the time, which differs. */
static const char *after_time(const char *text)
{
	const char *z = strchr(text, 'Z');

	assert_non_null(z);
	return z + 1;
}

static void test_json(void **state)
{
	char text[2 * LOG_LINE_MAX];

	log_setup(LOG_JSON, LOG_INFO, "server");
	log_info("run ended", F_STR("status", "success"), F_INT("cell", -7));
	logged(text);
	assert_memory_equal(text, "{\"time\":\"20", 11);
	assert_string_equal(after_time(text),
		"\",\"level\":\"info\",\"process\":\"server\","
		"\"event\":\"run ended\",\"status\":\"success\",\"cell\":-7}\n");
}

static void test_text(void **state)
{
	char text[2 * LOG_LINE_MAX];

	log_setup(LOG_TEXT, LOG_INFO, "server");
	log_error("run ended", F_STR("status", "success"), F_INT("cell", 7));
	logged(text);
	assert_string_equal(after_time(text), " error server: run ended status=\"success\" cell=7\n");
}

static void test_auto_is_json_where_there_is_no_terminal(void **state)
{
	char text[2 * LOG_LINE_MAX];

	log_setup(LOG_AUTO, LOG_INFO, "server");
	log_info("x");
	logged(text);
	assert_int_equal(text[0], '{');
}

static void test_levels(void **state)
{
	char text[2 * LOG_LINE_MAX];

	log_setup(LOG_JSON, LOG_WARNING, "server");
	log_debug("x");
	log_info("x");
	assert_int_equal(logged(text), 0);
	log_warning("x");
	assert_true(logged(text) > 0);
	log_setup(LOG_JSON, LOG_DEBUG, "server");
	log_debug("x");
	assert_true(logged(text) > 0);
}

static void test_every_byte_is_escaped(void **state)
{
	for (int format = LOG_TEXT; format <= LOG_JSON; format++) {
		log_setup((enum log_format)format, LOG_INFO, "server");
		for (int byte = 1; byte < 256; byte++) {
			const char value[] = { (char)byte, '\0' };
			char text[2 * LOG_LINE_MAX], expected[16];
			size_t len;

			log_info("e", F_STR("v", value));
			len = logged(text);
			if (byte == '"' || byte == '\\')
				snprintf(expected, sizeof(expected), "\"\\%c\"", byte);
			else if (byte < 0x20 || byte >= 0x7f)
				snprintf(expected, sizeof(expected), "\"\\u%04x\"", byte);
			else
				snprintf(expected, sizeof(expected), "\"%c\"", byte);
			assert_non_null(strstr(text, expected));
			assert_ptr_equal(strchr(text, '\n'), text + len - 1);
		}
	}
}

static void test_no_line_is_forged(void **state)
{
	static const char hostile[] = "x\"}\n{\"level\":\"info\",\"event\":\"forged\"}\n\033[2J";
	char text[2 * LOG_LINE_MAX];

	log_setup(LOG_JSON, LOG_INFO, "server");
	log_info("e", F_STR("v", hostile));
	logged(text);
	assert_non_null(strstr(text, "\"v\":\"x\\\"}\\u000a{\\\"level\\\":"));
	log_info(hostile);
	logged(text);
	assert_non_null(strstr(text, "\"event\":\"x\\\"}\\u000a{"));
	log_setup(LOG_TEXT, LOG_INFO, "server");
	log_info(hostile);
	logged(text);
	assert_null(strchr(text, '\033'));
	assert_ptr_equal(strchr(text, '\n'), text + strlen(text) - 1);
}

/* Cut at whatever place, it is one line and well formed. */
static void test_a_long_line_is_cut_and_ends(void **state)
{
	for (size_t shift = 0; shift < 16; shift++) {
		char value[2 * LOG_LINE_MAX], text[2 * LOG_LINE_MAX];
		size_t len;

		memset(value, '\n', sizeof(value));
		memset(value, 'x', shift);
		value[sizeof(value) - 1] = '\0';
		log_setup(LOG_JSON, LOG_INFO, "server");
		log_info("e", F_STR("v", value), F_STR("w", "left out"), F_INT("n", 12345));
		len = logged(text);
		assert_in_range(len, LOG_LINE_MAX - 16, LOG_LINE_MAX);
		assert_ptr_equal(strchr(text, '\n'), text + len - 1);
		assert_string_equal(text + len - 9, "\\u000a\"}\n");

		log_setup(LOG_TEXT, LOG_INFO, "server");
		log_info(value, F_INT("n", 12345));
		len = logged(text);
		assert_in_range(len, LOG_LINE_MAX - 16, LOG_LINE_MAX);
		assert_ptr_equal(strchr(text, '\n'), text + len - 1);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_json, capture, restore),
		cmocka_unit_test_setup_teardown(test_text, capture, restore),
		cmocka_unit_test_setup_teardown(
			test_auto_is_json_where_there_is_no_terminal, capture, restore),
		cmocka_unit_test_setup_teardown(test_levels, capture, restore),
		cmocka_unit_test_setup_teardown(test_every_byte_is_escaped, capture, restore),
		cmocka_unit_test_setup_teardown(test_no_line_is_forged, capture, restore),
		cmocka_unit_test_setup_teardown(test_a_long_line_is_cut_and_ends, capture, restore),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
