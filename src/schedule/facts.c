#include "internal.h"

#include "jail/jail.h"

static void add_layer(struct schedule *schedule, const char *name, bool on, const char *detail)
{
	schedule->layer_infos[schedule->facts.layer_count++] = (struct layer_info){
		.name = name,
		.state = on ? LAYER_ON : LAYER_ABSENT,
		.detail = detail,
	};
}

/* Namespaces come together or not at all. */
static void describe_namespaces(struct schedule *schedule, const struct wire_up *up)
{
	const struct keeper *keeper = schedule->keeper;

	if (keeper->level == JAIL_FULL) {
		add_layer(schedule, "user_namespace", true,
			up->own_uids ? "a uid for each cell"
				     : "one uid for all cells: start as root for a uid each");
		add_layer(schedule, "mount_namespace", true, "own root of library folders, own folder");
		add_layer(schedule, "network_namespace", true, "empty");
		add_layer(schedule, "pid_namespace", true, "each cell alone in its own");
		return;
	}
	snprintf(schedule->namespace_words, sizeof(schedule->namespace_words),
		"%.400s (to allow them " KEEPER_ALLOW_NAMESPACES "); %s", keeper->refused,
		up->own_uids ? "a uid for each cell all the same"
			     : "one uid for all cells: start as root for a uid each");
	add_layer(schedule, "user_namespace", false, schedule->namespace_words);
	add_layer(schedule, "mount_namespace", false,
		"as user_namespace; Landlock alone keeps files from being opened, names and times of any can be asked");
	add_layer(schedule, "network_namespace", false, "as user_namespace; seccomp alone refuses sockets");
	add_layer(schedule, "pid_namespace", false,
		"as user_namespace; seccomp alone keeps other processes from being signalled");
}

static void describe_layers(struct schedule *schedule, const struct wire_up *up)
{
	const unsigned version = schedule->keeper->cgroup_version;

	schedule->facts.layer_count = 0;
	describe_namespaces(schedule, up);
	snprintf(schedule->landlock_words, sizeof(schedule->landlock_words), "ABI %u", up->landlock_abi);
	add_layer(schedule, "landlock", up->landlock_abi > 0,
		up->landlock_abi
			? schedule->landlock_words
			: "the kernel has none, or a container's profile refuses it: boot with lsm=landlock,... or a newer kernel");
	add_layer(schedule, "seccomp", true, "allow list");
	if (version)
		snprintf(schedule->cgroup_words, sizeof(schedule->cgroup_words), "v%u%s%.32s", version,
			*schedule->keeper->cgroup_absent ? ", without " : "",
			schedule->keeper->cgroup_absent);
	else
		snprintf(schedule->cgroup_words, sizeof(schedule->cgroup_words),
			"%.480s: start as root, or with a delegated group (systemd: Delegate=yes)",
			schedule->keeper->cgroup_absent);
	add_layer(schedule, "cgroup", version > 0, schedule->cgroup_words);
	add_layer(schedule, "rlimits", true, "");
	schedule->facts.layers = schedule->layer_infos;
	/* what else is absent is named above */
	schedule->facts.level = schedule->keeper->level == JAIL_FULL ? "full" : "container";
}

/* Without Landlock a cell could open any file, where no mount namespace stands around it. */
static bool is_needed(const struct schedule *schedule, const struct layer_info *layer)
{
	const char *wanted = schedule->config->isolation;

	if (strcmp(wanted, "full") == 0)
		return true;
	return strcmp(layer->name, "landlock") == 0 &&
	       (schedule->keeper->level != JAIL_FULL || strcmp(wanted, "no-landlock") != 0);
}

static void insist(struct schedule *schedule)
{
	struct err err;

	for (size_t i = 0; i < schedule->facts.layer_count; i++) {
		const struct layer_info *layer = &schedule->layer_infos[i];

		if (layer->state == LAYER_ON || !is_needed(schedule, layer))
			continue;
		err_set(&err, -EPERM, "isolation %s: %s is absent: %.350s%s", schedule->config->isolation,
			layer->name, layer->detail,
			schedule->keeper->level == JAIL_FULL && strcmp(layer->name, "landlock") == 0
				? " (or do without it: --isolation no-landlock)"
				: "");
		schedule_fail(schedule, &err);
		return;
	}
}

/* From its zygotes' first messages. */
void facts_collect(const struct family *family)
{
	struct schedule *schedule = family->schedule;
	uint32_t libraries = 0;
	unsigned count = 0;

	schedule->facts.python = family->python;
	describe_layers(schedule, &family->up);
	insist(schedule);
	for (unsigned i = 0; i < schedule->link_count; i++)
		libraries |= family->links[i].libraries;
	for (unsigned i = 0; i < schedule->library_count; i++) {
		if (libraries & (UINT32_C(1) << i))
			schedule->importable[count++] = schedule->libraries[i];
	}
	schedule->importable[count] = NULL;
	schedule->facts.libraries = schedule->importable;
}

const struct facts *schedule_facts(const struct schedule *schedule)
{
	return &schedule->facts;
}
