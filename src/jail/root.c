/* The small root: a tmpfs with nothing but the library folders, a place for the cell's own folder and a cache
 * that zygotes fill and cells may only read. */
#include "jail_internal.h"

#include <dirent.h>
#include <fcntl.h>
#include <linux/mount.h>
#include <sched.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#define MS_REC_PRIVATE (MS_REC | MS_PRIVATE)
#define NEW_ROOT       "/tmp"

/* linux/mount.h and sys/mount.h do not go together; these are all that is needed of the latter. */

int mount(const char *source, const char *target, const char *type, unsigned long flags, const void *data);
int umount2(const char *target, int flags);
enum { MNT_DETACH = 2 };

static int set_attributes(int fd, uint64_t attributes, struct err *err)
{
	struct mount_attr attr = { .attr_set = attributes };

	if (syscall(SYS_mount_setattr, fd, "", AT_EMPTY_PATH | AT_RECURSIVE, &attr, sizeof(attr)) < 0)
		return err_errno(err, "mount_setattr");
	return 0;
}

/* mkdir -p below `root`; `leaf_is_file` makes the last part an empty file. */
static int make_place(int root, const char *path, bool leaf_is_file, struct err *err)
{
	char part[4096];
	size_t len = strlen(path);

	if (len >= sizeof(part))
		return err_set(err, -ENAMETOOLONG, "%s", path);
	for (size_t i = 1; i <= len; i++) {
		if (path[i] != '/' && path[i] != '\0')
			continue;
		memcpy(part, path + 1, i - 1);
		part[i - 1] = '\0';
		if (path[i] == '\0' && leaf_is_file) {
			int fd = openat(root, part, O_CREAT | O_WRONLY | O_CLOEXEC, 0444);

			if (fd < 0)
				return err_errno(err, "make %s", path);
			close(fd);
		} else if (mkdirat(root, part, 0755) < 0 && errno != EEXIST) {
			return err_errno(err, "make %s", path);
		}
	}
	return 0;
}

/* A host's path at the same place below `root`: read-only, no devices, no setuid. A symbolic link is made
 * again. What does not exist is passed over: the list names what may be there. */
static int add_path(int root, const char *path, struct err *err)
{
	_cleanup_close_ int tree = -1;
	struct stat st;
	int r;

	if (path[0] != '/' || strstr(path, ".."))
		return err_set(err, -EINVAL, "library path %s is not absolute and plain", path);
	if (stat(path, &st) < 0)
		return errno == ENOENT || errno == ENOTDIR ? 0 : err_errno(err, "%s", path);
	tree = (int)syscall(
		SYS_open_tree, AT_FDCWD, path, OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC | AT_RECURSIVE);
	if (tree < 0)
		return err_errno(err, "open_tree %s", path);
	r = set_attributes(tree, MOUNT_ATTR_RDONLY | MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV, err);
	if (r < 0)
		return err_in(err, "%s", path);
	r = make_place(root, path, !S_ISDIR(st.st_mode), err);
	if (r < 0)
		return r;
	if (syscall(SYS_move_mount, tree, "", root, path + 1, MOVE_MOUNT_F_EMPTY_PATH) < 0)
		return err_errno(err, "mount %s", path);
	return 0;
}

static int add_link(int root, const char *name, struct err *err)
{
	char path[64], target[256];
	ssize_t n;

	snprintf(path, sizeof(path), "/%s", name);
	n = readlink(path, target, sizeof(target) - 1);
	if (n < 0)
		return 0; /* a folder of its own, or not there */
	target[n] = '\0';
	if (symlinkat(target, root, name) < 0)
		return err_errno(err, "link %s", name);
	return 0;
}

static int add_tmpfs(int root, const char *place, uint64_t bytes, struct err *err)
{
	/* Cells read it as another uid. Open to all by its mode, since libraries ask access(2) and warn; Landlock
	 * and the read-only mount in the cell are what keeps it from being written. */
	_cleanup_close_ int fd = jail_make_tmpfs(0, "0777", bytes, 1024, err);

	if (fd < 0)
		return fd;
	if (mkdirat(root, place, 0755) < 0)
		return err_errno(err, "make %s", place);
	if (syscall(SYS_move_mount, fd, "", root, place, MOVE_MOUNT_F_EMPTY_PATH) < 0)
		return err_errno(err, "mount %s", place);
	return 0;
}

#ifdef PYRUNNER_ABLATION
/* Names that the new root has other uses for, and the place that it lies on. */
static bool taken(const char *name)
{
	return strcmp(name, "mnt") == 0 || strcmp(name, "cache") == 0 || strcmp(name, &CELL_FOLDER[1]) == 0;
}

/* All other folders of the host, as they are. */
static int add_host(int root, struct err *err)
{
	DIR *host = opendir("/");
	struct dirent *entry;
	int r = host ? 0 : err_errno(err, "open /");

	while (r >= 0 && host && (entry = readdir(host))) {
		_cleanup_close_ int tree = -1;
		char path[300];

		if (entry->d_type == DT_LNK && strncmp(entry->d_name, "lib", 3) != 0)
			r = add_link(root, entry->d_name, err);
		if (entry->d_type != DT_DIR || entry->d_name[0] == '.' || taken(entry->d_name))
			continue;
		snprintf(path, sizeof(path), "/%s", entry->d_name);
		tree = (int)syscall(
			SYS_open_tree, AT_FDCWD, path, OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC | AT_RECURSIVE);
		if (tree < 0 || make_place(root, path, false, err) < 0 ||
			syscall(SYS_move_mount, tree, "", root, path + 1, MOVE_MOUNT_F_EMPTY_PATH) < 0)
			r = err_errno(err, "mount %s", path);
	}
	if (host)
		closedir(host);
	return r;
}
#else
static int add_host(int root, struct err *err)
{
	return 0;
}
#endif

static int add_libraries(int root, const char *library_dirs, struct err *err)
{
	_cleanup_free_ char *paths = strdup(library_dirs);
	char *rest = NULL;
	int r;

	if (!paths)
		return err_nomem(err);
	for (char *path = strtok_r(paths, ":", &rest); path; path = strtok_r(NULL, ":", &rest)) {
		r = add_path(root, path, err);
		if (r < 0)
			return r;
	}
	return 0;
}

static int fill(int root, const char *library_dirs, struct err *err)
{
	int r = jail_without("mounts") ? add_host(root, err) : add_libraries(root, library_dirs, err);

	if (r < 0)
		return r;
	for (size_t i = 0; i < 3; i++) {
		static const char *const links[] = { "lib", "lib64", "lib32" };

		r = add_link(root, links[i], err);
		if (r < 0)
			return r;
	}
	if (mkdirat(root, &CELL_FOLDER[1], 0755) < 0)
		return err_errno(err, "make %s", CELL_FOLDER);
	return add_tmpfs(root, "cache", 16 * MB, err);
}

static int open_procfs(void)
{
	_cleanup_close_ int context = (int)syscall(SYS_fsopen, "proc", FSOPEN_CLOEXEC);

	if (context < 0 || syscall(SYS_fsconfig, context, FSCONFIG_CMD_CREATE, NULL, NULL, 0) < 0)
		return -1;
	return (int)syscall(SYS_fsmount, context, FSMOUNT_CLOEXEC,
		MOUNT_ATTR_NOEXEC | MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV);
}

static int open_host_procfs(void)
{
	return open("/proc", O_PATH | O_DIRECTORY | O_CLOEXEC);
}

static int open_for_landlock(
	const char *library_dirs, int cache_in, struct jail_common *common, struct err *err)
{
	_cleanup_free_ char *paths = strdup(library_dirs);
	char *rest = NULL;

	if (!paths)
		return err_nomem(err);
	for (char *path = strtok_r(paths, ":", &rest); path; path = strtok_r(NULL, ":", &rest)) {
		struct stat st;
		int fd = open(path, O_PATH | O_CLOEXEC);

		if (fd < 0 && (errno == ENOENT || errno == ENOTDIR))
			continue;
		if (fd < 0)
			return err_errno(err, "open %s", path);
		if (common->path_count == JAIL_PATHS_MAX - 1 || fstat(fd, &st) < 0) {
			close(fd);
			return err_set(err, -E2BIG, "more than %d library folders", JAIL_PATHS_MAX - 1);
		}
		common->path_is_folder[common->path_count] = S_ISDIR(st.st_mode);
		common->paths[common->path_count++] = fd;
	}
	common->path_is_folder[common->path_count] = true;
	common->paths[common->path_count] = openat(cache_in, &CACHE_FOLDER[1], O_PATH | O_CLOEXEC);
	if (common->paths[common->path_count] < 0)
		return err_errno(err, "open the cache");
	common->cache = common->paths[common->path_count];
	common->path_count++;
	return 0;
}

/* The number that the procfs `proc` has for the process behind `pidfd`. */
static int find_pid(int proc, int pidfd)
{
	static const char key[] = "\nPid:\t";
	char path[64], text[512];
	_cleanup_close_ int info = -1;
	const char *line;
	ssize_t n;

	snprintf(path, sizeof(path), "self/fdinfo/%d", pidfd);
	info = openat(proc, path, O_RDONLY | O_CLOEXEC);
	n = info < 0 ? -1 : read(info, text, sizeof(text) - 1);
	if (n <= 0)
		return -1;
	text[n] = '\0';
	line = strstr(text, key);
	return line ? (int)strtol(line + strlen(key), NULL, 10) : -1;
}

int jail_open_of(int proc, int pidfd, const char *name)
{
	int pid = proc < 0 ? -1 : find_pid(proc, pidfd);
	char path[48];

	if (pid <= 0) {
		errno = ESRCH;
		return -1;
	}
	snprintf(path, sizeof(path), "%d/%s", pid, name);
	return openat(proc, path, O_RDONLY | O_CLOEXEC);
}

int jail_keep_root(const char *library_dirs, struct jail_common *common, int *proc, struct err *err)
{
	*proc = open_host_procfs();
	common->base_fd = open(common->base, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (common->base_fd < 0)
		return err_errno(err, "open %s", common->base);
	return open_for_landlock(library_dirs, common->base_fd, common, err);
}

int jail_enter_root(const char *library_dirs, struct jail_common *common, int *proc, struct err *err)
{
	_cleanup_close_ int root = -1;
	int r;

	if (mount(NULL, "/", NULL, MS_REC_PRIVATE, NULL) < 0)
		return err_errno(err, "make mounts private");
	*proc = open_procfs();
	if (*proc < 0) { /* a container whose own is partly covered may mount no other */
		*proc = open_host_procfs();
		common->foreign_proc = true;
	}
	root = jail_make_tmpfs(0, "0755", MB, 4096, err);
	if (root < 0)
		return root;
	if (syscall(SYS_move_mount, root, "", AT_FDCWD, jail_without("mounts") ? "/mnt" : NEW_ROOT,
		    MOVE_MOUNT_F_EMPTY_PATH) < 0)
		return err_errno(err, "mount root");
	r = fill(root, library_dirs, err);
	if (r < 0)
		return r;
	if (fchdir(root) < 0 || syscall(SYS_pivot_root, ".", ".") < 0)
		return err_errno(err, "pivot_root");
	/* The old root lies on top of the new one at the same place: what is under the host goes away. */
	if (umount2(".", MNT_DETACH) < 0)
		return err_errno(err, "leave the host's root");
	if (chdir("/") < 0)
		return err_errno(err, "chdir /");
	r = open_for_landlock(library_dirs, root, common, err);
	if (r < 0)
		return r;
	return 0;
}
