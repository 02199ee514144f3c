#include "claims.h"

#include "base/cleanup.h"
#include "capture.h"

/* The texts behind a struct, one after the other. */
static char *next_text(const char **at, uint32_t len)
{
	char *text = utf8_copy(*at, len);

	*at += len;
	return text;
}

int claim_parse(struct claim *ret, const char *body, size_t len)
{
	_cleanup_(claim_release) struct claim claim = { .made = true };
	struct wire_ended *wire = &claim.wire;
	const char *at = body + sizeof(*wire);

	if (len < sizeof(*wire))
		return -EBADMSG;
	memcpy(wire, body, sizeof(*wire));
	if (wire->ending > ENDING_MEMORY || wire->type_len > WIRE_TYPE_MAX ||
		wire->message_len > WIRE_MESSAGE_MAX || wire->error_len > WIRE_ERROR_MAX ||
		(size_t)wire->type_len + wire->message_len + wire->error_len != len - sizeof(*wire))
		return -EBADMSG;
	claim.type = next_text(&at, wire->type_len);
	claim.message = next_text(&at, wire->message_len);
	claim.error = next_text(&at, wire->error_len);
	if (!claim.type || !claim.message || !claim.error)
		return -ENOMEM;
	*ret = claim;
	claim = (struct claim){ 0 };
	return 0;
}

int violation_parse(struct violation *ret, const char *body, size_t len)
{
	_cleanup_(violation_release) struct violation violation = { 0 };
	struct wire_violation wire;
	const char *at = body + sizeof(wire);

	if (len < sizeof(wire))
		return -EBADMSG;
	memcpy(&wire, body, sizeof(wire));
	if (wire.rule_len > WIRE_TYPE_MAX || wire.message_len > WIRE_MESSAGE_MAX ||
		wire.hint_len > WIRE_MESSAGE_MAX ||
		(size_t)wire.rule_len + wire.message_len + wire.hint_len != len - sizeof(wire))
		return -EBADMSG;
	violation.line = wire.line;
	violation.column = wire.column;
	violation.end_line = wire.end_line;
	violation.end_column = wire.end_column;
	violation.rule = next_text(&at, wire.rule_len);
	violation.message = next_text(&at, wire.message_len);
	violation.hint = wire.hint_len ? next_text(&at, wire.hint_len) : NULL;
	if (!violation.rule || !violation.message || (wire.hint_len && !violation.hint))
		return -ENOMEM;
	*ret = violation;
	violation = (struct violation){ 0 };
	return 0;
}

void claim_release(struct claim *claim)
{
	free(claim->type);
	free(claim->message);
	free(claim->error);
	*claim = (struct claim){ 0 };
}

void violation_release(struct violation *violation)
{
	free(violation->rule);
	free(violation->message);
	free(violation->hint);
	*violation = (struct violation){ 0 };
}
