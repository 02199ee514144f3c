/* jail/cgroup.h: the service's control groups, version 2 where it is delegated, else version 1.
 *
 * Made as whoever starts the service, then handed to `uid`: from there on the keeper needs no privilege to make a
 * slot's groups. A slot's groups are kept and used again by one cell after the other. */
#pragma once

#include "base/cleanup.h"
#include "base/err.h"
#include "base/wire.h"
#include <sys/types.h>

struct cgroup;

/* What the groups that this process was started in allow, all together; UINT64_MAX: no limit. */
struct cgroup_limits {
	uint64_t memory; /* bytes */
	uint64_t cpus;	 /* at least 1 */
};
struct cgroup_limits cgroup_own_limits(void);

struct cgroup_options {
	const char *setting; /* "auto", "none" or a delegated group's path */
	uid_t uid;	     /* who gets the groups */
	gid_t gid;
	unsigned slots;
	unsigned processes; /* pids.max of a cell */
	unsigned cpus;	    /* cpu.max of a cell */
};

/* Returns 0, or a negative errno with words where there is nothing that could be used; "none" is -ENODEV. */
int cgroup_new(struct cgroup **ret, const struct cgroup_options *options, struct err *err) must_check;

unsigned cgroup_version(const struct cgroup *cgroup); /* 0 for NULL */

/* The controllers that it does without, as in "pids, cpu": "" where it has all. Never memory: that is what groups
 * are needed for, rlimits stand in for the others as far as they go. Borrowed. */
const char *cgroup_missing(const struct cgroup *cgroup);

/* The groups of a slot, made or found. `fds` (at most FRAME_FDS_MAX) are the caller's, in wire_slot's order. */
int cgroup_make_slot(struct cgroup *cgroup, unsigned slot, struct wire_slot *has, int *fds, unsigned *count,
	struct err *err) must_check;

/* Removes what it made, as far as the caller may. No process may be left in the slots. */
void cgroup_remove(struct cgroup *cgroup);
void cgroup_free(struct cgroup *cgroup); /* NULL is fine */

/* Where root made the topmost group only root may remove it, and root is given up. So one process is left behind
 * that can do nothing else: it has the server's uid, CAP_DAC_OVERRIDE alone, and a filter that allows it to wait
 * until every copy of `*alive` is closed, to send the server back to the group it came from, to remove these
 * empty groups, and to end. `*alive` is -1 where there is nothing to do for it. */
struct cgroup_owner {
	uid_t uid;
	gid_t gid;
};
int cgroup_start_janitor(const struct cgroup *cgroup, const struct cgroup_owner *owner, int *alive,
	struct err *err) must_check;
