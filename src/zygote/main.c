/* pyrunner-zygote: started by the keeper as pid 1 of namespaces of its own, with the channel to the server as
 * fd 3. See zygote.h. */
#include "zygote.h"

#include "base/log.h"
#include "base/title.h"
#include <fcntl.h>
#include <malloc.h>
#include <pthread.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/stat.h>

/* Standard input as cells have it, an empty file: Python's stream over it remembers of what kind it is.
 * Standard output goes nowhere; standard error is the operator's log. */
static int arrange_stdio(struct err *err)
{
	_cleanup_close_ int empty = memfd_create("empty", MFD_CLOEXEC);
	_cleanup_close_ int nothing = open("/dev/null", O_WRONLY | O_CLOEXEC);

	if (empty < 0 || nothing < 0)
		return err_errno(err, "standard streams");
	if (dup2(empty, STDIN_FILENO) < 0 || dup2(nothing, STDOUT_FILENO) < 0)
		return err_errno(err, "standard streams");
	return 0;
}

static int watch_children(struct zygote *zygote, struct err *err)
{
	sigset_t set;

	/* As pid 1 it gets no signal that it does not handle; a terminal's are not for it anyway. */
	sigemptyset(&set);
	sigaddset(&set, SIGCHLD);
	if (sigprocmask(SIG_BLOCK, &set, NULL) < 0)
		return err_errno(err, "sigprocmask");
	zygote->signals = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
	if (zygote->signals < 0)
		return err_errno(err, "signalfd");
	zygote->self = pidfd_open(getpid(), 0);
	if (zygote->self < 0)
		return err_errno(err, "pidfd_open");
	return 0;
}

/* Container level: ends with the keeper, also after the exec; its cells' orphans are its own. */
static int enter_container(struct zygote *zygote, struct err *err)
{
	int r = jail_end_with(getppid(), err);

	if (r < 0)
		return r;
	if (prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) < 0 || prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) < 0)
		return err_errno(err, "prctl");
	return jail_keep_root(zygote->options.library_dirs, &zygote->common, &zygote->proc, err);
}

static int enter(struct zygote *zygote, struct err *err)
{
	const struct zygote_options *options = &zygote->options;
	struct jail_common *common = &zygote->common;
	int r;

	common->level = (enum jail_level)options->level;
	common->base = options->base;
	common->landlock_abi = jail_landlock_abi();
	common->own_uids = options->own_uids;
	common->first_uid = options->first_uid;
	common->processes = options->processes;
	common->open_files = options->open_files;
	if (common->level == JAIL_CONTAINER)
		r = enter_container(zygote, err);
	else
		r = jail_enter_root(options->library_dirs, common, &zygote->proc, err);
	if (r < 0)
		return err_in(err, "root");
	r = jail_prepare(common, err);
	if (r < 0)
		return err_in(err, "what cells inherit");
	cache_write(&zygote->options, common->cache);
	return 0;
}

/* A thread reserves its stack in full, and a cell's address space is limited: at 8 MB each, a run of the smallest memory
 * limit had 39 threads. A program that needs more says so by threading.stack_size(). */
static int size_stacks(struct err *err)
{
	pthread_attr_t attributes;
	int r = pthread_attr_init(&attributes);

	if (r == 0)
		r = pthread_attr_setstacksize(&attributes, 2 * MB);
	if (r == 0)
		r = pthread_setattr_default_np(&attributes);
	errno = r;
	return r ? err_errno(err, "stacks of threads") : 0;
}

static int start(struct zygote *zygote, int argc, char **argv, struct err *err)
{
	int r;

	r = options_read(zygote, argc, argv, err);
	if (r < 0)
		return r;
	title_set("pyrunner: zygote %s", zygote->options.sets[0].name);
	umask(022); /* whatever the operator's: cells of other uids walk the folders of the root, programs see one */
	r = arrange_stdio(err);
	if (r < 0)
		return r;
	r = enter(zygote, err);
	zygote->common.proc = zygote->proc;
	if (r < 0)
		return r;
	r = watch_children(zygote, err);
	if (r < 0)
		return r;
	r = size_stacks(err);
	if (r < 0)
		return r;
	if (text_settle(zygote, err) < 0)
		log_info("the program's text stays where it is", F_STR("error", err->text));
	heap_begin();
	r = python_start(&zygote->options, err);
	if (r < 0)
		return r;
	r = python_prepare_asyncio(err);
	if (r < 0)
		return r;
	return set_load(zygote, err);
}

int main(int argc, char **argv)
{
	static struct zygote zygote = { .channel = ZYGOTE_CHANNEL, .root = true, .proc = -1 };
	struct err err;
	int r;

	log_setup(LOG_AUTO, LOG_INFO, "zygote");
	/* An arena a thread reserves 64 MB of address space, which is limited: 15 threads would use it up. */
	mallopt(M_ARENA_MAX, 1);
	title_init(argc, argv);
	fcntl(ZYGOTE_CHANNEL, F_SETFD, FD_CLOEXEC);
	for (size_t i = 0; i < ELEMENTS(zygote.scratch); i++)
		zygote.scratch[i] = -1;
	r = start(&zygote, argc, argv, &err);
	if (r >= 0)
		r = zygote_serve(&zygote, &err);
	if (r < 0)
		log_error("root zygote failed", F_STR("error", err.text));
	return r < 0 ? 1 : 0;
}
