#include "api_internal.h"

static const struct endpoint {
	const char *path;
	bool post;
	void (*answer)(struct api *api, struct http_request *request);
} endpoints[] = {
	{ "/run", true, run_program },
	{ "/validate", true, run_validate },
	{ "/health", false, service_health },
	{ "/ready", false, service_ready },
	{ "/", false, service_info },
};

static bool method_fits(const struct endpoint *endpoint, const char *method)
{
	if (endpoint->post)
		return strcmp(method, "POST") == 0;
	return strcmp(method, "GET") == 0 || strcmp(method, "HEAD") == 0;
}

static void refuse_method(const struct endpoint *endpoint, struct http_request *request)
{
	const struct http_header_field allow = { "Allow", endpoint->post ? "POST" : "GET, HEAD" };
	_cleanup_(buf_release) struct buf out = BUF_INIT(REPLY_SMALL_MAX);
	int r = buf_puts(&out, "{\"detail\":\"Method Not Allowed\"}");

	reply_json(request, 405, &out, r, &allow, 1);
}

static void on_request(void *user, struct http_request *request)
{
	const char *path = http_path(request);

	for (size_t i = 0; i < ELEMENTS(endpoints); i++) {
		if (strcmp(path, endpoints[i].path) != 0)
			continue;
		if (method_fits(&endpoints[i], http_method(request)))
			endpoints[i].answer(user, request);
		else
			refuse_method(&endpoints[i], request);
		return;
	}
	reply_detail(request, 404, "Not Found");
}

static void on_gone(void *user, struct http_request *request)
{
	(void)user;
	run_gone(request);
}

int api_new(struct api **ret, const struct config *config, struct schedule *schedule, struct err *err)
{
	struct api *api = malloc(sizeof(*api));

	if (!api)
		return err_nomem(err);
	*api = (struct api){ .config = config, .schedule = schedule };
	/* Later the server is sealed, and the library would find no better seed for its tables than the time. */
	json_object_seed(0);
	*ret = api;
	return 0;
}

struct http_handler api_handler(struct api *api)
{
	return (struct http_handler){ .handle = on_request, .gone = on_gone, .user = api };
}

void api_free(struct api *api)
{
	free(api);
}
