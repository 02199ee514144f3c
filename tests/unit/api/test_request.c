/* Bodies into requests, or into all of their problems. The expected entries are those of pydantic 2. */
#include "api/api_internal.h"
#include "fake_schedule.h"

#include <setjmp.h>
/* cmocka needs setjmp.h */
#include <cmocka.h>

static const struct config config = {
	.max_timeout = 300,
	.default_timeout = 30,
	.max_memory_mb = 2048,
	.min_memory_mb = 64,
	.default_memory_mb = 512,
	.max_code_chars = 1000000,
	.max_stdin_kb = 1024,
	.policy_names = { "strict", "standard", "open" },
	.policy_count = 3,
	.policy_default = 1,
};

static int read_typed(
	const char *type, const char *body, size_t len, struct request **request, struct buf *problems)
{
	return read_request(&config, type, (struct text){ body, len }, request, problems);
}

static struct request *read_fine(const char *body)
{
	_cleanup_(buf_release) struct buf problems = BUF_INIT(PROBLEMS_MAX);
	struct request *request = NULL;

	if (read_typed(NULL, body, strlen(body), &request, &problems) < 0)
		fail_msg("%s: %s", body, problems.data);
	return request;
}

static void expect_problems(const char *type, const char *body, const char *wanted)
{
	_cleanup_(buf_release) struct buf problems = BUF_INIT(PROBLEMS_MAX);
	struct request *request = NULL;
	char text[4096];

	assert_int_equal(read_typed(type, body, strlen(body), &request, &problems), -EINVAL);
	assert_null(request);
	snprintf(text, sizeof(text), "{\"detail\":[%s]}", wanted);
	assert_string_equal(problems.data, text);
}

static void defaults(void **state)
{
	static const char *const bodies[] = {
		"{\"code\":\"x\"}",
		" {\"code\":\"x\",\"timeout\":null,\"memory_limit\":null,\"auto_print\":null,\"stdin\":null,\"policy\":null}\n",
	};

	for (size_t i = 0; i < ELEMENTS(bodies); i++) {
		_cleanup_(request_freep) struct request *request = read_fine(bodies[i]);

		assert_int_equal(request->timeout_s, 30);
		assert_int_equal(request->memory_mb, 512);
		assert_true(request->auto_print);
		assert_false(request->has_input);
		assert_null(request->input);
		assert_int_equal(request->policy, 1);
		assert_string_equal(request->code, "x");
	}
}

static void all_fields(void **state)
{
	_cleanup_(request_freep) struct request *request = read_fine(
		"{\"policy\":\"open\",\"stdin\":\"a\\u0000b\",\"auto_print\":\"off\",\"memory_limit\":\" 64 \","
		"\"timeout\":3e2,\"code\":\"\\u00e9\\u0000\"}");
	_cleanup_(request_freep) struct request *empty = read_fine("{\"code\":\"x\",\"stdin\":\"\"}");

	assert_int_equal(request->policy, 2);
	assert_int_equal(request->input_len, 3);
	assert_memory_equal(request->input, "a\0b", 3);
	assert_true(request->has_input);
	assert_false(request->auto_print);
	assert_int_equal(request->memory_mb, 64);
	assert_int_equal(request->timeout_s, 300);
	assert_int_equal(request->code_len, 3);
	assert_memory_equal(request->code, "\xc3\xa9\0", 3);
	assert_true(empty->has_input);
	assert_int_equal(empty->input_len, 0);
}

static const struct {
	const char *text;
	unsigned value; /* 0: a problem */
	const char *type;
} integer_table[] = {
	{ "30", 30, NULL },
	{ "30.0", 30, NULL },
	{ "3e1", 30, NULL },
	{ "true", 1, NULL },
	{ "\"30\"", 30, NULL },
	{ "\" +30.00\\n\"", 30, NULL },
	{ "\"1_00\"", 100, NULL },
	{ "\"007\"", 7, NULL },
	{ "\"\\u00a030\\u3000\"", 30, NULL },
	{ "30.5", 0, "int_from_float" },
	{ "1e300", 0, "int_parsing_size" },
	{ "\"abc\"", 0, "int_parsing" },
	{ "\"\"", 0, "int_parsing" },
	{ "\"30.5\"", 0, "int_parsing" },
	{ "\"30.\"", 0, "int_parsing" },
	{ "\".0\"", 0, "int_parsing" },
	{ "\"1__0\"", 0, "int_parsing" },
	{ "\"1_\"", 0, "int_parsing" },
	{ "\"1_.0\"", 0, "int_parsing" },
	{ "\"_1\"", 0, "int_parsing" },
	{ "\"+-3\"", 0, "int_parsing" },
	{ "\"3 0\"", 0, "int_parsing" },
	{ "\"0x10\"", 0, "int_parsing" },
	{ "\"1e2\"", 0, "int_parsing" },
	{ "\"30\\u0000\"", 0, "int_parsing" },
	{ "\"\\u001f30\"", 0, "int_parsing" },
	{ "[]", 0, "int_type" },
	{ "{}", 0, "int_type" },
	{ "0", 0, "greater_than_equal" },
	{ "false", 0, "greater_than_equal" },
	{ "-0.0", 0, "greater_than_equal" },
	{ "\"-5\"", 0, "greater_than_equal" },
	{ "301", 0, "less_than_equal" },
	{ "9223372036854775807", 0, "less_than_equal" },
	{ "\"99999999999999999999999999\"", 0, "less_than_equal" },
	{ "\"-99999999999999999999999999\"", 0, "greater_than_equal" },
};

static void integers(void **state)
{
	for (size_t i = 0; i < ELEMENTS(integer_table); i++) {
		_cleanup_(buf_release) struct buf problems = BUF_INIT(PROBLEMS_MAX);
		_cleanup_(request_freep) struct request *request = NULL;
		char body[200], type[100];
		int r;

		snprintf(body, sizeof(body), "{\"code\":\"x\",\"timeout\":%s}", integer_table[i].text);
		r = read_typed(NULL, body, strlen(body), &request, &problems);
		if (integer_table[i].value) {
			assert_int_equal(r, 0);
			assert_int_equal(request->timeout_s, integer_table[i].value);
		} else {
			assert_int_equal(r, -EINVAL);
			snprintf(type, sizeof(type), "{\"type\":\"%s\",\"loc\":[\"body\",\"timeout\"]",
				integer_table[i].type);
			assert_non_null(strstr(problems.data, type));
		}
	}
}

static void booleans(void **state)
{
	static const char *const yes[] = { "true", "1", "1.0", "\"true\"", "\"ON\"", "\"y\"", "\"T\"",
		"\"Yes\"", "\"1\"" };
	static const char *const no[] = { "false", "0", "-0.0", "\"false\"", "\"off\"", "\"N\"", "\"f\"",
		"\"no\"", "\"0\"" };
	static const char *const parsing[] = { "2", "-1", "\"\"", "\" true\"", "\"maybe\"", "\"true\\u0000\"",
		"\"1.0\"" };
	static const char *const type[] = { "1.5", "[]", "{}" };
	char body[200], wanted[300];

	for (size_t i = 0; i < ELEMENTS(yes); i++) {
		_cleanup_(request_freep) struct request *right = NULL, *wrong = NULL;

		snprintf(body, sizeof(body), "{\"code\":\"x\",\"auto_print\":%s}", yes[i]);
		right = read_fine(body);
		assert_true(right->auto_print);
		snprintf(body, sizeof(body), "{\"code\":\"x\",\"auto_print\":%s}", no[i]);
		wrong = read_fine(body);
		assert_false(wrong->auto_print);
	}
	for (size_t i = 0; i < ELEMENTS(parsing); i++) {
		snprintf(body, sizeof(body), "{\"code\":\"x\",\"auto_print\":%s}", parsing[i]);
		snprintf(wanted, sizeof(wanted),
			"{\"type\":\"bool_parsing\",\"loc\":[\"body\",\"auto_print\"],"
			"\"msg\":\"Input should be a valid boolean, unable to interpret input\",\"input\":%s}",
			parsing[i]);
		expect_problems(NULL, body, wanted);
	}
	for (size_t i = 0; i < ELEMENTS(type); i++) {
		snprintf(body, sizeof(body), "{\"code\":\"x\",\"auto_print\":%s}", type[i]);
		snprintf(wanted, sizeof(wanted),
			"{\"type\":\"bool_type\",\"loc\":[\"body\",\"auto_print\"],"
			"\"msg\":\"Input should be a valid boolean\",\"input\":%s}",
			type[i]);
		expect_problems(NULL, body, wanted);
	}
}

static void single_problems(void **state)
{
	static const struct {
		const char *body, *wanted;
	} table[] = {
		{ "{}", "{\"type\":\"missing\",\"loc\":[\"body\",\"code\"],\"msg\":\"Field required\",\"input\":{}}" },
		{ "{\"code\":null}", "{\"type\":\"string_type\",\"loc\":[\"body\",\"code\"],"
				     "\"msg\":\"Input should be a valid string\",\"input\":null}" },
		{ "{\"code\":5}", "{\"type\":\"string_type\",\"loc\":[\"body\",\"code\"],"
				  "\"msg\":\"Input should be a valid string\",\"input\":5}" },
		{ "{\"code\":\"\"}",
			"{\"type\":\"value_error\",\"loc\":[\"body\",\"code\"],"
			"\"msg\":\"Value error, Code cannot be empty\",\"input\":\"\",\"ctx\":{\"error\":{}}}" },
		{ "{\"code\":\" \\t\\n\\u001c\\u0085\\u2003\\u3000\"}",
			"{\"type\":\"value_error\",\"loc\":[\"body\",\"code\"],\"msg\":\"Value error, Code cannot be empty\","
			"\"input\":\" \\t\\n\\u001c\xc2\x85\xe2\x80\x83\xe3\x80\x80\",\"ctx\":{\"error\":{}}}" },
		{ "{\"code\":\"x\",\"timeout\":0}",
			"{\"type\":\"greater_than_equal\",\"loc\":[\"body\",\"timeout\"],"
			"\"msg\":\"Input should be greater than or equal to 1\",\"input\":0,\"ctx\":{\"ge\":1}}" },
		{ "{\"code\":\"x\",\"memory_limit\":4096}",
			"{\"type\":\"less_than_equal\",\"loc\":[\"body\",\"memory_limit\"],"
			"\"msg\":\"Input should be less than or equal to 2048\",\"input\":4096,\"ctx\":{\"le\":2048}}" },
		{ "{\"code\":\"x\",\"timeout\":\"x\"}",
			"{\"type\":\"int_parsing\",\"loc\":[\"body\",\"timeout\"],"
			"\"msg\":\"Input should be a valid integer, unable to parse string as an integer\",\"input\":\"x\"}" },
		{ "{\"code\":\"x\",\"timeout\":1.25}",
			"{\"type\":\"int_from_float\",\"loc\":[\"body\",\"timeout\"],"
			"\"msg\":\"Input should be a valid integer, got a number with a fractional part\",\"input\":1.25}" },
		{ "{\"code\":\"x\",\"timeout\":[]}",
			"{\"type\":\"int_type\",\"loc\":[\"body\",\"timeout\"],"
			"\"msg\":\"Input should be a valid integer\",\"input\":[]}" },
		{ "{\"code\":\"x\",\"stdin\":1}", "{\"type\":\"string_type\",\"loc\":[\"body\",\"stdin\"],"
						  "\"msg\":\"Input should be a valid string\",\"input\":1}" },
		{ "{\"code\":\"x\",\"policy\":\"Strict\"}",
			"{\"type\":\"literal_error\",\"loc\":[\"body\",\"policy\"],"
			"\"msg\":\"Input should be 'strict', 'standard' or 'open'\",\"input\":\"Strict\","
			"\"ctx\":{\"expected\":\"'strict', 'standard' or 'open'\"}}" },
		{ "{\"code\":\"x\",\"policy\":\"open\\u0000\"}",
			"{\"type\":\"literal_error\",\"loc\":[\"body\",\"policy\"],"
			"\"msg\":\"Input should be 'strict', 'standard' or 'open'\",\"input\":\"open\\u0000\","
			"\"ctx\":{\"expected\":\"'strict', 'standard' or 'open'\"}}" },
		{ "{\"code\":\"x\",\"files\":[]}",
			"{\"type\":\"extra_forbidden\",\"loc\":[\"body\",\"files\"],"
			"\"msg\":\"Extra inputs are not permitted\",\"input\":[]}" },
		{ "", "{\"type\":\"missing\",\"loc\":[\"body\"],\"msg\":\"Field required\",\"input\":null}" },
		{ "null",
			"{\"type\":\"missing\",\"loc\":[\"body\"],\"msg\":\"Field required\",\"input\":null}" },
		{ "[1]",
			"{\"type\":\"model_attributes_type\",\"loc\":[\"body\"],"
			"\"msg\":\"Input should be a valid dictionary or object to extract fields from\",\"input\":[1]}" },
	};

	for (size_t i = 0; i < ELEMENTS(table); i++)
		expect_problems(NULL, table[i].body, table[i].wanted);
}

static void all_problems_in_order(void **state)
{
	expect_problems(NULL,
		"{\"z\\\"\":1,\"policy\":3,\"stdin\":[],\"auto_print\":{},\"a\":{\"b\":[null,1.5e-7,\"\\u00e9\"]},"
		"\"memory_limit\":1,\"timeout\":\"\",\"code\":false}",
		"{\"type\":\"string_type\",\"loc\":[\"body\",\"code\"],\"msg\":\"Input should be a valid string\",\"input\":false},"
		"{\"type\":\"int_parsing\",\"loc\":[\"body\",\"timeout\"],"
		"\"msg\":\"Input should be a valid integer, unable to parse string as an integer\",\"input\":\"\"},"
		"{\"type\":\"greater_than_equal\",\"loc\":[\"body\",\"memory_limit\"],"
		"\"msg\":\"Input should be greater than or equal to 64\",\"input\":1,\"ctx\":{\"ge\":64}},"
		"{\"type\":\"bool_type\",\"loc\":[\"body\",\"auto_print\"],\"msg\":\"Input should be a valid boolean\",\"input\":{}},"
		"{\"type\":\"string_type\",\"loc\":[\"body\",\"stdin\"],\"msg\":\"Input should be a valid string\",\"input\":[]},"
		"{\"type\":\"literal_error\",\"loc\":[\"body\",\"policy\"],"
		"\"msg\":\"Input should be 'strict', 'standard' or 'open'\",\"input\":3,"
		"\"ctx\":{\"expected\":\"'strict', 'standard' or 'open'\"}},"
		"{\"type\":\"extra_forbidden\",\"loc\":[\"body\",\"z\\\"\"],\"msg\":\"Extra inputs are not permitted\",\"input\":1},"
		"{\"type\":\"extra_forbidden\",\"loc\":[\"body\",\"a\"],\"msg\":\"Extra inputs are not permitted\","
		"\"input\":{\"b\":[null,1.5e-07,\"\xc3\xa9\"]}}");
}

static void content_types(void **state)
{
	static const char *const fine[] = { "application/json", "Application/JSON; charset=utf-8",
		"application/problem+json", "application/json;x" };
	static const char *const other[] = { "text/plain", "application/x-www-form-urlencoded",
		"application/", "application/jsonx", "text/json", "" };
	static const char body[] = "{\"code\":\"x\"}";

	for (size_t i = 0; i < ELEMENTS(fine); i++) {
		_cleanup_(buf_release) struct buf problems = BUF_INIT(PROBLEMS_MAX);
		_cleanup_(request_freep) struct request *request = NULL;

		assert_int_equal(read_typed(fine[i], body, strlen(body), &request, &problems), 0);
	}
	for (size_t i = 0; i < ELEMENTS(other); i++)
		expect_problems(other[i], body,
			"{\"type\":\"model_attributes_type\",\"loc\":[\"body\"],"
			"\"msg\":\"Input should be a valid dictionary or object to extract fields from\","
			"\"input\":\"{\\\"code\\\":\\\"x\\\"}\"}");
	expect_problems("text/plain", "",
		"{\"type\":\"missing\",\"loc\":[\"body\"],\"msg\":\"Field required\",\"input\":null}");
}

static void invalid_json(void **state)
{
	static const char *const bodies[] = { "{", "{\"code\":}", "x", "{\"code\":\"x\"} x",
		"{\"code\":\"\\ud800\"}", "{\"code\":\"x\",\"timeout\":99999999999999999999}",
		"{\"code\":\"x\",\"timeout\":1e999}", "{\"code\":\"x\",\"code\":\"y\"}", "{'code':'x'}",
		"{\"code\":\"\xff\"}", "{\"a\\u0000\":1}", "NaN", " ", "{\"code\":\"x\nu\"}",
		"\xef\xbb\xbf{}", "{\"c\xc3\xa9\": tru\xc3" };
	_cleanup_(request_freep) struct request *request = NULL;

	for (size_t i = 0; i < ELEMENTS(bodies); i++) {
		_cleanup_(buf_release) struct buf problems = BUF_INIT(PROBLEMS_MAX);
		static const char start[] = "{\"detail\":[{\"type\":\"json_invalid\",\"loc\":[\"body\",";
		json_t *reply;

		assert_int_equal(
			read_typed(NULL, bodies[i], strlen(bodies[i]), &request, &problems), -EINVAL);
		assert_memory_equal(problems.data, start, sizeof(start) - 1);
		assert_non_null(strstr(
			problems.data, "],\"msg\":\"JSON decode error\",\"input\":{},\"ctx\":{\"error\":\""));
		assert_null(
			strstr(problems.data, "near '")); /* no bytes of the body, perhaps half a character */
		reply = json_loadb(problems.data, problems.len, 0, NULL);
		assert_non_null(reply);
		json_decref(reply);
	}
}

static char *repeat(const char *before, const char *unit, size_t count, const char *after)
{
	_cleanup_(buf_release) struct buf text = BUF_INIT(64 * MB);

	assert_int_equal(buf_puts(&text, before), 0);
	for (size_t i = 0; i < count; i++)
		assert_int_equal(buf_puts(&text, unit), 0);
	assert_int_equal(buf_puts(&text, after), 0);
	return steal_ptr(&text.data);
}

/* Limits of code count characters, of stdin bytes. */
static void sizes(void **state)
{
	static const struct {
		const char *before, *unit;
		size_t count;
		const char *words; /* NULL: fine */
	} table[] = {
		{ "{\"code\":\"", "x", 1000000, NULL },
		{ "{\"code\":\"", "\xf0\x9f\x98\x80", 1000000, NULL },
		{ "{\"code\":\"", "x", 1000001, "Value error, Code too large (max 1MB)" },
		{ "{\"code\":\"", "\xc3\xa9", 1000001, "Value error, Code too large (max 1MB)" },
		{ "{\"code\":\"", " ", 1000001, "Value error, Code cannot be empty" },
		{ "{\"code\":\"x\",\"stdin\":\"", "y", 1048576, NULL },
		{ "{\"code\":\"x\",\"stdin\":\"", "y", 1048577, "Value error, Stdin too large (max 1MB)" },
		{ "{\"code\":\"x\",\"stdin\":\"", "\xc3\xa9", 524289,
			"Value error, Stdin too large (max 1MB)" },
	};

	for (size_t i = 0; i < ELEMENTS(table); i++) {
		_cleanup_(buf_release) struct buf problems = BUF_INIT(PROBLEMS_MAX);
		_cleanup_(request_freep) struct request *request = NULL;
		_cleanup_free_ char *body = repeat(table[i].before, table[i].unit, table[i].count, "\"}");

		assert_int_equal(read_typed(NULL, body, strlen(body), &request, &problems),
			table[i].words ? -EINVAL : 0);
		if (table[i].words)
			assert_non_null(strstr(problems.data, table[i].words));
		assert_true(problems.len < 1300);
	}
}

/* What a problem repeats is cut, at a whole character, and stays JSON. */
static void echoes_are_cut(void **state)
{
	static const struct {
		const char *before, *unit, *after;
	} table[] = {
		{ "{\"code\":\"x\",\"timeout\":\"", "abc\xe2\x82\xac", "\"}" },
		{ "{\"code\":\"x\",\"timeout\":[1", ",1", "]}" },
		{ "{\"code\":\"x\",\"timeout\":[1", ",\"\xf0\x9f\x98\x80\"", "]}" },
		{ "{\"code\":\"x\",\"timeout\":{\"", "key\xc3\xa9", "\":[1,2,{}]}}" },
		{ "[{\"a\":[\"", "x", "\"]},[],[],{}]" },
	};

	for (size_t i = 0; i < ELEMENTS(table); i++) {
		_cleanup_(buf_release) struct buf problems = BUF_INIT(PROBLEMS_MAX);
		_cleanup_(request_freep) struct request *request = NULL;
		_cleanup_free_ char *body = repeat(table[i].before, table[i].unit, 3000, table[i].after);
		json_t *reply;

		assert_int_equal(read_typed(NULL, body, strlen(body), &request, &problems), -EINVAL);
		assert_in_range(problems.len, 1000, 2400);
		assert_true(i > 0 || strstr(problems.data, "…\""));
		reply = json_loadb(problems.data, problems.len, 0, NULL);
		assert_non_null(reply);
		json_decref(reply);
	}
}

static void scans(void **state)
{
	static const struct {
		const char *before, *unit;
		size_t count;
		const char *after;
		const char *words; /* NULL: passes */
		size_t offset;
	} table[] = {
		{ "", "[", 32, "", NULL, 0 },
		{ "", "[", 33, "", "Too deeply nested", 32 },
		{ "", "{\"\":", 33, "", "Too deeply nested", 128 },
		{ "", "[]", 4999, "", NULL, 0 },
		{ "\"", "[", 100, "\"", NULL, 0 },		      /* in a string */
		{ "\"\\\"", "[", 100, "\"", NULL, 0 },		      /* behind an escaped quote */
		{ "\"\\\\\"", "[", 33, "", "Too deeply nested", 36 }, /* behind an escaped backslash */
		{ "\"", "\\\\", 50000, "\"", NULL, 0 },
		{ "\"", "\\\"", 50000, "\"", NULL, 0 },
		{ "", "\"[\"", 10001, "", "Too many values", 30000 },
		{ "[", "1,", 9999, "", NULL, 0 },
		{ "[", "1,", 10000, "", "Too many values", 19999 },
		{ "[", "{},", 10000, "", "Too many values", 29998 },
		{ "[", "{},", 1000000, "", "Too many values", 29998 },
		{ "{", "\"a\":1,", 5000, "", "Too many values", 29999 },
		{ "", "]", 100, "[", NULL, 0 }, /* no JSON: the decoder's to say */
		{ "", " \t\r\n", 50000, "", NULL, 0 },
		{ "", "", 0, "", NULL, 0 },
		{ "", "x", 100000, "", NULL, 0 },
	};

	for (size_t i = 0; i < ELEMENTS(table); i++) {
		_cleanup_free_ char *text =
			repeat(table[i].before, table[i].unit, table[i].count, table[i].after);
		const char *words = NULL;
		size_t offset = 0;
		int r = scan_json(text, strlen(text), &offset, &words);

		if (r != (table[i].words ? -E2BIG : 0) || offset != table[i].offset)
			fail_msg("row %zu: %d at %zu", i, r, offset);
		if (table[i].words)
			assert_string_equal(words, table[i].words);
	}
}

/* Whatever text a program wrote comes back as the same text from a JSON decoder. */
static void strings_survive(void **state)
{
	char all[256 + 16];
	size_t len = 0;
	_cleanup_(buf_release) struct buf out = BUF_INIT(KB * 4);
	json_t *back;

	for (unsigned c = 0; c < 0x80; c++)
		all[len++] = (char)c;
	memcpy(all + len, "\xc3\xa9\xe2\x80\xa8\xef\xbf\xbd\xf0\x9f\x98\x80", 12);
	len += 12;
	assert_int_equal(write_string(&out, all, len), 0);
	back = json_loadb(out.data, out.len, JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);
	assert_non_null(back);
	assert_int_equal(json_string_length(back), len);
	assert_memory_equal(json_string_value(back), all, len);
	json_decref(back);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(defaults),
		cmocka_unit_test(all_fields),
		cmocka_unit_test(integers),
		cmocka_unit_test(booleans),
		cmocka_unit_test(single_problems),
		cmocka_unit_test(all_problems_in_order),
		cmocka_unit_test(content_types),
		cmocka_unit_test(invalid_json),
		cmocka_unit_test(sizes),
		cmocka_unit_test(echoes_are_cut),
		cmocka_unit_test(scans),
		cmocka_unit_test(strings_survive),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
