/* What is said about the settings elsewhere agrees with the table: --help, the manual page, the example file. */
#include "testing.h"

#include "base/buf.h"

static char *read_source(const char *name)
{
	_cleanup_(buf_release) struct buf text = BUF_INIT(MB);
	char path[512];
	size_t n;
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s", SOURCE_ROOT, name);
	file = fopen(path, "re");
	assert_non_null(file);
	do {
		assert_int_equal(buf_reserve(&text, 4096), 0);
		n = fread(text.data + text.len, 1, 4096, file);
		text.len += n;
	} while (n > 0);
	text.data[text.len] = '\0';
	fclose(file);
	return steal_ptr(&text.data);
}

/* The place of the line that begins with `start`; it is the only one. */
static char *only_line(char *text, const char *start)
{
	char needle[256], *found, *second;

	snprintf(needle, sizeof(needle), "\n%s", start);
	found = strstr(text, needle);
	if (!found)
		fail_msg("no line begins with '%s'", start);
	second = strstr(found + 1, needle);
	if (second)
		fail_msg("two lines begin with '%s'", start);
	return found + 1;
}

static size_t count_lines(const char *text, const char *start)
{
	size_t count = 0;

	for (const char *line = text; line; line = strchr(line, '\n'), line = line ? line + 1 : NULL)
		count += strncmp(line, start, strlen(start)) == 0;
	return count;
}

static size_t count_settings(void)
{
	size_t count = 0;

	while (config_key(count))
		count++;
	return count;
}

static void flag_of(const struct setting *setting, char flag[CONFIG_NAME_MAX + 2])
{
	snprintf(flag, CONFIG_NAME_MAX + 2, "--%s", setting->key);
	for (char *c = flag; *c; c++)
		*c = *c == '_' ? '-' : *c;
}

static void test_help(void **state)
{
	_cleanup_free_ char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	assert_non_null(out);
	config_print_help(out);
	fclose(out);
	assert_int_equal(count_lines(text, "  --"), count_settings() + 1);
	for (const struct setting *setting = settings; setting->key; setting++) {
		const bool below = strlen(setting->initial) > 16;
		char flag[CONFIG_NAME_MAX + 2], range[128], row[256];
		const char *line;
		int len;

		flag_of(setting, flag);
		setting_describe_range(setting, range, sizeof(range));
		len = snprintf(row, sizeof(row), "  %-22s%-18s%-36s%s\n", flag,
			below		       ? "(below)"
			: !setting->initial[0] ? "(empty)"
					       : setting->initial,
			range, setting->help);
		line = only_line(text, row);
		if (below)
			assert_memory_equal(line + len + 24, setting->initial, strlen(setting->initial));
	}
}

/* Takes roff's escapes out, in place. */
static void strip_roff(char *text)
{
	char *to = text;

	for (const char *from = text; *from; from++) {
		if (from[0] == '\\' && from[1] == ':')
			from++;
		else if (from[0] != '\\' || from[1] != '-')
			*to++ = *from;
	}
	*to = '\0';
}

static void test_manual_page(void **state)
{
	_cleanup_free_ char *text = read_source("docs/man/pyrunner.1");

	strip_roff(text);
	assert_int_equal(count_lines(text, ".BI --"), count_settings() + 1);
	assert_int_equal(count_lines(text, "Default: "), count_settings() + 1);
	for (const struct setting *setting = settings; setting->key; setting++) {
		char flag[CONFIG_NAME_MAX + 2], start[128], range[128], words[512];
		const char *line, *told, *end;

		flag_of(setting, flag);
		snprintf(start, sizeof(start), ".BI %s \"", flag);
		line = only_line(text, start);
		told = strstr(line, "\nDefault: ");
		end = strstr(line, "\n.TP");
		assert_true(told && (!end || told < end));

		setting_describe_range(setting, range, sizeof(range));
		snprintf(words, sizeof(words), "\nDefault: %s.%s%s%s\n",
			setting->initial[0] ? setting->initial : "empty",
			setting->type == SETTING_UINT ? " Range: "
			: range[0]		      ? " One of: "
						      : "",
			range, range[0] ? "." : "");
		if (strncmp(told, words, strlen(words)) != 0)
			fail_msg("%s: the manual page does not say '%s'", flag, words + 1);
	}
}

static void test_example_file_names_each_setting(void **state)
{
	_cleanup_free_ char *text = read_source("packaging/pyrunner.conf");
	char *last = text;

	for (const struct setting *setting = settings; setting->key; setting++) {
		char start[128], range[128], *line, *told;

		snprintf(start, sizeof(start), "#%s =", setting->key);
		line = only_line(text, start);
		setting_describe_range(setting, range, sizeof(range));
		line[0] = '\0';
		told = strstr(last, range);
		if (!told)
			fail_msg("%s: the range '%s' is not told", setting->key, range);
		line[0] = '#';
		last = line;
	}
}

/* Each of its lines taken in makes the defaults. */
static void test_example_file_shows_the_defaults(void **state)
{
	_cleanup_free_ char *text = read_source("packaging/pyrunner.conf");
	_cleanup_(config_release) struct config plain = { 0 }, shown = { 0 };
	struct err err = { 0 };
	size_t rows = 0;

	for (char *line = text; line; line = strchr(line, '\n'), line = line ? line + 1 : NULL) {
		if (line[0] == '#' && line[1] >= 'a' && line[1] <= 'z') {
			line[0] = ' ';
			rows++;
		}
	}
	assert_int_equal(rows, count_settings());
	if (file_parse(&shown, (struct text){ text, strlen(text) }, "pyrunner.conf", &err) < 0)
		fail_msg("%s", err.text);
	for (const struct setting *setting = settings; setting->key; setting++) {
		const char *a = (const char *)&plain + setting->offset;
		const char *b = (const char *)&shown + setting->offset;

		assert_int_equal(setting_assign(setting, &plain, setting->initial, NULL), 0);
		if (setting->type == SETTING_UINT)
			assert_memory_equal(a, b, sizeof(unsigned));
		else
			assert_string_equal(*(char *const *)a, *(char *const *)b);
	}
}

/* As it lies there it changes nothing. */
static void test_example_file_is_all_comments(void **state)
{
	_cleanup_free_ char *text = read_source("packaging/pyrunner.conf");
	const struct config untouched = { 0 };
	struct config config = { 0 };

	assert_int_equal(file_parse(&config, (struct text){ text, strlen(text) }, "pyrunner.conf", NULL), 0);
	assert_memory_equal(&config, &untouched, sizeof(config));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_help),
		cmocka_unit_test(test_manual_page),
		cmocka_unit_test(test_example_file_names_each_setting),
		cmocka_unit_test(test_example_file_shows_the_defaults),
		cmocka_unit_test(test_example_file_is_all_comments),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
