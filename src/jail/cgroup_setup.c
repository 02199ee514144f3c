/* Finding a place for the service's groups, and making it. */
#include "cgroup_internal.h"

#include <fcntl.h>
#include <sys/stat.h>

const char *const cgroup_controllers[CONTROLLERS] = {
	[CONTROLLER_MEMORY] = "memory",
	[CONTROLLER_PIDS] = "pids",
	[CONTROLLER_CPU] = "cpu",
};

/* The mount point of a hierarchy: version 2 for `controller` NULL. The line's fields are of proc_pid_mountinfo(5). */
char *cgroup_find_mount(const char *controller)
{
	_cleanup_(free_ptrp) char *line = NULL;
	FILE *file = fopen("/proc/self/mountinfo", "re");
	char *found = NULL;
	size_t size = 0;

	while (file && !found && getline(&line, &size, file) > 0) {
		char place[256], type[32], options[256];
		const char *rest = strstr(line, " - ");

		if (!rest || sscanf(line, "%*s %*s %*s %*s %255s", place) != 1 ||
			sscanf(rest, " - %31s %*s %255s", type, options) != 2)
			continue;
		if (!controller && strcmp(type, "cgroup2") == 0) {
			found = strdup(place);
		} else if (controller && strcmp(type, "cgroup") == 0) {
			char *save = NULL;

			for (char *o = strtok_r(options, ",", &save); o; o = strtok_r(NULL, ",", &save)) {
				if (strcmp(o, controller) == 0)
					found = strdup(place);
			}
		}
	}
	if (file)
		fclose(file);
	return found;
}

/* This process's own group in a hierarchy, from /proc/self/cgroup: "/" or "/a/b". */
char *cgroup_find_own(const char *controller)
{
	_cleanup_(free_ptrp) char *line = NULL;
	FILE *file = fopen("/proc/self/cgroup", "re");
	char *found = NULL;
	size_t size = 0;

	while (file && !found && getline(&line, &size, file) > 0) {
		char *names = strchr(line, ':'), *path = names ? strchr(names + 1, ':') : NULL, *save = NULL;

		if (!path)
			continue;
		*path++ = '\0';
		path[strcspn(path, "\n")] = '\0';
		names++;
		if (!controller) {
			if (!*names)
				found = strdup(path);
			continue;
		}
		for (char *name = strtok_r(names, ",", &save); name; name = strtok_r(NULL, ",", &save)) {
			if (strcmp(name, controller) == 0)
				found = strdup(path);
		}
	}
	if (file)
		fclose(file);
	return found;
}

static int own_group(const char *controller, char *path, size_t size, struct err *err)
{
	_cleanup_free_ char *place = cgroup_find_mount(controller), *own = cgroup_find_own(controller);

	if (!place || !own)
		return err_set(
			err, -ENODEV, "no cgroup hierarchy with %s", controller ? controller : "version 2");
	if (strstr(own, "/.."))
		return err_set(err, -ENODEV, "this process's group %s is out of sight", own);
	if ((size_t)snprintf(path, size, "%s%s", place, strcmp(own, "/") == 0 ? "" : own) >= size)
		return err_set(err, -ENAMETOOLONG, "cgroup path %s%s", place, own);
	return 0;
}

int cgroup_write(const char *dir, const char *name, const char *text, struct err *err)
{
	char path[PATH_MAX_CGROUP];
	_cleanup_close_ int fd = -1;

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	fd = open(path, O_WRONLY | O_CLOEXEC);
	if (fd < 0)
		return err_errno(err, "open %s", path);
	if (write(fd, text, strlen(text)) < 0)
		return err_errno(err, "write %s to %s", text, path);
	return 0;
}

static int give(const char *path, const struct cgroup_options *options, struct err *err)
{
	static const char *const files[] = { "", "/cgroup.procs", "/cgroup.subtree_control",
		"/cgroup.threads" };

	for (size_t i = 0; geteuid() == 0 && i < ELEMENTS(files); i++) {
		char file[PATH_MAX_CGROUP];

		snprintf(file, sizeof(file), "%s%s", path, files[i]);
		if (chown(file, options->uid, options->gid) < 0 && errno != ENOENT)
			return err_errno(err, "chown %s", file);
	}
	return 0;
}

static void do_without(struct cgroup *cgroup, enum controller controller)
{
	size_t len = strlen(cgroup->missing);

	snprintf(cgroup->missing + len, sizeof(cgroup->missing) - len, "%s%s", len ? ", " : "",
		cgroup_controllers[controller]);
}

/* Makes `path`, gives it to the service, and notes it for removal. */
static int make_group(
	struct cgroup *cgroup, const char *path, const struct cgroup_options *options, struct err *err)
{
	if (cgroup->made_count == CGROUP_MADE_MAX)
		return err_set(err, -E2BIG, "too many groups");
	if (mkdir(path, 0755) < 0 && errno != EEXIST)
		return err_errno(err, "mkdir %s", path);
	cgroup->made[cgroup->made_count] = strdup(path);
	if (!cgroup->made[cgroup->made_count]) {
		rmdir(path);
		return err_nomem(err);
	}
	cgroup->made_count++;
	return give(path, options, err);
}

static int add_tree(struct cgroup *cgroup, enum controller controller, const char *cells, struct err *err)
{
	struct cgroup_tree *tree = &cgroup->trees[cgroup->tree_count];

	tree->cells = open(cells, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (tree->cells < 0)
		return err_errno(err, "open %s", cells);
	cgroup->tree_count++;
	tree->controller = controller;
	tree->cells_path = strdup(cells);
	return tree->cells_path ? 0 : err_nomem(err);
}

/* --- version 1 --------------------------------------------------------------------------------------- */

static int setup_v1(struct cgroup *cgroup, const struct cgroup_options *options, struct err *err)
{
	cgroup->version = 1;
	cgroup->made_by_root = geteuid() == 0;
	for (enum controller c = 0; c < CONTROLLERS; c++) {
		char own[PATH_MAX_CGROUP - 64], base[PATH_MAX_CGROUP];
		int r = own_group(cgroup_controllers[c], own, sizeof(own), err);

		if (r < 0 && c != CONTROLLER_MEMORY) {
			do_without(cgroup, c);
			continue;
		}
		if (r < 0)
			return r;
		snprintf(base, sizeof(base), "%s/pyrunner-%d", own, getpid());
		r = make_group(cgroup, base, options, err);
		if (r < 0)
			return r;
		r = add_tree(cgroup, c, base, err);
		if (r < 0)
			return r;
	}
	return 0;
}

/* --- version 2 --------------------------------------------------------------------------------------- */

static bool has_word(const char *dir, const char *name, const char *word)
{
	char path[PATH_MAX_CGROUP], text[512], *save = NULL;
	_cleanup_close_ int fd = -1;
	ssize_t n;

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	n = fd < 0 ? -1 : read(fd, text, sizeof(text) - 1);
	if (n <= 0)
		return false;
	text[n] = '\0';
	for (char *w = strtok_r(text, " \n", &save); w; w = strtok_r(NULL, " \n", &save)) {
		if (strcmp(w, word) == 0)
			return true;
	}
	return false;
}

/* Only this process is in the group: it is a delegated one, made for us. */
static bool alone_in(const char *dir)
{
	char path[PATH_MAX_CGROUP], text[64], own[32];
	_cleanup_close_ int fd = -1;
	ssize_t n;

	snprintf(path, sizeof(path), "%s/cgroup.procs", dir);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	n = fd < 0 ? -1 : read(fd, text, sizeof(text) - 1);
	if (n <= 0)
		return false;
	text[n] = '\0';
	snprintf(own, sizeof(own), "%d\n", getpid());
	return strcmp(text, own) == 0;
}

/* `*enabled` gets those that were not on before. */
static int enable_controllers(const char *dir, unsigned *enabled, struct err *err)
{
	for (enum controller c = 0; c < CONTROLLERS; c++) {
		char word[16];
		int r;

		if (has_word(dir, "cgroup.subtree_control", cgroup_controllers[c]))
			continue;
		snprintf(word, sizeof(word), "+%s", cgroup_controllers[c]);
		r = cgroup_write(dir, "cgroup.subtree_control", word, err);
		if (r == -EBUSY)
			return err_set(err, r, "other processes are in the group %s", dir);
		if (r < 0 && c == CONTROLLER_MEMORY)
			return r;
		if (r >= 0)
			*enabled |= 1U << c;
	}
	return 0;
}

/* Below `base`: `cells` with a group a slot, and `service` with this process and its zygotes. A group with
 * processes may not hold limited groups, so the service moves into a leaf first. */
static int fill_v2(struct cgroup *cgroup, const struct cgroup_options *options, struct err *err)
{
	_cleanup_free_ char *service = NULL, *cells = NULL;
	unsigned unused = 0;
	struct err ignored;
	int r;

	if (asprintf(&service, "%s/service", cgroup->base) < 0 ||
		asprintf(&cells, "%s/cells", cgroup->base) < 0)
		return err_nomem(err);
	r = make_group(cgroup, cells, options, err);
	if (r < 0)
		return r;
	r = make_group(cgroup, service, options, err);
	if (r < 0)
		return r;
	r = cgroup_write(service, "cgroup.procs", "0", err);
	if (r < 0)
		return r;
	cgroup->service = steal_ptr(&service);
	r = enable_controllers(cgroup->base, &cgroup->enabled, err);
	if (r < 0)
		return r;
	r = enable_controllers(cells, &unused, err);
	if (r < 0)
		return r;
	for (enum controller c = 0; c < CONTROLLERS; c++) {
		if (!has_word(cells, "cgroup.subtree_control", cgroup_controllers[c]))
			do_without(cgroup, c);
	}
	if (cgroup_write(cgroup->service, "cpu.weight", "10000", &ignored) < 0)
		ignored.code = 0; /* a preference, not a wall */
	return add_tree(cgroup, CONTROLLER_MEMORY, cells, err);
}

/* A group of our own at the top: root's to make. */
static int make_base(struct cgroup *cgroup, struct err *err)
{
	_cleanup_free_ char *place = cgroup_find_mount(NULL), *base = NULL;
	unsigned unused = 0;
	int r;

	if (!place || !has_word(place, "cgroup.controllers", "memory"))
		return err_set(err, -ENODEV, "no memory controller");
	r = enable_controllers(place, &unused, err);
	if (r < 0)
		return r;
	if (asprintf(&base, "%s/pyrunner-%d", place, getpid()) < 0)
		return err_nomem(err);
	if (mkdir(base, 0755) < 0)
		return err_errno(err, "mkdir %s", base);
	cgroup->base = steal_ptr(&base);
	return 0;
}

static int setup_v2(struct cgroup *cgroup, const struct cgroup_options *options, struct err *err)
{
	const bool named = options->setting[0] == '/';
	char home[PATH_MAX_CGROUP - 64];
	struct err ignored;
	bool memory, delegated;
	int r, noted;

	cgroup->version = 2;
	r = own_group(NULL, home, sizeof(home), err);
	if (r < 0)
		return r;
	cgroup->home = strdup(home);
	if (!cgroup->home)
		return err_nomem(err);
	memory = has_word(home, "cgroup.controllers", "memory");
	delegated = memory && access(home, W_OK) == 0;
	if (named || (delegated && alone_in(home))) {
		cgroup->base = strdup(named ? options->setting : home);
		cgroup->made_by_root = geteuid() == 0 && strcmp(named ? options->setting : home, home) != 0;
		if (!cgroup->base)
			return err_nomem(err);
		r = give(cgroup->base, options, err);
		return r < 0 ? r : fill_v2(cgroup, options, err);
	}
	if (geteuid() != 0)
		return err_set(err, -EACCES,
			delegated ? "the service is not alone in the group %s"
			: memory  ? "the group %s is not delegated to this user"
				  : "the group %s has no memory controller",
			home);
	r = make_base(cgroup, err);
	if (r < 0)
		return r;
	cgroup->made_by_root = true;
	r = fill_v2(cgroup, options, err);
	/* Noted for removal behind what is in it, also after a failure. */
	noted = make_group(cgroup, cgroup->base, options, r < 0 ? &ignored : err);
	return r < 0 ? r : noted;
}

static int try_version(struct cgroup **ret,
	int (*setup)(struct cgroup *cgroup, const struct cgroup_options *options, struct err *err),
	const struct cgroup_options *options, struct err *err)
{
	struct cgroup *cgroup = calloc(1, sizeof(*cgroup));
	int r;

	if (!cgroup)
		return err_nomem(err);
	cgroup->processes = options->processes;
	cgroup->cpus = options->cpus;
	cgroup->slots_max = options->slots;
	r = setup(cgroup, options, err);
	if (r < 0) {
		cgroup_remove(cgroup);
		cgroup_free(cgroup);
		return r;
	}
	*ret = cgroup;
	return 0;
}

int cgroup_new(struct cgroup **ret, const struct cgroup_options *options, struct err *err)
{
	struct err first, second;
	int r;

	if (strcmp(options->setting, "none") == 0)
		return err_set(err, -ENODEV, "cgroups are switched off (setting cgroups)");
	r = try_version(ret, setup_v2, options, &first);
	if (r >= 0)
		return 0;
	if (options->setting[0] == '/')
		return err_set(err, r, "%s", first.text);
	r = try_version(ret, setup_v1, options, &second);
	if (r < 0)
		return err_set(err, r, "version 2: %.200s; version 1: %.200s", first.text, second.text);
	return 0;
}
