/* The fault seam: system calls (and allocations) of our own code that fail on demand. The linker puts these functions
 * before the real ones in a second pair of programs that tests/faults starts; the programs themselves have
 * no trace of it. meson.build has the list of names, and one that is not the same does not link.
 *
 * A file that the variable FAULTS_PAGE names is mapped by every process. Each call is entered there by process
 * kind, name and place (the three innermost callers in our code): so a test learns which there are, picks one, says how
 * it is to fail, and sees that it did. faults.py reads and writes the same layout. */
#include "base/base.h"
#include "base/title.h"

#include <execinfo.h>
#include <fcntl.h>
#include <poll.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <time.h>
#include <uv.h>

enum { SITES = 8192, DEPTH = 3, STACK_MAX = 24, NAME_MAX_ = 24, SHORT = -1 };

enum role { ROLE_SERVER = 1, ROLE_KEEPER, ROLE_CLEAN_UP, ROLE_ROOT, ROLE_SET, ROLE_CELL, ROLE_FORKED };

struct site {
	_Atomic uint64_t key; /* 0: free */
	uint32_t role;
	_Atomic uint32_t seen;
	uint64_t frames[DEPTH]; /* return addresses, from the start of the program */
	char call[NAME_MAX_];
};

struct page {
	_Atomic uint64_t target; /* a site's key, 0: none */
	_Atomic int32_t skip;	 /* calls of it that still pass, */
	_Atomic int32_t times;	 /* then those that fail */
	int32_t error;		 /* errno, or SHORT: half of a read or write */
	_Atomic uint32_t failed;
	_Atomic int64_t realtime; /* seconds that CLOCK_REALTIME is ahead */
	uint64_t unused[4];
	struct site sites[SITES];
};

static struct page *page;
static enum role role;

extern const char __executable_start[], etext[];

__attribute__((constructor)) static void find_page(void)
{
	const char *path = getenv("FAULTS_PAGE");
	int fd = path ? open(path, O_RDWR | O_CLOEXEC) : -1;
	void *warm[1], *map;

	role = strcmp(program_invocation_short_name, "pyrunner-zygote") == 0 ? ROLE_ROOT : ROLE_SERVER;
	if (fd < 0)
		return;
	map = mmap(NULL, sizeof(*page), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	close(fd);
	backtrace(warm, 1); /* loads what it needs, as long as there is a file system */
	if (map != MAP_FAILED)
		page = map;
}

/* --- sites --------------------------------------------------------------------------------------------------- */

/* The calling functions of ours from `caller` outwards, as long as they are without a gap. */
static void look_up(uintptr_t caller, uint64_t frames[DEPTH])
{
	const uintptr_t start = (uintptr_t)__executable_start, end = (uintptr_t)etext;
	void *stack[STACK_MAX];
	int count = backtrace(stack, STACK_MAX), at = 0;

	while (at < count && (uintptr_t)stack[at] != caller)
		at++;
	frames[0] = caller - start;
	for (int i = 1; i < DEPTH; i++) {
		uintptr_t address = at + i < count ? (uintptr_t)stack[at + i] : 0;

		frames[i] = frames[i - 1] && address > start && address < end ? address - start : 0;
	}
}

static uint64_t key_of(const char *call, const uint64_t frames[DEPTH])
{
	uint64_t key = UINT64_C(0xcbf29ce484222325) ^ role;

	for (const char *c = call; *c; c++)
		key = (key ^ (uint64_t)(unsigned char)*c) * UINT64_C(0x100000001b3);
	for (int i = 0; i < DEPTH; i++)
		key = (key ^ frames[i]) * UINT64_C(0x100000001b3);
	return key | 1;
}

static struct site *find(const char *call, uintptr_t caller)
{
	uint64_t frames[DEPTH], key;

	look_up(caller, frames);
	key = key_of(call, frames);
	for (unsigned i = 0; i < SITES; i++) {
		struct site *site = &page->sites[(key + i) % SITES];
		uint64_t empty = 0;

		if (atomic_load(&site->key) == key)
			return site;
		if (!atomic_compare_exchange_strong(&site->key, &empty, key)) {
			if (empty == key)
				return site;
			continue;
		}
		site->role = role;
		memcpy(site->frames, frames, sizeof(site->frames));
		snprintf(site->call, sizeof(site->call), "%s", call);
		return site;
	}
	return NULL;
}

/* What the call is to fail with, or 0. */
static int fault(const char *call, void *caller)
{
	const int saved = errno;
	struct site *site = page ? find(call, (uintptr_t)caller) : NULL;
	int error = 0;

	if (site) {
		atomic_fetch_add(&site->seen, 1);
		if (atomic_load(&site->key) == atomic_load(&page->target) &&
			atomic_fetch_sub(&page->skip, 1) <= 0 && atomic_fetch_sub(&page->times, 1) > 0) {
			atomic_fetch_add(&page->failed, 1);
			error = page->error;
		}
	}
	errno = saved;
	return error;
}

#define FAULT(name) fault(name, __builtin_return_address(0))

/* --- calls that return -1, NULL, or an error of libuv's -------------------------------------------------------- */

#define FAIL_MINUS_1(type, error) ((type)(errno = (error), (intptr_t)-1))
#define FAIL_NULL(type, error)	  ((type)(errno = (error), NULL))
#define FAIL_UV(type, error)	  ((type) - (error))

#define WRAP(type, name, parameters, arguments, fail)                                                        \
	type __real_##name parameters;                                                                       \
	type __wrap_##name parameters;                                                                       \
	type __wrap_##name parameters                                                                        \
	{                                                                                                    \
		int error = FAULT(#name);                                                                    \
                                                                                                             \
		return error ? fail(type, error) : __real_##name arguments;                                  \
	}

#define CALL(name, parameters, arguments) WRAP(int, name, parameters, arguments, FAIL_MINUS_1)

CALL(bind, (int fd, const struct sockaddr *address, socklen_t len), (fd, address, len))
CALL(chdir, (const char *path), (path))
CALL(close_range, (unsigned first, unsigned last, int flags), (first, last, flags))
CALL(dup2, (int from, int to), (from, to))
CALL(dup3, (int from, int to, int flags), (from, to, flags))
CALL(epoll_create1, (int flags), (flags))
CALL(epoll_ctl, (int epoll, int operation, int fd, void *event), (epoll, operation, fd, event))
CALL(fchdir, (int fd), (fd))
CALL(fcntl64, (int fd, int command, long argument), (fd, command, argument))
CALL(fstat64, (int fd, void *stat), (fd, stat))
CALL(fstatfs64, (int fd, void *statfs), (fd, statfs))
CALL(getrlimit64, (int resource, void *limit), (resource, limit))
CALL(kill, (pid_t pid, int signal), (pid, signal))
CALL(listen, (int fd, int backlog), (fd, backlog))
CALL(madvise, (void *start, size_t len, int advice), (start, len, advice))
CALL(memfd_create, (const char *name, unsigned flags), (name, flags))
CALL(mkdir, (const char *path, mode_t mode), (path, mode))
CALL(ftruncate64, (int fd, off64_t size), (fd, size))
CALL(fallocate64, (int fd, int mode, off64_t at, off64_t size), (fd, mode, at, size))
CALL(mkdirat, (int dir, const char *path, mode_t mode), (dir, path, mode))
CALL(mount, (const char *source, const char *target, const char *type, unsigned long flags, const void *data),
	(source, target, type, flags, data))
CALL(open64, (const char *path, int flags, mode_t mode), (path, flags, mode))
CALL(openat64, (int dir, const char *path, int flags, mode_t mode), (dir, path, flags, mode))
CALL(__openat64_2, (int dir, const char *path, int flags), (dir, path, flags))
CALL(pidfd_open, (pid_t pid, unsigned flags), (pid, flags))
CALL(pipe2, (int ends[2], int flags), (ends, flags))
CALL(poll, (struct pollfd * polls, nfds_t count, int timeout), (polls, count, timeout))
CALL(prctl, (int option, long a, long b, long c, long d), (option, a, b, c, d))
CALL(setgroups, (size_t count, const gid_t *groups), (count, groups))
CALL(setns, (int fd, int kind), (fd, kind))
CALL(setresgid, (gid_t real, gid_t effective, gid_t saved), (real, effective, saved))
CALL(setresuid, (uid_t real, uid_t effective, uid_t saved), (real, effective, saved))
CALL(setrlimit64, (int resource, const void *limit), (resource, limit))
CALL(setsid, (void), ())
CALL(setsockopt, (int fd, int level, int option, const void *value, socklen_t len),
	(fd, level, option, value, len))
CALL(signalfd, (int fd, const void *set, int flags), (fd, set, flags))
CALL(sigprocmask, (int how, const void *set, void *before), (how, set, before))
CALL(socket, (int domain, int type, int protocol), (domain, type, protocol))
CALL(socketpair, (int domain, int type, int protocol, int ends[2]), (domain, type, protocol, ends))
CALL(symlinkat, (const char *target, int dir, const char *path), (target, dir, path))
CALL(umount2, (const char *target, int flags), (target, flags))
CALL(unlinkat, (int dir, const char *path, int flags), (dir, path, flags))
CALL(unshare, (int flags), (flags))
CALL(wait4, (pid_t pid, int *status, int options, struct rusage *usage), (pid, status, options, usage))
CALL(waitpid, (pid_t pid, int *status, int options), (pid, status, options))

WRAP(ssize_t, recv, (int fd, void *data, size_t len, int flags), (fd, data, len, flags), FAIL_MINUS_1)
WRAP(ssize_t, recvmsg, (int fd, struct msghdr *message, int flags), (fd, message, flags), FAIL_MINUS_1)
WRAP(ssize_t, send, (int fd, const void *data, size_t len, int flags), (fd, data, len, flags), FAIL_MINUS_1)
WRAP(ssize_t, sendmsg, (int fd, const struct msghdr *message, int flags), (fd, message, flags), FAIL_MINUS_1)
WRAP(ssize_t, writev, (int fd, const struct iovec *parts, int count), (fd, parts, count), FAIL_MINUS_1)

WRAP(void *, mmap64, (void *place, size_t len, int protection, int flags, int fd, off_t at),
	(place, len, protection, flags, fd, at), FAIL_MINUS_1)
WRAP(void *, calloc, (size_t count, size_t size), (count, size), FAIL_NULL)
WRAP(void *, malloc, (size_t size), (size), FAIL_NULL)
WRAP(void *, realloc, (void *memory, size_t size), (memory, size), FAIL_NULL)
WRAP(void *, reallocarray, (void *memory, size_t count, size_t size), (memory, count, size), FAIL_NULL)
WRAP(char *, strdup, (const char *text), (text), FAIL_NULL)

WRAP(int, uv_poll_init, (uv_loop_t * loop, uv_poll_t *poll, int fd), (loop, poll, fd), FAIL_UV)
WRAP(int, uv_poll_start, (uv_poll_t * poll, int events, uv_poll_cb callback), (poll, events, callback),
	FAIL_UV)

/* --- calls that may do half of what they were asked ------------------------------------------------------------- */

#define WRAP_PART(name, parameters, arguments)                                                               \
	ssize_t __real_##name parameters;                                                                    \
	ssize_t __wrap_##name parameters;                                                                    \
	ssize_t __wrap_##name parameters                                                                     \
	{                                                                                                    \
		int error = FAULT(#name);                                                                    \
                                                                                                             \
		if (error == SHORT)                                                                          \
			len = MAX(len / 2, (size_t)1);                                                       \
		else if (error)                                                                              \
			return FAIL_MINUS_1(ssize_t, error);                                                 \
		return __real_##name arguments;                                                              \
	}

WRAP_PART(read, (int fd, void *data, size_t len), (fd, data, len))
WRAP_PART(write, (int fd, const void *data, size_t len), (fd, data, len))
WRAP_PART(pread64, (int fd, void *data, size_t len, off_t at), (fd, data, len, at))
WRAP_PART(pwrite64, (int fd, const void *data, size_t len, off_t at), (fd, data, len, at))
WRAP_PART(__pread64_chk, (int fd, void *data, size_t len, off_t at, size_t size), (fd, data, len, at, size))

/* --- which process this is ---------------------------------------------------------------------------------------- */

pid_t __real_fork(void);
pid_t __wrap_fork(void);
pid_t __wrap_fork(void)
{
	int error = FAULT("fork");
	pid_t pid = error ? FAIL_MINUS_1(pid_t, error) : __real_fork();

	if (pid == 0)
		role = ROLE_FORKED;
	return pid;
}

void __wrap_title_set(const char *format, ...) printf_like(1, 2);
void __real_title_set(const char *format, ...) printf_like(1, 2);
void __wrap_title_set(const char *format, ...)
{
	static const struct {
		const char *word;
		enum role role;
	} roles[] = { { ": keeper", ROLE_KEEPER }, { ": clean-up", ROLE_CLEAN_UP }, { ": cell", ROLE_CELL } };
	char title[64];
	va_list args;

	va_start(args, format);
	vsnprintf(title, sizeof(title), format, args);
	va_end(args);
	if (strstr(title, ": zygote") && role == ROLE_FORKED)
		role = ROLE_SET;
	for (size_t i = 0; i < ELEMENTS(roles); i++) {
		if (strstr(title, roles[i].word))
			role = roles[i].role;
	}
	__real_title_set("%s", title);
}

long __real_syscall(long nr, long a, long b, long c, long d, long e, long f);
long __wrap_syscall(long nr, long a, long b, long c, long d, long e, long f);

/* The zygotes' environment is made new: what leads to the page goes with it. */
static long exec_with_page(long dir, const char *path, char *const argv[], char *const envp[], long flags)
{
	static char *with[64], setting[256];
	unsigned count = 0;

	while (envp[count] && count < ELEMENTS(with) - 2) {
		with[count] = envp[count];
		count++;
	}
	snprintf(setting, sizeof(setting), "FAULTS_PAGE=%s", getenv("FAULTS_PAGE"));
	with[count] = setting;
	return __real_syscall(SYS_execveat, dir, (long)path, (long)argv, (long)with, flags, 0);
}

long __wrap_syscall(long nr, long a, long b, long c, long d, long e, long f)
{
	char name[NAME_MAX_];
	long result;
	int error;

	snprintf(name, sizeof(name), "syscall %ld", nr);
	error = FAULT(name);
	if (error)
		return FAIL_MINUS_1(long, error);
	if (nr == SYS_execveat && page)
		return exec_with_page(a, (const char *)b, (char *const *)c, (char *const *)d, e);
	result = __real_syscall(nr, a, b, c, d, e, f);
	if (nr == SYS_clone && result == 0)
		role = ROLE_FORKED;
	return result;
}

/* --- the wall clock ------------------------------------------------------------------------------------------------ */

int __real_clock_gettime(clockid_t clock, struct timespec *now);
int __wrap_clock_gettime(clockid_t clock, struct timespec *now);
int __wrap_clock_gettime(clockid_t clock, struct timespec *now)
{
	int r = __real_clock_gettime(clock, now);

	if (r == 0 && clock == CLOCK_REALTIME && page)
		now->tv_sec += atomic_load(&page->realtime);
	return r;
}
