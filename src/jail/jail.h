/* jail/jail.h: the walls. What seals a cell, what the zygotes live in, and how root is given up.
 *
 * Everything here runs before a byte of a client is seen, in processes with one thread. Nothing is undone on
 * failure: whoever called ends. Sources: the operator's settings only. */
#pragma once

#include "base/cleanup.h"
#include "base/err.h"
#include "jail/filter.h"
#include <sys/resource.h>
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

enum { JAIL_PROCS_MAX = 4, JAIL_PATHS_MAX = 32, JAIL_FOLDER_MAX = 256 };

/* What the machine allows, found once at start by trying (jail_try_namespaces()). */
enum jail_level {
	JAIL_FULL,	/* every layer */
	JAIL_CONTAINER, /* no namespaces: seccomp, Landlock, uids where there are, rlimits */
};

/* What all cells of a zygote share. Made once, before the first fork. */
struct jail_common {
	struct filter *filter;	   /* a cell writes its own number into its copy */
	int paths[JAIL_PATHS_MAX]; /* library folders and files, O_PATH */
	bool path_is_folder[JAIL_PATHS_MAX];
	unsigned path_count;
	int cache;	       /* one of them, which a zygote may write to */
	unsigned landlock_abi; /* 0: the kernel has none */
	enum jail_level level;
	bool own_uids;		     /* each slot has a uid of its own, */
	uid_t first_uid;	     /* from this one on */
	const struct filter *on_top; /* container level: what is taken away from `filter`'s list, else NULL */
	const char *base;	     /* container level: the folder that holds the slots' folders, */
	int base_fd;		     /* O_PATH of it */
	bool foreign_proc;	     /* the procfs is of another PID namespace: no own one could be mounted */
	unsigned processes, open_files;
	int proc;		      /* procfs mounted nowhere, or -1 */
	rlim_t highest[RLIM_NLIMITS]; /* what the operator left of each limit: it can only be lowered */
	bool own_counts;	      /* each cell gets a user namespace, for its count of processes */
};

/* One cell's own. The descriptors are the caller's; sealing moves some to their places (base/wire.h). */
struct jail {
	const struct jail_common *common;
	unsigned slot;
	int scratch; /* the cell's own folder: a detached mount; container level: its slot's folder */
	int fds[4];  /* enum cell_fd; [CELL_STDIN] is made by sealing */
	int procs[JAIL_PROCS_MAX]; /* cgroup.procs files to join, */
	unsigned procs_count;
	pid_t zygote;		      /* container level: the parent, with which it ends */
	bool own_count;		      /* RLIMIT_NPROC counts no other cell's processes */
	uint32_t layers;	      /* set as they go on */
	char folder[JAIL_FOLDER_MAX]; /* path of the own folder, once it is there */
};

#define CELL_FOLDER "/work"

/* In a zygote, before its first cell: what is the same for all of them and does not hinder it. Cells inherit it. */
int jail_prepare(struct jail_common *common, struct err *err) must_check;

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
int jail_limit_job(const struct jail_common *common, const struct job_limits *limits, struct err *err)
	must_check;

/* A cell's folder: a tmpfs of `bytes` and `files` that `uid` owns, as a detached mount. Returns its fd. */
int jail_make_scratch(uid_t uid, uint64_t bytes, unsigned files, struct err *err) must_check;
/* Sets another size for the tmpfs behind `scratch`. */
int jail_fit_scratch(int scratch, uint64_t bytes, struct err *err) must_check;

/* The uid of a slot's cells, as the zygotes count. */
uid_t jail_cell_uid(const struct jail_common *common, unsigned slot);

/* Bytes of address space that this process has, found without /proc. */
uint64_t jail_address_space(void);

/* The highest Landlock ABI of kernel and this code, 0 for none. */
unsigned jail_landlock_abi(void);

/* --- the zygotes' world ------------------------------------------------------------------------------ */

/* Full level: builds the small root from `library_dirs` (colons between) and makes it the root of this process, which has
 * a mount namespace of its own. Opens the library folders for Landlock into `common`.
 * `*proc` gets a procfs of this PID namespace that is mounted nowhere, or -1 where the kernel refuses one. */
int jail_enter_root(const char *library_dirs, struct jail_common *common, int *proc, struct err *err)
	must_check;
/* Container level: the same for a process that keeps the root it has. `*proc` is that root's procfs. */
int jail_keep_root(const char *library_dirs, struct jail_common *common, int *proc, struct err *err)
	must_check;

/* The file `name` of a child's /proc/PID, or -1 with errno. `pidfd` is one of it, `proc` as above; a procfs that is not
 * of the own PID namespace has another number for it. */
int jail_open_of(int proc, int pidfd, const char *name);

/* --- container level ----------------------------------------------------------------------------------- */

/* 0 where a zygote of `uid` can live in `userns` as jail_start_zygote() and jail_enter_root() want it, tried in a child. */
int jail_try_namespaces(int userns, uid_t uid, gid_t gid, struct err *err) must_check;
/* What jail_make_userns() and jail_try_namespaces() answer where the machine does not allow it, and not where
 * something is wrong with it for a moment. */
bool jail_is_refusal(int r);

/* CAP_SETUID, CAP_SETGID and CAP_KILL, without which root can give cells no uids of their own. */
bool jail_may_give_uids(void);
/* As jail_drop_root(), but keeps these three, and passes them on to what is exec'd. */
int jail_keep_giving_uids(uid_t uid, gid_t gid, struct err *err) must_check;
/* Has this process be killed when its parent ends, which is `parent`: there is no PID namespace to do it. */
int jail_end_with(pid_t parent, struct err *err) must_check;

/* A new folder below `dir` with one for each slot, made by a process of the slot's uid, and a cache that zygotes
 * fill. `dir` must be on a file system without exec: a program may write there. Fills `path`. */
int jail_make_folders(const char *dir, const struct jail_common *common, unsigned slots,
	char path[JAIL_FOLDER_MAX], struct err *err) must_check;
/* Removes it with all that cells left, again by processes of each slot's uid. No cell may be alive. */
void jail_remove_folders(const char *path, const struct jail_common *common, unsigned slots);
/* O_PATH of a slot's folder. */
int jail_open_folder(const struct jail_common *common, unsigned slot, struct err *err) must_check;

#define CACHE_FOLDER "/cache"

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

/* Full level: starts the program as pid 1 of a PID namespace of its own, with own network, mount, IPC, UTS and cgroup
 * namespaces; the calling process must already be in the user namespace. `channel` becomes its
 * ZYGOTE_CHANNEL. Returns the pid. It dies with the caller. Container level: without namespaces. */
pid_t jail_start_zygote(enum jail_level level, const struct zygote_places *places, char *const argv[],
	char *const envp[], int channel, struct err *err) must_check;
int jail_enter_userns(int userns, struct err *err) must_check;

/* --- the server's -------------------------------------------------------------------------------------- */

/* Gives up root and every capability for good; then neither can come back. */
int jail_drop_root(uid_t uid, gid_t gid, struct err *err) must_check;

/* No path, no new system calls: what a process that needs nothing more from the host puts on. */
int jail_seal_service(const struct filter *filter, struct err *err) must_check;
