#include "keeper_internal.h"

#include "base/buf.h"
#include "jail/ablation.h"

enum { ARGUMENTS_MAX = 64, ARGUMENT_MAX = 8192 };

struct list {
	char *items[ARGUMENTS_MAX + 1];
	unsigned count;
};

static int add(struct list *list, const char *format, ...) printf_like(2, 3);
static int add(struct list *list, const char *format, ...)
{
	va_list args;
	int n;

	if (list->count == ARGUMENTS_MAX)
		return -E2BIG;
	va_start(args, format);
	n = vasprintf(&list->items[list->count], format, args);
	va_end(args);
	if (n < 0)
		return -ENOMEM;
	if (n > ARGUMENT_MAX)
		return -E2BIG;
	list->count++;
	return 0;
}

static int add_set(struct list *list, const struct set_config *set)
{
	struct buf modules = BUF_INIT(ARGUMENT_MAX);
	int r = buf_puts(&modules, "");

	for (unsigned i = 0; r >= 0 && i < set->module_count; i++)
		r = buf_printf(&modules, "%s%s", i ? " " : "", set->modules[i]);
	if (r >= 0)
		r = add(list, "set=%s:%s", set->name, modules.data ? modules.data : "");
	buf_release(&modules);
	return r;
}

static bool names_open(const struct config *config)
{
	for (unsigned i = 0; i < config->policy_count; i++) {
		if (strcmp(config->policy_names[i], "open") == 0)
			return true;
	}
	return false;
}

static int add_all(struct list *list, const struct config *config, const struct jail_common *common)
{
	const struct {
		const char *key;
		unsigned value;
	} numbers[] = {
		{ "level", common->level },
		{ "own-uids", common->own_uids },
		{ "first-uid", common->first_uid },
		{ "processes", config->processes },
		{ "open-files", config->open_files },
		{ "scratch-mb", config->scratch_mb },
		{ "scratch-files", config->scratch_files },
		{ "cpus", config->cpus },
	};
	int r = add(list, "pyrunner-zygote");

	for (size_t i = 0; r >= 0 && i < ELEMENTS(numbers); i++)
		r = add(list, "%s=%u", numbers[i].key, numbers[i].value);
	if (r >= 0)
		r = add(list, "python=%s", config->python);
	if (r >= 0)
		r = add(list, "libraries=%s", config->library_dirs);
	if (r >= 0)
		r = add(list, "log=%s:%s", config->log, config->log_level);
	if (r >= 0)
		r = add(list, "filter=cell.seccomp");
	if (r >= 0 && common->level == JAIL_CONTAINER)
		r = add(list, "on-top=container.seccomp");
	if (r >= 0 && common->base)
		r = add(list, "base=%s", common->base);
	for (unsigned i = 0; r >= 0 && i < config->policy_count; i++)
		r = add(list, "policy=%s", config->policy_names[i]);
	if (r >= 0 && !names_open(config)) /* for the self-test, whatever requests may ask for */
		r = add(list, "policy=open");
	for (unsigned i = 0; r >= 0 && i < config->set_count; i++)
		r = add_set(list, &config->set_list[i]);
	return r;
}

/* Nothing of the operator's environment but what is about this machine's processor, and what a sanitizer
 * build is steered with. */
static int add_environment(struct list *list)
{
	static const char *const kept[] = {
		"OPENBLAS_CORETYPE",
		"OPENBLAS_L2_SIZE",
		"ASAN_OPTIONS",
		"UBSAN_OPTIONS",
		"LSAN_OPTIONS",
#ifdef PYRUNNER_ABLATION
		ABLATION_VARIABLE,
#endif
	};
	int r = 0;

	for (size_t i = 0; r >= 0 && i < ELEMENTS(kept); i++) {
		const char *value = getenv(kept[i]);

		if (value)
			r = add(list, "%s=%s", kept[i], value);
	}
	return r;
}

int zygote_command_new(struct zygote_command **ret, const struct config *config,
	const struct jail_common *common, struct err *err)
{
	static struct list arguments, environment;
	static struct zygote_command command;
	int r = add_all(&arguments, config, common);

	if (r >= 0)
		r = add_environment(&environment);
	if (r < 0)
		return err_set(err, r, "the zygote's command line: %s", strerror(-r));
	command = (struct zygote_command){ .argv = arguments.items, .envp = environment.items };
	*ret = &command;
	return 0;
}
