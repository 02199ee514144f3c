/* service.h: what every verb has in common: settings, keeper, scheduler and the loop. */
#pragma once

#include "config/config.h"
#include "jail/filter.h"
#include "keeper/keeper.h"
#include "schedule/schedule.h"

struct service {
	struct config config;
	struct keeper keeper;
	struct schedule *schedule;
	struct filter *filter; /* the server's own, until it is on */
	uv_loop_t loop;
	int exit_code;
	struct err failure;
};

/* Settings from the command line behind the verb; `*used` is how many arguments were taken. */
int service_configure(struct service *service, int argc, char **argv, int *used, struct err *err) must_check;

/* Starts the keeper with the privileges there are, gives them up, and makes the scheduler. */
int service_start(struct service *service, const struct schedule_events *events, struct err *err) must_check;

/* No path, no new process, no system call that is not on policy_dir's server.seccomp. */
int service_seal(struct service *service, struct err *err) must_check;

/* Closes what is open, runs the loop dry and waits until keeper and clean-up are through. */
void service_end(struct service *service);

int verb_serve(int argc, char **argv);
int verb_run(int argc, char **argv);
int verb_check(int argc, char **argv);
int verb_doctor(int argc, char **argv);
