/*
 * buf.c - growing text, and cutting up text that stays where it is.
 */
#include "base/buf.h"

#include "base/mem.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void
buf_init(struct buf *b)
{
	*b = (struct buf)BUF_INIT;
}

void
buf_reset(struct buf *b)
{
	buf_cut(b, 0);
}

void
buf_release(struct buf *b)
{
	free(b->text);
	buf_init(b);
}

void
buf_reserve(struct buf *b, size_t more)
{
	size_t want = b->bytes + 1;

	/* no sum may wrap: as much is never there */
	want = more > SIZE_MAX - want ? SIZE_MAX : want + more;
	ARRAY_GROW(b->text, want, b->room);
	b->text[b->bytes] = '\0';
}

void
buf_add(struct buf *b, const void *bytes, size_t n)
{
	if (n >= b->room - b->bytes)
		buf_reserve(b, n);
	if (n > 0)
		memcpy(b->text + b->bytes, bytes, n);
	b->bytes += n;
	b->text[b->bytes] = '\0';
}

void
buf_add_char(struct buf *b, char c)
{
	if (b->bytes + 1 >= b->room)
		buf_reserve(b, 1);
	b->text[b->bytes++] = c;
	b->text[b->bytes] = '\0';
}

void
buf_add_text(struct buf *b, const char *s)
{
	buf_add(b, s, strlen(s));
}

void
buf_add_slice(struct buf *b, struct slice s)
{
	buf_add(b, s.text, s.bytes);
}

void
buf_addf(struct buf *b, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	buf_addv(b, format, ap);
	va_end(ap);
}

/* Most texts fit what is there; the others are formatted twice. */
void
buf_addv(struct buf *b, const char *format, va_list ap)
{
	va_list again;
	size_t free_bytes;
	int n;

	buf_reserve(b, 0);
	free_bytes = b->room - b->bytes;
	va_copy(again, ap);
	n = vsnprintf(b->text + b->bytes, free_bytes, format, ap);
	if (n > 0 && (size_t)n >= free_bytes) {
		buf_reserve(b, (size_t)n);
		n = vsnprintf(b->text + b->bytes, (size_t)n + 1, format,
		    again);
	}
	va_end(again);
	if (n > 0)
		b->bytes += (size_t)n;
	b->text[b->bytes] = '\0';
}

void
buf_cut(struct buf *b, size_t bytes)
{
	if (!b->text || bytes > b->bytes)
		return;
	b->bytes = bytes;
	b->text[bytes] = '\0';
}

const char *
buf_text(const struct buf *b)
{
	return b->text ? b->text : "";
}

struct slice
buf_slice(const struct buf *b)
{
	return (struct slice){ buf_text(b), b->bytes };
}

char *
buf_detach(struct buf *b)
{
	char *text;

	buf_reserve(b, 0);
	text = b->text;
	buf_init(b);
	return text;
}

struct slice
slice_of(const char *s)
{
	return s ? (struct slice){ s, strlen(s) } : (struct slice){ "", 0 };
}

bool
slice_equal(struct slice a, struct slice b)
{
	return a.bytes == b.bytes &&
	    (a.bytes == 0 || memcmp(a.text, b.text, a.bytes) == 0);
}

bool
slice_is(struct slice s, const char *text)
{
	return slice_equal(s, slice_of(text));
}

int
slice_cmp(struct slice a, struct slice b)
{
	size_t both = a.bytes < b.bytes ? a.bytes : b.bytes;
	int c = both > 0 ? memcmp(a.text, b.text, both) : 0;

	return c != 0 ? c : (a.bytes > b.bytes) - (a.bytes < b.bytes);
}

const char *
slice_find(struct slice s, struct slice part)
{
	return part.bytes > 0 && part.bytes <= s.bytes ?
	    memmem(s.text, s.bytes, part.text, part.bytes) : NULL;
}

/* As isspace() in the C locale, whatever the locale is. */
static bool
is_white(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static struct slice
slice_from(struct slice s, size_t at)
{
	return at > 0 ? (struct slice){ s.text + at, s.bytes - at } : s;
}

static struct slice
trim_front(struct slice s)
{
	size_t at = 0;

	while (at < s.bytes && is_white(s.text[at]))
		at++;
	return slice_from(s, at);
}

struct slice
slice_trim(struct slice s)
{
	s = trim_front(s);
	while (s.bytes > 0 && is_white(s.text[s.bytes - 1]))
		s.bytes--;
	return s;
}

struct slice
slice_word(struct slice *s)
{
	struct slice word = trim_front(*s);
	size_t end = 0;

	while (end < word.bytes && !is_white(word.text[end]))
		end++;
	*s = slice_from(word, end);
	word.bytes = end;
	return word;
}

bool
slice_until(struct slice *s, char end, struct slice *part)
{
	const char *at;

	if (s->bytes == 0)
		return false;
	at = memchr(s->text, end, s->bytes);
	*part = *s;
	if (at)
		part->bytes = (size_t)(at - s->text);
	*s = slice_from(*s, part->bytes + (at ? 1 : 0));
	return true;
}

bool
slice_line(struct slice *s, struct slice *line)
{
	bool ended;

	if (!slice_until(s, '\n', line))
		return false;
	ended = s->text > line->text + line->bytes;
	if (ended && line->bytes > 0 && line->text[line->bytes - 1] == '\r')
		line->bytes--;
	return true;
}

char *
slice_dup(struct slice s)
{
	char *text = xmalloc(s.bytes + 1);

	if (s.bytes > 0)
		memcpy(text, s.text, s.bytes);
	text[s.bytes] = '\0';
	return text;
}
