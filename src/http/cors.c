#include "http_internal.h"

/* The answers of a middleware that allows any origin, method and header, without credentials. */

bool cors_allows(const char *allowed, const char *origin)
{
	size_t len = strlen(origin);

	if (strcmp(allowed, "*") == 0)
		return true;
	while (*allowed) {
		size_t item = strcspn(allowed, " ");

		if (item == len && memcmp(allowed, origin, len) == 0)
			return len > 0;
		allowed += item;
		allowed += strspn(allowed, " ");
	}
	return false;
}

size_t cors_fields(const char *allowed, const char *origin, struct http_header_field fields[CORS_FIELDS_MAX])
{
	if (!origin || !*allowed)
		return 0;
	if (strcmp(allowed, "*") == 0) {
		fields[0] = (struct http_header_field){ "Access-Control-Allow-Origin", "*" };
		return 1;
	}
	fields[0] = (struct http_header_field){ "Vary", "Origin" };
	if (!cors_allows(allowed, origin))
		return 1;
	fields[1] = (struct http_header_field){ "Access-Control-Allow-Origin", origin };
	return 2;
}

bool cors_is_preflight(const struct http_request *request)
{
	return *request_peer(request)->server->config->cors_origins &&
	       strcmp(http_method(request), MHD_HTTP_METHOD_OPTIONS) == 0 && http_header(request, "Origin") &&
	       http_header(request, "Access-Control-Request-Method");
}

static bool method_known(const char *method)
{
	static const char *const methods[] = { "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT" };

	for (size_t i = 0; i < ELEMENTS(methods); i++)
		if (strcmp(method, methods[i]) == 0)
			return true;
	return false;
}

void cors_answer_preflight(const char *allowed, struct http_request *request)
{
	const char *asked = http_header(request, "Access-Control-Request-Headers");
	bool origin_fine = cors_allows(allowed, http_header(request, "Origin"));
	bool method_fine = method_known(http_header(request, "Access-Control-Request-Method"));
	const char *words = "OK";
	struct http_header_field fields[3] = {
		{ "Access-Control-Allow-Methods", "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT" },
		{ "Access-Control-Max-Age", "600" },
		{ "Access-Control-Allow-Headers", asked },
	};
	char *body;

	if (!origin_fine)
		words = method_fine ? "Disallowed CORS origin" : "Disallowed CORS origin, method";
	else if (!method_fine)
		words = "Disallowed CORS method";
	body = strdup(words);
	http_reply(request, origin_fine && method_fine ? 200 : 400, "text/plain; charset=utf-8", body,
		body ? strlen(body) : 0, fields, asked && strlen(asked) <= CORS_ECHO_MAX ? 3 : 2);
}
