/* What a hostile cell sends: the message through a real socket pair, its body through each parser of bodies.
 * The first two bytes say how many descriptors lie beside it, and whether they are expected. */
#include "input.h"

#include "outcome/claims.h"

static bool is_text(const char *text, size_t len)
{
	return text && strlen(text) <= 3 * len;
}

static void parse(const char *body, size_t len)
{
	_cleanup_(claim_release) struct claim claim = { 0 };
	_cleanup_(violation_release) struct violation violation = { 0 };
	const int claimed = claim_parse(&claim, body, len);
	const int violated = violation_parse(&violation, body, len);

	if ((claimed == 0) != claim.made || (violated == 0) != (violation.rule != NULL))
		abort();
	if (claim.made && (!is_text(claim.type, WIRE_TYPE_MAX) || !is_text(claim.message, WIRE_MESSAGE_MAX) ||
				  !is_text(claim.error, WIRE_ERROR_MAX)))
		abort();
	if (violation.rule && !is_text(violation.message, WIRE_MESSAGE_MAX))
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct frame frame;
	struct err err;
	int ends[2], fds[2 * FRAME_FDS_MAX], r;

	if (size < 2 || size > FRAME_MAX + 64)
		return 0;
	parse((const char *)data + 2, size - 2);
	if (frame_pair(ends, &err) < 0)
		abort();
	for (size_t i = 0; i < ELEMENTS(fds); i++)
		fds[i] = ends[0];
	send_raw(ends[0], data + 2, size - 2, fds, data[0] % (2 * FRAME_FDS_MAX + 1));
	r = frame_receive(ends[1], &frame, data[1] & 1, &err);
	if (r == 1) {
		if (frame.length > FRAME_BODY_MAX || frame.body[frame.length] ||
			(frame.fd_count && !(data[1] & 1)) || frame.fd_count > FRAME_FDS_MAX)
			abort();
		parse(frame.body, frame.length);
	} else if (frame.fd_count || (r == 0) != (size == 2 && data[0] % (2 * FRAME_FDS_MAX + 1) == 0)) {
		abort();
	}
	frame_release(&frame);
	close(ends[0]);
	close(ends[1]);
	return 0;
}
