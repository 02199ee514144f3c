#include "api_internal.h"

static int write_list(struct buf *out, const char *const *names)
{
	int r = buf_puts(out, "[");

	for (size_t i = 0; r == 0 && names && names[i]; i++) {
		r = buf_puts(out, i ? "," : "");
		if (r == 0)
			r = write_text(out, names[i]);
	}
	return r < 0 ? r : buf_puts(out, "]");
}

static int write_policies(struct buf *out, const struct config *config)
{
	const char *names[CONFIG_POLICIES_MAX + 1] = { NULL };

	for (unsigned i = 0; i < config->policy_count; i++)
		names[i] = config->policy_names[i];
	return write_list(out, names);
}

static int write_layer(struct buf *out, const struct layer_info *layer)
{
	int r = buf_puts(out, ",");

	if (r == 0)
		r = write_text(out, layer->name);
	if (r == 0)
		r = buf_printf(
			out, ":{\"state\":\"%s\",\"detail\":", layer->state == LAYER_ON ? "on" : "absent");
	if (r == 0)
		r = write_text(out, layer->detail);
	return r < 0 ? r : buf_puts(out, "}");
}

static int write_isolation(struct buf *out, const struct facts *facts)
{
	int r = buf_puts(out, "{\"level\":");

	if (r == 0)
		r = write_text(out, facts->level);
	for (size_t i = 0; r == 0 && i < facts->layer_count; i++)
		r = write_layer(out, &facts->layers[i]);
	return r < 0 ? r : buf_puts(out, "}");
}

static int write_info(struct buf *out, const struct config *config, const struct facts *facts)
{
	int r = buf_printf(out,
		"{\"service\":\"PyRunner\",\"status\":\"healthy\",\"version\":\"%s\","
		"\"capabilities\":{\"max_timeout\":%u,\"max_memory_mb\":%u,\"libraries\":",
		PYRUNNER_VERSION, config->max_timeout, config->max_memory_mb);

	if (r == 0)
		r = write_list(out, facts->libraries);
	if (r == 0)
		r = buf_puts(out, ",\"python\":");
	if (r == 0)
		r = write_text(out, facts->python);
	if (r == 0)
		r = buf_puts(out, ",\"policies\":");
	if (r == 0)
		r = write_policies(out, config);
	if (r == 0)
		r = buf_puts(out, "},\"isolation\":");
	if (r == 0)
		r = write_isolation(out, facts);
	return r < 0 ? r : buf_puts(out, "}");
}

void service_info(struct api *api, struct http_request *request)
{
	static const struct facts unknown = { 0 };
	_cleanup_(buf_release) struct buf out = BUF_INIT(REPLY_SMALL_MAX);
	const struct facts *facts = schedule_facts(api->schedule);
	int r = write_info(&out, api->config, facts ? facts : &unknown);

	reply_json(request, 200, &out, r, NULL, 0);
}

void service_health(struct api *api, struct http_request *request)
{
	_cleanup_(buf_release) struct buf out = BUF_INIT(REPLY_SMALL_MAX);
	int r = buf_puts(&out, "{\"status\":\"healthy\"}");

	(void)api;
	reply_json(request, 200, &out, r, NULL, 0);
}

void service_ready(struct api *api, struct http_request *request)
{
	_cleanup_(buf_release) struct buf out = BUF_INIT(REPLY_SMALL_MAX);
	const struct http_header_field later = { "Retry-After", "1" };
	bool ready = schedule_ready(api->schedule);
	int r = buf_puts(&out, ready ? "{\"status\":\"ready\"}" : "{\"status\":\"not ready\"}");

	reply_json(request, ready ? 200 : 503, &out, r, &later, ready ? 0 : 1);
}
