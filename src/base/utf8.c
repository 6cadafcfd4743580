/*
 * utf8.c - steps over characters, measures them, and cleans them.
 *
 * Drawing measures every text it paints, and nearly all of it is ASCII and
 * Chinese. Such characters stand alone next to each other and have a known
 * width, so plain_bytes() lets them pass without a look into the tables of
 * libunistring.
 */
#include "base/utf8.h"

#include "base/mem.h"
#include "base/utf8_ambiguous.h"

#include <unictype.h>
#include <unigbrk.h>
#include <unistr.h>
#include <uniwidth.h>

/* The terminal's, and a terminal is one for the process. */
static int ambiguous_cols = 1;

static const uint8_t *
u8(struct slice s, size_t at)
{
	return (const uint8_t *)s.text + at;
}

size_t
utf8_bad_at(struct slice s)
{
	const uint8_t *bad;

	if (s.bytes == 0)
		return 0;
	bad = u8_check(u8(s, 0), s.bytes);
	return bad ? (size_t)(bad - u8(s, 0)) : s.bytes;
}

bool
utf8_valid(struct slice s)
{
	return utf8_bad_at(s) == s.bytes;
}

/* The bytes of the character at @at; an ill-formed byte is one of U+FFFD. */
static size_t
decode(struct slice s, size_t at, uint32_t *ch)
{
	const uint8_t *p = u8(s, at);
	ucs4_t uc;
	int n;

	if (*p < 0x80) {
		*ch = *p;
		return 1;
	}
	/* most of what is not ASCII is Chinese: U+3000 to U+9FFF */
	if (*p >= 0xe3 && *p <= 0xe9 && s.bytes - at >= 3 &&
	    (p[1] & 0xc0) == 0x80 && (p[2] & 0xc0) == 0x80) {
		*ch = (p[0] & 0xfu) << 12 | (p[1] & 0x3fu) << 6 |
		    (p[2] & 0x3fu);
		return 3;
	}
	n = u8_mbtoucr(&uc, p, s.bytes - at);
	*ch = n > 0 ? uc : UTF8_REPLACEMENT;
	return n > 0 ? (size_t)n : 1;
}

uint32_t
utf8_next(struct slice *s)
{
	uint32_t ch;
	size_t n = decode(*s, 0, &ch);

	s->text += n;
	s->bytes -= n;
	return ch;
}

void
utf8_put(struct buf *out, uint32_t ch)
{
	uint8_t bytes[6];
	int n = u8_uctomb(bytes, ch, sizeof(bytes));

	if (n <= 0)
		n = u8_uctomb(bytes, UTF8_REPLACEMENT, sizeof(bytes));
	buf_add(out, bytes, (size_t)n);
}

size_t
utf8_chars(struct slice s)
{
	size_t chars = 0;

	for (; s.bytes > 0; chars++)
		utf8_next(&s);
	return chars;
}

struct slice
utf8_first(struct slice s, size_t chars)
{
	struct slice rest = s;

	while (rest.bytes > 0 && chars > 0) {
		utf8_next(&rest);
		chars--;
	}
	s.bytes -= rest.bytes;
	return s;
}

/* A Chinese character or full-width form at @p, which has @n bytes. */
static bool
plain_wide(const uint8_t *p, size_t n)
{
	uint32_t ch;

	if (n < 3 || (p[0] & 0xf0) != 0xe0 || (p[1] & 0xc0) != 0x80 ||
	    (p[2] & 0xc0) != 0x80)
		return false;
	ch = (p[0] & 0xfu) << 12 | (p[1] & 0x3fu) << 6 | (p[2] & 0x3fu);
	return (ch >= 0x4e00 && ch < 0xa000) || (ch >= 0x3000 && ch < 0x302a) ||
	    (ch >= 0xff01 && ch < 0xff61);
}

/* 1 or 3, as many as columns and one more; 0 for what is not so simple. */
static size_t
plain_char(struct slice s, size_t at)
{
	if (at >= s.bytes)
		return 0;
	if (*u8(s, at) >= ' ' && *u8(s, at) < 0x7f)
		return 1;
	return plain_wide(u8(s, at), s.bytes - at) ? 3 : 0;
}

/* The same for a grapheme: what follows cannot be a part of it. */
static size_t
plain_bytes(struct slice s, size_t at)
{
	size_t n = plain_char(s, at);

	if (n == 0 || at + n == s.bytes || plain_char(s, at + n) > 0)
		return n;
	return 0;
}

/* What has to be known of a grapheme's start to say where it ends. */
struct cluster {
	uint32_t last;
	bool flag_half;			/* an odd number of regional letters */
	bool picture;			/* a pictograph and its extensions */
	bool joined;			/* and then a joiner */
};

static void
cluster_add(struct cluster *c, uint32_t ch)
{
	int kind = uc_graphemeclusterbreak_property(ch);

	c->joined = c->picture && kind == GBP_ZWJ;
	c->picture = uc_is_property_extended_pictographic(ch) ||
	    (c->picture && kind == GBP_EXTEND);
	c->flag_half = kind == GBP_RI && !c->flag_half;
	c->last = ch;
}

/* UAX #29; flags and joined pictures need more than two characters. */
static bool
cluster_goes_on(const struct cluster *c, uint32_t ch)
{
	if (uc_graphemeclusterbreak_property(ch) == GBP_RI &&
	    uc_graphemeclusterbreak_property(c->last) == GBP_RI)
		return c->flag_half;
	if (c->joined && uc_is_property_extended_pictographic(ch))
		return true;
	return !uc_is_grapheme_break(c->last, ch);
}

size_t
utf8_grapheme_next(struct slice s, size_t at)
{
	struct cluster c = { 0 };
	uint32_t ch;
	size_t n = plain_bytes(s, at);

	if (n > 0)
		return at + n;
	if (at >= s.bytes)
		return s.bytes;
	at += decode(s, at, &ch);
	cluster_add(&c, ch);
	while (at < s.bytes) {
		n = decode(s, at, &ch);
		if (!cluster_goes_on(&c, ch))
			break;
		cluster_add(&c, ch);
		at += n;
	}
	return at;
}

/* Where a character starts before @at; ill-formed bytes are their own. */
static size_t
char_prev(struct slice s, size_t at)
{
	uint32_t ch;

	for (size_t back = 1; back <= 4 && back <= at; back++)
		if ((*u8(s, at - back) & 0xc0) != 0x80)
			return decode(s, at - back, &ch) == back ?
			    at - back : at - 1;
	return at - 1;
}

/* Steps forward from a character that surely starts a grapheme. */
size_t
utf8_grapheme_prev(struct slice s, size_t at)
{
	size_t from, next;

	if (at > s.bytes)
		at = s.bytes;
	if (at == 0)
		return 0;
	from = char_prev(s, at);
	while (from > 0) {
		size_t before = char_prev(s, from);

		if (plain_char(s, from) > 0 && plain_char(s, before) > 0)
			break;
		from = before;
	}
	next = utf8_grapheme_next(s, from);
	while (next < at) {
		from = next;
		next = utf8_grapheme_next(s, from);
	}
	return from;
}

static bool
is_ambiguous(uint32_t ch)
{
	size_t from = 0, to = COUNT(ambiguous);

	while (from < to) {
		size_t half = from + (to - from) / 2;

		if (ch > ambiguous[half].last)
			from = half + 1;
		else
			to = half;
	}
	return from < COUNT(ambiguous) && ch >= ambiguous[from].first;
}

/* libunistring's own notion of it takes letters that nobody paints wide. */
int
utf8_char_cols(uint32_t ch)
{
	int cols;

	if (ch < 0x7f)
		return 1;
	cols = uc_width(ch, "UTF-8");
	if (cols == 1 && ambiguous_cols == 2 && is_ambiguous(ch))
		return 2;
	return cols < 0 ? 1 : cols;
}

void
utf8_ambiguous_cols(int cols)
{
	ambiguous_cols = cols;
}

/* As wide as its widest character; two regional letters are one flag. */
static int
cluster_cols(struct slice s, size_t from, size_t to)
{
	int widest = 0, letters = 0;

	while (from < to) {
		uint32_t ch;
		int cols;

		from += decode(s, from, &ch);
		cols = utf8_char_cols(ch);
		if (cols > widest)
			widest = cols;
		letters += uc_graphemeclusterbreak_property(ch) == GBP_RI;
	}
	return letters == 2 ? 2 : widest;
}

/* Steps to the next grapheme and gives the columns of this one. */
static int
step(struct slice s, size_t *at)
{
	size_t from = *at, n = plain_bytes(s, from);

	if (n > 0) {
		*at += n;
		return n == 1 ? 1 : 2;
	}
	*at = utf8_grapheme_next(s, from);
	return cluster_cols(s, from, *at);
}

int
utf8_grapheme_cols(struct slice s, size_t at)
{
	return step(s, &at);
}

int
utf8_cols(struct slice s)
{
	int cols = 0;

	for (size_t at = 0; at < s.bytes; )
		cols += step(s, &at);
	return cols;
}

struct slice
utf8_fit(struct slice s, int cols)
{
	size_t used = 0;

	for (size_t at = 0; at < s.bytes; used = at) {
		cols -= step(s, &at);
		if (cols < 0)
			break;
	}
	s.bytes = used;
	return s;
}

/* Ill-formed bytes come as U+FFFD, which may be there in earnest too. */
static bool
is_clean(uint32_t ch, enum clean how)
{
	if (ch < ' ')
		return how == CLEAN_LINES && (ch == '\n' || ch == '\t');
	if (ch < 0x7f)
		return true;
	if (ch < 0xa0)
		return false;
	return ch != 0x061c && ch != 0x200e && ch != 0x200f &&
	    !(ch >= 0x2028 && ch <= 0x202e) && !(ch >= 0x2066 && ch <= 0x2069);
}

/* The length of the clean start. */
static size_t
clean_bytes(struct slice s, enum clean how)
{
	size_t at = 0;

	while (at < s.bytes) {
		uint32_t ch;
		size_t n = plain_char(s, at);

		if (n == 0) {
			n = decode(s, at, &ch);
			if (!is_clean(ch, how) ||
			    (ch == UTF8_REPLACEMENT && n == 1))
				break;
		}
		at += n;
	}
	return at;
}

bool
utf8_is_clean(struct slice s, enum clean how)
{
	return clean_bytes(s, how) == s.bytes;
}

void
utf8_clean(struct buf *out, struct slice in, enum clean how)
{
	buf_reserve(out, in.bytes);
	while (in.bytes > 0) {
		size_t n = clean_bytes(in, how);

		buf_add(out, in.text, n);
		in.text += n;
		in.bytes -= n;
		if (in.bytes == 0)
			break;
		utf8_next(&in);
		utf8_put(out, UTF8_REPLACEMENT);
	}
}
