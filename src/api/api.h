/* api/api.h: the endpoints, between the http room and the scheduler. */
#pragma once

#include "config/config.h"
#include "http/http.h"
#include "schedule/schedule.h"

struct api;

int api_new(struct api **ret, const struct config *config, struct schedule *schedule, struct err *err)
	must_check;
struct http_handler api_handler(struct api *api);
void api_free(struct api *api); /* NULL is fine; no request may be in flight */
