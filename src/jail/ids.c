#include "jail_internal.h"

#include <grp.h>
#include <linux/capability.h>
#include <linux/securebits.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

uid_t jail_cell_uid(const struct jail_common *common, unsigned slot)
{
	return common->own_uids && !jail_without("uid") ? common->first_uid + slot : 0;
}

static int set_ids(uid_t uid, gid_t gid, struct err *err)
{
	if (setresgid(gid, gid, gid) < 0)
		return err_errno(err, "setresgid %u", gid);
	if (setresuid(uid, uid, uid) < 0)
		return err_errno(err, "setresuid %u", uid);
	return 0;
}

/* All but those of `kept`. */
static int cut_bounding_set(uint64_t kept, struct err *err)
{
	for (unsigned long cap = 0; cap < 64; cap++) {
		if (kept >> cap & 1)
			continue;
		if (prctl(PR_CAPBSET_DROP, cap, 0, 0, 0) == 0)
			continue;
		if (errno == EINVAL) /* behind the last capability of this kernel */
			break;
		if (errno == EPERM) /* started without: there is nothing that could be dropped */
			break;
		return err_errno(err, "bounding set");
	}
	return 0;
}

static int empty_capability_sets(struct err *err)
{
	struct __user_cap_header_struct header = { .version = _LINUX_CAPABILITY_VERSION_3 };
	struct __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3] = { 0 }, now[_LINUX_CAPABILITY_U32S_3];

	if (syscall(SYS_capset, &header, none) < 0) /* and with them the ambient ones */
		return err_errno(err, "capset");
	if (syscall(SYS_capget, &header, now) < 0)
		return err_errno(err, "capget");
	for (size_t i = 0; i < ELEMENTS(now); i++) {
		if (now[i].effective | now[i].permitted | now[i].inheritable)
			return err_set(err, -EPERM, "capabilities are left");
	}
	return 0;
}

/* None is to be had again. */
static int lock_capabilities(struct err *err)
{
	/* uid 0 in a user namespace would get capabilities back at an exec: not with these bits, and not
	 * with no_new_privs; refused where they may not be set, which is where nothing can be gained. */
	if (prctl(PR_SET_SECUREBITS, SECBIT_NOROOT | SECBIT_NOROOT_LOCKED | SECBIT_NO_CAP_AMBIENT_RAISE |
					     SECBIT_NO_CAP_AMBIENT_RAISE_LOCKED | SECBIT_KEEP_CAPS_LOCKED) <
			0 &&
		errno != EPERM)
		return err_errno(err, "securebits");
	return 0;
}

int jail_drop_capabilities(struct err *err)
{
	int r = lock_capabilities(err);

	return r < 0 ? r : empty_capability_sets(err);
}

static int lock_privileges(struct err *err)
{
	int r = cut_bounding_set(0, err);

	return r < 0 ? r : lock_capabilities(err);
}

/* A zygote keeps the capabilities that it has, and never calls exec, which alone asks for the rest of this. */
int jail_lock_privileges(struct jail_common *common, struct err *err)
{
	if (!jail_without("privileges") && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0)
		return err_errno(err, "no_new_privs");
	if (common->own_uids && setgroups(0, NULL) < 0)
		return err_errno(err, "setgroups");
	return jail_without("capabilities") ? 0 : lock_privileges(err);
}

#ifdef PYRUNNER_ABLATION
/* All those of the user namespace, whatever the uid becomes. */
static int keep_capabilities(struct err *err)
{
	if (prctl(PR_SET_SECUREBITS, SECBIT_NO_SETUID_FIXUP, 0, 0, 0) < 0)
		return err_errno(err, "keep capabilities");
	return 0;
}
#else
static int keep_capabilities(struct err *err)
{
	return 0;
}
#endif

int jail_drop_ids(struct jail *jail, struct err *err)
{
	uid_t uid = jail_cell_uid(jail->common, jail->slot);
	int r = 0;

	if (jail_without("capabilities"))
		r = keep_capabilities(err);
	else if (!jail->common->own_uids) /* in a user namespace of its own nothing is locked */
		r = lock_privileges(err);
	if (r >= 0 && jail->common->own_uids)
		r = set_ids(uid, uid, err);
	if (r < 0)
		return r;
	r = jail_without("capabilities") ? 0 : empty_capability_sets(err);
	if (r < 0)
		return r;
	if (prctl(PR_SET_DUMPABLE, jail_without("dumpable"), 0, 0, 0) < 0)
		return err_errno(err, "not dumpable");
	return 0;
}

enum { GIVING_UIDS = 1U << CAP_SETUID | 1U << CAP_SETGID | 1U << CAP_KILL };

bool jail_may_give_uids(void)
{
	struct __user_cap_header_struct header = { .version = _LINUX_CAPABILITY_VERSION_3 };
	struct __user_cap_data_struct now[_LINUX_CAPABILITY_U32S_3];

	return geteuid() == 0 && syscall(SYS_capget, &header, now) == 0 &&
	       (now[0].permitted & GIVING_UIDS) == GIVING_UIDS;
}

/* What is ambient survives the exec of a program that is not root's. */
static int hold_capabilities(uint32_t kept, struct err *err)
{
	struct __user_cap_header_struct header = { .version = _LINUX_CAPABILITY_VERSION_3 };
	struct __user_cap_data_struct sets[_LINUX_CAPABILITY_U32S_3] = { 0 };

	sets[0].effective = sets[0].permitted = sets[0].inheritable = kept;
	if (syscall(SYS_capset, &header, sets) < 0)
		return err_errno(err, "capset");
	for (unsigned long cap = 0; cap < 32; cap++) {
		if ((kept >> cap & 1) && prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, cap, 0, 0) < 0)
			return err_errno(err, "ambient capability %lu", cap);
	}
	return 0;
}

int jail_keep_giving_uids(uid_t uid, gid_t gid, struct err *err)
{
	int r = cut_bounding_set(GIVING_UIDS, err);

	if (r < 0)
		return r;
	/* With CAP_SETUID it could become uid 0 again, which shall mean nothing; refused where a container was
	 * given too little to say so. */
	if (prctl(PR_SET_SECUREBITS, SECBIT_NOROOT | SECBIT_NOROOT_LOCKED) < 0 && errno != EPERM)
		return err_errno(err, "securebits");
	if (prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0) < 0 || setgroups(0, NULL) < 0)
		return err_errno(err, "give up root");
	r = set_ids(uid, gid, err);
	if (r >= 0)
		r = hold_capabilities(GIVING_UIDS, err);
	if (r < 0)
		return r;
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0 || prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) < 0)
		return err_errno(err, "no_new_privs, not dumpable");
	return 0;
}

int jail_end_with(pid_t parent, struct err *err)
{
	if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) < 0)
		return err_errno(err, "PR_SET_PDEATHSIG");
	if (getppid() != parent)
		return err_set(err, -ESRCH, "the parent is gone");
	return 0;
}

int jail_tie_to_zygote(struct jail *jail, struct err *err)
{
	return jail_end_with(jail->zygote, err);
}

int jail_drop_root(uid_t uid, gid_t gid, struct err *err)
{
	int r;

	if (geteuid() == 0) {
		r = cut_bounding_set(0, err);
		if (r < 0)
			return r;
		if (setgroups(0, NULL) < 0)
			return err_errno(err, "setgroups");
		r = set_ids(uid, gid, err);
		if (r < 0)
			return r;
		if (setresuid(0, 0, 0) == 0)
			return err_set(err, -EPERM, "root could be had back");
	}
	r = jail_drop_capabilities(err);
	if (r < 0)
		return r;
	if (!jail_without("privileges") && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0)
		return err_errno(err, "no_new_privs");
	return 0;
}
