/* jail/jail_internal.h: the steps of the sealing list, for jail/seal.c alone. */
#pragma once

#include "ablation.h"
#include "jail.h"

/* What a step answers that the machine does not allow: the layer stays off, and is named. */
enum { JAIL_ABSENT = 1 };

int jail_lock_privileges(struct jail_common *common, struct err *err) must_check;
int jail_limit_zygote(struct jail_common *common, struct err *err) must_check;

int jail_join_cgroups(struct jail *jail, struct err *err) must_check;
int jail_own_namespaces(struct jail *jail, struct err *err) must_check;
int jail_mount_folder(struct jail *jail, struct err *err) must_check;
int jail_take_folder(struct jail *jail, struct err *err) must_check;
int jail_tie_to_zygote(struct jail *jail, struct err *err) must_check;
int jail_leave_session(struct jail *jail, struct err *err) must_check;
int jail_go_first(struct jail *jail, struct err *err) must_check;
int jail_count_apart(struct jail *jail, struct err *err) must_check;
int jail_limit_resources(struct jail *jail, struct err *err) must_check;
int jail_drop_ids(struct jail *jail, struct err *err) must_check;
int jail_restrict_paths(struct jail *jail, struct err *err) must_check;
int jail_keep_fds(struct jail *jail, struct err *err) must_check;
int jail_filter_syscalls(struct jail *jail, struct err *err) must_check;

/* A tmpfs that is mounted nowhere yet. Its descriptor is an O_PATH one. */
int jail_make_tmpfs(uid_t uid, const char *mode, uint64_t bytes, unsigned files, struct err *err) must_check;

/* Standard input: a file without a name in the current folder. */
int jail_open_stdin(struct jail *jail, struct err *err) must_check;

/* No capability in any set, none to be had again, ids as they are. */
int jail_drop_capabilities(struct err *err) must_check;
