/* cell/cell_internal.h: shared by life.c (the sequence), channel.c, seed.c (random numbers), program.c (run) and
 * report.c (how it ended). */
#pragma once

#include "base/frame.h"
#include "base/wire.h"
#include "cell.h"

/* Python objects taken in the zygote, before any program can have replaced them. */
struct cell_tools {
	PyObject *compile; /* builtins.compile */
	PyObject *print;   /* builtins.print */
	PyObject *ast_expr, *ast_interactive;
	PyObject *format_exception; /* (type, value, traceback, source) -> text, see program.c */
	PyObject *source;	    /* the program's, once there is one */
	PyObject *linecache;	    /* linecache.cache */
	PyObject *getline;	    /* linecache.getline */
	PyObject *excepthook;	    /* sys.excepthook */
	PyObject *run_exitfuncs;    /* atexit._run_exitfuncs */
	PyObject *count_exitfuncs;  /* atexit._ncallbacks */
	PyObject *main_thread;	    /* threading.main_thread() */
	PyObject *seed_random;	    /* of the class below random.Random: C code only */
	PyObject *randoms[4];	    /* its instances that nobody seeds, as many as there are */
	struct numpy_state *numpy;  /* of its global generator, or NULL */
	PyObject *seed_numpy;	    /* numpy.random.seed where that is not known, or NULL */
	PyObject *filename;	    /* "main.py" */
	PyObject *displayhook;	    /* prints as print() would */
	PyObject *environ;	    /* os.environ */
};

/* The messages that a job comes in, the last one read so far. */
struct job_pieces {
	size_t at, end; /* what is left of it */
	_Alignas(8) char message[FRAME_MAX + 1];
};

/* A job as the cell has it. */
struct cell_job {
	struct wire_job wire;
	char *code; /* NUL-terminated behind code_len bytes */
};

struct ended {
	struct wire_ended wire;
	PyObject *type, *message, *error; /* str or NULL */
};

/* One message, with texts behind the struct. Ends the process where the server is gone. */
struct piece {
	const void *data;
	size_t len;
};
void channel_send(uint32_t type, const struct piece *pieces, unsigned count);
/* Blocks for the one job, and warms up when told to; ends the process where none comes any more. */
void channel_wait_for_job(
	const struct cell_context *context, struct job_pieces *pieces, struct wire_job *job);
/* At least one and at most `max` bytes of what follows in the job, borrowed until the next call. Blocks for them, and ends
 * the process where none come. */
struct text channel_take(struct job_pieces *pieces, size_t max);
/* After the last message: closes the channel, which is what the server waits for. Taking down the address space costs more than
 * a small program, so it is left to the kill that comes once the answer has left. Returns where the program has closed the
 * channel before. */
void channel_wait_for_end(void);

/* The syntax tree (ast.Module), or NULL with CPython's exception. */
PyObject *program_parse(const char *code, size_t len);
/* Compiles and runs a tree of ours in a namespace of its own. */
void program_practise(const struct cell_context *context, PyObject *tree);
/* The folder of this one is not what the environment says. */
void program_moves(const struct cell_context *context, const char *folder);

/* Finds the global generators of random and, where it is imported, numpy. */
int seed_prepare(struct cell_tools *tools, struct err *err) must_check;
/* A fork leaves all cells with the same random numbers to come: gives this one its own. */
void seed_anew(const struct cell_tools *tools);

/* Compiles and runs the checked tree in __main__, up to and including what runs at exit. Never fails: how it
 * ended stands in `ended`. */
void program_run(
	const struct cell_context *context, const struct cell_job *job, PyObject *tree, struct ended *ended);

/* Words for the exception that is set, printed as CPython would, then cleared. */
void report_exception(const struct cell_tools *tools, struct ended *ended);
void report_send(const struct ended *ended);
/* Has a handler say "Aborted": pid 1 of a namespace does not die of SIGABRT. */
void report_aborts(void);
