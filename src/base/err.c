#include "err.h"

static void printf_like(2, 0) prepend(struct err *err, const char *format, va_list args)
{
	char inner[ERR_TEXT_MAX];
	int n;

	memcpy(inner, err->text, sizeof(inner));
	n = vsnprintf(err->text, sizeof(err->text), format, args);
	if (n < 0 || (size_t)n >= sizeof(err->text))
		return;
	snprintf(err->text + n, sizeof(err->text) - (size_t)n, ": %.*s", ERR_TEXT_MAX - 3, inner);
}

int err_set(struct err *err, int code, const char *format, ...)
{
	va_list args;

	if (!err)
		return code;
	err->code = code;
	va_start(args, format);
	vsnprintf(err->text, sizeof(err->text), format, args);
	va_end(args);
	return code;
}

int err_errno(struct err *err, const char *format, ...)
{
	int code = errno > 0 ? -errno : -EIO;
	va_list args;

	if (!err)
		return code;
	err->code = code;
	snprintf(err->text, sizeof(err->text), "%s", strerror(-code));
	va_start(args, format);
	prepend(err, format, args);
	va_end(args);
	return code;
}

int err_in(struct err *err, const char *format, ...)
{
	va_list args;

	if (!err)
		return -EIO;
	va_start(args, format);
	prepend(err, format, args);
	va_end(args);
	return err->code < 0 ? err->code : -EIO;
}

int err_nomem(struct err *err)
{
	return err_set(err, -ENOMEM, "out of memory");
}
