#include "ablation.h"

#include "base/base.h"

/* The layers of docs/THREATS.md that can be missing while the others stay. */
static const char *const layers[] = { "seccomp", "landlock", "mounts", "pids", "ipc", "network", "uid",
	"capabilities", "privileges", "dumpable", "rlimits", "cgroup", "scratch", "descriptors", "session" };

static bool is_layer(const char *name, size_t len)
{
	for (size_t i = 0; i < ELEMENTS(layers); i++) {
		if (strlen(layers[i]) == len && memcmp(layers[i], name, len) == 0)
			return true;
	}
	return false;
}

/* Whether `wanted` stands in the list. A name that no layer has is a test that would test nothing. */
static bool listed(const char *list, const char *wanted)
{
	bool found = false;

	for (size_t len; *list; list += len + (list[len] == ',')) {
		len = strcspn(list, ",");
		if (!is_layer(list, len)) {
			dprintf(STDERR_FILENO, ABLATION_VARIABLE ": no layer %.*s\n", (int)len, list);
			_exit(2);
		}
		found = found || (strlen(wanted) == len && memcmp(list, wanted, len) == 0);
	}
	return found;
}

const char *jail_missing(void)
{
	static char *list;
	static bool asked;

	if (!asked) { /* before Python gets an environment of its own */
		const char *value = getenv(ABLATION_VARIABLE);

		list = value && value[0] ? strdup(value) : NULL;
		asked = true;
	}
	return list;
}

bool jail_without(const char *layer)
{
	if (!is_layer(layer, strlen(layer)))
		abort();
	return jail_missing() && listed(jail_missing(), layer);
}
