/* What the library leaves of header lines, told apart. */
#include "client.h"
#include "http/http_internal.h"

static void lines(void **state)
{
	static const struct {
		const char *text;
		size_t len;
		bool strict;
		unsigned count;
	} table[] = {
#define ROW(t, s, c) { t, sizeof(t) - 1, s, c }
		ROW("\0\0", true, 0),
		ROW("Host\0 x\0\0\0\0", true, 1),
		ROW("Host\0 x\0\0A\0b\0\0\0\0", true, 2),
		ROW("A\0\0\0\0\0", true, 1), /* no value */
		ROW("A\0\0\0B\0\0\0\0\0", true, 2),
		ROW("Host\0 x\0AB\0b\0\0\0\0", false, 0), /* bare LF */
		ROW("Host\0 x\0\0\0", false, 0),	  /* in the last line, or the empty one */
		ROW("Host\0 x\0\0", false, 0),
		ROW("A\0\0B\0\0\0\0\0", false, 0), /* after no value */
		ROW("A\0\0\0\0", false, 0),
		ROW("A\0b\0c\0\0\0\0", false, 0), /* NUL in a value */
		ROW("A\0b\0\0\0\0\0", false, 0),
		ROW("\0A\0b\0\0\0\0", false, 0),     /* NUL at the start of a line */
		ROW("A\0b\0\0 c\0\0\0\0", false, 0), /* folded */
		ROW("A\0b\0\0\tc\0d\0\0\0\0", false, 0),
		ROW("A\0b\0\0C\0\0\0\0", false, 0), /* no colon */
		ROW("", false, 0),
		ROW("\0", false, 0),
		ROW("A", false, 0),
		ROW("AB", false, 0),
		ROW("A\0b", false, 0),
		ROW("A\0b\0", false, 0),
#undef ROW
	};

	for (size_t i = 0; i < ELEMENTS(table); i++) {
		unsigned count = 0;

		if (head_lines_strict(table[i].text, table[i].len, &count) != table[i].strict ||
			(table[i].strict && count != table[i].count))
			fail_msg("row %zu", i);
	}
}

static void origins(void **state)
{
	struct http_header_field fields[CORS_FIELDS_MAX];

	assert_true(cors_allows("*", "http://a"));
	assert_true(cors_allows("http://a http://b", "http://b"));
	assert_false(cors_allows("http://a http://b", "http://c"));
	assert_false(cors_allows("http://ab", "http://a"));
	assert_false(cors_allows("http://a", "http://ab"));
	assert_false(cors_allows("http://a", ""));
	assert_false(cors_allows("", "http://a"));

	assert_int_equal(cors_fields("*", NULL, fields), 0);
	assert_int_equal(cors_fields("", "http://a", fields), 0);
	assert_int_equal(cors_fields("*", "http://a", fields), 1);
	assert_string_equal(fields[0].value, "*");
	assert_int_equal(cors_fields("http://a", "http://b", fields), 1);
	assert_string_equal(fields[0].name, "Vary");
	assert_int_equal(cors_fields("http://a", "http://a", fields), 2);
	assert_string_equal(fields[1].value, "http://a");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines),
		cmocka_unit_test(origins),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
