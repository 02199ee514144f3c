/* The body of POST /run: the scan before the decode, the decode, and a struct request or the problems of one. The first
 * byte says what kind of body it claims to be. */
#include "input.h"

#include "api/api_internal.h"

static const struct config *settings(void)
{
	static struct config config;
	struct err err;
	int used;

	if (!config.max_code_chars && config_load(&config, 0, (char *const[]){ NULL }, &used, &err) < 0)
		abort();
	return &config;
}

static void look_at(const struct config *config, const struct request *request)
{
	if (!request->code || request->code[request->code_len] || !request->code_len ||
		value_is_blank(request->code, request->code_len))
		abort();
	if (request->timeout_s < 1 || request->timeout_s > config->max_timeout ||
		request->memory_mb < config->min_memory_mb || request->memory_mb > config->max_memory_mb ||
		request->policy >= config->policy_count || (request->input_len && !request->has_input))
		abort();
}

/* What is answered with 422 is JSON, and has problems in it. */
static void look_at_problems(const struct buf *problems)
{
	json_t *value = json_loadb(problems->data, problems->len, JSON_ALLOW_NUL, NULL);

	if (!json_array_size(json_object_get(value, "detail")))
		abort();
	json_decref(value);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const types[] = { "application/json", "application/json; charset=utf-8",
		"text/plain", "", NULL };
	_cleanup_(buf_release) struct buf problems = BUF_INIT(PROBLEMS_MAX);
	_cleanup_(request_freep) struct request *request = NULL;
	const struct config *config = settings();
	const char *words = NULL, *type;
	_cleanup_free_ char *body = NULL;
	size_t offset = 0;
	int r;

	if (!size)
		return 0;
	type = types[data[0] % ELEMENTS(types)];
	body = malloc(size); /* of its own, so that a read past its end is seen */
	memcpy(body, data + 1, size - 1);
	r = scan_json(body, size - 1, &offset, &words);
	if (r < 0 && (!words || offset > size - 1))
		abort();
	r = read_request(config, type, (struct text){ body, size - 1 }, &request, &problems);
	if (r == 0)
		look_at(config, request);
	else if (r == -EINVAL)
		look_at_problems(&problems);
	else
		abort();
	return 0;
}
