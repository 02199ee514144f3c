#include "filter_internal.h"

#include <fcntl.h>
#include <linux/close_range.h>
#include <linux/futex.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sched.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <termios.h>
#include <time.h>

/* younger than the oldest C library that we build with */
#ifndef MADV_POPULATE_READ
#define MADV_POPULATE_READ  22
#define MADV_POPULATE_WRITE 23
#endif

struct constant {
	const char *name;
	uint64_t value;
};

/* clang-format off */
#define C(name) { #name, (uint64_t)(name) }

/* No negative ones: an int of -1 reaches the filter with its upper half zero or ones, as the caller likes. */
static const struct constant constants[] = {
	C(PROT_NONE), C(PROT_READ), C(PROT_WRITE), C(PROT_EXEC), C(PROT_GROWSDOWN), C(PROT_GROWSUP),
	C(MAP_SHARED), C(MAP_PRIVATE), C(MAP_SHARED_VALIDATE), C(MAP_TYPE), C(MAP_FIXED), C(MAP_ANONYMOUS),
	C(MAP_GROWSDOWN), C(MAP_DENYWRITE), C(MAP_LOCKED), C(MAP_NORESERVE), C(MAP_POPULATE), C(MAP_NONBLOCK), C(MAP_STACK),
	C(MAP_HUGETLB), C(MAP_SYNC), C(MAP_FIXED_NOREPLACE),
	C(MREMAP_MAYMOVE), C(MREMAP_FIXED), C(MREMAP_DONTUNMAP),
	C(MADV_NORMAL), C(MADV_RANDOM), C(MADV_SEQUENTIAL), C(MADV_WILLNEED), C(MADV_DONTNEED),
	C(MADV_FREE), C(MADV_REMOVE), C(MADV_DONTFORK), C(MADV_DOFORK), C(MADV_HUGEPAGE),
	C(MADV_NOHUGEPAGE), C(MADV_DONTDUMP), C(MADV_DODUMP), C(MADV_WIPEONFORK), C(MADV_KEEPONFORK),
	C(MADV_COLD), C(MADV_PAGEOUT), C(MADV_POPULATE_READ), C(MADV_POPULATE_WRITE), C(MADV_MERGEABLE),
	C(MADV_UNMERGEABLE), C(MADV_HWPOISON),
	C(O_RDONLY), C(O_WRONLY), C(O_RDWR), C(O_ACCMODE), C(O_CREAT), C(O_EXCL), C(O_TRUNC), C(O_APPEND),
	C(O_NONBLOCK), C(O_CLOEXEC), C(O_DIRECTORY), C(O_NOFOLLOW), C(O_DIRECT), C(O_PATH), C(O_TMPFILE),
	C(CLOSE_RANGE_UNSHARE), C(CLOSE_RANGE_CLOEXEC),
	C(F_DUPFD), C(F_DUPFD_CLOEXEC), C(F_GETFD), C(F_SETFD), C(F_GETFL), C(F_SETFL), C(F_GETLK),
	C(F_SETLK), C(F_SETLKW), C(F_GETPIPE_SZ), C(F_SETPIPE_SZ), C(F_ADD_SEALS), C(F_GET_SEALS),
	C(TCGETS), C(TIOCGWINSZ), C(FIONREAD), C(FIONBIO), C(FIOCLEX), C(FIONCLEX),
	C(CLONE_VM), C(CLONE_FS), C(CLONE_FILES), C(CLONE_SIGHAND), C(CLONE_THREAD), C(CLONE_SYSVSEM),
	C(CLONE_SETTLS), C(CLONE_PARENT_SETTID), C(CLONE_CHILD_SETTID), C(CLONE_CHILD_CLEARTID),
	C(CLONE_VFORK), C(CLONE_PARENT), C(CLONE_PIDFD), C(CLONE_NEWPID), C(CLONE_NEWNS), C(CLONE_NEWIPC),
	C(CLONE_NEWUSER), C(CLONE_NEWNET), C(CLONE_NEWUTS), C(CLONE_NEWCGROUP),
	C(PR_SET_NAME), C(PR_GET_NAME), C(PR_SET_DUMPABLE), C(PR_GET_DUMPABLE), C(PR_SET_PDEATHSIG),
	C(PR_GET_PDEATHSIG), C(PR_SET_NO_NEW_PRIVS), C(PR_GET_NO_NEW_PRIVS), C(PR_SET_CHILD_SUBREAPER),
	C(PR_GET_SECCOMP), C(PR_SET_SECCOMP), C(PR_CAPBSET_READ), C(PR_CAPBSET_DROP), C(PR_GET_TIMERSLACK),
	C(PR_GET_TID_ADDRESS), C(PR_CAP_AMBIENT), C(PR_CAP_AMBIENT_CLEAR_ALL), C(PR_GET_KEEPCAPS),
	C(PR_SET_KEEPCAPS), C(PR_SET_VMA),
	C(RLIMIT_AS), C(RLIMIT_CORE), C(RLIMIT_CPU), C(RLIMIT_DATA), C(RLIMIT_FSIZE), C(RLIMIT_NOFILE),
	C(RLIMIT_NPROC), C(RLIMIT_STACK),
	C(AF_UNSPEC), C(AF_UNIX), C(AF_INET), C(AF_INET6), C(AF_NETLINK),
	C(SOCK_STREAM), C(SOCK_DGRAM), C(SOCK_SEQPACKET), C(SOCK_CLOEXEC), C(SOCK_NONBLOCK), C(SHUT_RD),
	C(SHUT_WR), C(SHUT_RDWR),
	C(SOL_SOCKET), C(SO_ERROR), C(SO_TYPE), C(SO_SNDBUF), C(SO_RCVBUF), C(SO_PASSCRED), C(SO_PEERCRED),
	C(SO_LINGER), C(SO_KEEPALIVE), C(IPPROTO_TCP), C(TCP_NODELAY), C(TCP_CORK), C(TCP_INFO),
	C(AT_EMPTY_PATH),
	C(MFD_CLOEXEC), C(MFD_ALLOW_SEALING), C(EFD_CLOEXEC), C(EFD_NONBLOCK), C(EFD_SEMAPHORE),
	C(GRND_NONBLOCK), C(GRND_RANDOM),
	C(SIGABRT), C(SIGKILL), C(SIGTERM), C(SIGINT), C(SIGCHLD), C(SIGSTOP), C(SIGCONT),
	C(CLOCK_REALTIME), C(CLOCK_MONOTONIC),
	C(FUTEX_WAIT), C(FUTEX_WAKE), C(FUTEX_REQUEUE), C(FUTEX_CMP_REQUEUE), C(FUTEX_WAKE_OP), C(FUTEX_LOCK_PI),
	C(FUTEX_UNLOCK_PI), C(FUTEX_WAIT_BITSET), C(FUTEX_WAKE_BITSET), C(FUTEX_PRIVATE_FLAG),
	C(FUTEX_CLOCK_REALTIME),
	{ "SELF", FILTER_SELF },
};

static const struct constant errors[] = {
	C(EPERM), C(ENOENT), C(EINTR), C(EIO), C(EBADF), C(EAGAIN), C(ENOMEM), C(EACCES), C(EFAULT),
	C(EBUSY), C(EEXIST), C(ENODEV), C(EINVAL), C(EMFILE), C(ENOSPC), C(EROFS), C(ENOSYS), C(ENOTSUP),
	C(EAFNOSUPPORT), C(ENOTTY),
};
/* clang-format on */

static const struct constant *find(const struct constant *table, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (!strcmp(table[i].name, name))
			return &table[i];
	return NULL;
}

bool filter_constant(const char *name, uint64_t *ret)
{
	const struct constant *found = find(constants, ELEMENTS(constants), name);

	if (found)
		*ret = found->value;
	return found;
}

bool filter_errno(const char *name, uint32_t *ret)
{
	const struct constant *found = find(errors, ELEMENTS(errors), name);

	if (found)
		*ret = (uint32_t)found->value;
	return found;
}
