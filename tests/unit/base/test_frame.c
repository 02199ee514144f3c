/* Messages between processes, also those that a hostile peer makes up. */
#include "testing.h"

#include "base/frame.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>

struct pair {
	int ends[2];
};

static int make_pair(void **state)
{
	static struct pair pair;

	*state = &pair;
	return frame_pair(pair.ends, NULL);
}

static int close_pair(void **state)
{
	struct pair *pair = *state;

	pair->ends[0] = safe_close(pair->ends[0]);
	pair->ends[1] = safe_close(pair->ends[1]);
	return 0;
}

static int *ends_of(void **state)
{
	return ((struct pair *)*state)->ends;
}

static unsigned count_open(void)
{
	unsigned count = 0;

	for (int fd = 0; fd < 256; fd++)
		count += fcntl(fd, F_GETFD) >= 0;
	return count;
}

/* Sends bytes as they are, with `fd_count` copies of stderr beside them. */
static void send_raw(int fd, const void *data, size_t len, unsigned fd_count)
{
	struct iovec part = { .iov_base = (void *)(uintptr_t)data, .iov_len = len };
	union {
		struct cmsghdr header;
		char space[CMSG_SPACE(sizeof(int) * 64)];
	} control = { 0 };
	struct msghdr message = { .msg_iov = &part, .msg_iovlen = 1 };

	if (fd_count) {
		int fds[64];

		for (unsigned i = 0; i < fd_count; i++)
			fds[i] = STDERR_FILENO;
		message.msg_control = control.space;
		message.msg_controllen = CMSG_SPACE(sizeof(int) * fd_count);
		control.header.cmsg_level = SOL_SOCKET;
		control.header.cmsg_type = SCM_RIGHTS;
		control.header.cmsg_len = CMSG_LEN(sizeof(int) * fd_count);
		memcpy(CMSG_DATA(&control.header), fds, sizeof(int) * fd_count);
	}
	assert_int_equal(sendmsg(fd, &message, MSG_NOSIGNAL), len);
}

static void test_a_message_arrives_whole(void **state)
{
	const int *ends = ends_of(state);
	struct frame frame;

	assert_int_equal(frame_send(ends[0], 7, "a\0b", 3, NULL, 0, NULL), 0);
	assert_int_equal(frame_send(ends[0], 8, NULL, 0, NULL, 0, NULL), 0);
	assert_int_equal(frame_receive(ends[1], &frame, false, NULL), 1);
	assert_int_equal(frame.type, 7);
	assert_int_equal(frame.length, 3);
	assert_memory_equal(frame.body, "a\0b", 4);
	assert_int_equal(frame.fd_count, 0);
	assert_int_equal(frame.pid, 0);
	assert_int_equal(frame_receive(ends[1], &frame, false, NULL), 1);
	assert_int_equal(frame.type, 8);
	assert_int_equal(frame.length, 0);
}

static void test_sizes_at_the_edge(void **state)
{
	static char body[FRAME_BODY_MAX + 1];
	const int *ends = ends_of(state);
	struct frame frame;

	memset(body, 'x', sizeof(body));
	assert_int_equal(frame_send(ends[0], 1, body, sizeof(body), NULL, 0, NULL), -EMSGSIZE);
	assert_int_equal(frame_send(ends[0], 1, body, FRAME_BODY_MAX, NULL, 0, NULL), 0);
	assert_int_equal(frame_receive(ends[1], &frame, false, NULL), 1);
	assert_int_equal(frame.length, FRAME_BODY_MAX);
	assert_memory_equal(frame.body, body, FRAME_BODY_MAX);
	assert_int_equal(frame.body[FRAME_BODY_MAX], '\0');
}

static void test_pieces_arrive_as_one(void **state)
{
	static char body[FRAME_BODY_MAX];
	const struct text pieces[FRAME_PIECES_MAX] = { { "a", 1 }, { NULL, 0 }, { "bc", 2 }, { "d", 1 } };
	const struct text full[] = { { "a", 1 }, { body, sizeof(body) - 1 } };
	const struct text over[] = { { "a", 1 }, { body, sizeof(body) } };
	const int *ends = ends_of(state);
	struct frame frame;

	assert_int_equal(frame_send_pieces(ends[0], 9, pieces, ELEMENTS(pieces), NULL), 0);
	assert_int_equal(frame_receive(ends[1], &frame, false, NULL), 1);
	assert_int_equal(frame.type, 9);
	assert_int_equal(frame.length, 4);
	assert_memory_equal(frame.body, "abcd", 5);
	assert_int_equal(frame_send_pieces(ends[0], 9, over, ELEMENTS(over), NULL), -EMSGSIZE);
	assert_int_equal(frame_send_pieces(ends[0], 9, pieces, FRAME_PIECES_MAX + 1, NULL), -EMSGSIZE);
	assert_int_equal(frame_send_pieces(ends[0], 9, full, ELEMENTS(full), NULL), 0);
	assert_int_equal(frame_receive(ends[1], &frame, false, NULL), 1);
	assert_int_equal(frame.length, FRAME_BODY_MAX);
}

static void test_descriptors_travel(void **state)
{
	const int *ends = ends_of(state);
	int fds[FRAME_FDS_MAX + 1];
	const unsigned before = count_open();
	struct stat sent, received;
	struct frame frame;

	for (unsigned i = 0; i < ELEMENTS(fds); i++)
		fds[i] = ends[0];
	assert_int_equal(frame_send(ends[0], 1, "x", 1, fds, FRAME_FDS_MAX + 1, NULL), -EMSGSIZE);
	assert_int_equal(frame_send(ends[0], 1, "x", 1, fds, FRAME_FDS_MAX, NULL), 0);
	assert_int_equal(frame_receive(ends[1], &frame, true, NULL), 1);
	assert_int_equal(frame.fd_count, FRAME_FDS_MAX);
	fstat(ends[0], &sent);
	for (unsigned i = 0; i < frame.fd_count; i++) {
		fstat(frame.fds[i], &received);
		assert_int_equal(sent.st_ino, received.st_ino);
		assert_true(fcntl(frame.fds[i], F_GETFD) & FD_CLOEXEC);
	}
	frame_release(&frame);
	assert_int_equal(count_open(), before);
}

static void test_a_stolen_descriptor_stays(void **state)
{
	const int *ends = ends_of(state);
	struct frame frame;
	int stolen;

	assert_int_equal(frame_send(ends[0], 1, NULL, 0, (int[]){ ends[0], ends[1] }, 2, NULL), 0);
	assert_int_equal(frame_receive(ends[1], &frame, true, NULL), 1);
	stolen = steal_fd(&frame.fds[0]);
	frame_release(&frame);
	frame_release(&frame);
	assert_true(fcntl(stolen, F_GETFD) >= 0);
	close(stolen);
}

static void test_malformed_messages(void **state)
{
	const struct frame_header more = { .type = 1, .length = 5 }, less = { .type = 1, .length = 0 };
	const struct frame_header cut = { .type = 1, .length = FRAME_BODY_MAX };
	static char large[FRAME_MAX + 1];
	const int *ends = ends_of(state);
	const unsigned before = count_open();
	char lying[sizeof(less) + 1] = { 0 };
	struct frame frame;
	struct err err;

	send_raw(ends[0], &more, sizeof(more), 0);
	assert_int_equal(frame_receive(ends[1], &frame, true, &err), -EBADMSG);
	memcpy(lying, &less, sizeof(less));
	send_raw(ends[0], lying, sizeof(lying), 0);
	assert_int_equal(frame_receive(ends[1], &frame, true, &err), -EBADMSG);
	send_raw(ends[0], "abc", 3, 1);
	assert_int_equal(frame_receive(ends[1], &frame, true, &err), -EBADMSG);
	assert_int_equal(frame.fd_count, 0);
	memcpy(large, &cut, sizeof(cut)); /* true of what is left of it */
	send_raw(ends[0], large, sizeof(large), 0);
	assert_int_equal(frame_receive(ends[1], &frame, true, &err), -EBADMSG);
	assert_string_equal(err.text, "malformed message of 16384 bytes");
	assert_int_equal(count_open(), before);
}

static void test_descriptors_that_nobody_asked_for_are_closed(void **state)
{
	const struct frame_header header = { .type = 1 };
	const int *ends = ends_of(state);
	const unsigned before = count_open();
	struct frame frame;

	send_raw(ends[0], &header, sizeof(header), 1);
	assert_int_equal(frame_receive(ends[1], &frame, false, NULL), -EBADMSG);
	assert_int_equal(frame.fd_count, 0);
	send_raw(ends[0], &header, sizeof(header), 64);
	assert_int_equal(frame_receive(ends[1], &frame, true, NULL), -EBADMSG);
	assert_int_equal(frame.fd_count, 0);
	assert_int_equal(count_open(), before);
}

/* More than a frame takes, and yet no more than the control buffer, which has room for credentials too. */
static void test_a_few_descriptors_too_many_are_closed(void **state)
{
	const struct frame_header header = { .type = 1 };
	const int *ends = ends_of(state);
	const unsigned before = count_open();
	struct frame frame;

	send_raw(ends[0], &header, sizeof(header), FRAME_FDS_MAX + 2);
	assert_int_equal(frame_receive(ends[1], &frame, true, NULL), -EBADMSG);
	frame_release(&frame);
	assert_int_equal(count_open(), before);
}

static void test_descriptors_beside_nothing_are_closed(void **state)
{
	const int *ends = ends_of(state);
	const unsigned before = count_open();
	struct frame frame;

	send_raw(ends[0], "", 0, 3);
	assert_int_equal(frame_receive(ends[1], &frame, true, NULL), -EBADMSG);
	assert_int_equal(frame.fd_count, 0);
	assert_int_equal(count_open(), before);
}

static void test_a_peer_that_is_gone(void **state)
{
	int *ends = ends_of(state);
	struct frame frame;

	ends[0] = safe_close(ends[0]);
	assert_int_equal(frame_receive(ends[1], &frame, false, NULL), 0);
	assert_int_equal(frame_send(ends[1], 1, NULL, 0, NULL, 0, NULL), -EPIPE);
}

/* A peer that waits to be told so must not do so for ever. */
static void test_an_empty_message_is_no_end(void **state)
{
	const int *ends = ends_of(state);
	const int on = 1;
	struct frame frame;

	assert_int_equal(setsockopt(ends[1], SOL_SOCKET, SO_PASSCRED, &on, sizeof(on)), 0);
	assert_int_equal(send(ends[0], "", 0, 0), 0);
	assert_int_equal(frame_receive(ends[1], &frame, false, &(struct err){ 0 }), -EBADMSG);
}

static void test_non_blocking_ends_do_not_wait(void **state)
{
	static char body[FRAME_BODY_MAX];
	const int *ends = ends_of(state);
	struct frame frame;
	int r = 0;

	for (int i = 0; i < 2; i++)
		assert_int_equal(fcntl(ends[i], F_SETFL, O_NONBLOCK), 0);
	assert_int_equal(frame_receive(ends[1], &frame, false, NULL), -EAGAIN);
	for (int i = 0; i < 10000 && r == 0; i++)
		r = frame_send(ends[0], 1, body, sizeof(body), NULL, 0, NULL);
	assert_int_equal(r, -EAGAIN);
}

static void test_the_kernel_names_the_sender(void **state)
{
	const int *ends = ends_of(state);
	const int on = 1;
	struct frame frame;

	assert_int_equal(setsockopt(ends[1], SOL_SOCKET, SO_PASSCRED, &on, sizeof(on)), 0);
	assert_int_equal(frame_send(ends[0], 1, NULL, 0, (int[]){ ends[0] }, 1, NULL), 0);
	assert_int_equal(frame_receive(ends[1], &frame, true, NULL), 1);
	assert_int_equal(frame.pid, getpid());
	assert_int_equal(frame.fd_count, 1);
	frame_release(&frame);
}

static void test_ends_are_close_on_exec(void **state)
{
	const int *ends = ends_of(state);

	assert_true(fcntl(ends[0], F_GETFD) & FD_CLOEXEC);
	assert_true(fcntl(ends[1], F_GETFD) & FD_CLOEXEC);
}

#define FRAME_TEST(name) cmocka_unit_test_setup_teardown(name, make_pair, close_pair)

int main(void)
{
	const struct CMUnitTest tests[] = {
		FRAME_TEST(test_a_message_arrives_whole),
		FRAME_TEST(test_sizes_at_the_edge),
		FRAME_TEST(test_pieces_arrive_as_one),
		FRAME_TEST(test_descriptors_travel),
		FRAME_TEST(test_a_stolen_descriptor_stays),
		FRAME_TEST(test_malformed_messages),
		FRAME_TEST(test_descriptors_that_nobody_asked_for_are_closed),
		FRAME_TEST(test_a_few_descriptors_too_many_are_closed),
		FRAME_TEST(test_descriptors_beside_nothing_are_closed),
		FRAME_TEST(test_a_peer_that_is_gone),
		FRAME_TEST(test_an_empty_message_is_no_end),
		FRAME_TEST(test_non_blocking_ends_do_not_wait),
		FRAME_TEST(test_the_kernel_names_the_sender),
		FRAME_TEST(test_ends_are_close_on_exec),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
