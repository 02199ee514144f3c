/* The keeper with a hostile server. It starts nothing here, and its groups are descriptors of nothing. */
#include "keeper/keeper.c"

#include "input.h"

int cgroup_make_slot(struct cgroup *cgroup, unsigned slot, struct wire_slot *has, int *fds, unsigned *count,
	struct err *err)
{
	if (slot >= 100)
		return err_set(err, -ERANGE, "slot %u", slot);
	*has = (struct wire_slot){ .procs = slot % 5, .has = slot % 16, .cgroup_version = 1 };
	for (*count = 0; *count < slot % 9; (*count)++)
		fds[*count] = dup(STDIN_FILENO);
	return 0;
}

pid_t jail_start_zygote(enum jail_level level, const struct zygote_places *places, char *const argv[],
	char *const envp[], int channel, struct err *err)
{
	static unsigned calls;

	return ++calls % 3 ? 0 : err_set(err, -EAGAIN, "clone");
}

int zygote_command_new(struct zygote_command **ret, const struct config *config,
	const struct jail_common *common, struct err *err)
{
	abort();
}

void cgroup_remove(struct cgroup *cgroup)
{
	abort();
}

int jail_drop_root(uid_t uid, gid_t gid, struct err *err)
{
	abort();
}

int jail_enter_userns(int userns, struct err *err)
{
	abort();
}

int jail_keep_giving_uids(uid_t uid, gid_t gid, struct err *err)
{
	abort();
}

int jail_make_folders(const char *dir, const struct jail_common *common, unsigned slots,
	char path[JAIL_FOLDER_MAX], struct err *err)
{
	abort();
}

void jail_remove_folders(const char *path, const struct jail_common *common, unsigned slots)
{
	abort();
}

static void send_one(int channel, struct input *input)
{
	const struct wire_slot slot = { .slot = input_byte(input) };
	const struct wire_family family = { .family = slot.slot % 3 };

	switch (input_byte(input) % 4) {
	case 0:
		send_some(channel, input, KEEPER_START_ZYGOTE, &family, sizeof(family), STDIN_FILENO);
		break;
	case 1:
		send_some(channel, input, KEEPER_MAKE_SLOT, &slot, sizeof(slot), STDIN_FILENO);
		break;
	case 2:
		send_some(channel, input, KEEPER_CLOSE, &slot, 0, STDIN_FILENO);
		break;
	default:
		send_some(channel, input, KEEPER_END_ZYGOTE, &family, sizeof(family), STDIN_FILENO);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct zygote_command command;
	struct keeping keeping = { .command = &command, .signals = -1 };
	struct input input = { data, size };
	_cleanup_close_ int ours = -1, theirs = -1;
	int ends[2], before = dup(STDIN_FILENO);
	struct err err;

	if (frame_pair(ends, &err) < 0)
		abort();
	ours = ends[0];
	theirs = ends[1];
	keeping.channel = theirs;
	while (input.left)
		send_one(ours, &input);
	shutdown(ours, SHUT_WR);
	if (keep(&keeping, &err) > 0)
		abort();
	ours = safe_close(ours); /* with what it was sent */
	safe_close(before);
	ends[0] = dup(STDIN_FILENO);
	if (ends[0] != before)
		abort(); /* a descriptor was left open */
	close(ends[0]);
	return 0;
}
