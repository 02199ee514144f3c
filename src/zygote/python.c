#include "zygote.h"

#include <locale.h>

/* All that a program finds in its environment. Thread counts come before the libraries that read them. */
static int set_environment(const struct zygote_options *options, struct err *err)
{
	static const char *const kept[] = { "OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE" };
	static const char *const counts[] = { "OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS",
		"NUMEXPR_NUM_THREADS", "LOKY_MAX_CPU_COUNT" };
	static const char *const fixed[][2] = {
		{ "HOME", CELL_FOLDER },
		{ "TMPDIR", CELL_FOLDER },
		{ "LANG", "C.UTF-8" },
		{ "TZ", "UTC" },
		{ "MPLBACKEND", "Agg" },
		{ "JOBLIB_MULTIPROCESSING", "0" },
	};
	char *values[ELEMENTS(kept)], number[16], cache[JAIL_FOLDER_MAX];
	bool ok = true;

	for (size_t i = 0; i < ELEMENTS(kept); i++)
		values[i] = getenv(kept[i]) ? strdup(getenv(kept[i])) : NULL;
	clearenv();
	snprintf(number, sizeof(number), "%u", options->cpus);
	snprintf(cache, sizeof(cache), "%s%s/matplotlib", options->base ? options->base : "", CACHE_FOLDER);
	for (size_t i = 0; i < ELEMENTS(kept); i++)
		ok = (!values[i] || setenv(kept[i], values[i], 1) == 0) && ok;
	for (size_t i = 0; i < ELEMENTS(counts); i++)
		ok = setenv(counts[i], number, 1) == 0 && ok;
	ok = setenv("MPLCONFIGDIR", cache, 1) == 0 && ok;
	for (size_t i = 0; i < ELEMENTS(fixed); i++)
		ok = setenv(fixed[i][0], fixed[i][1], 1) == 0 && ok;
	for (size_t i = 0; i < ELEMENTS(kept); i++)
		free(values[i]);
	return ok ? 0 : err_nomem(err);
}

static int from_status(PyStatus status, struct err *err)
{
	if (!PyStatus_Exception(status))
		return 0;
	return err_set(err, -EIO, "start Python: %s", status.err_msg ? status.err_msg : "unknown failure");
}

static int set_argv(PyConfig *config)
{
	wchar_t name[] = L"main.py", *const argv[] = { name };
	PyStatus status = PyConfig_SetArgv(config, 1, argv);

	return PyStatus_Exception(status) ? -ENOMEM : 0;
}

static int configure(PyConfig *config, const struct zygote_options *options, struct err *err)
{
	int r;

	config->site_import = 1;
	config->write_bytecode = 0;
	config->parse_argv = 0;
	config->pathconfig_warnings = 0;
	config->buffered_stdio = 0; /* what was written before a kill is there */
	r = from_status(PyConfig_SetBytesString(config, &config->program_name, options->python), err);
	if (r >= 0)
		r = from_status(PyConfig_SetString(config, &config->stdio_encoding, L"utf-8"), err);
	if (r >= 0)
		r = from_status(PyConfig_SetString(config, &config->stdio_errors, L"surrogateescape"), err);
	if (r >= 0 && set_argv(config) < 0)
		r = err_nomem(err);
	return r;
}

int python_start(const struct zygote_options *options, struct err *err)
{
	PyPreConfig before;
	PyConfig config;
	int r;

	r = set_environment(options, err);
	if (r < 0)
		return r;
	setlocale(LC_CTYPE, "C.UTF-8");
	heap_watch();
	PyPreConfig_InitIsolatedConfig(&before);
	before.utf8_mode = 1;
	r = from_status(Py_PreInitialize(&before), err);
	if (r < 0)
		return r;
	PyConfig_InitIsolatedConfig(&config);
	r = configure(&config, options, err);
	if (r >= 0)
		r = from_status(Py_InitializeFromConfig(&config), err);
	PyConfig_Clear(&config);
	return r;
}
