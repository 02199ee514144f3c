#include "internal.h"

#define OFFSET_UINT(field)   _Generic(((struct config *)0)->field, unsigned : offsetof(struct config, field))
#define OFFSET_STRING(field) _Generic(((struct config *)0)->field, char * : offsetof(struct config, field))

#define UINT(name, standard, least, most, measure, words)                                                    \
	.key = #name, .type = SETTING_UINT, .offset = OFFSET_UINT(name), .initial = (standard),              \
	.min = (least), .max = (most), .unit = (measure), .help = (words)
#define STRING(name, standard, parser, words)                                                                \
	.key = #name, .type = SETTING_STRING, .offset = OFFSET_STRING(name), .initial = (standard),          \
	.parse = (parser), .help = (words)
#define CHOICE(name, standard, words, ...)                                                                   \
	.key = #name, .type = SETTING_CHOICE, .offset = OFFSET_STRING(name), .initial = (standard),          \
	.choices = { __VA_ARGS__ }, .help = (words)

#define SETS                                                                                                 \
	"bare; numpy: numpy; pandas: numpy pandas; sympy: sympy; matplotlib: numpy matplotlib; "             \
	"science: numpy pandas scipy sympy matplotlib sklearn"
#define LIBRARY_DIRS                                                                                         \
	"/usr/lib:/usr/lib64:/usr/share/matplotlib:/usr/share/fonts:/usr/share/zoneinfo:/usr/share/numpy:"   \
	"/etc/alternatives:/etc/fonts:/etc/ld.so.cache:/etc/matplotlibrc:/etc/python3.11"

/* clang-format off */
const struct setting settings[] = {
	{ .group = "HTTP",
	  STRING(listen, "127.0.0.1:8000", value_listen, "address and port; port 0: any that is free") },
	{ STRING(cors_origins, "*", value_origins, "origins that browsers may call from; empty: none") },
	{ UINT(max_connections, "512", 1, 65535, NULL, "connections at once") },
	{ UINT(max_header_kb, "32", 4, 1024, "KB", "memory for the head of a request") },
	{ UINT(max_body_kb, "4096", 1, 65536, "KB", "one body") },
	{ UINT(max_bodies_mb, "64", 1, 16384, "MB", "all bodies in flight together") },
	{ UINT(head_timeout, "10", 1, 600, "seconds", "to send the head of a request") },
	{ UINT(body_timeout, "30", 1, 600, "seconds", "to send a body") },
	{ UINT(idle_timeout, "60", 1, 3600, "seconds", "between two requests of a connection") },

	{ .group = "What a request may ask for",
	  UINT(max_timeout, "300", 1, 300, "seconds", "wall clock, the most") },
	{ UINT(default_timeout, "30", 1, 300, "seconds", "wall clock, of a request that names none") },
	{ UINT(max_memory_mb, "2048", 16, 1048576, "MB", "memory, the most") },
	{ UINT(min_memory_mb, "64", 16, 1048576, "MB", "memory, the least") },
	{ UINT(default_memory_mb, "512", 16, 1048576, "MB", "memory, of a request that names none") },
	{ UINT(max_code_chars, "1000000", 1, 16000000, NULL, "characters of code") },
	{ UINT(max_stdin_kb, "1024", 0, 65536, "KB", "standard input") },
	{ STRING(policy, "strict", value_name, "policy of a request that names none") },
	{ STRING(policies, "strict,standard", value_policies, "policies that a request may name") },

	{ .group = "Admission",
	  UINT(max_running, "0", 0, 4096, NULL, "programs at once; 0: 2 a core, as memory allows") },
	{ UINT(queue, "256", 0, 65536, NULL, "programs that may wait") },
	{ UINT(memory_budget_mb, "0", 0, 16777216, "MB", "all runs together; 0: 3/4 of the machine's") },
	{ UINT(ready_cells, "0", 0, 256, NULL, "sealed cells kept ready per set; 0: by cores") },

	{ .group = "Cells",
	  CHOICE(isolation, "auto", "the best that works here; all of it or refuse; without namespaces; even without Landlock",
		  "auto", "full", "container", "no-landlock") },
	{ STRING(cgroups, "auto", value_cgroups, "auto, none, or path of a delegated group") },
	{ STRING(sets, SETS, value_sets, "modules imported ahead, smallest set first") },
	{ UINT(cpus, "1", 1, 64, NULL, "CPUs that a run may use") },
	{ UINT(processes, "64", 1, 4096, NULL, "threads of a run") },
	{ UINT(open_files, "50", 16, 4096, NULL, "open files of a run") },
	{ UINT(scratch_mb, "64", 1, 16384, "MB", "what a run may write to its folder") },
	{ UINT(scratch_files, "1024", 16, 1048576, NULL, "files in that folder") },
	{ STRING(scratch_dir, "/dev/shm", value_path, "container level: that folder is made here; must be noexec") },
	{ UINT(output_kb, "1024", 1, 16384, "KB", "kept of each of stdout and stderr") },
	{ UINT(zygote_timeout, "120", 5, 3600, "seconds", "a zygote that does not answer is started again") },
	{ UINT(renew_seconds, "3600", 0, 604800, "seconds", "age at which zygotes are renewed; 0: never") },
	{ UINT(renew_cells, "100000", 0, 1000000000, NULL, "programs after which zygotes are renewed; 0: never") },
	{ UINT(id_first, "2000000000", 65536, 4000000000, NULL, "first user id for server and cells, as root") },

	{ .group = "Places (empty: beside the binary, else where it was installed)",
	  STRING(policy_dir, "", value_path_or_empty, "*.policy and *.seccomp") },
	{ STRING(warmup_dir, "", value_path_or_empty, "programs that warm a set: SET/NAME.py") },
	{ STRING(zygote, "", value_path_or_empty, "the program pyrunner-zygote") },
	{ STRING(python, "/usr/bin/python3", value_path, "interpreter whose libraries are used") },
	{ STRING(library_dirs, LIBRARY_DIRS, value_paths, "what cells may read, with colons between") },

	{ .group = "Log",
	  CHOICE(log, "auto", "auto: text on a terminal, else json", "auto", "text", "json") },
	{ CHOICE(log_level, "info", "the least that is logged", "debug", "info", "warning", "error") },
	{ .key = NULL },
};
/* clang-format on */

_Static_assert(ELEMENTS(settings) <= SETTINGS_MAX, "file_parse() counts them in one word");

const struct setting *setting_find(struct text key)
{
	for (const struct setting *setting = settings; setting->key; setting++) {
		if (strlen(setting->key) == key.len && memcmp(setting->key, key.data, key.len) == 0)
			return setting;
	}
	return NULL;
}

static int parse_bool(bool *ret, const char *value, struct err *err)
{
	if (strcmp(value, "true") != 0 && strcmp(value, "false") != 0)
		return err_set(err, -EINVAL, "'%.64s' is neither true nor false", value);
	*ret = value[0] == 't';
	return 0;
}

static int parse_uint(unsigned *ret, const struct setting *setting, const char *value, struct err *err)
{
	const size_t digits = strspn(value, "0123456789");
	uint64_t number = 0;

	if (digits == 0 || value[digits] != '\0')
		return err_set(err, -EINVAL, "'%.64s' is not a whole number", value);
	for (const char *c = value; *c && number <= setting->max; c++)
		number = number * 10 + (uint64_t)(*c - '0');
	if (number < setting->min || number > setting->max)
		return err_set(
			err, -ERANGE, "%.64s is not between %u and %u", value, setting->min, setting->max);
	*ret = (unsigned)number;
	return 0;
}

static int check_choice(const struct setting *setting, const char *value, struct err *err)
{
	char choices[128];

	for (const char *const *choice = setting->choices; *choice; choice++) {
		if (strcmp(*choice, value) == 0)
			return 0;
	}
	setting_describe_range(setting, choices, sizeof(choices));
	return err_set(err, -EINVAL, "'%.64s' is none of %s", value, choices);
}

static int check_text(const char *value, struct err *err)
{
	if (strlen(value) > SETTING_VALUE_MAX)
		return err_set(err, -EINVAL, "longer than %d bytes", SETTING_VALUE_MAX);
	for (const char *c = value; *c; c++) {
		if ((unsigned char)*c < 0x20 || *c == 0x7f)
			return err_set(err, -EINVAL, "holds a control character");
	}
	return 0;
}

static int assign_string(
	const struct setting *setting, struct config *config, const char *value, struct err *err)
{
	char **place = (char **)((char *)config + setting->offset);
	_cleanup_free_ char *copy = strdup(value);
	int r = 0;

	if (!copy)
		return err_nomem(err);
	if (setting->type == SETTING_CHOICE)
		r = check_choice(setting, value, err);
	else if (setting->parse)
		r = setting->parse(config, value, err);
	if (r < 0)
		return r;
	free(*place);
	*place = steal_ptr(&copy);
	return 0;
}

int setting_assign(const struct setting *setting, struct config *config, const char *value, struct err *err)
{
	void *place = (char *)config + setting->offset;
	int r;

	r = check_text(value, err);
	if (r < 0)
		return r;
	switch (setting->type) {
	case SETTING_BOOL:
		return parse_bool(place, value, err);
	case SETTING_UINT:
		return parse_uint(place, setting, value, err);
	case SETTING_STRING:
	case SETTING_CHOICE:
		return assign_string(setting, config, value, err);
	}
	return err_set(err, -EINVAL, "setting of an unknown type");
}

void setting_describe_range(const struct setting *setting, char *text, size_t size)
{
	size_t len = 0;

	text[0] = '\0';
	switch (setting->type) {
	case SETTING_BOOL:
		snprintf(text, size, "true, false");
		break;
	case SETTING_UINT:
		snprintf(text, size, "%u to %u%s%s", setting->min, setting->max, setting->unit ? " " : "",
			setting->unit ? setting->unit : "");
		break;
	case SETTING_CHOICE:
		for (const char *const *choice = setting->choices; *choice && len < size; choice++)
			len += (size_t)snprintf(text + len, size - len, "%s%s", len ? ", " : "", *choice);
		break;
	case SETTING_STRING:
		break;
	}
}
