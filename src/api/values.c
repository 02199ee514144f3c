#include "api_internal.h"
#include <strings.h>

const char *value_words(const char *problem)
{
	static const struct {
		const char *type, *words;
	} table[] = {
		{ "int_type", "Input should be a valid integer" },
		{ "int_parsing", "Input should be a valid integer, unable to parse string as an integer" },
		{ "int_parsing_size", "Unable to parse input string as an integer, exceeded maximum size" },
		{ "int_from_float", "Input should be a valid integer, got a number with a fractional part" },
		{ "bool_type", "Input should be a valid boolean" },
		{ "bool_parsing", "Input should be a valid boolean, unable to interpret input" },
		{ "string_type", "Input should be a valid string" },
	};

	for (size_t i = 0; i < ELEMENTS(table); i++)
		if (strcmp(table[i].type, problem) == 0)
			return table[i].words;
	return problem;
}

/* The code point at `text` and its length; `text` is valid UTF-8. */
static uint32_t decode(const char *text, size_t *len)
{
	const unsigned char *c = (const unsigned char *)text;

	*len = c[0] < 0x80 ? 1 : c[0] < 0xe0 ? 2 : c[0] < 0xf0 ? 3 : 4;
	switch (*len) {
	case 1:
		return c[0];
	case 2:
		return (c[0] & 0x1fu) << 6 | (c[1] & 0x3fu);
	case 3:
		return (c[0] & 0x0fu) << 12 | (c[1] & 0x3fu) << 6 | (c[2] & 0x3fu);
	default:
		return UINT32_MAX; /* no space up there */
	}
}

/* Unicode's White_Space */
static bool is_space(uint32_t c)
{
	return (c >= 0x09 && c <= 0x0d) || c == 0x20 || c == 0x85 || c == 0xa0 || c == 0x1680 ||
	       (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 || c == 0x202f || c == 0x205f ||
	       c == 0x3000;
}

static size_t leading_space(const char *text, size_t len)
{
	size_t at = 0, step;

	while (at < len && is_space(decode(text + at, &step)))
		at += step;
	return at;
}

bool value_is_blank(const char *text, size_t len)
{
	size_t at = 0, step;
	uint32_t c;

	for (; at < len; at += step) {
		c = decode(text + at, &step);
		if (!is_space(c) && !(c >= 0x1c && c <= 0x1f)) /* which str.isspace() has as well */
			return false;
	}
	return true;
}

size_t value_characters(const char *text, size_t len)
{
	size_t count = 0;

	for (size_t i = 0; i < len; i++)
		count += ((unsigned char)text[i] & 0xc0) != 0x80;
	return count;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Digits with single underscores between them, saturating. Returns how many bytes they took, 0: none. */
static size_t read_digits(const char *text, size_t len, uint64_t *ret)
{
	uint64_t value = 0;
	size_t at = 0;

	while (at < len) {
		if (text[at] == '_' && at > 0 && at + 1 < len && is_digit(text[at - 1]) &&
			is_digit(text[at + 1])) {
			at++;
			continue;
		}
		if (!is_digit(text[at]))
			break;
		value = value > INT64_MAX / 10 ? INT64_MAX : value * 10 + (uint64_t)(text[at] - '0');
		at++;
	}
	*ret = MIN(value, (uint64_t)INT64_MAX);
	return at;
}

/* " +1_000.00 " */
static int integer_of_text(const char *text, size_t len, int64_t *ret)
{
	size_t at = leading_space(text, len), taken;
	bool negative = false;
	uint64_t value;

	if (at < len && (text[at] == '-' || text[at] == '+'))
		negative = text[at++] == '-';
	taken = read_digits(text + at, len - at, &value);
	if (taken == 0)
		return -EINVAL;
	at += taken;
	if (at + 1 < len && text[at] == '.' && text[at + 1] == '0')
		for (at++; at < len && text[at] == '0';)
			at++;
	if (at + leading_space(text + at, len - at) != len)
		return -EINVAL;
	*ret = negative ? -(int64_t)value : (int64_t)value;
	return 0;
}

static int integer_of_real(double number, int64_t *ret, const char **problem)
{
	if (number > -9.2e18 && number < 9.2e18 && number == (double)(int64_t)number) {
		*ret = (int64_t)number;
		return 0;
	}
	*problem = number > -9.2e18 && number < 9.2e18 ? "int_from_float" : "int_parsing_size";
	return -EINVAL;
}

int value_integer(const json_t *value, int64_t *ret, const char **problem)
{
	switch (json_typeof(value)) {
	case JSON_INTEGER:
		*ret = json_integer_value(value);
		return 0;
	case JSON_TRUE:
	case JSON_FALSE:
		*ret = json_is_true(value);
		return 0;
	case JSON_REAL:
		return integer_of_real(json_real_value(value), ret, problem);
	case JSON_STRING:
		*problem = "int_parsing";
		return integer_of_text(json_string_value(value), json_string_length(value), ret);
	default:
		*problem = "int_type";
		return -EINVAL;
	}
}

static int boolean_of_text(const char *text, size_t len, bool *ret)
{
	static const char *const words[][2] = { { "0", "1" }, { "off", "on" }, { "f", "t" },
		{ "false", "true" }, { "n", "y" }, { "no", "yes" } };

	for (size_t i = 0; i < ELEMENTS(words); i++) {
		for (unsigned answer = 0; answer < 2; answer++) {
			if (strlen(words[i][answer]) == len && strcasecmp(words[i][answer], text) == 0) {
				*ret = answer;
				return 0;
			}
		}
	}
	return -EINVAL;
}

int value_boolean(const json_t *value, bool *ret, const char **problem)
{
	double number;

	*problem = "bool_parsing";
	switch (json_typeof(value)) {
	case JSON_TRUE:
	case JSON_FALSE:
		*ret = json_is_true(value);
		return 0;
	case JSON_INTEGER:
		if (json_integer_value(value) != 0 && json_integer_value(value) != 1)
			return -EINVAL;
		*ret = json_integer_value(value) == 1;
		return 0;
	case JSON_STRING:
		return boolean_of_text(json_string_value(value), json_string_length(value), ret);
	case JSON_REAL:
		number = json_real_value(value);
		if (number == 0.0 || number == 1.0) {
			*ret = number == 1.0;
			return 0;
		}
		break;
	default:
		break;
	}
	*problem = "bool_type";
	return -EINVAL;
}
