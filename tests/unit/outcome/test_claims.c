/* A cell's words about its program, as told and as made up. */
#include "testing.h"

#include "base/cleanup.h"
#include "outcome/claims.h"

struct body {
	char bytes[16 * 1024];
	size_t len;
};

static void add(struct body *body, const void *data, size_t len)
{
	memcpy(body->bytes + body->len, data, len);
	body->len += len;
}

static void add_filler(struct body *body, char filler, size_t len)
{
	memset(body->bytes + body->len, filler, len);
	body->len += len;
}

static struct wire_ended ended(size_t type, size_t message, size_t error)
{
	return (struct wire_ended){
		.ending = ENDING_EXCEPTION,
		.exit_code = 1,
		.line = 3,
		.type_len = (uint32_t)type,
		.message_len = (uint32_t)message,
		.error_len = (uint32_t)error,
	};
}

static void test_a_claim_is_taken_apart(void **state)
{
	_cleanup_(claim_release) struct claim claim = { 0 };
	const struct wire_ended wire = ended(4, 3, 5);
	struct body body = { .len = 0 };

	add(&body, &wire, sizeof(wire));
	add(&body, "Typemsg", 7);
	add(&body, "e\xff\0 x", 5);
	assert_int_equal(claim_parse(&claim, body.bytes, body.len), 0);
	assert_true(claim.made);
	assert_memory_equal(&claim.wire, &wire, sizeof(wire));
	assert_string_equal(claim.type, "Type");
	assert_string_equal(claim.message, "msg");
	assert_memory_equal(claim.error, "e\xef\xbf\xbd\0 x", 8);
}

static void test_a_claim_of_the_largest_size(void **state)
{
	_cleanup_(claim_release) struct claim claim = { 0 };
	const struct wire_ended wire = ended(WIRE_TYPE_MAX, WIRE_MESSAGE_MAX, WIRE_ERROR_MAX);
	static struct body body;

	add(&body, &wire, sizeof(wire));
	add_filler(&body, '\xff', WIRE_TYPE_MAX + WIRE_MESSAGE_MAX + WIRE_ERROR_MAX);
	assert_int_equal(claim_parse(&claim, body.bytes, body.len), 0);
	assert_int_equal(strlen(claim.error), 3 * WIRE_ERROR_MAX);
}

static const struct {
	const char *what;
	struct wire_ended wire;
	size_t behind; /* bytes that really follow */
} lies[] = {
	{ "less than told", { .error_len = 5 }, 4 },
	{ "more than told", { .error_len = 5 }, 6 },
	{ "nothing told", { .error_len = 0 }, 1 },
	{ "no such ending", { .ending = ENDING_MEMORY + 1 }, 0 },
	{ "an ending far out", { .ending = UINT32_MAX }, 0 },
	{ "a long type", { .type_len = WIRE_TYPE_MAX + 1 }, WIRE_TYPE_MAX + 1 },
	{ "a long message", { .message_len = WIRE_MESSAGE_MAX + 1 }, WIRE_MESSAGE_MAX + 1 },
	{ "a long error", { .error_len = WIRE_ERROR_MAX + 1 }, WIRE_ERROR_MAX + 1 },
	{ "lengths that add up in 32 bits", { .type_len = UINT32_MAX, .message_len = 2 }, 1 },
	{ "likewise", { .type_len = 0x80000000, .message_len = 0x80000000, .error_len = 4 }, 4 },
};

static void test_made_up_claims_leave_nothing(void **state)
{
	for (size_t i = 0; i < ELEMENTS(lies); i++) {
		struct claim claim = { 0 };
		static struct body body;

		body.len = 0;
		add(&body, &lies[i].wire, sizeof(lies[i].wire));
		add_filler(&body, 'x', lies[i].behind);
		if (claim_parse(&claim, body.bytes, body.len) != -EBADMSG)
			fail_msg("%s", lies[i].what);
		assert_false(claim.made);
		assert_null(claim.error);
	}
}

static void test_heads_cut_short(void **state)
{
	const char zeros[MAX(sizeof(struct wire_ended), sizeof(struct wire_violation))] = { 0 };
	struct claim claim = { 0 };
	struct violation violation = { 0 };

	for (size_t len = 0; len < sizeof(struct wire_ended); len++)
		assert_int_equal(claim_parse(&claim, zeros, len), -EBADMSG);
	for (size_t len = 0; len < sizeof(struct wire_violation); len++)
		assert_int_equal(violation_parse(&violation, zeros, len), -EBADMSG);
	assert_null(claim.error);
	assert_null(violation.rule);
}

static void test_a_violation_is_taken_apart(void **state)
{
	_cleanup_(violation_release) struct violation violation = { 0 }, plain = { 0 };
	struct wire_violation wire = {
		.line = 7, .column = 2, .end_line = 8, .end_column = 3, .rule_len = 4, .message_len = 2
	};
	struct body body = { .len = 0 };

	add(&body, &wire, sizeof(wire));
	add(&body, "rulenowhy", 9);
	assert_int_equal(violation_parse(&plain, body.bytes, body.len - 3), 0);
	assert_string_equal(plain.rule, "rule");
	assert_string_equal(plain.message, "no");
	assert_null(plain.hint);
	wire.hint_len = 3;
	memcpy(body.bytes, &wire, sizeof(wire));
	assert_int_equal(violation_parse(&violation, body.bytes, body.len), 0);
	assert_string_equal(violation.hint, "why");
	assert_int_equal(violation.line, 7);
	assert_int_equal(violation.column, 2);
	assert_int_equal(violation.end_line, 8);
	assert_int_equal(violation.end_column, 3);
}

static void test_made_up_violations(void **state)
{
	static const struct wire_violation wires[] = {
		{ .rule_len = 4 },
		{ .rule_len = 2 },
		{ .rule_len = UINT32_MAX, .message_len = 4 },
		{ .hint_len = UINT32_MAX },
	};

	for (size_t i = 0; i < ELEMENTS(wires); i++) {
		struct violation violation = { 0 };
		struct body body = { .len = 0 };

		add(&body, &wires[i], sizeof(wires[i]));
		add_filler(&body, 'x', 3);
		assert_int_equal(violation_parse(&violation, body.bytes, body.len), -EBADMSG);
		assert_null(violation.rule);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_claim_is_taken_apart),
		cmocka_unit_test(test_a_claim_of_the_largest_size),
		cmocka_unit_test(test_made_up_claims_leave_nothing),
		cmocka_unit_test(test_heads_cut_short),
		cmocka_unit_test(test_a_violation_is_taken_apart),
		cmocka_unit_test(test_made_up_violations),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
