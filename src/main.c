#include "base/title.h"
#include "service.h"

static const struct verb {
	const char *name;
	int (*run)(int argc, char **argv);
	const char *help;
} verbs[] = {
	{ "serve", verb_serve, "serve over HTTP (settings: pyrunner serve --help)" },
	{ "run", verb_run, "run FILE behind the same walls and exit like it; \"-\" is standard input" },
	{ "check", verb_check, "print what the policy refuses in FILE" },
	{ "doctor", verb_doctor,
		"say which layers of isolation hold here, and how to get those that do not" },
};

static int usage(FILE *out)
{
	fprintf(out, "usage: pyrunner VERB [SETTING...] [FILE]\n\n");
	for (size_t i = 0; i < ELEMENTS(verbs); i++)
		fprintf(out, "  %-8s %s\n", verbs[i].name, verbs[i].help);
	return out == stdout ? 0 : 2;
}

int main(int argc, char **argv)
{
	title_init(argc, argv);
	close_range(STDERR_FILENO + 1, ~0U, 0); /* nothing of whoever started us is kept or passed on */
	if (argc < 2)
		return usage(stderr);
	if (strcmp(argv[1], "--version") == 0) {
		printf("pyrunner %s\n", PYRUNNER_VERSION);
		return 0;
	}
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)
		return usage(stdout);
	for (size_t i = 0; i < ELEMENTS(verbs); i++) {
		if (strcmp(argv[1], verbs[i].name) == 0)
			return verbs[i].run(argc - 2, argv + 2);
	}
	fprintf(stderr, "pyrunner: unknown verb %s\n", argv[1]);
	return usage(stderr);
}
