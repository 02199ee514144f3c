#include "capture.h"

/* A call reads no less than the largest pipe holds (pipe-max-size as the kernel ships it). */
enum { CHUNK = 64 * 1024, CHUNKS_A_CALL = 16, SHORT_READ = 4 * 1024 };

static void keep(struct capture *capture, const char *data, size_t len)
{
	/* What was dropped leaves no hole: nothing follows it. */
	size_t room = capture->truncated ? 0 : capture->bytes.max - capture->bytes.len;
	size_t kept = MIN(len, room);

	if (kept && buf_append(&capture->bytes, data, kept) < 0)
		capture->lost = true;
	if (kept < len)
		capture->truncated = true;
	capture->dropped += len - kept;
}

int capture_drain(struct capture *capture, int fd)
{
	char chunk[CHUNK];

	for (int i = 0; i < CHUNKS_A_CALL; i++) {
		ssize_t n = read(fd, chunk, sizeof(chunk));

		if (n > 0) {
			keep(capture, chunk, (size_t)n);
			/* A short read is an empty pipe: one call less on the path of a small program. */
			if (n < SHORT_READ)
				return 1;
			continue;
		}
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 && errno != EAGAIN)
			capture->lost = true;
		return n < 0 && errno == EAGAIN;
	}
	return 1;
}

/* The length of the well-formed UTF-8 sequence at `s`, 0 where there is none (RFC 3629: no surrogates, no
 * overlong forms, nothing above U+10FFFF). */
static size_t sequence(const unsigned char *s, size_t left)
{
	unsigned char low = 0x80, high = 0xbf;
	size_t len;

	if (s[0] < 0x80)
		return 1;
	if (s[0] < 0xc2 || s[0] > 0xf4)
		return 0;
	len = s[0] < 0xe0 ? 2 : s[0] < 0xf0 ? 3 : 4;
	if (s[0] == 0xe0)
		low = 0xa0;
	else if (s[0] == 0xed)
		high = 0x9f;
	else if (s[0] == 0xf0)
		low = 0x90;
	else if (s[0] == 0xf4)
		high = 0x8f;
	if (left < len || s[1] < low || s[1] > high)
		return 0;
	for (size_t i = 2; i < len; i++) {
		if (s[i] < 0x80 || s[i] > 0xbf)
			return 0;
	}
	return len;
}

static size_t count_invalid(const unsigned char *data, size_t len)
{
	size_t invalid = 0;

	for (size_t i = 0; i < len;) {
		size_t n = sequence(data + i, len - i);

		invalid += n == 0;
		i += n ? n : 1;
	}
	return invalid;
}

static void replace_invalid(const unsigned char *from, size_t len, char *to)
{
	for (size_t i = 0; i < len;) {
		size_t n = sequence(from + i, len - i);

		if (n) {
			memcpy(to, from + i, n);
			to += n;
			i += n;
		} else {
			memcpy(to, "\xef\xbf\xbd", 3);
			to += 3;
			i++;
		}
	}
}

static char *copy_valid(const unsigned char *data, size_t size, size_t room, size_t *len)
{
	size_t invalid = size ? count_invalid(data, size) : 0;
	char *text = malloc(size + 2 * invalid + room + 1);

	if (!text)
		return NULL;
	if (size && !invalid)
		memcpy(text, data, size);
	else if (size)
		replace_invalid(data, size, text);
	*len = size + 2 * invalid;
	text[*len] = '\0';
	return text;
}

/* The cap may have cut a character in two: that is no fault of the program's. */
static size_t without_cut_character(const unsigned char *data, size_t size)
{
	for (size_t back = 1; back <= 3 && back <= size; back++) {
		const unsigned char *last = data + size - back;

		if ((*last & 0xc0) == 0x80)
			continue;
		return *last >= 0xc0 && !sequence(last, back) ? size - back : size;
	}
	return size;
}

char *capture_take(struct capture *capture, size_t room, size_t *len)
{
	const unsigned char *data = (const unsigned char *)capture->bytes.data;
	size_t size = capture->bytes.len;
	char *text;

	if (capture->truncated)
		size = without_cut_character(data, size);
	text = copy_valid(data, size, room, len);
	if (text)
		capture_release(capture);
	return text;
}

char *utf8_copy(const char *data, size_t len)
{
	size_t valid;

	return copy_valid((const unsigned char *)data, len, 0, &valid);
}

void capture_release(struct capture *capture)
{
	buf_release(&capture->bytes);
}
