/* base/wire.h: every message between our processes, on one page.
 *
 * Who may send what and when:
 *
 *   server -> keeper   KEEPER_START_ZYGOTE, KEEPER_END_ZYGOTE, KEEPER_MAKE_SLOT, KEEPER_KILL, KEEPER_CLOSE
 *   keeper -> server   KEEPER_ZYGOTE, KEEPER_ENDED, KEEPER_SLOT, KEEPER_FAILED
 *   server -> zygote   ZYGOTE_START_SET and ZYGOTE_END_SET (root zygote only), ZYGOTE_SPAWN,
 *                      ZYGOTE_FIT_SCRATCH
 *   zygote -> server   ZYGOTE_UP (first), ZYGOTE_SPAWNED, ZYGOTE_SPAWN_FAILED, ZYGOTE_SCRATCH_FITS, ZYGOTE_EXITED
 *   server -> cell     after CELL_SEALED: CELL_WARM where there is time for it, CELL_JOB once, CELL_JOB_MORE until the
 *                      job is whole
 *   cell -> server     CELL_SEALED | CELL_SEAL_FAILED; after the job: CELL_VIOLATION*, then one of
 *                      CELL_REFUSED, CELL_CHECKED, CELL_OTHER_SET, CELL_STARTED; after CELL_STARTED all that
 *                      a cell sends is hostile, and only CELL_ENDED is taken, once. With its last message it closes the
 *                      channel: that is what the server waits for, which reads the others then, or after a while
 *
 * Structs are of fixed layout: all ends are built together. Texts follow a struct without a NUL. */
#pragma once

#include "base.h"

enum message {
	KEEPER_START_ZYGOTE = 0x100, /* wire_family */
	KEEPER_END_ZYGOTE,	     /* wire_family */
	KEEPER_MAKE_SLOT,	     /* wire_slot */
	KEEPER_KILL,		     /* fds: pidfd of a cell; container level, where it has another uid */
	KEEPER_CLOSE,		     /* fds: one that takes long to close */
	KEEPER_ZYGOTE,		     /* wire_family; fds: channel to the root zygote */
	KEEPER_ENDED,		     /* wire_family: no process of it is left */
	KEEPER_SLOT,		     /* wire_slot; fds: as wire_slot says */
	KEEPER_FAILED,		     /* wire_failed, text */

	ZYGOTE_START_SET = 0x200, /* wire_set; fds: the set's channel */
	ZYGOTE_END_SET,		  /* wire_set: it hangs */
	ZYGOTE_SPAWN,		  /* wire_spawn; fds: wire_spawn_fd, then the groups' procs files */
	ZYGOTE_FIT_SCRATCH,	  /* wire_scratch */
	ZYGOTE_UP,		  /* wire_up, text: the interpreter's version */
	ZYGOTE_SPAWNED, /* wire_spawned; fds: pidfd, scratch folder, and /proc/PID/status where there is one */
	ZYGOTE_SPAWN_FAILED, /* wire_failed, text */
	ZYGOTE_SCRATCH_FITS, /* wire_scratch */
	ZYGOTE_EXITED,	     /* wire_exited */

	CELL_JOB = 0x300, /* wire_job, then of code and input as much as there is room for */
	CELL_SEALED,	  /* wire_sealed */
	CELL_SEAL_FAILED, /* text */
	CELL_VIOLATION,	  /* wire_violation, texts */
	CELL_REFUSED,	  /* after the violation (/run), or the syntax error */
	CELL_CHECKED,	  /* end of the list (/validate) */
	CELL_OTHER_SET,	  /* wire_other_set: it imports what this set lacks */
	CELL_STARTED,	  /* wire_started: the next instruction is the program's */
	CELL_ENDED,	  /* wire_ended, texts */
	CELL_WARM,	  /* take the pages that typical programs touch, until the job comes */
	CELL_JOB_MORE,	  /* what follows of code and input */
};

enum slot_has {
	SLOT_MEMORY_LIMIT = 1,
	SLOT_SWAP_LIMIT = 2,
	SLOT_MEMORY_EVENTS = 4,
	SLOT_CPU_IDLE = 8,
	SLOT_CPU_WEIGHT = 16,
};

/* fds of KEEPER_SLOT: `procs` procs files, then one for each bit of `has` in order. */
struct wire_slot {
	uint32_t slot;
	uint32_t procs;
	uint32_t has;
	uint32_t cgroup_version; /* 0: none */
};

/* A root zygote with all that it forks. There is more than one only while they are renewed. */
struct wire_family {
	uint32_t family;
};

enum { FAMILIES = 2 };

struct wire_failed {
	int32_t code;	  /* negative errno */
	uint32_t request; /* the message that failed */
	uint32_t slot;	  /* or the family, of KEEPER_START_ZYGOTE */
	uint32_t generation;
};

struct wire_set {
	uint32_t set; /* index into config's sets */
};

enum wire_spawn_fd { SPAWN_CHANNEL, SPAWN_OUT, SPAWN_ERR, SPAWN_FDS };

struct wire_spawn {
	uint32_t slot;	     /* 0-based; also which uid where there is a range */
	uint32_t generation; /* echoed: tells a slot's cells apart */
};

struct wire_scratch {
	uint32_t slot;
	uint32_t generation;
	uint64_t bytes;
};

struct wire_up {
	uint32_t set;
	uint32_t libraries;	/* bit i: config's library i imports here */
	uint32_t landlock_abi;	/* 0: none */
	uint32_t proc;		/* 1: /proc/PID/status comes with each cell */
	uint32_t own_uids;	/* 1: each cell has a uid of its own */
	uint32_t small_kb;	/* most that a small program has in memory; 0: not known */
	uint32_t small_read_kb; /* of it of the zygote's memory files */
	uint32_t common_kb;	/* what else most programs read of those */
	uint32_t image_kb;	/* of the zygote's memory files: what a cell reads of them is not its own */
	uint32_t warm_kb;	/* what CELL_WARM has a cell take, beside what its program will */
};

struct wire_spawned {
	uint32_t slot;
	uint32_t generation;
	int32_t pid; /* in the zygotes' namespace, as in ZYGOTE_EXITED */
};

struct wire_exited {
	int32_t pid;
	int32_t status; /* as of waitpid(2) */
	int64_t max_rss_kb;
	int64_t cpu_us; /* user + system, the whole life */
};

struct wire_job {
	uint32_t code_len, input_len; /* bytes, and they come in this order */
	uint32_t timeout_s, memory_mb;
	uint32_t policy;
	uint32_t elsewhere; /* libraries that this set lacks and another has */
	uint8_t has_input, auto_print, check_only, cgroup_memory;
};

struct wire_sealed {
	uint32_t layers; /* bit per enum layer of jail/jail.h */
	uint32_t unused;
	int64_t max_rss_kb;
};

struct wire_violation {
	int32_t line, column, end_line, end_column;
	uint32_t rule_len, message_len, hint_len;
};

struct wire_other_set {
	uint32_t libraries; /* bits of the libraries it imports */
};

struct wire_started {
	int64_t max_rss_kb; /* what memory_used counts from */
};

enum ending { ENDING_FINISHED, ENDING_EXCEPTION, ENDING_EXIT, ENDING_MEMORY };

struct wire_ended {
	uint32_t ending;
	int32_t exit_code;
	int32_t line; /* of the exception in the program, 0: unknown */
	uint32_t type_len, message_len, error_len;
};

/* What a cell says of itself is cut to these before it is sent; the server refuses more. */
enum { WIRE_TYPE_MAX = 256, WIRE_MESSAGE_MAX = 6000, WIRE_ERROR_MAX = 7000, WIRE_VIOLATIONS_MAX = 1000 };

/* CPU seconds that no job gets more of, whatever its timeout and CPUs. */
enum { CPU_SECONDS_MAX = 300 };

/* A cell's descriptors once sealed. */
enum cell_fd { CELL_STDIN = 0, CELL_STDOUT, CELL_STDERR, CELL_CHANNEL, CELL_FDS };
