/* What was made ahead for the cache folder: warmup_dir/cache/FOLDER/FILE, as the list of fonts of a container's image. */
#include "zygote.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

static int is_plain(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

/* What is no regular file, too large or too many is left out: it is made again. */
static void take_file(struct zygote_options *options, int dir, const char *folder, const char *name)
{
	struct cached *cached = &options->cached[options->cached_count];
	_cleanup_close_ int fd = openat(dir, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	_cleanup_free_ char *data = NULL;
	struct stat st;

	if (fd < 0 || fstat(fd, &st) < 0 || !S_ISREG(st.st_mode) || st.st_size > CACHED_FILE_MAX ||
		options->cached_count == CACHED_MAX)
		return;
	data = malloc((size_t)st.st_size + 1);
	if (!data || read(fd, data, (size_t)st.st_size) != st.st_size ||
		(size_t)snprintf(cached->path, sizeof(cached->path), "%s/%s", folder, name) >=
			sizeof(cached->path))
		return;
	cached->data = steal_ptr(&data);
	cached->len = (size_t)st.st_size;
	options->cached_count++;
}

static void take_folder(struct zygote_options *options, int dir, const char *folder)
{
	_cleanup_close_ int inner = openat(dir, folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	struct dirent **entries = NULL;
	int count = inner < 0 ? 0 : scandirat(inner, ".", &entries, is_plain, alphasort);

	for (int i = 0; i < count; i++) {
		take_file(options, inner, folder, entries[i]->d_name);
		free(entries[i]);
	}
	free(entries);
}

void cache_read(struct zygote_options *options, int warmups)
{
	_cleanup_close_ int dir = openat(warmups, "cache", O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	struct dirent **entries = NULL;
	int count = dir < 0 ? 0 : scandirat(dir, ".", &entries, is_plain, alphasort);

	for (int i = 0; i < count; i++) {
		take_folder(options, dir, entries[i]->d_name);
		free(entries[i]);
	}
	free(entries);
}

void cache_write(struct zygote_options *options, int folder)
{
	for (unsigned i = 0; i < options->cached_count; i++) {
		struct cached *cached = &options->cached[i];
		char parent[sizeof(cached->path)];
		_cleanup_close_ int fd = -1;

		snprintf(parent, sizeof(parent), "%.*s", (int)strcspn(cached->path, "/"), cached->path);
		mkdirat(folder, parent, 0755);
		fd = openat(folder, cached->path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
		/* half a file would be worse than none */
		if (fd >= 0 && write(fd, cached->data, cached->len) != (ssize_t)cached->len)
			unlinkat(folder, cached->path, 0);
		free(steal_ptr(&cached->data));
	}
	options->cached_count = 0;
}
