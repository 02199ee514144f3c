#include "areas.h"

#include <fcntl.h>

/* /proc/PID/maps says it of a file that was replaced, as a new build does. */
static bool is_program(const char *name)
{
	static const char program[] = "/pyrunner-zygote", gone[] = " (deleted)";
	size_t len = strlen(name);

	if (len > strlen(gone) && strcmp(name + len - strlen(gone), gone) == 0)
		len -= strlen(gone);
	return len >= strlen(program) && memcmp(name + len - strlen(program), program, strlen(program)) == 0;
}

static void take_line(struct areas *areas, const char *line)
{
	struct area area = { 0 };
	unsigned long start, end;
	char mode[5];
	int name = 0;

	if (areas->count == AREAS_MAX ||
		sscanf(line, "%lx-%lx %4s %*s %*s %*s %n", &start, &end, mode, &name) != 3)
		return;
	area.start = start;
	area.end = end;
	area.readable = mode[0] == 'r';
	area.writable = mode[1] == 'w';
	area.executable = mode[2] == 'x';
	area.shared = mode[3] == 's';
	area.heap = name && strcmp(line + name, "[heap]") == 0;
	area.stack = name && strncmp(line + name, "[stack", 6) == 0;
	area.of_kernel = name && line[name] == '[' && line[name + 1] == 'v';
	area.of_image = name && strstr(line + name, IMAGE_NAME);
	area.of_text = name && strstr(line + name, TEXT_NAME);
	area.of_library = name && (strstr(line + name, ".so") || is_program(line + name));
	areas->at[areas->count++] = area;
}

int areas_read(struct areas *areas, int proc, struct err *err)
{
	_cleanup_close_ int fd = openat(proc, "self/maps", O_RDONLY | O_CLOEXEC);
	size_t have = 0;
	ssize_t n;

	if (fd < 0)
		return err_errno(err, "open maps");
	areas->count = 0;
	while ((n = read(fd, areas->text + have, sizeof(areas->text) - 1 - have)) > 0) {
		char *line = areas->text, *end;

		have += (size_t)n;
		areas->text[have] = '\0';
		while ((end = strchr(line, '\n'))) {
			*end = '\0';
			take_line(areas, line);
			line = end + 1;
		}
		have -= (size_t)(line - areas->text);
		memmove(areas->text, line, have);
	}
	return n < 0 ? err_errno(err, "read maps") : 0;
}
