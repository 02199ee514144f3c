/* Container level: the slots' folders, where no tmpfs can be mounted.
 *
 *   BASE/             the service's uid; one start of the service
 *   BASE/cache        what libraries write before the first cell; cells read it
 *   BASE/SLOT/        the slot's uid, made once
 *   BASE/SLOT/NAME/   one cell's own; NAME is nobody's to guess
 *
 * What a program leaves is only ever walked by a process of the slot's uid, without privileges: the next cell of the
 * slot, or at the end of the service one that is forked for it. Nobody else is there to change what was looked at: the
 * slot's last cell is reaped, and no other may write there. */
#include "jail_internal.h"

#include "base/wire.h"
#include <dirent.h>
#include <fcntl.h>
#include <grp.h>
#include <sys/prctl.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/wait.h>

/* --- emptying ---------------------------------------------------------------------------------------------- */

static DIR *open_names(int dir, const char *name)
{
	int fd = openat(dir, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	DIR *names = fd < 0 ? NULL : fdopendir(fd);

	if (fd >= 0 && !names)
		close(fd);
	return names;
}

static const char *next_name(DIR *names)
{
	struct dirent *entry;

	while ((entry = readdir(names))) {
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
			return entry->d_name;
	}
	return NULL;
}

/* 1: it is gone, 0: it is a folder that is not empty. No link is followed. */
static int remove_name(int dir, const char *name, struct err *err)
{
	if (unlinkat(dir, name, 0) == 0)
		return 1;
	if (errno != EISDIR && errno != EPERM)
		return err_errno(err, "unlink");
	/* a folder: its mode may forbid what follows */
	if (fchmodat(dir, name, 0700, 0) < 0)
		return err_errno(err, "chmod");
	if (unlinkat(dir, name, AT_REMOVEDIR) == 0)
		return 1;
	return errno == ENOTEMPTY || errno == EEXIST ? 0 : err_errno(err, "rmdir");
}

/* Folders in it go up to `top`, where their turn comes: depth uses up neither descriptors nor the stack. */
static int flatten(int top, const char *folder, unsigned *moved, struct err *err)
{
	DIR *names = open_names(top, folder);
	const char *name;
	int r = 0;

	if (!names)
		return err_errno(err, "open a folder");
	while (r >= 0 && (name = next_name(names))) {
		char place[32];

		r = remove_name(dirfd(names), name, err);
		if (r != 0)
			continue;
		do {
			snprintf(place, sizeof(place), "moved-%u", ++*moved);
			r = renameat2(dirfd(names), name, top, place, RENAME_NOREPLACE);
		} while (r < 0 && errno == EEXIST);
		if (r < 0)
			r = err_errno(err, "rename");
	}
	closedir(names);
	return r;
}

/* Whatever is there. Where a deadline ends it half way, the next process goes on from there. */
static int empty_folder(int top, struct err *err)
{
	unsigned moved = 0, seen;
	int r = 0;

	do {
		DIR *names = open_names(top, ".");
		const char *name;

		if (!names)
			return err_errno(err, "open the slot's folder");
		for (seen = 0; r >= 0 && (name = next_name(names)); seen++) {
			r = remove_name(top, name, err);
			if (r == 0)
				r = flatten(top, name, &moved, err);
		}
		closedir(names);
	} while (r >= 0 && seen);
	return r < 0 ? r : 0;
}

/* --- a cell's ---------------------------------------------------------------------------------------------- */

int jail_open_folder(const struct jail_common *common, unsigned slot, struct err *err)
{
	char name[16];
	int fd;

	snprintf(name, sizeof(name), "%u", slot);
	fd = openat(common->base_fd, name, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0)
		return err_errno(err, "open %s/%s", common->base, name);
	return fd;
}

/* From here on `scratch` is the cell's own folder in the slot's. */
int jail_take_folder(struct jail *jail, struct err *err)
{
	_cleanup_close_ int top = steal_fd(&jail->scratch);
	char name[24], slot[16];
	uint64_t number;
	int r;

	snprintf(slot, sizeof(slot), "%u", jail->slot);
	if (fchmodat(jail->common->base_fd, slot, 0700, 0) < 0)
		return err_errno(err, "chmod %s", slot);
	r = empty_folder(top, err);
	if (r < 0)
		return err_in(err, "what the last program left");
	if (getrandom(&number, sizeof(number), 0) != sizeof(number))
		return err_errno(err, "getrandom");
	snprintf(name, sizeof(name), "%016llx", (unsigned long long)number);
	if (mkdirat(top, name, 0700) < 0)
		return err_errno(err, "mkdir");
	jail->scratch = openat(top, name, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (jail->scratch < 0 || fchdir(jail->scratch) < 0)
		return err_errno(err, "enter the folder");
	snprintf(jail->folder, sizeof(jail->folder), "%s/%s/%s", jail->common->base, slot, name);
	return jail_open_stdin(jail, err);
}

/* --- all of them, at start and end --------------------------------------------------------------------------- */

/* Runs `act` in a child with the slot's uid; 0 where that was well. */
static int as_slot(
	const struct jail_common *common, int base, unsigned slot, int (*act)(int base, const char *name))
{
	const uid_t uid = jail_cell_uid(common, slot);
	char name[16];
	int status = -1;
	pid_t pid;

	snprintf(name, sizeof(name), "%u", slot);
	if (!common->own_uids)
		return act(base, name);
	pid = fork();
	if (pid == 0) {
		struct err ignored;
		bool other = setgroups(0, NULL) == 0 && setresgid(uid, uid, uid) == 0 &&
			     setresuid(uid, uid, uid) == 0 && jail_drop_capabilities(&ignored) == 0;

		_exit(other && act(base, name) == 0 ? 0 : 1);
	}
	if (pid < 0 || waitpid(pid, &status, 0) != pid)
		return -ECHILD;
	return status == 0 ? 0 : -EIO;
}

static int make_one(int base, const char *name)
{
	return mkdirat(base, name, 0700) < 0 ? -errno : 0;
}

static int empty_one(int base, const char *name)
{
	_cleanup_close_ int top = -1;
	struct err ignored;

	if (fchmodat(base, name, 0700, 0) < 0)
		return -errno;
	top = openat(base, name, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	return top < 0 ? -errno : empty_folder(top, &ignored);
}

/* Only while there is no cell may others than its owner write to it. */
static int fill_base(int base, const struct jail_common *common, unsigned slots, struct err *err)
{
	if (mkdirat(base, &CACHE_FOLDER[1], 0755) < 0 || fchmodat(base, &CACHE_FOLDER[1], 0777, 0) < 0)
		return err_errno(err, "mkdir cache");
	if (fchmod(base, 0777) < 0)
		return err_errno(err, "chmod");
	for (unsigned slot = 0; slot < slots; slot++) {
		int r = as_slot(common, base, slot, make_one);

		if (r < 0)
			return err_set(err, r, "folder of slot %u: %s", slot, strerror(-r));
	}
	if (fchmod(base, 0711) < 0)
		return err_errno(err, "chmod");
	return 0;
}

int jail_make_folders(const char *dir, const struct jail_common *common, unsigned slots,
	char path[JAIL_FOLDER_MAX], struct err *err)
{
	_cleanup_close_ int base = -1;
	struct statvfs fs;
	char made[JAIL_FOLDER_MAX];
	int r;

	if (statvfs(dir, &fs) < 0)
		return err_errno(err, "%s", dir);
	if (!(fs.f_flag & ST_NOEXEC))
		return err_set(err, -EPERM,
			"%s is not mounted noexec: a program could make what it writes there executable "
			"(docker run --tmpfs /scratch:noexec,nosuid,nodev,mode=1777 and --scratch-dir /scratch)",
			dir);
	/* a cell's own folder is a few characters more */
	if ((size_t)snprintf(made, sizeof(made) - 64, "%s/pyrunner-XXXXXX", dir) >= sizeof(made) - 64)
		return err_set(err, -ENAMETOOLONG, "%s", dir);
	if (!mkdtemp(made))
		return err_errno(err, "make a folder in %s", dir);
	base = open(made, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	r = base < 0 ? err_errno(err, "open %s", made) : fill_base(base, common, slots, err);
	if (r < 0) {
		jail_remove_folders(made, common, slots);
		return err_in(err, "%s", made);
	}
	memcpy(path, made, sizeof(made));
	return 0;
}

void jail_remove_folders(const char *path, const struct jail_common *common, unsigned slots)
{
	_cleanup_close_ int base = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	char name[16];

	if (base < 0)
		return;
	for (unsigned slot = 0; slot < slots; slot++) {
		snprintf(name, sizeof(name), "%u", slot);
		if (as_slot(common, base, slot, empty_one) == 0)
			unlinkat(base, name, AT_REMOVEDIR);
	}
	/* no program could write there */
	if (empty_one(base, &CACHE_FOLDER[1]) == 0)
		unlinkat(base, &CACHE_FOLDER[1], AT_REMOVEDIR);
	rmdir(path);
}
