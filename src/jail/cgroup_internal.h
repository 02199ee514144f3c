/* jail/cgroup_internal.h: shared by cgroup.c (slots), cgroup_setup.c (finding a place), cgroup_remove.c and
 * janitor.c. */
#pragma once

#include "cgroup.h"

enum controller { CONTROLLER_MEMORY, CONTROLLER_PIDS, CONTROLLER_CPU, CONTROLLERS };

enum { CGROUP_MADE_MAX = 4, PATH_MAX_CGROUP = 1024 };

/* The controllers' names. */
extern const char *const cgroup_controllers[CONTROLLERS];

struct cgroup_file {
	const char *name;
	int flags;
	uint32_t bit;
};

/* One hierarchy: a controller's of version 1, or the one of version 2. */
struct cgroup_tree {
	enum controller controller;
	int cells; /* the folder that holds the slots' groups */
	char *cells_path;
};

struct cgroup {
	unsigned version;
	unsigned processes, cpus, slots_max;
	struct cgroup_tree trees[CONTROLLERS];
	unsigned tree_count;
	unsigned slots;		     /* made so far: 0 .. slots - 1 */
	char *made[CGROUP_MADE_MAX]; /* groups to remove at the end, innermost first */
	unsigned made_count;

	bool made_by_root; /* and so only root may remove it all */
	char missing[16];  /* controllers, with commas between */

	/* Version 2, where a group with processes may not hold groups with limits. */
	char *home;	  /* where this process came from, and where it goes back to at the end */
	char *service;	  /* where it is meanwhile, with its zygotes */
	char *base;	  /* holds `service` and the cells */
	unsigned enabled; /* controllers, by bit, that were switched on in `base` */
};

/* Where a controller's hierarchy is mounted, and this process's group in it; version 2 for NULL. NULL: there is none. */
char *cgroup_find_mount(const char *controller);
char *cgroup_find_own(const char *controller);

int cgroup_write(const char *dir, const char *name, const char *text, struct err *err) must_check;
