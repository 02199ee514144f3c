/* jail/cgroup_internal.h: shared by cgroup.c (slots), cgroup_setup.c (finding a place) and janitor.c. */
#pragma once

#include "cgroup.h"

enum controller { CONTROLLER_MEMORY, CONTROLLER_PIDS, CONTROLLER_CPU, CONTROLLERS };

enum { CGROUP_MADE_MAX = 4, PATH_MAX_CGROUP = 1024 };

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
	unsigned processes, cpus;
	struct cgroup_tree trees[CONTROLLERS];
	unsigned tree_count;
	unsigned slots;		     /* made so far: 0 .. slots - 1 */
	char *made[CGROUP_MADE_MAX]; /* groups to remove at the end, innermost first */
	unsigned made_count;
	bool made_by_root;
};
