/* sweep kernel|program POLICY < calls > answers: what a policy, compiled, answers to system calls.
 *
 * program  filter_evaluate() decides.
 * kernel   The running kernel decides, with the filter installed as in a cell; but nothing that it allows happens. Below
 *          it lies a filter that answers everything with an errno of our own. Of two answers the kernel takes the severer
 *          and of two errnos that of the filter installed last: so what the policy refuses or kills stands, and what it
 *          allows comes back marked. A process that was killed is made again for the next call. */
#include "base/cleanup.h"
#include "jail/filter.h"
#include <linux/audit.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>

enum { MARK = 4000, CALLS_MAX = 4 << 20, DIED = 0x100 };

struct call {
	uint64_t arch, nr, args[6];
};

struct sweep {
	struct filter *filter;
	struct call *calls;
	size_t count;
	volatile size_t *at;
	volatile uint32_t *answers;
};

static no_return void fail(const char *what)
{
	perror(what);
	exit(1);
}

static void *shared(size_t size)
{
	void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	if (memory == MAP_FAILED)
		fail("mmap");
	return memory;
}

static void read_calls(struct sweep *sweep)
{
	sweep->calls = shared(CALLS_MAX * sizeof(struct call));
	sweep->answers = shared(CALLS_MAX * sizeof(uint32_t));
	sweep->at = shared(sizeof(size_t));
	sweep->count = fread(sweep->calls, sizeof(struct call), CALLS_MAX, stdin);
	if (!sweep->count || !feof(stdin))
		fail("calls");
}

static void read_policy(struct sweep *sweep, const char *path)
{
	_cleanup_free_ char *text = malloc(FILTER_FILE_MAX);
	FILE *file = fopen(path, "re");
	struct err err = { 0 };
	size_t len;

	if (!file || !text)
		fail(path);
	len = fread(text, 1, FILTER_FILE_MAX, file);
	fclose(file);
	if (filter_compile(&sweep->filter, path, text, len, &err) < 0) {
		fprintf(stderr, "%s\n", err.text);
		exit(1);
	}
	filter_set_self(sweep->filter, 1); /* as policy.py has it */
}

#if defined(__x86_64__)
#define NATIVE AUDIT_ARCH_X86_64

static long enter(const struct call *call)
{
	register uint64_t r10 __asm__("r10") = call->args[3];
	register uint64_t r8 __asm__("r8") = call->args[4];
	register uint64_t r9 __asm__("r9") = call->args[5];
	long r = (long)call->nr;

	__asm__ volatile(
		"syscall"
		: "+a"(r)
		: "D"(call->args[0]), "S"(call->args[1]), "d"(call->args[2]), "r"(r10), "r"(r8), "r"(r9)
		: "rcx", "r11", "memory");
	return r;
}

static long enter_foreign(const struct call *call)
{
	long r = (long)call->nr;

	__asm__ volatile("int $0x80"
			 : "+a"(r)
			 : "b"(call->args[0]), "c"(call->args[1]), "d"(call->args[2]), "S"(call->args[3]),
			 "D"(call->args[4])
			 : "r8", "r9", "r10", "r11", "memory");
	return r;
}
#else
#define NATIVE AUDIT_ARCH_AARCH64

static long enter(const struct call *call)
{
	register uint64_t x8 __asm__("x8") = call->nr;
	register uint64_t x0 __asm__("x0") = call->args[0];
	register uint64_t x1 __asm__("x1") = call->args[1];
	register uint64_t x2 __asm__("x2") = call->args[2];
	register uint64_t x3 __asm__("x3") = call->args[3];
	register uint64_t x4 __asm__("x4") = call->args[4];
	register uint64_t x5 __asm__("x5") = call->args[5];

	__asm__ volatile("svc #0"
			 : "+r"(x0)
			 : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4), "r"(x5)
			 : "memory");
	return (long)x0;
}

static long enter_foreign(const struct call *call)
{
	return -ENOSYS; /* a process of 64 bits has no other entry */
}
#endif

static uint32_t answer_of(long r)
{
	if (r == -MARK)
		return SECCOMP_RET_ALLOW;
	return r < 0 && r >= -4095 ? SECCOMP_RET_ERRNO | (uint32_t)-r : SECCOMP_RET_LOG;
}

static void mark_what_is_allowed(void)
{
	struct sock_filter program[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_seccomp, 0, 1), /* puts the policy's filter on */
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | MARK),
	};
	const struct sock_fprog mark = { .len = ELEMENTS(program), .filter = program };
	const struct rlimit none = { 0 };

	if (setrlimit(RLIMIT_CORE, &none) < 0 || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0 ||
		syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &mark) < 0)
		_exit(1);
}

/* From here on nothing may be asked of the kernel but what is to be tried; the end is a trap. */
static no_return void try_from(struct sweep *sweep, size_t first)
{
	mark_what_is_allowed();
	if (filter_install(sweep->filter, NULL) < 0)
		__builtin_trap();
	for (size_t i = first; i < sweep->count; i++) {
		const struct call *call = &sweep->calls[i];

		*sweep->at = i;
		sweep->answers[i] = answer_of(call->arch == NATIVE ? enter(call) : enter_foreign(call));
	}
	*sweep->at = sweep->count;
	__builtin_trap();
}

static void ask_kernel(struct sweep *sweep)
{
	for (size_t next = 0; next < sweep->count; next++) {
		int status;
		pid_t pid;

		*sweep->at = SIZE_MAX;
		pid = fork();
		if (pid == 0)
			try_from(sweep, next);
		if (pid < 0 || waitpid(pid, &status, 0) != pid)
			fail("child");
		next = *sweep->at;
		if (next == SIZE_MAX || !WIFSIGNALED(status))
			fail("the filter could not be installed");
		if (next < sweep->count)
			sweep->answers[next] = WTERMSIG(status) == SIGSYS
						       ? SECCOMP_RET_KILL_PROCESS
						       : SECCOMP_RET_LOG | DIED | (uint32_t)WTERMSIG(status);
	}
}

static void ask_program(struct sweep *sweep)
{
	for (size_t i = 0; i < sweep->count; i++) {
		const struct call *call = &sweep->calls[i];
		struct seccomp_data data = { .nr = (int)call->nr, .arch = (uint32_t)call->arch };

		memcpy(data.args, call->args, sizeof(data.args));
		sweep->answers[i] = filter_evaluate(sweep->filter, &data);
	}
}

int main(int argc, char **argv)
{
	struct sweep sweep = { 0 };

	if (argc != 3) {
		fprintf(stderr, "sweep kernel|program POLICY < calls > answers\n");
		return 2;
	}
	read_calls(&sweep);
	read_policy(&sweep, argv[2]);
	if (strcmp(argv[1], "kernel") == 0)
		ask_kernel(&sweep);
	else
		ask_program(&sweep);
	if (fwrite((const void *)sweep.answers, sizeof(uint32_t), sweep.count, stdout) != sweep.count)
		fail("answers");
	filter_free(sweep.filter);
	return 0;
}
