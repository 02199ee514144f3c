#include "internal.h"

#include <ctype.h>
#include <limits.h>

extern char **environ;

static int take_defaults(struct config *config, struct err *err)
{
	for (const struct setting *setting = settings; setting->key; setting++) {
		int r = setting_assign(setting, config, setting->initial, err);

		if (r < 0)
			return err_in(err, "default of %s", setting->key);
	}
	return 0;
}

static const struct setting *setting_of_variable(struct text name)
{
	char key[CONFIG_NAME_MAX];

	if (name.len >= sizeof(key))
		return NULL;
	for (size_t i = 0; i < name.len; i++) {
		if (islower((unsigned char)name.data[i]))
			return NULL;
		key[i] = (char)tolower((unsigned char)name.data[i]);
	}
	return setting_find((struct text){ key, name.len });
}

static int take_environment(struct config *config, struct err *err)
{
	static const char prefix[] = "PYRUNNER_";

	for (char **variable = environ; variable && *variable; variable++) {
		const size_t len = strcspn(*variable, "=");
		const char *value = *variable + len + ((*variable)[len] == '=');
		const struct setting *setting;
		int r;

		if (strncmp(*variable, prefix, strlen(prefix)) != 0 ||
			strncmp(*variable, "PYRUNNER_CONFIG=", 16) == 0)
			continue;
		setting = setting_of_variable(
			(struct text){ *variable + strlen(prefix), len - strlen(prefix) });
		if (!setting)
			return err_set(err, -EINVAL, "environment %.*s: unknown setting",
				(int)MIN(len, (size_t)64), *variable);
		r = setting_assign(setting, config, value, err);
		if (r < 0)
			return err_in(err, "environment %.*s", (int)len, *variable);
	}
	return 0;
}

/* A flag of the command line: "--max-running=4", or "--max-running" and "4". */
struct flag {
	struct text name; /* with its dashes */
	const char *value;
	int words;
};

/* 1: `flag` is filled. 0: no flag of ours stands there. */
static int next_flag(struct flag *flag, int argc, char *const *argv, struct err *err)
{
	size_t len;

	if (argc == 0 || strncmp(argv[0], "--", 2) != 0 || !argv[0][2] || strcmp(argv[0], "--help") == 0)
		return 0;
	len = strcspn(argv[0], "=");
	flag->name = (struct text){ argv[0], len };
	if (argv[0][len] == '=') {
		flag->value = argv[0] + len + 1;
		flag->words = 1;
		return 1;
	}
	if (argc < 2)
		return err_set(err, -EINVAL, "%.64s needs a value", argv[0]);
	flag->value = argv[1];
	flag->words = 2;
	return 1;
}

static bool names_the_file(const struct flag *flag)
{
	static const char name[] = "--config";

	return flag->name.len == strlen(name) && memcmp(flag->name.data, name, flag->name.len) == 0;
}

static const struct setting *setting_of_flag(struct text name)
{
	char key[CONFIG_NAME_MAX];
	const size_t len = name.len - 2;

	if (len >= sizeof(key) || memchr(name.data, '_', name.len))
		return NULL;
	for (size_t i = 0; i < len; i++)
		key[i] = name.data[i + 2] == '-' ? '_' : name.data[i + 2];
	return setting_find((struct text){ key, len });
}

/* Finds the file first, since what it says gives way to the flags. */
static int find_file(const char **path, int argc, char *const *argv, struct err *err)
{
	const char *found = getenv("PYRUNNER_CONFIG");
	struct flag flag;
	int r;

	while ((r = next_flag(&flag, argc, argv, err)) > 0) {
		if (names_the_file(&flag))
			found = flag.value;
		argc -= flag.words;
		argv += flag.words;
	}
	if (r < 0)
		return r;
	*path = found;
	return 0;
}

static int take_flags(struct config *config, int *used, int argc, char *const *argv, struct err *err)
{
	const struct setting *setting;
	struct flag flag;
	int at = 0, r;

	while ((r = next_flag(&flag, argc - at, argv + at, err)) > 0) {
		at += flag.words;
		if (names_the_file(&flag))
			continue;
		setting = setting_of_flag(flag.name);
		if (!setting)
			return err_set(err, -EINVAL, "unknown flag %.*s", (int)MIN(flag.name.len, (size_t)64),
				flag.name.data);
		r = setting_assign(setting, config, flag.value, err);
		if (r < 0)
			return err_in(err, "%.*s", (int)flag.name.len, flag.name.data);
	}
	if (r < 0)
		return r;
	if (at < argc && strcmp(argv[at], "--") == 0)
		at++;
	*used = at;
	return 0;
}

static int choose_policy(struct config *config, struct err *err)
{
	for (unsigned i = 0; i < config->policy_count; i++) {
		if (strcmp(config->policy_names[i], config->policy) == 0) {
			config->policy_default = i;
			return 0;
		}
	}
	return err_set(
		err, -EINVAL, "policy '%s' is not among policies '%.256s'", config->policy, config->policies);
}

static int check_together(struct config *config, struct err *err)
{
	if (config->default_timeout > config->max_timeout)
		return err_set(err, -ERANGE, "default_timeout %u is more than max_timeout %u",
			config->default_timeout, config->max_timeout);
	if (config->default_memory_mb < config->min_memory_mb)
		return err_set(err, -ERANGE, "default_memory_mb %u is less than min_memory_mb %u",
			config->default_memory_mb, config->min_memory_mb);
	if (config->default_memory_mb > config->max_memory_mb)
		return err_set(err, -ERANGE, "default_memory_mb %u is more than max_memory_mb %u",
			config->default_memory_mb, config->max_memory_mb);
	if (config->max_body_kb > config->max_bodies_mb * KB)
		return err_set(err, -ERANGE, "max_body_kb %u is more than max_bodies_mb %u",
			config->max_body_kb, config->max_bodies_mb);
	return choose_policy(config, err);
}

/* The folder of this program, without its "/" behind; empty where it can't be known. */
static void own_folder(char folder[PATH_MAX])
{
	const ssize_t n = readlink("/proc/self/exe", folder, PATH_MAX - 1);
	char *slash;

	folder[MAX(n, 0)] = '\0';
	slash = strrchr(folder, '/');
	if (slash)
		*slash = '\0';
}

/* Replaces an empty `*place` by "BASE/NAME". */
static int fill_place(char **place, const char *base, const char *name, struct err *err)
{
	char *path;

	if ((*place)[0])
		return 0;
	if (asprintf(&path, "%s/%s", base, name) < 0)
		return err_nomem(err);
	free(*place);
	*place = path;
	return 0;
}

static bool holds(const char *folder, const char *name, int how)
{
	char path[PATH_MAX];
	const int n = snprintf(path, sizeof(path), "%s/%s", folder, name);

	return n > 0 && (size_t)n < sizeof(path) && access(path, how) == 0;
}

static int find_places(struct config *config, struct err *err)
{
	char folder[PATH_MAX], tree[PATH_MAX];
	const char *data = PYRUNNER_DATADIR, *programs = PYRUNNER_LIBEXECDIR, *slash;
	int r;

	own_folder(folder);
	slash = strrchr(folder, '/');
	snprintf(tree, sizeof(tree), "%.*s", slash ? (int)(slash - folder) : 0, folder);
	if (slash && holds(tree, "policies/strict.policy", R_OK))
		data = tree;
	if (folder[0] && holds(folder, "pyrunner-zygote", X_OK))
		programs = folder;

	r = fill_place(&config->policy_dir, data, "policies", err);
	if (r < 0)
		return r;
	r = fill_place(&config->warmup_dir, data, "warmup", err);
	if (r < 0)
		return r;
	return fill_place(&config->zygote, programs, "pyrunner-zygote", err);
}

int config_load(struct config *config, int argc, char *const *argv, int *used, struct err *err)
{
	_cleanup_(config_release) struct config loaded = { 0 };
	const char *path;
	int taken = 0, r;

	r = find_file(&path, argc, argv, err);
	if (r < 0)
		return r;
	r = take_defaults(&loaded, err);
	if (r < 0)
		return r;
	r = path ? file_load(&loaded, path, err) : 0;
	if (r < 0)
		return r;
	r = take_environment(&loaded, err);
	if (r < 0)
		return r;
	r = take_flags(&loaded, &taken, argc, argv, err);
	if (r < 0)
		return r;
	r = check_together(&loaded, err);
	if (r < 0)
		return r;
	r = find_places(&loaded, err);
	if (r < 0)
		return r;

	*used = taken;
	*config = loaded;
	loaded = (struct config){ 0 };
	return 0;
}

void config_release(struct config *config)
{
	for (const struct setting *setting = settings; setting->key; setting++) {
		if (setting->type == SETTING_STRING || setting->type == SETTING_CHOICE)
			free(*(char **)((char *)config + setting->offset));
	}
	*config = (struct config){ 0 };
}

const char *config_key(size_t index)
{
	for (const struct setting *setting = settings; setting->key; setting++) {
		if (index-- == 0)
			return setting->key;
	}
	return NULL;
}
