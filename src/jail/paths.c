#include "jail_internal.h"

#include "landlock.h"
#include <sys/prctl.h>
#include <sys/syscall.h>

enum { LANDLOCK_ABI_KNOWN = 7 };

unsigned jail_landlock_abi(void)
{
	long abi = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);

	return abi < 0 ? 0 : (unsigned)MIN(abi, LANDLOCK_ABI_KNOWN);
}

static int make_ruleset(unsigned abi, uint64_t *handled, struct err *err)
{
	struct ll_ruleset_attr attr = { .handled_access_fs = LL_FS_ABI1 };
	size_t size = sizeof(attr.handled_access_fs);
	int ruleset;

	if (abi >= 2)
		attr.handled_access_fs |= LANDLOCK_ACCESS_FS_REFER;
	if (abi >= 3)
		attr.handled_access_fs |= LL_FS_TRUNCATE;
	if (abi >= 5)
		attr.handled_access_fs |= LL_FS_IOCTL_DEV;
	if (abi >= 4) {
		attr.handled_access_net = LL_NET_BIND_TCP | LL_NET_CONNECT_TCP;
		size = offsetof(struct ll_ruleset_attr, scoped);
	}
	if (abi >= 6) {
		attr.scoped = LL_SCOPE_ABSTRACT_UNIX | LL_SCOPE_SIGNAL;
		size = sizeof(attr);
	}
	ruleset = (int)syscall(SYS_landlock_create_ruleset, &attr, size, 0);
	if (ruleset < 0)
		return err_errno(err, "landlock_create_ruleset");
	*handled = attr.handled_access_fs;
	return ruleset;
}

static int allow(int ruleset, int path, uint64_t access, struct err *err)
{
	struct landlock_path_beneath_attr rule = { .allowed_access = access, .parent_fd = path };

	if (syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) < 0)
		return err_errno(err, "landlock_add_rule");
	return 0;
}

static int restrict_self(int ruleset, struct err *err)
{
	if (syscall(SYS_landlock_restrict_self, ruleset, 0) < 0)
		return err_errno(err, "landlock_restrict_self");
	return 0;
}

/* The own folder may hold files, folders and nothing that is a door: no device, socket, pipe or link, and
 * nothing in it can be executed. */
static uint64_t folder_access(uint64_t handled)
{
	return handled &
	       ~(uint64_t)(LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_MAKE_CHAR |
			   LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SOCK |
			   LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_SYM | LL_FS_IOCTL_DEV);
}

int jail_restrict_paths(struct jail *jail, struct err *err)
{
	const struct jail_common *common = jail->common;
	_cleanup_close_ int ruleset = -1;
	uint64_t handled;
	int r;

	if (!common->landlock_abi || jail_without("landlock"))
		return JAIL_ABSENT;
	ruleset = make_ruleset(common->landlock_abi, &handled, err);
	if (ruleset < 0)
		return ruleset;
	for (unsigned i = 0; i < common->path_count; i++) {
		uint64_t access = LANDLOCK_ACCESS_FS_READ_FILE;

		if (common->path_is_folder[i])
			access |= LANDLOCK_ACCESS_FS_READ_DIR;
		r = allow(ruleset, common->paths[i], access, err);
		if (r < 0)
			return r;
	}
	r = allow(ruleset, jail->scratch, folder_access(handled), err);
	if (r < 0)
		return r;
	return restrict_self(ruleset, err);
}

int jail_seal_service(const struct filter *filter, struct err *err)
{
	unsigned abi = jail_landlock_abi();
	int r;

	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0)
		return err_errno(err, "no_new_privs");
	if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) < 0)
		return err_errno(err, "not dumpable");
	if (abi) {
		_cleanup_close_ int ruleset = -1;
		uint64_t handled;

		/* Scoped signals would forbid the server to kill cells. */
		ruleset = make_ruleset(MIN(abi, 5U), &handled, err);
		if (ruleset < 0)
			return ruleset;
		r = restrict_self(ruleset, err);
		if (r < 0)
			return r;
	}
	return filter_install(filter, err);
}
