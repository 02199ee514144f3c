/* outcome/claims.h: what a cell says of its program, taken apart.
 *
 * A body is that of a message as it came: every byte of it may be made up. Texts are copied as valid UTF-8. */
#pragma once

#include "base/wire.h"
#include "verdict.h"

/* What a cell claimed in CELL_ENDED. Owns its texts, which are not NULL once `made`. */
struct claim {
	bool made;
	struct wire_ended wire;
	char *type, *message, *error;
};

/* Both return 0, -EBADMSG where lengths or values are not those of base/wire.h, or -ENOMEM. */
int claim_parse(struct claim *ret, const char *body, size_t len) must_check;
int violation_parse(struct violation *ret, const char *body, size_t len) must_check;

void claim_release(struct claim *claim);
void violation_release(struct violation *violation);
