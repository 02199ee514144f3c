#include "keeper_internal.h"

#include "base/frame.h"
#include "base/log.h"
#include <fcntl.h>

static int make_groups(struct cgroup **ret, struct keeper *keeper, const struct config *config,
	unsigned slots, struct err *err)
{
	const struct cgroup_options options = {
		.setting = config->cgroups,
		.uid = keeper->uid,
		.gid = keeper->gid,
		.slots = slots,
		.processes = config->processes,
		.cpus = config->cpus,
	};
	const bool full = strcmp(config->isolation, "full") == 0 && strcmp(config->cgroups, "none");
	int r = cgroup_new(ret, &options, err);

	if (r >= 0 && full && *cgroup_missing(*ret)) {
		r = err_set(err, -ENODEV, "no controller %s", cgroup_missing(*ret));
		cgroup_remove(*ret);
		cgroup_free(*ret);
		*ret = NULL;
	}
	if (r >= 0) {
		keeper->cgroup_version = cgroup_version(*ret);
		snprintf(keeper->cgroup_absent, sizeof(keeper->cgroup_absent), "%s", cgroup_missing(*ret));
		return 0;
	}
	if (config->cgroups[0] == '/' || full)
		return err_in(err, "cgroups");
	snprintf(keeper->cgroup_absent, sizeof(keeper->cgroup_absent), "%s", err->text);
	return 0;
}

static int open_place(int *fd, const char *path, int flags, struct err *err)
{
	*fd = open(path, O_PATH | O_CLOEXEC | flags);
	return *fd < 0 ? err_errno(err, "open %s", path) : 0;
}

static int open_places(struct zygote_places *places, const struct config *config, struct err *err)
{
	int r = open_place(&places->program, config->zygote, 0, err);

	if (r >= 0)
		r = open_place(&places->policies, config->policy_dir, O_DIRECTORY, err);
	if (r >= 0)
		r = open_place(&places->warmups, config->warmup_dir, O_DIRECTORY, err);
	return r;
}

static void close_places(struct zygote_places *places)
{
	places->program = safe_close(places->program);
	places->policies = safe_close(places->policies);
	places->warmups = safe_close(places->warmups);
}

static int fork_keeper(struct keeper *keeper, struct keeper_parts *parts, struct err *err)
{
	int ends[2], r;
	pid_t pid;

	r = frame_pair(ends, err);
	if (r < 0)
		return r;
	pid = fork();
	if (pid < 0) {
		close(ends[0]);
		close(ends[1]);
		return err_errno(err, "fork");
	}
	if (pid == 0) {
		close(ends[0]);
		parts->channel = ends[1];
		keeper_main(parts);
	}
	close(ends[1]);
	keeper->channel = ends[0];
	return 0;
}

/* The namespaces, or the level without them where the machine refuses. Nothing else lowers the level: what failed for
 * want of memory is a failure. */
static int choose_level(
	struct keeper *keeper, const struct config *config, unsigned range, int *userns, struct err *err)
{
	int r = -EPERM;

	if (strcmp(config->isolation, "container") == 0) {
		err_set(err, r, "not wanted (setting isolation)");
	} else {
		*userns = r = jail_make_userns(keeper->uid, keeper->gid, config->id_first + 1, range, err);
		if (r >= 0)
			r = jail_try_namespaces(*userns, keeper->uid, keeper->gid, err);
	}
	if (r >= 0)
		return 0;
	*userns = safe_close(*userns);
	if (!jail_is_refusal(r))
		return err_in(err, "namespaces");
	if (strcmp(config->isolation, "full") == 0 || strcmp(config->isolation, "no-landlock") == 0) {
		err_in(err, "isolation %s: namespaces are refused", config->isolation);
		return err_set(err, r, "%.300s; to allow them " KEEPER_ALLOW_NAMESPACES, strdupa(err->text));
	}
	if (geteuid() == 0 && !jail_may_give_uids())
		return err_set(err, -EPERM,
			"root without the capabilities SETUID, SETGID and KILL can give cells no uid of their own: "
			"add them (--cap-add) or start as an ordinary user (--user)");
	keeper->level = JAIL_CONTAINER;
	snprintf(keeper->refused, sizeof(keeper->refused), "%s", err->text);
	return 0;
}

int keeper_start(struct keeper *keeper, const struct config *config, unsigned slots, struct err *err)
{
	const bool root = geteuid() == 0;
	struct keeper made = {
		.level = JAIL_FULL,
		.uid = root ? config->id_first : geteuid(),
		.gid = root ? config->id_first : getegid(),
		.own_uids = root,
	};
	struct cgroup *cgroup = NULL;
	_cleanup_(close_places) struct zygote_places places = { -1, -1, -1 };
	_cleanup_close_ int userns = -1, alive = -1;
	struct keeper_parts parts;
	int r;

	r = open_places(&places, config, err);
	if (r < 0)
		return r;
	r = choose_level(&made, config, root ? slots : 0, &userns, err);
	if (r < 0)
		return r;
	r = make_groups(&cgroup, &made, config, slots, err);
	if (r < 0)
		return r;
	r = cgroup_start_janitor(cgroup, &(struct cgroup_owner){ made.uid, made.gid }, &alive, err);
	if (r < 0)
		err_in(err, "clean-up process");
	if (r >= 0) {
		parts = (struct keeper_parts){ config, cgroup, places, -1, userns, made.level, slots,
			made.uid, made.gid, root };
		r = fork_keeper(&made, &parts, err);
	}
	if (r < 0) {
		cgroup_remove(cgroup);
		cgroup_free(cgroup);
		return err_in(err, "keeper");
	}
	/* The keeper's copy of `alive` is what the clean-up process waits for. */
	cgroup_free(cgroup);
	*keeper = made;
	return 0;
}
