/* tests/unit/api/fake_schedule.h: a scheduler that answers from the code of the request, after a turn of the loop.
 *
 * "ok TEXT" succeeds with TEXT as output; "busy", "expired", "draining", "lost", "failed" are those outcomes;
 * "never" is never answered; the rest of the words are in fake_schedule.c. */
#pragma once

#include "schedule/schedule.h"

struct schedule {
	uv_loop_t *loop;
	const struct config *config;
	int event_fd; /* 's' for each request, 'c' for each cancelled one; -1: none */
	bool unready;
};
