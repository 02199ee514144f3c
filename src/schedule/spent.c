#include "internal.h"

enum {
	LEAK_PERCENT = 10,     /* of a CPU: who uses less all the time never owes anything */
	OWED_MAX_US = 1000000, /* no client is behind for longer than ten seconds */
};

static uint64_t owed(const struct spender *spender, uint64_t now_us)
{
	uint64_t leaked = (now_us - spender->at_us) / 100 * LEAK_PERCENT;

	return spender->owed_us - MIN(spender->owed_us, leaked);
}

static struct spender *find(struct spent *spent, const char *client)
{
	for (size_t i = 0; i < ELEMENTS(spent->of); i++) {
		if (spent->of[i].owed_us && strcmp(spent->of[i].client, client) == 0)
			return &spent->of[i];
	}
	return NULL;
}

/* The one that owes least now. */
static struct spender *least(struct spent *spent, uint64_t now_us)
{
	struct spender *best = &spent->of[0];

	for (size_t i = 1; i < ELEMENTS(spent->of); i++) {
		if (owed(&spent->of[i], now_us) < owed(best, now_us))
			best = &spent->of[i];
	}
	return best;
}

uint64_t spent_owed_us(struct spent *spent, const char *client, uint64_t now_us)
{
	const struct spender *spender = find(spent, client);

	return spender ? owed(spender, now_us) : 0;
}

void spent_add(struct spent *spent, const char *client, uint64_t used_us, uint64_t now_us)
{
	struct spender *spender = find(spent, client);
	uint64_t before;

	if (!spender) {
		spender = least(spent, now_us);
		if (owed(spender, now_us) >= used_us)
			return;
		*spender = (struct spender){ .at_us = now_us };
		snprintf(spender->client, sizeof(spender->client), "%s", client);
	}
	before = owed(spender, now_us);
	spender->owed_us = MIN(before + used_us, (uint64_t)OWED_MAX_US);
	spender->at_us = now_us;
}
