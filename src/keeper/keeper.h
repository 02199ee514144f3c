/* keeper/keeper.h: the process between the server and the zygotes.
 *
 * The server seals itself: no path, no new process, no mount. What a sealed process started would be sealed the
 * same way, and a Landlock domain forbids the mounts that zygotes and cells are made of. So a second process is
 * forked at start, with the server's unprivileged uid: it holds the user namespace and the groups, starts
 * and ends root zygotes when asked, makes the groups of a slot when asked, and removes everything once the server
 * is gone. It reads three kinds of fixed messages from the server (base/wire.h) and nothing else; no byte of a
 * client reaches it. */
#pragma once

#include "config/config.h"
#include "jail/jail.h"

/* Behind "to allow them". */
#define KEEPER_ALLOW_NAMESPACES                                                                              \
	"in a container: --security-opt seccomp=pyrunner-seccomp.json --security-opt apparmor=unconfined"

struct keeper {
	int channel; /* blocking until the caller makes it otherwise; messages: base/wire.h */
	enum jail_level level;
	char refused[ERR_TEXT_MAX];	  /* container level: why there are no namespaces */
	bool own_uids;			  /* cells have uids of their own */
	unsigned cgroup_version;	  /* 0: none */
	char cgroup_absent[ERR_TEXT_MAX]; /* why there is none, or which controllers it lacks */
	uid_t uid;			  /* whom the server is to become, */
	gid_t gid;
};

/* Forks the keeper and prepares what it needs, with the caller's privileges: to be called before
 * they are dropped, by a process with one thread. `slots` is the number of cells that can live at once. */
int keeper_start(struct keeper *keeper, const struct config *config, unsigned slots, struct err *err)
	must_check;
