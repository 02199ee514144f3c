#include "internal.h"

#include "base/buf.h"

#include <fcntl.h>

static struct text trimmed(struct text text)
{
	while (text.len && strchr(" \t\r", text.data[0])) {
		text.data++;
		text.len--;
	}
	while (text.len && strchr(" \t\r", text.data[text.len - 1]))
		text.len--;
	return text;
}

/* A comment starts at a # that begins the line or follows white space: a path may hold one. */
static struct text without_comment(struct text line)
{
	for (size_t i = 0; i < line.len; i++) {
		if (line.data[i] == '#' && (i == 0 || line.data[i - 1] == ' ' || line.data[i - 1] == '\t'))
			line.len = i;
	}
	return line;
}

static int parse_line(struct config *config, struct text line, uint64_t *seen, struct err *err)
{
	const char *equals = memchr(line.data, '=', line.len);
	const struct setting *setting;
	_cleanup_free_ char *value = NULL;
	struct text key, rest;
	uint64_t bit;
	int r;

	if (!equals)
		return err_set(err, -EINVAL, "not of the form key = value");
	key = trimmed((struct text){ line.data, (size_t)(equals - line.data) });
	rest = trimmed((struct text){ equals + 1, line.len - (size_t)(equals - line.data) - 1 });
	setting = setting_find(key);
	if (!setting)
		return err_set(
			err, -EINVAL, "unknown setting '%.*s'", (int)MIN(key.len, (size_t)64), key.data);
	bit = UINT64_C(1) << (setting - settings);
	if (*seen & bit)
		return err_set(err, -EINVAL, "%s was set before in this file", setting->key);
	*seen |= bit;

	value = strndup(rest.data, rest.len);
	if (!value)
		return err_nomem(err);
	r = setting_assign(setting, config, value, err);
	return r < 0 ? err_in(err, "%s", setting->key) : 0;
}

int file_parse(struct config *config, struct text content, const char *name, struct err *err)
{
	uint64_t seen = 0;
	unsigned number = 0;

	while (content.len) {
		const char *end = memchr(content.data, '\n', content.len);
		struct text line = { content.data, end ? (size_t)(end - content.data) : content.len };
		const size_t taken = line.len + (end ? 1 : 0);
		int r = 0;

		number++;
		if (memchr(line.data, '\0', line.len))
			return err_set(err, -EINVAL, "%s:%u: holds a NUL byte", name, number);
		line = trimmed(without_comment(line));
		if (line.len)
			r = parse_line(config, line, &seen, err);
		if (r < 0)
			return err_in(err, "%s:%u", name, number);
		content.data += taken;
		content.len -= taken;
	}
	return 0;
}

static int read_all(struct buf *content, int fd, struct err *err)
{
	ssize_t n;

	do {
		if (buf_reserve(content, 4096) < 0)
			return err_set(err, -EFBIG, "larger than %d KB", CONFIG_FILE_MAX / 1024);
		do
			n = read(fd, content->data + content->len, 4096);
		while (n < 0 && errno == EINTR);
		if (n < 0)
			return err_errno(err, "read");
		content->len += (size_t)n;
	} while (n > 0);
	return 0;
}

int file_load(struct config *config, const char *path, struct err *err)
{
	_cleanup_(buf_release) struct buf content = BUF_INIT(CONFIG_FILE_MAX + 4096);
	_cleanup_close_ int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	int r;

	if (fd < 0)
		return err_errno(err, "open %s", path);
	r = read_all(&content, fd, err);
	if (r < 0)
		return err_in(err, "%s", path);
	return file_parse(config, (struct text){ content.data, content.len }, path, err);
}
