/* bench/floor: what a run costs where nothing is walled off: fork, run, exit, wait, and nothing else.
 *
 *   floor MODULE... <COMMANDS
 *
 * Embeds the interpreter as a zygote does, imports the modules, freezes the heap. A command is a line
 * `fork COUNT PAUSE_US LENGTH` or `warm COUNT PAUSE_US LENGTH` and LENGTH bytes of program. `fork` runs it in COUNT children
 * one after the other, `warm` COUNT times in this process, each after the pause. Each is answered with a line of JSON:
 * microseconds of each run, CPU microseconds of the runs and of this process, page faults of both. */
#include <Python.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

enum { PROGRAM_MAX = 1 << 20, RUNS_MAX = 1 << 20 };

static char program[PROGRAM_MAX + 1];

static uint64_t now_us(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000000 + (uint64_t)now.tv_nsec / 1000;
}

static _Noreturn void fail(const char *what)
{
	if (PyErr_Occurred())
		PyErr_Print();
	fprintf(stderr, "floor: %s\n", what);
	exit(1);
}

static void start(char **modules)
{
	PyPreConfig before;
	PyConfig config;
	PyObject *gc, *frozen;

	setenv("OPENBLAS_NUM_THREADS", "1", 1);
	setenv("OMP_NUM_THREADS", "1", 1);
	setenv("MPLBACKEND", "Agg", 1);
	PyPreConfig_InitIsolatedConfig(&before);
	before.utf8_mode = 1;
	if (PyStatus_Exception(Py_PreInitialize(&before)))
		fail("Python");
	PyConfig_InitIsolatedConfig(&config);
	config.write_bytecode = 0;
	config.buffered_stdio = 0;
	if (PyStatus_Exception(PyConfig_SetBytesString(&config, &config.program_name, BENCH_PYTHON)) ||
		PyStatus_Exception(Py_InitializeFromConfig(&config)))
		fail("Python");
	PyConfig_Clear(&config);
	for (; *modules; modules++) {
		if (!PyImport_ImportModule(*modules))
			fail(*modules);
	}
	PyGC_Collect();
	gc = PyImport_ImportModule("gc");
	frozen = gc ? PyObject_CallMethod(gc, "freeze", NULL) : NULL;
	if (!frozen)
		fail("gc.freeze()");
}

/* With names of its own each time. */
static bool run_program(void)
{
	PyObject *names = PyDict_New(), *done = NULL;

	if (names && PyDict_SetItemString(names, "__builtins__", PyEval_GetBuiltins()) == 0)
		done = PyRun_String(program, Py_file_input, names, names);
	if (!done)
		PyErr_Print();
	Py_XDECREF(done);
	Py_XDECREF(names);
	return done;
}

static void run_forked(void)
{
	int status;
	pid_t pid;

	PyOS_BeforeFork();
	pid = fork();
	if (pid == 0) {
		PyOS_AfterFork_Child();
		_exit(run_program() ? 0 : 1);
	}
	PyOS_AfterFork_Parent();
	if (pid < 0 || waitpid(pid, &status, 0) != pid || status != 0)
		fail("the program failed");
}

static void run_warm(void)
{
	if (!run_program())
		fail("the program failed");
}

static uint64_t cpu_us(const struct rusage *usage)
{
	return (uint64_t)(usage->ru_utime.tv_sec + usage->ru_stime.tv_sec) * 1000000 +
	       (uint64_t)(usage->ru_utime.tv_usec + usage->ru_stime.tv_usec);
}

static void measure(FILE *answers, void (*run)(void), unsigned count, unsigned pause_us)
{
	struct rusage own, runs, own_before, runs_before;

	getrusage(RUSAGE_SELF, &own_before);
	getrusage(RUSAGE_CHILDREN, &runs_before);
	fprintf(answers, "{\"us\":[");
	for (unsigned i = 0; i < count; i++) {
		uint64_t before;

		if (pause_us)
			usleep(pause_us);
		before = now_us();
		run();
		fprintf(answers, "%s%llu", i ? "," : "", (unsigned long long)(now_us() - before));
	}
	getrusage(RUSAGE_SELF, &own);
	getrusage(RUSAGE_CHILDREN, &runs);
	fprintf(answers, "],\"cpu_us\":%llu,\"own_cpu_us\":%llu,\"faults\":%ld,\"own_faults\":%ld}\n",
		(unsigned long long)(cpu_us(&runs) - cpu_us(&runs_before)),
		(unsigned long long)(cpu_us(&own) - cpu_us(&own_before)),
		runs.ru_minflt - runs_before.ru_minflt, own.ru_minflt - own_before.ru_minflt);
	fflush(answers);
}

int main(int argc, char **argv)
{
	/* Programs write to where nobody reads; the answers go by the descriptor that was standard output. */
	FILE *answers = fdopen(dup(STDOUT_FILENO), "w");
	char mode[8];
	unsigned count, pause_us;
	size_t length;

	if (!answers || !freopen("/dev/null", "w", stdout))
		fail("standard output");
	setvbuf(stdin, NULL, _IONBF, 0); /* a child shares it */
	start(argv + 1);
	while (scanf("%7s %u %u %zu", mode, &count, &pause_us, &length) == 4) {
		if (getchar() != '\n' || length > PROGRAM_MAX || count > RUNS_MAX ||
			fread(program, 1, length, stdin) != length)
			fail("command");
		program[length] = '\0';
		measure(answers, strcmp(mode, "warm") == 0 ? run_warm : run_forked, count, pause_us);
	}
	return 0;
}
