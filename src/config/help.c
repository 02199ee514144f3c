#include "internal.h"

enum { COLUMN_FLAG = 2, COLUMN_DEFAULT = 24, COLUMN_RANGE = 42, COLUMN_HELP = 78 };

/* Writes `text` at `column`, on a new line where this one is already past that. */
static void put_at(FILE *out, size_t *position, size_t column, const char *text)
{
	if (*position && *position >= column) {
		fputc('\n', out);
		*position = 0;
	}
	fprintf(out, "%*s%s", (int)(column - *position), "", text);
	*position = column + strlen(text);
}

/* A default that is too long for its column stands below. */
static void put_row(FILE *out, const char *flag, const char *initial, const char *range, const char *help)
{
	const bool below = strlen(initial) >= COLUMN_RANGE - COLUMN_DEFAULT;
	size_t position = 0;

	put_at(out, &position, COLUMN_FLAG, flag);
	put_at(out, &position, COLUMN_DEFAULT, below ? "(below)" : initial);
	put_at(out, &position, COLUMN_RANGE, range);
	put_at(out, &position, COLUMN_HELP, help);
	if (below)
		put_at(out, &position, COLUMN_DEFAULT, initial);
	fputc('\n', out);
}

static void put_setting(FILE *out, const struct setting *setting)
{
	char flag[CONFIG_NAME_MAX + 2], range[128];

	snprintf(flag, sizeof(flag), "--%s", setting->key);
	for (char *c = flag; *c; c++)
		*c = *c == '_' ? '-' : *c;
	setting_describe_range(setting, range, sizeof(range));
	put_row(out, flag, setting->initial[0] ? setting->initial : "(empty)", range, setting->help);
}

void config_print_help(FILE *out)
{
	put_row(out, "flag", "default", "range", "what");
	put_row(out, "--config", "(none)", "", "file with lines of the form max_running = 4");
	for (const struct setting *setting = settings; setting->key; setting++) {
		if (setting->group)
			fprintf(out, "\n%s\n", setting->group);
		put_setting(out, setting);
	}
	fputs("\nThe same in the environment, which the flags override, as PYRUNNER_MAX_RUNNING,\n"
	      "and in the file, which the environment overrides, as max_running.\n",
		out);
}
