#include "filter_testing.h"

#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>

enum { NOBODY = 65534 };

/* Each runs in a child of its own, first without the filter, and returns an errno. */

static int make_socket(void)
{
	return socket(AF_INET, SOCK_STREAM, 0) < 0 ? errno : 0;
}

static int make_writable_code(void)
{
	void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	return page == MAP_FAILED ? errno : 0;
}

static int make_code_of_data(void)
{
	void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (page == MAP_FAILED)
		return ENOMEM;
	return mprotect(page, 4096, PROT_READ | PROT_EXEC) < 0 ? errno : 0;
}

static int make_memfd(void)
{
	return memfd_create("test", MFD_CLOEXEC) < 0 ? errno : 0;
}

static int fork_child(void)
{
	pid_t pid = fork();

	if (pid < 0)
		return errno;
	if (pid == 0)
		_exit(0);
	return waitpid(pid, NULL, 0) == pid ? 0 : errno;
}

/* A malformed clone3, which the kernel answers with EINVAL. */
static int clone_by_pointer(void)
{
	return syscall(SYS_clone3, NULL, 0) < 0 && errno == ENOSYS ? ENOSYS : 0;
}

static int be_traced(void)
{
	return ptrace(PTRACE_TRACEME, 0, NULL, NULL) < 0 ? errno : 0;
}

static int lift_dumpable_with_high_bits(void)
{
	return syscall(SYS_prctl, (UINT64_C(1) << 32) | PR_SET_DUMPABLE, 1UL, 0UL, 0UL, 0UL) < 0 ? errno : 0;
}

#if defined(__x86_64__)
static int enter_x32(void)
{
	long r = syscall(0x40000000 | SYS_getpid);

	return r < 0 && errno != ENOSYS ? errno : 0;
}

/* getpid by the 32-bit door. Without a filter: a pid, or no such door in this kernel (SIGSEGV). */
static int enter_32_bit(void)
{
	long r = 20;

	__asm__ volatile("int $0x80" : "+a"(r)::"r8", "r9", "r10", "r11", "memory");
	return r > 0 ? 0 : EIO;
}
#endif

static const struct attempt {
	const char *name;
	int (*run)(void);
	int error, signal; /* under the filter */
} attempts[] = {
	{ "socket", make_socket, EPERM, 0 },
	{ "writable code", make_writable_code, EPERM, 0 },
	{ "code of data", make_code_of_data, EPERM, 0 },
	{ "memfd", make_memfd, EPERM, 0 },
	{ "fork", fork_child, EPERM, 0 },
	{ "clone3", clone_by_pointer, ENOSYS, 0 },
	{ "high bits", lift_dumpable_with_high_bits, EPERM, 0 },
	{ "ptrace", be_traced, 0, SIGSYS },
#if defined(__x86_64__)
	{ "x32", enter_x32, 0, SIGSYS },
	{ "int 0x80", enter_32_bit, 0, SIGSYS },
#endif
};

static void put_on(const struct filter *filter)
{
	struct rlimit none = { 0 };

	if (setrlimit(RLIMIT_CORE, &none) < 0 || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0 ||
		filter_install(filter, NULL) < 0)
		_exit(255);
}

/* The wait status of a child that tries. */
static int status_of(const struct filter *filter, const struct attempt *attempt)
{
	int status;
	pid_t pid = fork();

	assert_true(pid >= 0);
	if (pid == 0) {
		if (filter)
			put_on(filter);
		_exit(attempt->run());
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return status;
}

static void test_attempts(void **state)
{
	_cleanup_free_ char *text = read_policy("cell.seccomp");
	_cleanup_(filter_freep) struct filter *filter = compile("cell.seccomp", text, strlen(text));

	for (size_t i = 0; i < ELEMENTS(attempts); i++) {
		const struct attempt *attempt = &attempts[i];
		int without = status_of(NULL, attempt), with = status_of(filter, attempt);

		if (WIFSIGNALED(without) ? WTERMSIG(without) != SIGSEGV : WEXITSTATUS(without) != 0)
			fail_msg("%s: fails without a filter: status 0x%x", attempt->name, without);
		if (attempt->signal ? !WIFSIGNALED(with) || WTERMSIG(with) != attempt->signal
				    : !WIFEXITED(with) || WEXITSTATUS(with) != attempt->error)
			fail_msg("%s: status 0x%x", attempt->name, with);
	}
}

static int install_as_nobody(const struct filter *filter)
{
	struct err err = { 0 };

	if (geteuid() == 0 && setresuid(NOBODY, NOBODY, NOBODY) < 0)
		return 255;
	return filter_install(filter, &err) == -EACCES && err.code == -EACCES &&
			       !strcmp(err.text, "installing the filter: Permission denied")
		       ? 0
		       : 1;
}

/* Without no_new_privs the kernel refuses, and it is said. */
static void test_error_is_told(void **state)
{
	_cleanup_(filter_freep) struct filter *filter = compile("t", HEAD, strlen(HEAD));
	int status;
	pid_t pid = fork();

	assert_true(pid >= 0);
	if (pid == 0)
		_exit(install_as_nobody(filter));
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_attempts),
		cmocka_unit_test(test_error_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
