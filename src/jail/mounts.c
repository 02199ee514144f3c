#include "jail_internal.h"

#include "base/wire.h"
#include <fcntl.h>
#include <linux/mount.h>
#include <sched.h>
#include <sys/stat.h>
#include <sys/syscall.h>

/* Not in glibc 2.36's headers in a form that goes together with sys/mount.h. */
static int move_mount_(int from, int to, const char *path, unsigned flags)
{
	return (int)syscall(SYS_move_mount, from, "", to, path, MOVE_MOUNT_F_EMPTY_PATH | flags);
}

static int set_option(int context, const char *key, const char *value, struct err *err)
{
	if (syscall(SYS_fsconfig, context, FSCONFIG_SET_STRING, key, value, 0) < 0)
		return err_errno(err, "tmpfs %s=%s", key, value);
	return 0;
}

static int set_number(int context, const char *key, uint64_t number, struct err *err)
{
	char value[32];

	snprintf(value, sizeof(value), "%llu", (unsigned long long)number);
	return set_option(context, key, value, err);
}

int jail_make_tmpfs(uid_t uid, const char *mode, uint64_t bytes, unsigned files, struct err *err)
{
	_cleanup_close_ int context = (int)syscall(SYS_fsopen, "tmpfs", FSOPEN_CLOEXEC);
	int fd, r;

	if (context < 0)
		return err_errno(err, "fsopen tmpfs");
	r = set_number(context, "size", bytes, err);
	if (r < 0)
		return r;
	r = set_number(context, "nr_inodes", files + 1, err); /* the folder itself is one */
	if (r < 0)
		return r;
	r = set_number(context, "uid", uid, err);
	if (r < 0)
		return r;
	r = set_number(context, "gid", uid, err);
	if (r < 0)
		return r;
	r = set_option(context, "mode", mode, err);
	if (r < 0)
		return r;
	if (syscall(SYS_fsconfig, context, FSCONFIG_CMD_CREATE, NULL, NULL, 0) < 0)
		return err_errno(err, "make tmpfs");
	fd = (int)syscall(SYS_fsmount, context, FSMOUNT_CLOEXEC,
		jail_without("scratch") ? 0 : MOUNT_ATTR_NOEXEC | MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV);
	if (fd < 0)
		return err_errno(err, "fsmount tmpfs");
	return fd;
}

int jail_make_scratch(uid_t uid, uint64_t bytes, unsigned files, struct err *err)
{
	if (jail_without("scratch"))
		return jail_make_tmpfs(uid, "0700", 1024 * MB, 100000, err);
	return jail_make_tmpfs(uid, "0700", bytes, files, err);
}

int jail_fit_scratch(int scratch, uint64_t bytes, struct err *err)
{
	_cleanup_close_ int context =
		(int)syscall(SYS_fspick, scratch, "", FSPICK_CLOEXEC | FSPICK_EMPTY_PATH);
	int r;

	if (jail_without("scratch"))
		return 0;
	if (context < 0)
		return err_errno(err, "fspick");
	r = set_number(context, "size", bytes, err);
	if (r < 0)
		return r;
	if (syscall(SYS_fsconfig, context, FSCONFIG_CMD_RECONFIGURE, NULL, NULL, 0) < 0)
		return err_errno(err, "resize tmpfs");
	return 0;
}

int jail_own_namespaces(struct jail *jail, struct err *err)
{
	if (unshare(CLONE_NEWNS | (jail_without("ipc") ? 0 : CLONE_NEWIPC)) < 0)
		return err_errno(err, "unshare");
	return 0;
}

int jail_mount_folder(struct jail *jail, struct err *err)
{
	struct mount_attr read_only = { .attr_set = MOUNT_ATTR_RDONLY };

	if (!jail_without("mounts") &&
		syscall(SYS_mount_setattr, AT_FDCWD, "/", AT_RECURSIVE, &read_only, sizeof(read_only)) < 0)
		return err_errno(err, "make the root read-only");
	if (move_mount_(jail->scratch, AT_FDCWD, CELL_FOLDER, 0) < 0)
		return err_errno(err, "mount %s", CELL_FOLDER);
	if (chdir(CELL_FOLDER) < 0)
		return err_errno(err, "chdir %s", CELL_FOLDER);
	snprintf(jail->folder, sizeof(jail->folder), "%s", CELL_FOLDER);
	return jail_open_stdin(jail, err);
}
