#include "filter_testing.h"

#include <fcntl.h>
#include <inttypes.h>
#include <linux/futex.h>
#include <sched.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <termios.h>

#define HIGH (UINT64_C(1) << 32)
#define RW   (PROT_READ | PROT_WRITE)
#define ANON (MAP_PRIVATE | MAP_ANONYMOUS)

enum { X32 = 0x40000000, THREAD = 0x3d0f00 };

struct decision {
	int syscall;
	uint64_t args[FILTER_ARGS];
	uint32_t answer;
};

static const struct decision cell[] = {
	{ SYS_read, { 0 }, ALLOWED },
	{ SYS_read, { ~UINT64_C(0), ~UINT64_C(0), ~UINT64_C(0) }, ALLOWED },
	{ SYS_openat, { 0 }, ALLOWED },
	{ SYS_openat2, { 0 }, REFUSED(ENOSYS) },
	{ SYS_clone3, { 0 }, REFUSED(ENOSYS) },
	{ SYS_listxattr, { 0 }, REFUSED(ENOTSUP) },
	{ 9999, { 0 }, REFUSED(EPERM) },

	/* executable memory */
	{ SYS_mmap, { 0, 4096, RW, ANON }, ALLOWED },
	{ SYS_mmap, { 0, 4096, RW, MAP_SHARED }, ALLOWED },
	{ SYS_mmap, { 0, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_FIXED }, ALLOWED },
	{ SYS_mmap, { 0, 4096, PROT_READ | PROT_EXEC, ANON }, REFUSED(EPERM) },
	{ SYS_mmap, { 0, 4096, PROT_READ | PROT_EXEC, HIGH | ANON }, REFUSED(EPERM) },
	{ SYS_mmap, { 0, 4096, PROT_READ | PROT_EXEC, MAP_SHARED }, REFUSED(EPERM) },
	{ SYS_mmap, { 0, 4096, PROT_READ | PROT_EXEC, MAP_SHARED_VALIDATE }, REFUSED(EPERM) },
	{ SYS_mmap, { 0, 4096, PROT_EXEC, MAP_PRIVATE }, REFUSED(EPERM) },
	{ SYS_mmap, { 0, 4096, RW | PROT_EXEC, MAP_PRIVATE }, REFUSED(EPERM) },
	{ SYS_mmap, { 0, 4096, RW | PROT_EXEC, ANON }, REFUSED(EPERM) },
	{ SYS_mmap, { 0, 4096, HIGH | RW | PROT_EXEC, ANON }, REFUSED(EPERM) },
	{ SYS_mmap, { 0, 4096, HIGH | RW, ANON }, REFUSED(EPERM) },
	{ SYS_mmap, { 0, 4096, RW, ANON | MAP_HUGETLB }, REFUSED(EPERM) },
	{ SYS_mmap, { 0, 4096, RW, ANON | MAP_LOCKED }, REFUSED(EPERM) },
	{ SYS_mmap, { 0, 4096, RW, MAP_SHARED_VALIDATE }, REFUSED(EPERM) },
	{ SYS_mmap, { 0, 4096, RW, ANON | MAP_GROWSDOWN }, REFUSED(EPERM) },
	{ SYS_mremap, { 0, 4096, 8192, MREMAP_MAYMOVE }, ALLOWED },
	{ SYS_mremap, { 0, 4096, 8192, MREMAP_MAYMOVE | MREMAP_FIXED, 4096 }, REFUSED(EPERM) },
	{ SYS_mprotect, { 0, 4096, RW }, ALLOWED },
	{ SYS_mprotect, { 0, 4096, PROT_READ | PROT_EXEC }, REFUSED(EPERM) },
	{ SYS_mprotect, { 0, 4096, HIGH | PROT_EXEC }, REFUSED(EPERM) },
	{ SYS_pkey_mprotect, { 0, 4096, PROT_READ }, REFUSED(EPERM) },
	{ SYS_memfd_create, { 0 }, REFUSED(EPERM) },
	{ SYS_shmat, { 0 }, REFUSED(EPERM) },
	{ SYS_shmget, { 0 }, REFUSED(EPERM) },
	{ SYS_remap_file_pages, { 0 }, REFUSED(EPERM) },
	{ SYS_personality, { 0x0400000 }, REFUSED(EPERM) },

	/* processes */
	{ SYS_clone, { THREAD }, ALLOWED },
	{ SYS_clone, { THREAD | HIGH }, REFUSED(EPERM) },
	{ SYS_clone, { SIGCHLD }, REFUSED(EPERM) },
	{ SYS_clone, { THREAD | CLONE_NEWUSER }, REFUSED(EPERM) },
	{ SYS_clone, { THREAD & ~CLONE_THREAD }, REFUSED(EPERM) },
	{ SYS_execve, { 0 }, REFUSED(EPERM) },
	{ SYS_execveat, { 0 }, REFUSED(EPERM) },
	{ SYS_unshare, { CLONE_NEWUSER }, REFUSED(EPERM) },
	{ SYS_setns, { 0 }, REFUSED(EPERM) },

	{ SYS_futex, { 8, FUTEX_WAIT_BITSET | FUTEX_PRIVATE_FLAG | FUTEX_CLOCK_REALTIME }, ALLOWED },
	{ SYS_futex, { 8, FUTEX_WAKE }, ALLOWED },
	{ SYS_futex, { 8, FUTEX_LOCK_PI }, REFUSED(EPERM) },
	{ SYS_futex, { 8, FUTEX_CMP_REQUEUE_PI | FUTEX_PRIVATE_FLAG }, REFUSED(EPERM) },
	{ SYS_futex, { 8, HIGH | FUTEX_WAKE }, REFUSED(EPERM) },

	/* signals, tracing */
	{ SYS_kill, { 1, SIGTERM }, ALLOWED },
	{ SYS_kill, { 2, SIGTERM }, REFUSED(EPERM) },
	{ SYS_kill, { ~UINT64_C(0), SIGKILL }, REFUSED(EPERM) },
	{ SYS_kill, { 0xffffffff, SIGKILL }, REFUSED(EPERM) },
	{ SYS_kill, { 0, SIGKILL }, REFUSED(EPERM) },
	{ SYS_kill, { HIGH | 1, SIGKILL }, REFUSED(EPERM) },
	{ SYS_tgkill, { 1, 1, SIGABRT }, ALLOWED },
	{ SYS_tgkill, { 7, 7, SIGABRT }, REFUSED(EPERM) },
	{ SYS_tkill, { 1, SIGABRT }, REFUSED(EPERM) },
	{ SYS_rt_sigqueueinfo, { 1 }, REFUSED(EPERM) },
	{ SYS_rt_tgsigqueueinfo, { 1 }, REFUSED(EPERM) },
	{ SYS_pidfd_open, { 1 }, REFUSED(EPERM) },
	{ SYS_pidfd_send_signal, { 0 }, REFUSED(EPERM) },
	{ SYS_ptrace, { 0 }, KILLED },
	{ SYS_process_vm_writev, { 0 }, KILLED },
	{ SYS_pidfd_getfd, { 0 }, KILLED },

	/* small doors */
	{ SYS_prctl, { PR_SET_NAME }, REFUSED(EPERM) },
	{ SYS_prctl, { PR_SET_DUMPABLE, 1 }, REFUSED(EPERM) },
	{ SYS_prctl, { PR_SET_MM }, REFUSED(EPERM) },
	{ SYS_prctl, { PR_SET_SECCOMP }, REFUSED(EPERM) },
	{ SYS_prctl, { HIGH | PR_SET_NAME }, REFUSED(EPERM) },
	{ SYS_prctl, { HIGH | PR_SET_DUMPABLE, 1 }, REFUSED(EPERM) },
	{ SYS_fcntl, { 3, F_GETFL }, ALLOWED },
	{ SYS_fcntl, { 3, F_SETLK }, REFUSED(EPERM) },
	{ SYS_fcntl, { 3, F_GETLK }, REFUSED(EPERM) },
	{ SYS_fcntl, { 3, F_OFD_SETLK }, REFUSED(EPERM) },
	{ SYS_fcntl, { 3, F_SETLEASE }, REFUSED(EPERM) },
	{ SYS_fcntl, { 3, F_NOTIFY }, REFUSED(EPERM) },
	{ SYS_fcntl, { 3, F_SETOWN }, REFUSED(EPERM) },
	{ SYS_fcntl, { 3, F_ADD_SEALS }, REFUSED(EPERM) },
	{ SYS_fcntl, { 3, F_SETPIPE_SZ }, REFUSED(EPERM) },
	{ SYS_fcntl, { 3, HIGH | F_SETLK }, REFUSED(EPERM) },
	{ SYS_flock, { 3 }, REFUSED(EPERM) },
	{ SYS_ioctl, { 1, FIONBIO }, ALLOWED },
	{ SYS_ioctl, { 1, HIGH | FIONBIO }, REFUSED(EPERM) },
	{ SYS_ioctl, { 1, TCGETS }, REFUSED(EPERM) },
	{ SYS_ioctl, { 1, TIOCSTI }, REFUSED(EPERM) },
	{ SYS_ioctl, { 1, HIGH | TIOCSTI }, REFUSED(EPERM) },
	{ SYS_ioctl, { 1, TIOCLINUX }, REFUSED(EPERM) },
	{ SYS_madvise, { 0, 0, MADV_DONTNEED }, ALLOWED },
	{ SYS_madvise, { 0, 0, MADV_MERGEABLE }, REFUSED(EPERM) },
	{ SYS_madvise, { 0, 0, MADV_PAGEOUT }, REFUSED(EPERM) },
	{ SYS_madvise, { 0, 0, HIGH | MADV_MERGEABLE }, REFUSED(EPERM) },
	{ SYS_prlimit64, { 0, RLIMIT_NOFILE, 0, HIGH }, ALLOWED },
	{ SYS_prlimit64, { 0, RLIMIT_NOFILE, 8, 0 }, REFUSED(EPERM) },
	{ SYS_prlimit64, { 0, RLIMIT_NOFILE, HIGH, 0 }, REFUSED(EPERM) },
	{ SYS_prlimit64, { 2, RLIMIT_AS, 0, 8 }, REFUSED(EPERM) },
	{ SYS_close_range, { 3, 9 }, REFUSED(EPERM) },

	/* the rest of the world */
	{ SYS_socket, { AF_INET }, REFUSED(EPERM) },
	{ SYS_socketpair, { AF_UNIX }, REFUSED(EPERM) },
	{ SYS_sendmsg, { 0 }, REFUSED(EPERM) },
	{ SYS_recvmsg, { 0 }, REFUSED(EPERM) },
	{ SYS_sendto, { 0 }, REFUSED(EPERM) },
	{ SYS_connect, { 0 }, REFUSED(EPERM) },
	{ SYS_mount, { 0 }, REFUSED(EPERM) },
	{ SYS_chroot, { 0 }, REFUSED(EPERM) },
	{ SYS_symlinkat, { 0 }, REFUSED(EPERM) },
	{ SYS_linkat, { 0 }, REFUSED(EPERM) },
	{ SYS_mknodat, { 0 }, REFUSED(EPERM) },
	{ SYS_seccomp, { 0 }, REFUSED(EPERM) },
	{ SYS_keyctl, { 0 }, REFUSED(EPERM) },
	{ SYS_add_key, { 0 }, REFUSED(EPERM) },
	{ SYS_userfaultfd, { 0 }, REFUSED(EPERM) },
	{ SYS_perf_event_open, { 0 }, REFUSED(EPERM) },
	{ SYS_io_uring_setup, { 0 }, REFUSED(ENOSYS) },
	{ SYS_mincore, { 0 }, REFUSED(EPERM) },
	{ SYS_fadvise64, { 0 }, REFUSED(EPERM) },
	{ SYS_sched_setaffinity, { 0 }, REFUSED(EPERM) },
	{ SYS_setpriority, { 0 }, REFUSED(EPERM) },
	{ SYS_bpf, { 0 }, KILLED },
	{ SYS_open_by_handle_at, { 0 }, KILLED },
};

static const struct decision server[] = {
	{ SYS_epoll_pwait, { 0 }, ALLOWED },
	{ SYS_accept4, { 0 }, ALLOWED },
	{ SYS_sendmsg, { 0 }, ALLOWED },
	{ SYS_socketpair, { AF_UNIX, SOCK_SEQPACKET }, ALLOWED },
	{ SYS_socketpair, { AF_INET }, REFUSED(EPERM) },
	{ SYS_socket, { AF_UNIX }, REFUSED(EPERM) },
	{ SYS_connect, { 0 }, REFUSED(EPERM) },
	{ SYS_bind, { 0 }, REFUSED(EPERM) },
	{ SYS_openat, { 0 }, REFUSED(EPERM) },
	{ SYS_memfd_create, { 0, MFD_CLOEXEC }, REFUSED(EPERM) },
	{ SYS_mmap, { 0, 4096, RW, ANON }, ALLOWED },
	{ SYS_mmap, { 0, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE }, REFUSED(EPERM) },
	{ SYS_mprotect, { 0, 4096, PROT_EXEC }, REFUSED(EPERM) },
	{ SYS_kill, { 1 }, REFUSED(EPERM) },
	{ SYS_prlimit64, { 0, RLIMIT_NOFILE, 8 }, REFUSED(EPERM) },
	{ SYS_execve, { 0 }, KILLED },
	{ SYS_clone, { THREAD }, KILLED },
	{ SYS_clone3, { 0 }, KILLED },
	{ SYS_setns, { 0 }, KILLED },
};

/* libseccomp 2.5.4 loses some memory where rules contain each other, as drawn ones do. */
__attribute__((visibility("default"))) const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
	return "leak:libseccomp.so\n";
}

static uint32_t ask(const struct filter *filter, uint32_t arch, uint32_t syscall, const uint64_t args[])
{
	struct seccomp_data data = { .nr = (int)syscall, .arch = arch };

	for (int i = 0; i < FILTER_ARGS; i++)
		data.args[i] = args[i];
	return filter_evaluate(filter, &data);
}

static void expect_decisions(const char *policy, const struct decision *decisions, size_t count)
{
	_cleanup_free_ char *text = read_policy(policy);
	_cleanup_(filter_freep) struct filter *filter = compile(policy, text, strlen(text));

	filter_set_self(filter, 1);
	assert_in_range(filter_length(filter), 50, 500);
	for (size_t i = 0; i < count; i++) {
		const struct decision *d = &decisions[i];
		uint32_t answer = ask(filter, NATIVE, (uint32_t)d->syscall, d->args);

		if (answer != d->answer)
			fail_msg("%s: row %zu, system call %d: 0x%x, not 0x%x", policy, i, d->syscall, answer,
				d->answer);
		assert_int_equal(ask(filter, FOREIGN, (uint32_t)d->syscall, d->args), KILLED);
#if defined(__x86_64__)
		assert_int_equal(ask(filter, NATIVE, (uint32_t)d->syscall | X32, d->args), KILLED);
#endif
	}
}

static void test_cell(void **state)
{
	expect_decisions("cell.seccomp", cell, ELEMENTS(cell));
}

static void test_server(void **state)
{
	expect_decisions("server.seccomp", server, ELEMENTS(server));
}

/* --- the compiled program against its rules, read by other code ------------------------------------ */

static uint64_t seed;

static uint64_t draw(void) /* splitmix64 */
{
	uint64_t z = seed += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

static uint64_t below(uint64_t limit)
{
	return draw() % limit;
}

static uint32_t what_the_rules_say(const struct filter_rules *rules, uint32_t nr, const uint64_t args[])
{
#if defined(__x86_64__)
	if (nr >= X32 && nr != UINT32_MAX)
		return KILLED;
#endif
	for (size_t i = 0; i < rules->count; i++) {
		const struct filter_rule *rule = &rules->rules[i];
		bool holds = rule->syscall >= 0 && (uint32_t)rule->syscall == nr;

		for (int a = 0; a < FILTER_ARGS && holds; a++)
			holds = (args[a] & rule->args[a].mask) == rule->args[a].value;
		if (holds)
			return rule->action;
	}
	return rules->otherwise;
}

/* Where 32 and 64 bits, signed and unsigned, begin and end, and their neighbours. */
static uint64_t draw_boundary(void)
{
	return (UINT64_C(1) << below(64)) + below(3) - 1;
}

/* An argument that the condition knows, or beside it, or at a boundary, or anything. */
static uint64_t draw_argument(const struct filter_condition *condition)
{
	uint64_t near = condition->value | (draw() & ~condition->mask);

	switch (below(10)) {
	case 0:
		return near ^ (UINT64_C(1) << below(64));
	case 1:
		return near ^ (draw() << 32);
	case 2:
		return below(64);
	case 3:
		return draw();
	case 4:
		return draw_boundary();
	case 5:
		return near + below(3) - 1;
	default:
		return near;
	}
}

static uint32_t draw_syscall(const struct filter_rule *rule)
{
	switch (below(8)) {
	case 0:
		return (uint32_t)below(600);
	case 1:
		return (uint32_t)draw();
	case 2:
		return (uint32_t)rule->syscall ^ (UINT32_C(1) << below(32));
	default:
		return (uint32_t)rule->syscall;
	}
}

static uint32_t draw_arch(void)
{
	static const uint32_t others[] = { FOREIGN, AUDIT_ARCH_RISCV64, AUDIT_ARCH_MIPS, 0, UINT32_MAX };

	if (below(16))
		return NATIVE;
	return below(4) ? others[below(ELEMENTS(others))] : NATIVE ^ (UINT32_C(1) << below(32));
}

static void compare(const char *name, const char *text, unsigned rounds)
{
	_cleanup_(filter_freep) struct filter *filter = compile(name, text, strlen(text));
	_cleanup_(filter_rules_release) struct filter_rules rules = { 0 };

	assert_int_equal(filter_parse(&rules, name, text, strlen(text), NULL, NULL), 0);
	for (unsigned i = 0; i < rounds; i++) {
		const struct filter_rule *rule = &rules.rules[below(rules.count)];
		uint32_t nr = draw_syscall(rule), arch = draw_arch(), expected, answer;
		uint64_t args[FILTER_ARGS];

		for (int a = 0; a < FILTER_ARGS; a++)
			args[a] = draw_argument(&rule->args[a]);
		expected = arch == NATIVE ? what_the_rules_say(&rules, nr, args) : KILLED;
		answer = ask(filter, arch, nr, args);
		if (answer != expected)
			fail_msg("architecture 0x%x, system call %" PRIu32 " (0x%" PRIx64 ", 0x%" PRIx64
				 ", 0x%" PRIx64 ", 0x%" PRIx64 ", 0x%" PRIx64 ", 0x%" PRIx64
				 "): 0x%x, the rules say 0x%x\n%s",
				arch, nr, args[0], args[1], args[2], args[3], args[4], args[5], answer,
				expected, text);
	}
}

static void test_shipped_policies_compile_truly(void **state)
{
	static const char *const names[] = { "cell.seccomp", "server.seccomp" };

	for (size_t i = 0; i < ELEMENTS(names); i++) {
		_cleanup_free_ char *text = read_policy(names[i]);

		compare(names[i], text, 3 * 1000 * 1000);
	}
}

/* Few bits, so that alternatives overlap, contain and exclude each other. */
static uint64_t draw_mask(void)
{
	static const uint64_t masks[] = { UINT64_MAX, UINT32_MAX, UINT64_MAX << 32, 1, 3, 7, ~UINT64_C(3) };

	return below(3) ? masks[below(ELEMENTS(masks))] : (below(16) << (below(2) ? 0 : 30)) | 1;
}

static size_t draw_rule(char *line, size_t size, const char *name)
{
	size_t len = (size_t)snprintf(line, size, "allow %s", name);
	unsigned conditions = 1 + (unsigned)below(3), first = (unsigned)below(4);

	for (unsigned i = 0; i < conditions; i++) {
		uint64_t mask = draw_mask();
		uint64_t value = (below(4) | (below(3) ? 0 : UINT64_C(1) << (30 + below(4)))) & mask;

		len += (size_t)snprintf(line + len, size - len, " %s arg%u & 0x%" PRIx64 " == 0x%" PRIx64,
			i ? "and" : "if", (first + i) % FILTER_ARGS, mask, value);
	}
	return len + (size_t)snprintf(line + len, size - len, "\n");
}

/* Each line is kept if the file with it still parses: a rule that is there already is a problem. */
static void draw_policy(char *text, size_t size)
{
	static const char *const names[] = { "read", "write", "mmap", "prctl", "kill", "ioctl", "fcntl",
		"clone" };
	static const char *const plain[] = { "kill ptrace\n", "errno ENOSYS clone3\n",
		"allow close getpid lseek\n", "errno EPERM execve\n", "kill openat bpf\n" };
	size_t len = (size_t)snprintf(text, size, "%s%s", HEAD, plain[below(ELEMENTS(plain))]);
	size_t rules = 1 + below(24);

	for (size_t i = 0; i < rules; i++) {
		_cleanup_(filter_rules_release) struct filter_rules parsed = { 0 };
		size_t added = draw_rule(text + len, size - len, names[below(1 + i % ELEMENTS(names))]);

		if (filter_parse(&parsed, "drawn", text, len + added, NULL, NULL) == 0)
			len += added;
		text[len] = '\0';
	}
}

static void test_drawn_policies_compile_truly(void **state)
{
	for (int i = 0; i < 300; i++) {
		char text[8192];

		draw_policy(text, sizeof(text));
		compare("drawn", text, 2000);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cell),
		cmocka_unit_test(test_server),
		cmocka_unit_test(test_shipped_policies_compile_truly),
		cmocka_unit_test(test_drawn_policies_compile_truly),
	};
	const char *given = getenv("SEED");

	if (given)
		seed = strtoull(given, NULL, 0);
	else if (getrandom(&seed, sizeof(seed), 0) != sizeof(seed))
		return 1;
	fprintf(stderr, "SEED=%" PRIu64 "\n", seed);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
