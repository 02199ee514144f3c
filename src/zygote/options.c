#include "zygote.h"

#include "base/log.h"
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

static int read_file(int dir, const char *path, size_t max, char **text, size_t *len, struct err *err)
{
	_cleanup_close_ int fd = openat(dir, path, O_RDONLY | O_CLOEXEC);
	_cleanup_free_ char *data = NULL;
	struct stat st;
	ssize_t n;

	if (fd < 0 || fstat(fd, &st) < 0)
		return err_errno(err, "open %s", path);
	if (!S_ISREG(st.st_mode) || (uint64_t)st.st_size > max)
		return err_set(err, -EFBIG, "%s is no file of at most %zu bytes", path, max);
	data = malloc((size_t)st.st_size + 1);
	if (!data)
		return err_nomem(err);
	n = read(fd, data, (size_t)st.st_size);
	if (n != st.st_size)
		return err_errno(err, "read %s", path);
	data[n] = '\0';
	*text = steal_ptr(&data);
	*len = (size_t)n;
	return 0;
}

static int add_policy(struct zygote *zygote, const char *name, struct err *err)
{
	struct cell_context *cell = &zygote->cell;
	_cleanup_free_ char *text = NULL;
	struct policy *policy;
	char path[256];
	size_t len;
	int r;

	if (cell->policy_count == CELL_POLICIES_MAX)
		return err_set(err, -EINVAL, "policy=%s", name);
	snprintf(path, sizeof(path), "%s.policy", name);
	r = read_file(ZYGOTE_POLICIES, path, POLICY_FILE_MAX, &text, &len, err);
	if (r < 0)
		return err_in(err, "policy_dir");
	r = policy_parse(&policy, name, text, len, err);
	if (r < 0)
		return r;
	cell->policies[cell->policy_count++] = policy;
	return 0;
}

static int read_filter(struct filter **ret, const char *path,
	int (*compile)(struct filter **ret, const char *name, const char *text, size_t len, struct err *err),
	struct err *err)
{
	_cleanup_free_ char *text = NULL;
	size_t len;
	int r = read_file(ZYGOTE_POLICIES, path, FILTER_FILE_MAX, &text, &len, err);

	if (r < 0)
		return err_in(err, "policy_dir");
	return compile(ret, path, text, len, err);
}

static int add_filters(struct zygote *zygote, struct err *err)
{
	const struct zygote_options *options = &zygote->options;
	struct filter *on_top;
	int r = read_filter(&zygote->common.filter, options->filter, filter_compile, err);

	if (r < 0)
		return r;
	filter_set_self(zygote->common.filter, 1); /* in a PID namespace of its own */
	if (!options->on_top)
		return 0;
	r = read_filter(&on_top, options->on_top, filter_compile_on_top, err);
	if (r < 0)
		return r;
	zygote->common.on_top = on_top;
	return 0;
}

static int note_library(struct zygote_options *options, const char *name)
{
	for (unsigned i = 0; i < options->library_count; i++) {
		if (strcmp(options->libraries[i], name) == 0)
			return 0;
	}
	if (options->library_count == ZYGOTE_LIBRARIES_MAX)
		return -E2BIG;
	options->libraries[options->library_count++] = name;
	return 0;
}

static int add_set(struct zygote_options *options, char *value, struct err *err)
{
	struct zygote_set *set = &options->sets[options->set_count];
	char *modules = strchr(value, ':'), *save = NULL;

	if (!modules || options->set_count == ZYGOTE_SETS_MAX)
		return err_set(err, -EINVAL, "set=%s", value);
	*modules++ = '\0';
	set->name = value;
	for (char *m = strtok_r(modules, " ", &save); m; m = strtok_r(NULL, " ", &save)) {
		if (set->module_count == ZYGOTE_MODULES_MAX || note_library(options, m) < 0)
			return err_set(err, -E2BIG, "set %s has too many modules", set->name);
		set->modules[set->module_count++] = m;
	}
	options->set_count++;
	return 0;
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static int is_python(const struct dirent *entry)
{
	size_t len = strlen(entry->d_name);

	return len > 3 && entry->d_name[0] != '.' && strcmp(entry->d_name + len - 3, ".py") == 0;
}

static int read_warmups_of(struct zygote_options *options, char *set, struct err *err)
{
	struct dirent **entries = NULL;
	int count, r = 0;

	count = scandirat(ZYGOTE_WARMUPS, set, &entries, is_python, by_name);
	for (int i = 0; i < count; i++) {
		struct warmup *warmup = &options->warmups[options->warmup_count];
		char path[4096];
		size_t len;

		snprintf(path, sizeof(path), "%s/%s", set, entries[i]->d_name);
		if (r >= 0 && options->warmup_count == WARMUP_MAX)
			r = err_set(err, -E2BIG, "warmup_dir: more than %d programs", WARMUP_MAX);
		if (r >= 0)
			r = read_file(ZYGOTE_WARMUPS, path, WARMUP_FILE_MAX, &warmup->text, &len, err);
		if (r >= 0) {
			warmup->set = set;
			warmup->name = strdup(entries[i]->d_name);
			r = warmup->name ? 0 : err_nomem(err);
			options->warmup_count++;
		}
		free(entries[i]);
	}
	free(entries);
	return r;
}

static int set_log(char *value)
{
	static const char *const levels[] = { "debug", "info", "warning", "error" };
	char *level = strchr(value, ':');
	enum log_format format = strcmp(value, "text") == 0 ? LOG_TEXT : LOG_AUTO;

	if (!level)
		return -EINVAL;
	*level++ = '\0';
	if (strcmp(value, "json") == 0)
		format = LOG_JSON;
	else if (strcmp(value, "text") == 0)
		format = LOG_TEXT;
	for (unsigned i = 0; i < ELEMENTS(levels); i++) {
		if (strcmp(level, levels[i]) == 0)
			log_setup(format, (enum log_level)i, "zygote");
	}
	return 0;
}

static int take(struct zygote *zygote, const char *key, char *value, struct err *err)
{
	struct zygote_options *options = &zygote->options;
	const struct {
		const char *key;
		unsigned *number;
		const char **text;
	} plain[] = {
		{ "level", &options->level, NULL },
		{ "own-uids", &options->own_uids, NULL },
		{ "first-uid", &options->first_uid, NULL },
		{ "processes", &options->processes, NULL },
		{ "open-files", &options->open_files, NULL },
		{ "scratch-mb", &options->scratch_mb, NULL },
		{ "scratch-files", &options->scratch_files, NULL },
		{ "cpus", &options->cpus, NULL },
		{ "python", NULL, &options->python },
		{ "libraries", NULL, &options->library_dirs },
		{ "filter", NULL, &options->filter },
		{ "on-top", NULL, &options->on_top },
		{ "base", NULL, &options->base },
	};

	for (size_t i = 0; i < ELEMENTS(plain); i++) {
		if (strcmp(key, plain[i].key) != 0)
			continue;
		if (plain[i].number)
			*plain[i].number = (unsigned)strtoul(value, NULL, 10);
		else
			*plain[i].text = value;
		return 0;
	}
	if (strcmp(key, "policy") == 0)
		return add_policy(zygote, value, err);
	if (strcmp(key, "set") == 0)
		return add_set(options, value, err);
	if (strcmp(key, "log") == 0 && set_log(value) == 0)
		return 0;
	return err_set(err, -EINVAL, "unknown argument %s=%s", key, value);
}

int options_read(struct zygote *zygote, int argc, char **argv, struct err *err)
{
	struct zygote_options *options = &zygote->options;
	int r;

	for (int i = 1; i < argc; i++) {
		char *key = strdup(argv[i]); /* kept: the place of argv shows a title later */
		char *value = key ? strchr(key, '=') : NULL;

		if (!value)
			return err_set(err, -EINVAL, "argument %s", argv[i]);
		*value++ = '\0';
		r = take(zygote, key, value, err);
		if (r < 0)
			return r;
	}
	if (options->level > JAIL_CONTAINER || (options->level == JAIL_CONTAINER && !options->base) ||
		!options->set_count || !options->python || !options->library_dirs || !options->filter ||
		!zygote->cell.policy_count)
		return err_set(err, -EINVAL, "this program is started by pyrunner, with its settings");
	for (unsigned i = 0; i < options->set_count; i++) {
		r = read_warmups_of(options, options->sets[i].name, err);
		if (r < 0)
			return r;
	}
	r = add_filters(zygote, err);
	if (r < 0)
		return r;
	cache_read(options, ZYGOTE_WARMUPS);
	close(ZYGOTE_POLICIES);
	close(ZYGOTE_WARMUPS);
	return 0;
}
