/* keeper/keeper_internal.h: shared by start.c (still privileged), keeper.c (the process) and command.c. */
#pragma once

#include "jail/cgroup.h"
#include "jail/jail.h"
#include "keeper.h"

/* What the keeper is forked with. */
struct keeper_parts {
	const struct config *config;
	struct cgroup *cgroup;
	struct zygote_places places;
	int channel, userns;
	enum jail_level level;
	unsigned slots;
	uid_t uid;
	gid_t gid;
	bool own_uids;
};

no_return void keeper_main(const struct keeper_parts *parts);

/* The zygote's command line and environment, from the settings. */
struct zygote_command {
	char **argv;
	char **envp;
};
/* `base` is as jail_make_folders() made it. */
int zygote_command_new(struct zygote_command **ret, const struct config *config,
	const struct jail_common *common, struct err *err) must_check;
