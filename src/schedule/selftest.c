/* Before anything is served, a program in a real cell tries to get out. */
#include "internal.h"

#include "jail/ablation.h"

/* It prints a line for each attempt that succeeded, and "sealed" at its end. */
static const char program[] =
	"import os, socket\n"
	"def attempt(name, action):\n"
	"    try:\n"
	"        action()\n"
	"    except BaseException:\n"
	"        return\n"
	"    print('escaped:', name)\n"
	"def fork():\n"
	"    if os.fork() == 0:\n"
	"        os._exit(0)\n"
	"def see():\n"
	"    for pid in range(2, 40000):\n"
	"        try:\n"
	"            os.kill(pid, 0)\n"
	"            return\n"
	"        except ProcessLookupError:\n"
	"            pass\n"
	"    raise OSError\n"
	"for path in '/etc/passwd', '/etc/hostname', '/proc/self/status', '/sys/kernel', '/root', '/home', '/dev/null':\n"
	"    attempt('read ' + path, lambda: os.listdir(path) if os.path.isdir(path) else open(path).read(1))\n"
	"for place in '/tmp/x', '/usr/lib/x', '/cache/x', '/x', '/etc/x', '/dev/shm/x':\n"
	"    attempt('write ' + place, lambda: open(place, 'w').close())\n"
	"for family in socket.AF_INET, socket.AF_INET6, socket.AF_UNIX, socket.AF_NETLINK:\n"
	"    attempt('socket of family %d' % family, lambda: socket.socket(family, socket.SOCK_DGRAM))\n"
	"attempt('fork', fork)\n"
	"attempt('execute', lambda: os.execv('/usr/bin/true', ['true']))\n"
	"attempt('see another process', see)\n"
	"attempt('become root', lambda: os.setuid(0))\n"
	"open('inside', 'w').close()\n"
	"print('sealed')\n";

static void fail(struct schedule *schedule, const char *words)
{
	struct err err;

	err_set(&err, -EPERM, "self-test: %.400s", words);
	schedule_fail(schedule, &err);
}

static void on_done(void *user, struct result *result)
{
	struct schedule *schedule = user;
	struct verdict *verdict = result->verdict;

	if (schedule->stopping || schedule->draining) {
		verdict_free(verdict);
		return;
	}
	if (!verdict) {
		fail(schedule, "the cell was lost");
	} else if (verdict->status != STATUS_SUCCESS) {
		fail(schedule, verdict->error ? verdict->error : "failed");
	} else if (strcmp(verdict->out, "sealed\n") != 0) {
		fail(schedule, verdict->out);
	} else {
		schedule->tested = true;
		log_info("self-test: nothing got out");
	}
	verdict_free(verdict);
	pool_turn(schedule);
}

void selftest_start(struct schedule *schedule)
{
	_cleanup_(request_freep) struct request *request = request_new();

	schedule->testing = true;
	if (jail_missing()) {
		log_warning("no self-test: layers are missing", F_STR("without", jail_missing()));
		schedule->tested = true;
		return;
	}
	if (request) {
		request->code = strdup(program);
		request->code_len = sizeof(program) - 1;
		request->timeout_s = 30;
		request->memory_mb = 256;
		request->policy = schedule->selftest_policy;
	}
	if (!request || !request->code ||
		!ticket_submit(schedule, steal_ptr(&request), on_done, schedule, true))
		fail(schedule, "out of memory");
}
