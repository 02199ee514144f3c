/* jail/jail.h: the walls. What seals a cell, what the zygotes live in, and how root is given up.
 *
 * Everything here runs before a byte of a client is seen, in processes with one thread. Nothing is undone on
 * failure: whoever called ends. Sources: the operator's settings only. */
#pragma once

#include "base/cleanup.h"
#include "base/err.h"
#include "jail/filter.h"
#include <sys/types.h>

/* The layers of a sealed cell, as in docs/THREATS.md. */
enum layer {
	LAYER_CGROUP,
	LAYER_NAMESPACES,
	LAYER_FOLDER,
	LAYER_SESSION,
	LAYER_RLIMITS,
	LAYER_IDS,
	LAYER_LANDLOCK,
	LAYER_FDS,
	LAYER_SECCOMP,
	LAYERS,
};

enum { JAIL_PROCS_MAX = 4, JAIL_PATHS_MAX = 32 };

/* What all cells of a zygote share. Made once, before the first fork. */
struct jail_common {
	const struct filter *filter;
	int paths[JAIL_PATHS_MAX]; /* library folders and files, O_PATH */
	bool path_is_folder[JAIL_PATHS_MAX];
	unsigned path_count;
	unsigned landlock_abi; /* 0: the kernel has none */
	bool own_uids;	       /* the user namespace has a range of ids */
	unsigned processes, open_files;
};

/* One cell's own. The descriptors are the caller's; sealing moves some to their places (base/wire.h). */
struct jail {
	const struct jail_common *common;
	unsigned slot;
	int scratch;		   /* detached mount: the cell's own folder */
	int fds[5];		   /* enum cell_fd; [CELL_STDIN] is made by sealing */
	int procs[JAIL_PROCS_MAX]; /* cgroup.procs files to join, */
	unsigned procs_count;
	uint32_t layers; /* set as they go on */
};

#define CELL_FOLDER "/work"

/* Seals the calling process, in the order of the table in jail/seal.c. */
int jail_seal(struct jail *jail, struct err *err) must_check;

/* The limits that come with a job. `address_space` in bytes is what the process had before it. They can only
 * be lowered from here. */
struct job_limits {
	uint64_t address_space;
	uint64_t memory;    /* bytes that the job may add */
	uint64_t cpu_s;	    /* hard */
	uint64_t file_size; /* bytes */
	bool cgroup_memory; /* a cgroup counts memory: rlimits are only a second net */
};
int jail_limit_job(const struct job_limits *limits, struct err *err) must_check;

/* A cell's folder: a tmpfs of `bytes` and `files` that `uid` owns, as a detached mount. Returns its fd. */
int jail_make_scratch(uid_t uid, uint64_t bytes, unsigned files, struct err *err) must_check;
/* Sets another size for the tmpfs behind `scratch`. */
int jail_fit_scratch(int scratch, uint64_t bytes, struct err *err) must_check;

/* The uid inside the user namespace of slot's cells. */
uid_t jail_cell_uid(const struct jail_common *common, unsigned slot);

/* Bytes of address space that this process has, found without /proc. */
uint64_t jail_address_space(void);

/* The highest Landlock ABI of kernel and this code, 0 for none. */
unsigned jail_landlock_abi(void);

/* --- the zygotes' world ------------------------------------------------------------------------------ */

/* Builds the small root from `library_dirs` (colons between) and makes it the root of this process, which has
 * a mount namespace of its own. Opens the library folders for Landlock into `common`.
 * `*proc` gets a procfs of this PID namespace that is mounted nowhere, or -1 where the kernel refuses one. */
int jail_enter_root(const char *library_dirs, struct jail_common *common, int *proc, struct err *err)
	must_check;

/* Makes a user namespace owned by `uid` (its 0), with `range` further ids from `first` mapped to 1.. where
 * `range` is not 0 (needs root). Returns a descriptor of it. */
int jail_make_userns(uid_t uid, gid_t gid, uid_t first, unsigned range, struct err *err) must_check;

/* A zygote's descriptors at its start. The two folders are for it to read what they hold and to close: the
 * host's root can be reached from them. */
enum zygote_fd { ZYGOTE_CHANNEL = 3, ZYGOTE_POLICIES, ZYGOTE_WARMUPS, ZYGOTE_FDS_END };

/* What a zygote is started with. Opened while there are privileges: the folders above may be closed to the
 * service's uid, as /root is. */
struct zygote_places {
	int program, policies, warmups; /* O_PATH */
};

/* Starts the program as pid 1 of a PID namespace of its own, with own network, mount, IPC, UTS and cgroup
 * namespaces; the calling process must already be in the user namespace. `channel` becomes its
 * ZYGOTE_CHANNEL. Returns the pid. It dies with the caller. */
pid_t jail_start_zygote(const struct zygote_places *places, char *const argv[], char *const envp[],
	int channel, struct err *err) must_check;
int jail_enter_userns(int userns, struct err *err) must_check;

/* --- the server's -------------------------------------------------------------------------------------- */

/* Gives up root and every capability for good; then neither can come back. */
int jail_drop_root(uid_t uid, gid_t gid, struct err *err) must_check;

/* No path, no new system calls: what a process that needs nothing more from the host puts on. */
int jail_seal_service(const struct filter *filter, struct err *err) must_check;
