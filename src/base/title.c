#include "title.h"

#include <sys/prctl.h>

static struct {
	char *start;
	size_t size;
} place;

void title_init(int argc, char **argv)
{
	char *end;

	if (argc < 1)
		return;
	place.start = argv[0];
	end = argv[0] + strlen(argv[0]) + 1;
	for (int i = 1; i < argc && argv[i] == end; i++)
		end += strlen(argv[i]) + 1;
	place.size = (size_t)(end - place.start);
}

void title_set(const char *format, ...)
{
	char title[64];
	const char *role;
	va_list args;

	va_start(args, format);
	vsnprintf(title, sizeof(title), format, args);
	va_end(args);
	role = strstr(title, ": ");
	prctl(PR_SET_NAME, role ? role + 2 : title);
	if (!place.size)
		return;
	memset(place.start, 0, place.size);
	snprintf(place.start, place.size, "%s", title);
}
