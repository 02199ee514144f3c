#include "base/base.h"

#include <ffi.h>
#include <setjmp.h>

#include <cmocka.h>

enum { CLOSURES = 4096 };

/* A closure of libffi's in our memory: adds what it is bound to. */
struct adder {
	ffi_closure *closure;
	int (*call)(int);
	int term;
};

static ffi_cif int_of_int;
static ffi_type *one_int[] = { &ffi_type_sint };

static void add(ffi_cif *cif, void *ret, void **args, void *user)
{
	const struct adder *adder = user;

	*(ffi_arg *)ret = (ffi_arg)(*(int *)args[0] + adder->term);
}

static bool adder_make(struct adder *adder, int term)
{
	void *code = NULL;

	adder->term = term;
	adder->closure = ffi_closure_alloc(sizeof(ffi_closure), &code);
	if (!adder->closure)
		return false;
	assert_int_equal(ffi_prep_closure_loc(adder->closure, &int_of_int, add, adder, code), FFI_OK);
	adder->call = (int (*)(int))(uintptr_t)code;
	return true;
}

static int prepare(void **state)
{
	return ffi_prep_cif(&int_of_int, FFI_DEFAULT_ABI, 1, &ffi_type_sint, one_int) == FFI_OK ? 0 : -1;
}

static void test_each_has_its_own(void **state)
{
	static struct adder adders[CLOSURES], last;

	for (int i = 0; i < CLOSURES; i++)
		assert_true(adder_make(&adders[i], i));
	for (int i = 0; i < CLOSURES; i++)
		assert_int_equal(adders[i].call(1), i + 1);
	/* the table is full, and has room again for what is given back */
	assert_false(adder_make(&last, 0));
	ffi_closure_free(adders[17].closure);
	assert_true(adder_make(&last, 1000));
	assert_ptr_equal(last.call, adders[17].call);
	assert_int_equal(last.call(1), 1001);
	assert_int_equal(adders[18].call(1), 19);
	assert_false(adder_make(&adders[17], 0));
	ffi_closure_free(last.closure);
	for (int i = 0; i < CLOSURES; i++)
		if (i != 17)
			ffi_closure_free(adders[i].closure);
	ffi_closure_free(NULL);
	for (int i = 0; i < 3 * CLOSURES; i++) {
		assert_true(adder_make(&last, i));
		assert_int_equal(last.call(-i), 0);
		ffi_closure_free(last.closure);
	}
}

static void test_absurd_size(void **state)
{
	void *code = NULL;

	assert_null(ffi_closure_alloc(SIZE_MAX - 1, &code));
	assert_null(ffi_closure_alloc(SIZE_MAX / 2, &code));
	assert_null(code);
}

struct pair {
	double a;
	long b;
};

struct large {
	double values[8];
};

static void mix(ffi_cif *cif, void *ret, void **args, void *user)
{
	const struct pair *pair = args[1];
	const struct large *large = args[2];
	double sum = *(float *)args[0] + pair->a + (double)pair->b + *(double *)args[3];

	for (size_t i = 0; i < ELEMENTS(large->values); i++)
		sum += large->values[i];
	*(double *)ret = sum;
}

/* Floating point and structs by value: libffi's handler is another one then. */
static void test_floats_and_structs(void **state)
{
	ffi_type *pair_parts[] = { &ffi_type_double, &ffi_type_slong, NULL };
	ffi_type *large_parts[9] = { NULL };
	ffi_type pair = { .type = FFI_TYPE_STRUCT, .elements = pair_parts };
	ffi_type large = { .type = FFI_TYPE_STRUCT, .elements = large_parts };
	ffi_type *args[] = { &ffi_type_float, &pair, &large, &ffi_type_double };
	ffi_cif cif;
	void *code = NULL;
	ffi_closure *closure;
	double (*call)(float, struct pair, struct large, double);

	for (int i = 0; i < 8; i++)
		large_parts[i] = &ffi_type_double;
	closure = ffi_closure_alloc(sizeof(*closure), &code);
	assert_non_null(closure);
	assert_int_equal(ffi_prep_cif(&cif, FFI_DEFAULT_ABI, 4, &ffi_type_double, args), FFI_OK);
	assert_int_equal(ffi_prep_closure_loc(closure, &cif, mix, NULL, code), FFI_OK);
	call = (double (*)(float, struct pair, struct large, double))(uintptr_t)code;
	assert_true(call(0.5F, (struct pair){ 0.25, 3 }, (struct large){ { 1, 2, 3, 4, 5, 6, 7, 8 } }, 100) ==
		    139.75);
	ffi_closure_free(closure);
}

/* A closure lies in ordinary memory and its code in this program: nothing was mapped for it. */
static void test_no_executable_memory(void **state)
{
	struct adder adder;
	unsigned anonymous = 0;
	char line[512];
	FILE *maps;

	assert_true(adder_make(&adder, 5));
	maps = fopen("/proc/self/maps", "re");
	assert_non_null(maps);
	while (fgets(line, sizeof(line), maps)) {
		unsigned long start, end;
		char flags[5], path[256] = "";

		assert_true(sscanf(line, "%lx-%lx %4s %*s %*s %*s %255s", &start, &end, flags, path) >= 3);
		assert_false(flags[1] == 'w' && flags[2] == 'x');
		anonymous += flags[2] == 'x' && (!path[0] || strstr(path, "memfd"));
		if ((uintptr_t)adder.closure >= start && (uintptr_t)adder.closure < end)
			assert_int_equal(flags[2], '-');
	}
	fclose(maps);
	assert_int_equal(anonymous, 0);
	ffi_closure_free(adder.closure);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_each_has_its_own),
		cmocka_unit_test(test_absurd_size),
		cmocka_unit_test(test_floats_and_structs),
		cmocka_unit_test(test_no_executable_memory),
	};

	return cmocka_run_group_tests(tests, prepare, NULL);
}
