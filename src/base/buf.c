#include "buf.h"

int buf_reserve(struct buf *buf, size_t len)
{
	size_t wanted, size;
	char *data;

	if (len > buf->max || buf->len > buf->max - len)
		return -ENOBUFS;
	wanted = buf->len + len + 1;
	if (wanted <= buf->allocated)
		return 0;
	size = MAX(buf->allocated * 2, (size_t)64);
	size = MAX(MIN(size, buf->max + 1), wanted);
	data = realloc(buf->data, size);
	if (!data)
		return -ENOMEM;
	data[buf->len] = '\0';
	buf->data = data;
	buf->allocated = size;
	return 0;
}

int buf_append(struct buf *buf, const void *data, size_t len)
{
	int r = buf_reserve(buf, len);

	if (r < 0)
		return r;
	if (len)
		memcpy(buf->data + buf->len, data, len);
	buf->len += len;
	buf->data[buf->len] = '\0';
	return 0;
}

int buf_puts(struct buf *buf, const char *text)
{
	return buf_append(buf, text, strlen(text));
}

int buf_printf(struct buf *buf, const char *format, ...)
{
	va_list args;
	int n, r;

	va_start(args, format);
	n = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (n < 0)
		return -EINVAL;
	r = buf_reserve(buf, (size_t)n);
	if (r < 0)
		return r;
	va_start(args, format);
	vsnprintf(buf->data + buf->len, (size_t)n + 1, format, args);
	va_end(args);
	buf->len += (size_t)n;
	return 0;
}

void buf_release(struct buf *buf)
{
	free(buf->data);
	*buf = BUF_INIT(buf->max);
}
