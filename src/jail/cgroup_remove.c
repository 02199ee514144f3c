/* What was made goes away again, and processes back to where they came from. */
#include "cgroup_internal.h"

#include <fcntl.h>

/* Nothing should be left in it; version 2 can make sure. */
static void kill_all(int cells, const char *name)
{
	_cleanup_close_ int fd = openat(cells, name, O_WRONLY | O_CLOEXEC);

	if (fd >= 0 && write(fd, "1", 1) < 0)
		return;
}

static void remove_slot(const struct cgroup_tree *tree, unsigned slot)
{
	char name[32];

	snprintf(name, sizeof(name), "%u/cgroup.kill", slot);
	kill_all(tree->cells, name);
	name[strcspn(name, "/")] = '\0';
	/* A group whose last process was just reaped may be busy for a moment. */
	for (int tries = 0; unlinkat(tree->cells, name, AT_REMOVEDIR) < 0 && errno == EBUSY && tries < 100;
		tries++)
		usleep(5000);
}

/* The server is sealed and cannot move itself: whoever may, moves all that is in `service`. */
static void go_home(const struct cgroup *cgroup)
{
	char path[PATH_MAX_CGROUP], pids[4096], *save = NULL;
	_cleanup_close_ int fd = -1;
	struct err ignored;
	ssize_t n;

	snprintf(path, sizeof(path), "%s/cgroup.procs", cgroup->service);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	n = fd < 0 ? -1 : read(fd, pids, sizeof(pids) - 1);
	if (n <= 0)
		return;
	pids[n] = '\0';
	for (char *pid = strtok_r(pids, "\n", &save); pid; pid = strtok_r(NULL, "\n", &save)) {
		if (cgroup_write(cgroup->home, "cgroup.procs", pid, &ignored) < 0)
			return;
	}
}

static void switch_off(const struct cgroup *cgroup)
{
	struct err ignored;

	for (enum controller c = 0; c < CONTROLLERS; c++) {
		char word[16];

		snprintf(word, sizeof(word), "-%s", cgroup_controllers[c]);
		if ((cgroup->enabled & (1U << c)) &&
			cgroup_write(cgroup->base, "cgroup.subtree_control", word, &ignored) < 0)
			return;
	}
}

void cgroup_remove(struct cgroup *cgroup)
{
	if (!cgroup)
		return;
	for (unsigned i = 0; i < cgroup->tree_count; i++) {
		for (unsigned slot = 0; slot < cgroup->slots; slot++)
			remove_slot(&cgroup->trees[i], slot);
	}
	for (unsigned i = 0; i < cgroup->made_count; i++) {
		/* `home` may be `base`, which takes processes only without limited groups: those are gone by now. */
		if (cgroup->service && strcmp(cgroup->made[i], cgroup->service) == 0) {
			switch_off(cgroup);
			go_home(cgroup);
		}
		rmdir(cgroup->made[i]);
	}
}

void cgroup_free(struct cgroup *cgroup)
{
	if (!cgroup)
		return;
	for (unsigned i = 0; i < cgroup->tree_count; i++) {
		safe_close(cgroup->trees[i].cells);
		free(cgroup->trees[i].cells_path);
	}
	for (unsigned i = 0; i < cgroup->made_count; i++)
		free(cgroup->made[i]);
	free(cgroup->home);
	free(cgroup->service);
	free(cgroup->base);
	free(cgroup);
}
