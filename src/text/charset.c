/*
 * charset.c - decides on the encoding of a stream and converts it.
 *
 * GB18030 read as UTF-8 is nearly all errors, and UTF-8 with a damaged
 * character here and there is nearly none; so a file is UTF-8 as long as the
 * good sequences outnumber the bad bytes ten to one. Only glibc's iconv is
 * needed; it knows all of GB18030.
 */
#include "text/charset.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>

enum { GUESS_BYTES = 256 * 1024, BOM_BYTES = 3, GOOD_PER_BAD = 10 };

struct charset {
	enum charset_kind kind;
	bool started;			/* past the byte order mark */
	bool decided;
	struct buf held;		/* not converted yet */
	iconv_t iconv;			/* (iconv_t)-1 when none is needed */
};

static const struct {
	const char *name;
	const char *iconv_name;		/* NULL: the bytes pass as they are */
} charsets[CHARSET_COUNT] = {
#define X(id, name, iconv_name) [CHARSET_##id] = { name, iconv_name },
	CHARSET_LIST(X)
#undef X
};

static const struct {
	const char *bytes;
	size_t count;
	enum charset_kind kind;
} marks[] = {
	{ "\xef\xbb\xbf", 3, CHARSET_UTF8 },
	{ "\xff\xfe", 2, CHARSET_UTF16LE },
	{ "\xfe\xff", 2, CHARSET_UTF16BE },
};

struct charset *
charset_new(void)
{
	struct charset *c = xcalloc(1, sizeof(*c));

	c->iconv = (iconv_t)-1;
	return c;
}

void
charset_free(struct charset *c)
{
	if (!c)
		return;
	if (c->iconv != (iconv_t)-1)
		iconv_close(c->iconv);
	buf_release(&c->held);
	free(c);
}

enum charset_kind
charset_kind(const struct charset *c)
{
	return c->kind;
}

const char *
charset_name(enum charset_kind kind)
{
	return charsets[kind].name;
}

static size_t
ascii_bytes(struct slice s)
{
	size_t n = 0;

	while (n < s.bytes && (unsigned char)s.text[n] < 0x80)
		n++;
	return n;
}

static struct slice
slice_from(struct slice s, size_t at)
{
	return (struct slice){ s.text + at, s.bytes - at };
}

enum charset_kind
charset_guess(struct slice s)
{
	size_t good = 0, bad = 0;

	while (s.bytes > 0) {
		size_t left;

		s = slice_from(s, ascii_bytes(s));
		left = s.bytes;
		if (left == 0)
			break;
		utf8_next(&s);
		if (left - s.bytes > 1)
			good++;
		else
			bad++;
	}
	return good >= bad * GOOD_PER_BAD ? CHARSET_UTF8 : CHARSET_GB18030;
}

static void
decide(struct charset *c, enum charset_kind kind)
{
	c->kind = kind;
	c->decided = true;
	if (charsets[kind].iconv_name)
		c->iconv = iconv_open("UTF-8", charsets[kind].iconv_name);
}

static void
held_drop(struct charset *c, size_t bytes)
{
	if (bytes == 0)
		return;
	memmove(c->held.text, c->held.text + bytes, c->held.bytes - bytes);
	buf_cut(&c->held, c->held.bytes - bytes);
}

static void
convert(struct charset *c, bool last, struct buf *out)
{
	char *in = c->held.text;
	size_t left = c->held.bytes;

	while (left > 0) {
		size_t room = left * 2 + 16, n;
		char *to;

		buf_reserve(out, room);
		to = out->text + out->bytes;
		n = iconv(c->iconv, &in, &left, &to, &room);
		*to = '\0';
		out->bytes = (size_t)(to - out->text);
		if (n != (size_t)-1 || left == 0)
			continue;
		if (errno == EINVAL && !last)
			break;		/* the rest comes with the next call */
		if (errno == E2BIG)
			continue;
		buf_add_char(out, CHARSET_BAD);
		in++;
		left--;
	}
	held_drop(c, c->held.bytes - left);
}

static void
pass(struct charset *c, bool last, struct buf *out)
{
	if (c->held.bytes == 0)
		return;
	if (c->iconv != (iconv_t)-1) {
		convert(c, last, out);
		return;
	}
	buf_add_slice(out, buf_slice(&c->held));
	buf_reset(&c->held);
}

static void
start(struct charset *c)
{
	c->started = true;
	for (size_t i = 0; i < COUNT(marks); i++) {
		if (c->held.bytes < marks[i].count ||
		    memcmp(c->held.text, marks[i].bytes, marks[i].count) != 0)
			continue;
		decide(c, marks[i].kind);
		held_drop(c, marks[i].count);
		return;
	}
}

/* Lets the ASCII in front pass and looks at what follows it. */
static void
look(struct charset *c, bool last, struct buf *out)
{
	size_t ascii = ascii_bytes(buf_slice(&c->held));
	struct slice rest;

	if (ascii > 0) {
		buf_add(out, c->held.text, ascii);
		held_drop(c, ascii);
	}
	rest = buf_slice(&c->held);
	if (rest.bytes >= GUESS_BYTES || (last && rest.bytes > 0))
		decide(c, charset_guess(rest));
}

static void
work(struct charset *c, bool last, struct buf *out)
{
	if (!c->started && (c->held.bytes >= BOM_BYTES || last))
		start(c);
	if (c->started && !c->decided && c->held.bytes > 0)
		look(c, last, out);
	if (c->decided)
		pass(c, last, out);
}

void
charset_feed(struct charset *c, struct slice in, struct buf *out)
{
	buf_add_slice(&c->held, in);
	work(c, false, out);
}

void
charset_end(struct charset *c, struct buf *out)
{
	work(c, true, out);
}
