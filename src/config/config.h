/* config/config.h: every setting of the service, from one table (config/settings.c).
 *
 * Sources, later ones win: the default, the file (--config FILE, or PYRUNNER_CONFIG), the environment
 * (PYRUNNER_MAX_RUNNING), the command line (--max-running 4 or --max-running=4). In the file a line is
 * `max_running = 4`; `#` starts a comment. An unknown key, a value out of range or a repeated key in the
 * file is an error that names source, line and range; nothing is guessed.
 *
 * The struct owns its strings. It is read-only once loaded. */
#pragma once

#include "base/err.h"

enum { CONFIG_SETS_MAX = 16, CONFIG_MODULES_MAX = 16, CONFIG_POLICIES_MAX = 16, CONFIG_NAME_MAX = 64 };

/* A set: a zygote that has these modules imported. From the setting `sets`, smallest set first:
 * "bare; numpy: numpy; pandas: numpy pandas; ...". The first set has no modules. */
struct set_config {
	char name[CONFIG_NAME_MAX];
	char modules[CONFIG_MODULES_MAX][CONFIG_NAME_MAX];
	unsigned module_count;
};

struct config {
	/* HTTP */
	char *listen;		  /* "127.0.0.1:8000", "[::1]:8000" */
	char *cors_origins;	  /* "*", "" for none, or a list separated by spaces */
	unsigned max_connections; /* connections at once */
	unsigned max_header_kb;	  /* memory for one request's head */
	unsigned max_body_kb;	  /* one body: 4096 */
	unsigned max_bodies_mb;	  /* all bodies in flight: 64 */
	unsigned head_timeout;	  /* seconds to send a head: 10 */
	unsigned body_timeout;	  /* seconds to send a body: 30 */
	unsigned idle_timeout;	  /* seconds between two requests: 60 */

	/* what a request may ask for */
	unsigned max_timeout;	    /* seconds: 300 */
	unsigned default_timeout;   /* seconds: 30 */
	unsigned max_memory_mb;	    /* 2048 */
	unsigned min_memory_mb;	    /* 64 */
	unsigned default_memory_mb; /* 512 */
	unsigned max_code_chars;    /* 1,000,000 characters (code points) */
	unsigned max_stdin_kb;	    /* 1024 */
	char *policy;		    /* "strict": what a request gets that names none */
	char *policies;		    /* "strict,standard": what a request may name */
	char policy_names[CONFIG_POLICIES_MAX][CONFIG_NAME_MAX]; /* `policies`, taken apart */
	unsigned policy_count;
	unsigned policy_default; /* index into policy_names */

	/* admission */
	unsigned max_running;	   /* 0: 2 x cores, within memory_budget_mb */
	unsigned queue;		   /* programs that may wait: 256 */
	unsigned memory_budget_mb; /* what all runs together may use; 0: three quarters of the machine's */
	unsigned ready_cells;	   /* sealed cells kept ready per set; 0: chosen by cores */

	/* cells */
	char *isolation; /* "auto": the best this machine allows, "full": all of it or refuse, "container", "no-landlock" */
	char *cgroups; /* "auto", "none" or the path of a delegated group */
	char *sets;
	struct set_config set_list[CONFIG_SETS_MAX]; /* `sets`, taken apart */
	unsigned set_count;
	unsigned cpus;		 /* CPUs that a run may use: 1 */
	unsigned processes;	 /* threads of a run: 64 */
	unsigned open_files;	 /* 50 */
	unsigned scratch_mb;	 /* 64 */
	unsigned scratch_files;	 /* 1024 */
	char *scratch_dir;	 /* where there is no mount namespace: /dev/shm */
	unsigned zygote_timeout; /* seconds to load a set: 120, 30 of them to make a cell */
	unsigned renew_seconds;	 /* age at which zygotes are replaced: 3600, 0: never */
	unsigned renew_cells;	 /* programs after which they are: 100,000, 0: never */
	unsigned output_kb;	 /* kept of each of stdout and stderr: 1024, up to 16384 */
	unsigned id_first; /* first of the host's ids given to server and cells, where started as root */

	/* places; empty: beside the binary in a build tree, else the installed ones */
	char *policy_dir;   /* *.policy, *.seccomp */
	char *warmup_dir;   /* programs a set runs before it serves: SET/NAME.py */
	char *zygote;	    /* path of pyrunner-zygote */
	char *python;	    /* the interpreter whose libraries are used: /usr/bin/python3 */
	char *library_dirs; /* folders that a cell may read, separated by colons */

	char *log;	 /* "auto", "text", "json" */
	char *log_level; /* "debug", "info", "warning", "error" */
};

/* `argv` is what follows the verb. Flags end at the first argument that does not begin with "--" (a verb's own:
 * "FILE"), at "--help", or behind "--": `*used` is how many of argv were taken. */
int config_load(struct config *config, int argc, char *const *argv, int *used, struct err *err) must_check;
void config_release(struct config *config);

/* The table as `pyrunner serve --help` prints it: flag, default, range, words. */
void config_print_help(FILE *out);

/* For tests that hold the table against the manual page. NULL behind the last. */
const char *config_key(size_t index);
