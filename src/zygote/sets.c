#include "zygote.h"

#include "base/clock.h"
#include "base/log.h"
#include <dirent.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>

/* Of each warm-up program; beyond the first of them a set takes so long in all. */
enum { RUNS = 8, AGAIN_US = 400 * 1000, AGAIN_BARE_US = 50 * 1000 };

static bool has_module(const struct zygote_set *set, const char *name)
{
	for (unsigned i = 0; i < set->module_count; i++) {
		if (strcmp(set->modules[i], name) == 0)
			return true;
	}
	return false;
}

/* A larger set runs the warm-up programs of the smaller ones in it. */
static bool covers(const struct zygote_set *large, const struct zygote_set *small)
{
	for (unsigned i = 0; i < small->module_count; i++) {
		if (!has_module(large, small->modules[i]))
			return false;
	}
	return true;
}

static void log_exception(const char *event, const char *what)
{
	PyObject *type, *value, *traceback, *text;
	const char *words = NULL;

	PyErr_Fetch(&type, &value, &traceback);
	PyErr_NormalizeException(&type, &value, &traceback);
	text = value ? PyObject_Str(value) : NULL;
	words = text ? PyUnicode_AsUTF8(text) : NULL;
	log_warning(event, F_STR("name", what), F_STR("error", words ? words : "?"));
	Py_XDECREF(text);
	Py_XDECREF(type);
	Py_XDECREF(value);
	Py_XDECREF(traceback);
	PyErr_Clear();
}

static void import_modules(struct zygote *zygote, const struct zygote_set *set)
{
	for (unsigned i = 0; i < zygote->options.library_count; i++) {
		const char *name = zygote->options.libraries[i];
		PyObject *module;

		if (!has_module(set, name))
			continue;
		module = PyImport_ImportModule(name);
		if (module)
			zygote->cell.have |= UINT32_C(1) << i;
		else
			log_exception("library is missing: its set shrinks", name);
		Py_XDECREF(module);
	}
}

static bool run_warmup(const struct warmup *warmup)
{
	PyObject *names = PyDict_New(), *code = Py_CompileString(warmup->text, warmup->name, Py_file_input),
		 *done = NULL;
	bool ran;

	if (names && code && PyDict_SetItemString(names, "__builtins__", PyEval_GetBuiltins()) == 0)
		done = PyEval_EvalCode(code, names, names);
	ran = done != NULL;
	if (!ran)
		log_exception("warm-up program failed", warmup->name);
	Py_XDECREF(done);
	Py_XDECREF(code);
	Py_XDECREF(names);
	return ran;
}

/* The warm-up programs of `set`; with `inherited` without those that the root zygote ran. */
static unsigned list_warmups(const struct zygote_options *options, const struct zygote_set *set,
	bool inherited, const struct warmup *list[WARMUP_MAX])
{
	unsigned count = 0;

	for (unsigned i = 0; i < options->warmup_count; i++) {
		for (unsigned s = 0; s < options->set_count; s++) {
			const struct zygote_set *owner = &options->sets[s];

			if (strcmp(owner->name, options->warmups[i].set) == 0 && covers(set, owner) &&
				(!inherited || owner->module_count))
				list[count++] = &options->warmups[i];
		}
	}
	return count;
}

static bool run_timed(const struct warmup *warmup, uint64_t *took_us)
{
	const uint64_t since_us = clock_now_us();
	const bool ran = run_warmup(warmup);

	*took_us = clock_now_us() - since_us;
	return ran;
}

/* The interpreter fits code to what it meets when that has run some times. Each program has a share of the time for
 * that, and what those before it left. */
static void run_warmups(const struct zygote_options *options, const struct zygote_set *set, bool inherited)
{
	const uint64_t again_us = set->module_count ? AGAIN_US : AGAIN_BARE_US;
	const struct warmup *list[WARMUP_MAX];
	unsigned count = list_warmups(options, set, inherited, list);
	uint64_t used_us = 0, took_us;

	for (unsigned i = 0; i < count; i++) {
		const uint64_t share_us = again_us * (i + 1) / count;
		bool ran = run_timed(list[i], &took_us);

		for (unsigned run = 1; ran && run < RUNS && used_us + took_us <= share_us; run++) {
			ran = run_timed(list[i], &took_us);
			used_us += took_us;
		}
	}
}

static int call(const char *module_name, const char *function)
{
	PyObject *module = PyImport_ImportModule(module_name);
	PyObject *done = module ? PyObject_CallMethod(module, function, NULL) : NULL;
	int r = done ? 0 : -EIO;

	PyErr_Clear();
	Py_XDECREF(done);
	Py_XDECREF(module);
	return r;
}

/* A fork copies one thread: a lock that another one held would stay locked for ever. */
static int count_threads(int proc)
{
	_cleanup_close_ int fd = -1;
	struct stat st;

	if (proc < 0)
		return 1;
	fd = openat(proc, "self/task", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0 || fstat(fd, &st) < 0)
		return 1;
	return (int)st.st_nlink - 2;
}

static void run_round(const struct zygote *zygote, unsigned round)
{
	const struct warmup *list[WARMUP_MAX];

	list_warmups(&zygote->options, &zygote->options.sets[zygote->set], false, list);
	if (round)
		run_warmup(list[round - 1]);
	cell_rehearse(&zygote->cell);
}

/* Without it cells work as well, only slower. */
static void learn(struct zygote *zygote)
{
	const struct warmup *list[WARMUP_MAX];
	unsigned count = list_warmups(&zygote->options, &zygote->options.sets[zygote->set], false, list);
	struct err err;

	zygote->cell.hot = zygote->cell.warm = (struct hot_pages){ 0 };
	if (zygote->proc < 0 || madvise(NULL, 0, MADV_POPULATE_WRITE) < 0)
		return;
	if (learn_pages(zygote, run_round, count + 1, &zygote->cell.hot, &zygote->cell.warm, &err) < 0)
		log_info("pages could not be learned", F_STR("error", err.text));
}

/* Nor is this more than a saving. */
static void settle(struct zygote *zygote)
{
	struct err err;

	heap_settle();
	if (zygote->proc >= 0 && image_settle(zygote, &err) < 0)
		log_info("some memory stays where it is", F_STR("error", err.text));
}

int set_load(struct zygote *zygote, struct err *err)
{
	const struct zygote_set *set = &zygote->options.sets[zygote->set];
	int r, threads;

	heap_begin();
	import_modules(zygote, set);
	run_warmups(&zygote->options, set, !zygote->root);
	zygote->cell.libraries = zygote->options.libraries;
	zygote->cell.cpus = zygote->options.cpus;
	zygote->cell.scratch_mb = zygote->options.scratch_mb;
	r = cell_prepare(&zygote->cell, err);
	if (r < 0)
		return r;
	/* Locks made anew, caches of open files dropped, ...: what libraries have done in each fork is done here, once, so that
	 * cells need not (cell/life.c). Between this and their fork nothing runs that it would have to mend. */
	PyOS_BeforeFork();
	PyOS_AfterFork_Child();
	/* What libraries do at exit is for a process of their own; a cell runs what its program registered. */
	r = call("atexit", "_clear");
	if (r < 0)
		return err_set(err, r, "atexit._clear()");
	cell_practise(&zygote->cell);
	PyGC_Collect();
	r = call("gc", "freeze");
	if (r < 0)
		return err_set(err, r, "gc.freeze()");
	threads = count_threads(zygote->proc);
	if (threads != 1)
		return err_set(err, -EBUSY, "%d threads run after the imports", threads);
	settle(zygote);
	heap_end();
	learn(zygote);
	zygote->cell.address_space = jail_address_space();
	return 0;
}
