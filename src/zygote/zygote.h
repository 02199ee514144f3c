/* zygote/zygote.h: the process that embeds CPython and forks cells.
 *
 * main.c     enters the small root, starts the interpreter, then serves; a set's zygote is forked from it
 * options.c  the command line that the keeper wrote
 * cache.c    what was made ahead for libraries to read
 * python.c   the interpreter
 * asyncio.c  its event loops without sockets
 * sets.c     imports, warm-up, freeze
 * areas.h    what is mapped
 * heap.h     what cells find of it
 * text.c     where instructions and constants lie
 * image.c    where the memory lies that they are forked from
 * memfile.h  the files that both make
 * learn.c    which pages a run touches
 * serve.c    the loop: messages from the server, ended cells
 * spawn.c    one cell
 * closures.c the code of ctypes callbacks, in the place of libffi's
 *
 * It reads fixed messages of the server and files of the operator. It has no secret, and no byte of a client is
 * ever in its memory. One thread, always: a fork copies nothing else. */
#pragma once

#include "base/frame.h"
#include "base/wire.h"
#include "cell/cell.h"
#include "jail/jail.h"
#include <Python.h>
#include <sys/types.h>

enum {
	ZYGOTE_SETS_MAX = 16,
	ZYGOTE_MODULES_MAX = 16,
	ZYGOTE_LIBRARIES_MAX = 32,
	ZYGOTE_SLOTS_MAX = 8192,
	WARMUP_MAX = 64,
	WARMUP_FILE_MAX = 64 * 1024,
	CACHED_MAX = 16,
	CACHED_FILE_MAX = 1024 * 1024
};

struct zygote_set {
	char *name;
	char *modules[ZYGOTE_MODULES_MAX + 1];
	unsigned module_count;
};

/* A program of the operator that a set runs before it serves: warmup/SET/NAME.py. */
struct warmup {
	char *set, *name, *text;
};

/* A file that the cache folder starts with: warmup/cache/PATH. */
struct cached {
	char path[256], *data;
	size_t len;
};

struct zygote_options {
	const char *python, *library_dirs, *filter, *on_top, *base;
	unsigned level, own_uids, first_uid, processes, open_files, scratch_mb, scratch_files, cpus;
	struct zygote_set sets[ZYGOTE_SETS_MAX];
	unsigned set_count;
	const char
		*libraries[ZYGOTE_LIBRARIES_MAX + 1]; /* every module of every set, in order of appearance */
	unsigned library_count;
	struct warmup warmups[WARMUP_MAX];
	unsigned warmup_count;
	struct cached cached[CACHED_MAX];
	unsigned cached_count;
};

struct zygote {
	struct zygote_options options;
	struct jail_common common;
	struct cell_context cell;
	unsigned set;		     /* which one this process is */
	uint32_t image_kb;	     /* of memory files that its cells read */
	bool root;		     /* forks the others, reaps their orphans */
	pid_t sets[ZYGOTE_SETS_MAX]; /* the one forked last for each set, 0: none */
	int channel, signals;
	int self;		       /* pidfd: the way back to the own PID namespace */
	int proc;		       /* procfs mounted nowhere, or -1 */
	int scratch[ZYGOTE_SLOTS_MAX]; /* of live cells by slot, or -1; full level */
	pid_t pids[ZYGOTE_SLOTS_MAX];
	uint32_t generations[ZYGOTE_SLOTS_MAX];
};

/* Reads the command line and every file it names, from ZYGOTE_POLICIES and ZYGOTE_WARMUPS, and closes these. */
int options_read(struct zygote *zygote, int argc, char **argv, struct err *err) must_check;

/* Reads what the cache folder starts with, and writes it there. What fails is left out. */
void cache_read(struct zygote_options *options, int warmups);
void cache_write(struct zygote_options *options, int folder);

/* Before Python starts: from here on it is known where its arenas are. */
void heap_watch(void);
/* While this process loads the kernel makes no huge pages of its memory; cells are forked from one where it may. */
void heap_begin(void);
void heap_end(void);

/* Cells will take memory where none was taken yet. After the last of the zygote's own. */
void heap_settle(void);

int python_start(const struct zygote_options *options, struct err *err) must_check;
/* Event loops of asyncio do without sockets. Once, in the root zygote. */
int python_prepare_asyncio(struct err *err) must_check;

/* Imports and warms zygote->set, freezes the heap, prepares zygote->cell. */
int set_load(struct zygote *zygote, struct err *err) must_check;

/* Puts instructions and constants of this program where huge pages hold them. Where it fails they stay where they were.
 * Once, in the root zygote, for all that are forked from it. */
int text_settle(struct zygote *zygote, struct err *err) must_check;

/* Puts variables and heaps of this process where a fork need not copy them. Where it fails some stay where they were. Needs
 * zygote->proc. */
int image_settle(struct zygote *zygote, struct err *err) must_check;

/* Has forks of this process, one after the other, call `run`, and lists the pages of ours that they touched: in round 0
 * any, in the others those that several rounds have in common. Needs zygote->proc. The lists stay for good. */
typedef void (*learn_round)(const struct zygote *zygote, unsigned round);
int learn_pages(const struct zygote *zygote, learn_round run, unsigned rounds, struct hot_pages *hot,
	struct hot_pages *warm, struct err *err) must_check;

/* Says ZYGOTE_UP, then answers until the server is gone: 0 then. */
int zygote_serve(struct zygote *zygote, struct err *err) must_check;

/* Forks one sealed cell as `frame` (ZYGOTE_SPAWN) asks, and tells the server. */
int spawn_cell(struct zygote *zygote, struct frame *frame, struct err *err) must_check;
void spawn_forget(struct zygote *zygote, pid_t pid); /* it was reaped */
void spawn_forget_all(struct zygote *zygote);	     /* in a forked zygote: these are another's cells */
