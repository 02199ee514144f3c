#include "cell_internal.h"

#include <sys/random.h>

/* The state behind numpy's global generator (MT19937), as its C interface hands it out. */
struct numpy_state {
	uint32_t key[624];
	int position;
};

/* The first member of what the capsule "BitGenerator" points to (numpy/random/bitgen.h). */
struct bit_generator {
	struct numpy_state *state;
};

static PyObject *chain(PyObject *from, const char *const *names)
{
	PyObject *at = Py_XNewRef(from);

	for (; at && *names; names++) {
		PyObject *next = PyDict_Check(at) ? Py_XNewRef(PyDict_GetItemString(at, *names))
						  : PyObject_GetAttrString(at, *names);

		Py_DECREF(at);
		at = next;
	}
	return at;
}

/* Whether the memory is what we take it for: its position is the one that numpy tells, before and after a draw. */
static bool tells_position(PyObject *module, const struct numpy_state *state)
{
	PyObject *drawn = PyObject_CallMethod(module, "rand", NULL);
	PyObject *told = chain(
		module, (const char *const[]){ "_rand", "_bit_generator", "state", "state", "pos", NULL });
	bool right = drawn && told && PyLong_Check(told) && PyLong_AsLong(told) == state->position;

	Py_XDECREF(drawn);
	Py_XDECREF(told);
	PyErr_Clear();
	return right;
}

static struct numpy_state *find_state(PyObject *module)
{
	PyObject *capsule =
		chain(module, (const char *const[]){ "_rand", "_bit_generator", "capsule", NULL });
	struct bit_generator *generator = capsule && PyCapsule_CheckExact(capsule)
						  ? PyCapsule_GetPointer(capsule, "BitGenerator")
						  : NULL;
	struct numpy_state *state = generator ? generator->state : NULL;

	Py_XDECREF(capsule);
	PyErr_Clear();
	return state && tells_position(module, state) && tells_position(module, state) ? state : NULL;
}

static void drop(PyObject *done)
{
	if (!done)
		PyErr_Clear();
	Py_XDECREF(done);
}

/* Generators that nobody seeds: that of `random`, and of sympy, which no hook of its own seeds anew after a fork. */
static int prepare_random(struct cell_tools *tools, struct err *err)
{
	static const char *const owners[][2] = { { "random", "_inst" }, { "sympy.core.random", "rng" },
		{ "sympy.ntheory.ecm", "rgen" }, { "sympy.ntheory.qs", "rgen" } };
	PyObject *random = PyImport_ImportModule("random"), *base = PyImport_ImportModule("_random");
	size_t count = 0;
	bool ok;

	Py_XSETREF(tools->seed_random, chain(base, (const char *const[]){ "Random", "seed", NULL }));
	for (size_t i = 0; i < ELEMENTS(owners); i++) {
		PyObject *module = PyDict_GetItemString(PyImport_GetModuleDict(), owners[i][0]);
		PyObject *found = chain(module, (const char *const[]){ owners[i][1], NULL });

		PyErr_Clear();
		if (!found)
			continue;
		Py_XSETREF(tools->randoms[count], found);
		count++;
	}
	ok = tools->seed_random && random && count;
	/* forgets what a warm-up program left half drawn */
	for (size_t i = 0; ok && i < ELEMENTS(tools->randoms) && tools->randoms[i]; i++)
		drop(PyObject_CallMethod(tools->randoms[i], "seed", NULL));
	Py_XDECREF(random);
	Py_XDECREF(base);
	PyErr_Clear();
	return ok ? 0 : err_set(err, -EIO, "Python has no random._inst");
}

static void prepare_numpy(struct cell_tools *tools)
{
	PyObject *module, *done;

	if (!PyDict_GetItemString(PyImport_GetModuleDict(), "numpy"))
		return;
	module = PyImport_ImportModule("numpy.random.mtrand");
	Py_CLEAR(tools->seed_numpy);
	tools->seed_numpy = chain(module, (const char *const[]){ "seed", NULL });
	done = tools->seed_numpy ? PyObject_CallNoArgs(tools->seed_numpy) : NULL;
	tools->numpy = done ? find_state(module) : NULL;
	Py_XDECREF(done);
	Py_XDECREF(module);
	PyErr_Clear();
}

int seed_prepare(struct cell_tools *tools, struct err *err)
{
	prepare_numpy(tools);
	return prepare_random(tools, err);
}

void seed_anew(const struct cell_tools *tools)
{
	struct numpy_state *numpy = tools->numpy;

	for (size_t i = 0; i < ELEMENTS(tools->randoms) && tools->randoms[i]; i++)
		drop(PyObject_CallOneArg(tools->seed_random, tools->randoms[i]));
	if (!tools->seed_numpy)
		return;
	/* Asking numpy itself costs 700 page faults. */
	if (numpy && getrandom(numpy->key, sizeof(numpy->key), 0) == sizeof(numpy->key)) {
		numpy->key[0] |= UINT32_C(1) << 31; /* all zeros would stay zeros */
		numpy->position = ELEMENTS(numpy->key);
		return;
	}
	drop(PyObject_CallNoArgs(tools->seed_numpy));
}
