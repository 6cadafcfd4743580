/*
 * err.c - writes messages.
 *
 * A message may quote names of files and what stands in them, so it goes
 * through the cleaner: it is safe on a terminal and has one line. It may be
 * made from the message that is there already, so it is formatted apart.
 */
#include "base/err.h"

#include "base/buf.h"
#include "base/intl.h"
#include "base/utf8.h"

#include <errno.h>
#include <stdarg.h>
#include <string.h>

static const struct {
	int exit_code;
	const char *words;
} statuses[] = {
#define X(name, code, words) [ST_##name] = { code, words },
	STATUS_LIST(X)
#undef X
};

/* Takes @text's memory. */
static void
err_take(struct err *err, struct buf *text)
{
	struct buf clean = BUF_INIT;
	struct slice fit;

	utf8_clean(&clean, buf_slice(text), CLEAN_ONE_LINE);
	fit = buf_slice(&clean);
	if (fit.bytes >= ERR_TEXT_BYTES) {
		fit.bytes = ERR_TEXT_BYTES - 1;
		while (((unsigned char)fit.text[fit.bytes] & 0xc0) == 0x80)
			fit.bytes--;
	}
	memcpy(err->text, fit.text, fit.bytes);
	err->text[fit.bytes] = '\0';
	buf_release(&clean);
	buf_release(text);
}

enum status
fail(struct err *err, enum status status, const char *format, ...)
{
	struct buf text = BUF_INIT;
	va_list ap;

	va_start(ap, format);
	buf_addv(&text, _(format), ap);
	va_end(ap);
	err->status = status;
	err_take(err, &text);
	return status;
}

enum status
fail_errno(struct err *err, enum status status, const char *format, ...)
{
	struct buf text = BUF_INIT;
	int number = errno;
	va_list ap;

	va_start(ap, format);
	buf_addv(&text, _(format), ap);
	va_end(ap);
	buf_addf(&text, ": %s", strerror(number));
	if (number == ENOSPC || number == EDQUOT || number == EFBIG)
		status = ST_FULL;
	err->status = status;
	err_take(err, &text);
	errno = number;
	return status;
}

enum status
fail_at(struct err *err, const char *format, ...)
{
	struct buf text = BUF_INIT;
	va_list ap;

	va_start(ap, format);
	buf_addv(&text, format, ap);
	va_end(ap);
	buf_addf(&text, ": %s", err->text);
	err_take(err, &text);
	return err->status;
}

int
status_exit_code(enum status status)
{
	return statuses[status].exit_code;
}

const char *
status_words(enum status status)
{
	return _(statuses[status].words);
}
