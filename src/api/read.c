#include "api_internal.h"
#include <strings.h>

/* The decoded body on its way into a request. Fields are looked at in the order in which their problems are
 * reported, then what is left over, in the order of the body. */
struct reading {
	const struct config *config;
	const json_t *body;
	struct request *request;
	struct buf *problems;
};

static const char *const fields[] = { "code", "timeout", "memory_limit", "auto_print", "stdin", "policy" };

/* NULL: absent or null, which both mean the default. */
static const json_t *field(const struct reading *reading, const char *name)
{
	const json_t *value = json_object_get(reading->body, name);

	return json_is_null(value) ? NULL : value;
}

static void wrong(const struct reading *reading, const char *type, const char *name, const json_t *value)
{
	problem_add(reading->problems, type, name, value_words(type), value, NULL);
}

static void value_error(
	const struct reading *reading, const char *name, const char *words, const json_t *value)
{
	problem_add(reading->problems, "value_error", name, words, value, "{\"error\":{}}");
}

static int copy_text(const json_t *value, char **ret, size_t *len)
{
	size_t size = json_string_length(value);
	char *copy = malloc(size + 1);

	if (!copy)
		return -ENOMEM;
	memcpy(copy, json_string_value(value), size + 1);
	*ret = copy;
	*len = size;
	return 0;
}

static void print_code_limit(char *out, size_t size, unsigned characters)
{
	if (characters % 1000000 == 0)
		snprintf(out, size, "Value error, Code too large (max %uMB)", characters / 1000000);
	else
		snprintf(out, size, "Value error, Code too large (max %u characters)", characters);
}

static int read_code(const struct reading *reading)
{
	const json_t *value = json_object_get(reading->body, "code");
	const char *text = json_string_value(value);
	size_t len = json_string_length(value);
	char words[80];

	if (!value) {
		problem_add(reading->problems, "missing", "code", "Field required", reading->body, NULL);
	} else if (!text) {
		wrong(reading, "string_type", "code", value);
	} else if (value_is_blank(text, len)) {
		value_error(reading, "code", "Value error, Code cannot be empty", value);
	} else if (value_characters(text, len) > reading->config->max_code_chars) {
		print_code_limit(words, sizeof(words), reading->config->max_code_chars);
		value_error(reading, "code", words, value);
	} else {
		return copy_text(value, &reading->request->code, &reading->request->code_len);
	}
	return 0;
}

static void read_integer(
	const struct reading *reading, const char *name, unsigned least, unsigned most, unsigned *ret)
{
	const json_t *value = field(reading, name);
	const char *problem;
	char words[80], context[32];
	int64_t number;

	if (!value)
		return;
	if (value_integer(value, &number, &problem) < 0) {
		wrong(reading, problem, name, value);
	} else if (number < (int64_t)least) {
		snprintf(words, sizeof(words), "Input should be greater than or equal to %u", least);
		snprintf(context, sizeof(context), "{\"ge\":%u}", least);
		problem_add(reading->problems, "greater_than_equal", name, words, value, context);
	} else if (number > (int64_t)most) {
		snprintf(words, sizeof(words), "Input should be less than or equal to %u", most);
		snprintf(context, sizeof(context), "{\"le\":%u}", most);
		problem_add(reading->problems, "less_than_equal", name, words, value, context);
	} else {
		*ret = (unsigned)number;
	}
}

static void read_boolean(const struct reading *reading, const char *name, bool *ret)
{
	const json_t *value = field(reading, name);
	const char *problem;

	if (value && value_boolean(value, ret, &problem) < 0)
		wrong(reading, problem, name, value);
}

static int read_stdin(const struct reading *reading)
{
	const json_t *value = field(reading, "stdin");
	unsigned most_kb = reading->config->max_stdin_kb;
	char words[80];

	if (!value)
		return 0;
	if (!json_is_string(value)) {
		wrong(reading, "string_type", "stdin", value);
		return 0;
	}
	if (json_string_length(value) > most_kb * KB) {
		snprintf(words, sizeof(words), "Value error, Stdin too large (max %u%s)",
			most_kb % 1024 ? most_kb : most_kb / 1024, most_kb % 1024 ? "KB" : "MB");
		value_error(reading, "stdin", words, value);
		return 0;
	}
	reading->request->has_input = true;
	return copy_text(value, &reading->request->input, &reading->request->input_len);
}

/* 'strict', 'standard' or 'open' */
static int print_policies(struct buf *out, const struct config *config)
{
	int r = 0;

	for (unsigned i = 0; r == 0 && i < config->policy_count; i++)
		r = buf_printf(out, "%s'%s'",
			i == 0				? ""
			: i + 1 == config->policy_count ? " or "
							: ", ",
			config->policy_names[i]);
	return r;
}

static int refuse_policy(const struct reading *reading, const json_t *value)
{
	_cleanup_(buf_release) struct buf names = BUF_INIT(4 * KB), words = BUF_INIT(4 * KB),
					  context = BUF_INIT(8 * KB);
	int r = print_policies(&names, reading->config);

	if (r == 0)
		r = buf_printf(&words, "Input should be %s", names.data);
	if (r == 0)
		r = buf_printf(&context, "{\"expected\":\"%s\"}", names.data);
	if (r == 0)
		problem_add(reading->problems, "literal_error", "policy", words.data, value, context.data);
	return r;
}

static int read_policy(const struct reading *reading)
{
	const json_t *value = field(reading, "policy");
	const char *name = json_string_value(value);

	if (!value)
		return 0;
	for (unsigned i = 0; name && i < reading->config->policy_count; i++) {
		if (strcmp(name, reading->config->policy_names[i]) == 0 &&
			strlen(name) == json_string_length(value)) {
			reading->request->policy = i;
			return 0;
		}
	}
	return refuse_policy(reading, value);
}

static void refuse_extras(const struct reading *reading)
{
	json_t *value;
	const char *key;

	json_object_foreach((json_t *)(uintptr_t)reading->body, key, value)
	{
		bool known = false;

		for (size_t i = 0; i < ELEMENTS(fields); i++)
			known |= strcmp(key, fields[i]) == 0;
		if (!known)
			problem_add(reading->problems, "extra_forbidden", key,
				"Extra inputs are not permitted", value, NULL);
	}
}

static int read_fields(const struct reading *reading)
{
	const struct config *config = reading->config;
	struct request *request = reading->request;
	int r;

	request->timeout_s = config->default_timeout;
	request->memory_mb = config->default_memory_mb;
	request->policy = config->policy_default;
	request->auto_print = true;

	r = read_code(reading);
	if (r < 0)
		return r;
	read_integer(reading, "timeout", 1, config->max_timeout, &request->timeout_s);
	read_integer(
		reading, "memory_limit", config->min_memory_mb, config->max_memory_mb, &request->memory_mb);
	read_boolean(reading, "auto_print", &request->auto_print);
	r = read_stdin(reading);
	if (r < 0)
		return r;
	r = read_policy(reading);
	if (r < 0)
		return r;
	refuse_extras(reading);
	return 0;
}

/* application/json, anything +json, or not said. Other types are what a page of a foreign origin can send
 * without being asked first. */
static bool is_json(const char *type)
{
	static const char prefix[] = "application/";
	size_t len;

	if (!type)
		return true;
	len = strcspn(type, "; \t");
	if (len < sizeof(prefix) || strncasecmp(type, prefix, sizeof(prefix) - 1) != 0)
		return false;
	return (len >= 5 && strncasecmp(type + len - 5, "+json", 5) == 0) ||
	       (len == sizeof(prefix) - 1 + 4 && strncasecmp(type + len - 4, "json", 4) == 0);
}

static void refuse_json(struct text body, size_t offset, char *words, struct buf *problems)
{
	char *near = strstr(words, " near '"); /* and then bytes of the body, perhaps half a character */

	if (near)
		*near = '\0';
	problem_json(problems, value_characters(body.data, MIN(offset, body.len)), words);
}

static json_t *decode(const char *content_type, struct text body, struct buf *problems)
{
	const size_t flags = JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL | JSON_DECODE_ANY;
	json_error_t error;
	const char *words;
	size_t offset;
	json_t *value;

	if (body.len == 0)
		return json_null();
	if (!is_json(content_type)) {
		value = json_stringn(body.data, write_cut(body.data, body.len, ECHO_MAX + 1));
		return value ? value : json_string("");
	}
	if (scan_json(body.data, body.len, &offset, &words) < 0) {
		problem_json(problems, value_characters(body.data, offset), words);
		return NULL;
	}
	value = json_loadb(body.data, body.len, flags, &error);
	if (!value)
		refuse_json(body, (size_t)MAX(error.position, 0), error.text, problems);
	return value;
}

static void free_json(json_t **value)
{
	json_decref(*value);
}

int read_request(const struct config *config, const char *content_type, struct text body,
	struct request **ret, struct buf *problems)
{
	_cleanup_(request_freep) struct request *request = request_new();
	_cleanup_(free_json) json_t *value = NULL;
	int r;

	if (!request)
		return -ENOMEM;
	value = decode(content_type, body, problems);
	if (json_is_null(value)) {
		problem_add(problems, "missing", NULL, "Field required", value, NULL);
	} else if (value && !json_is_object(value)) {
		problem_add(problems, "model_attributes_type", NULL,
			"Input should be a valid dictionary or object to extract fields from", value, NULL);
	} else if (value) {
		r = read_fields(&(struct reading){ config, value, request, problems });
		if (r < 0)
			return r;
	}
	if (!value || problems->len > 0) {
		r = problems_end(problems);
		return r < 0 ? r : -EINVAL;
	}
	if (!request->code)
		return -ENOMEM; /* its problem found no room */
	*ret = steal_ptr(&request);
	return 0;
}
