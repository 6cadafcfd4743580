/*
 * markdown.c - which signs of a text go, and what they set off.
 *
 * md4c says what is what; where that stands follows from the places of the
 * texts it gives back, as they lie in what it was given. It is given a copy
 * in which Chinese marks are letters, byte for byte as long: by the letter of
 * CommonMark, bold that ends in a full-width colon before a word is none.
 */
#include "text/markdown_edit.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <md4c.h>
#include <stdlib.h>
#include <string.h>
#include <unictype.h>

#define DEEP 16				/* spans in spans */
#define STEPS_A_BYTE 8			/* a table can be wide and empty */

struct open_span {
	MD_SPANTYPE type;
	bool known;			/* a text in it was seen */
	bool ok;			/* its sign is what was expected */
	size_t from, inner;		/* the sign, what is behind it */
};

struct walk {
	struct markdown *m;
	struct slice in;		/* the copy */
	const char *original;
	struct open_span open[DEEP];
	size_t opens, end;		/* behind what was read last */
	size_t steps;			/* that are left */
	MD_BLOCKTYPE block;		/* whose first text is to come */
	bool waits, head, sure;
};

/* NUL outside of the text. */
static char
at(const struct walk *w, size_t pos)
{
	return pos < w->in.bytes ? w->in.text[pos] : '\0';
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

static size_t
line_start(const struct walk *w, size_t pos)
{
	while (pos > 0 && at(w, pos - 1) != '\n')
		pos--;
	return pos;
}

static size_t
line_end(const struct walk *w, size_t pos)
{
	while (pos < w->in.bytes && at(w, pos) != '\n')
		pos++;
	return pos;
}

static size_t
skip_blanks(const struct walk *w, size_t pos)
{
	while (is_blank(at(w, pos)))
		pos++;
	return pos;
}

static size_t
trim_blanks(const struct walk *w, size_t from, size_t to)
{
	while (to > from && is_blank(at(w, to - 1)))
		to--;
	return to;
}

static void
see_heading(struct walk *w, size_t pos)
{
	size_t start = line_start(w, pos), end = line_end(w, pos), from, to;

	from = skip_blanks(w, start);
	if (at(w, from) != '#')
		return;			/* underlined: it stays as it is */
	while (at(w, from) == '#')
		from++;
	from = skip_blanks(w, from);
	to = trim_blanks(w, from, end);
	while (to > from && at(w, to - 1) == '#')
		to--;
	if (to > from && !is_blank(at(w, to - 1)))
		to = trim_blanks(w, from, end);	/* "C#" */
	to = trim_blanks(w, from, to);
	markdown_edit(w->m, start, from, '\0');
	markdown_edit(w->m, to, end, '\0');
	markdown_span(w->m, MARKDOWN_HEADING, from, to);
	w->sure = true;
}

static void
see_item(struct walk *w, size_t pos)
{
	size_t from = skip_blanks(w, line_start(w, pos));
	char sign = at(w, from);

	if ((sign == '*' || sign == '+') && is_blank(at(w, from + 1)))
		markdown_edit(w->m, from, from + 1, '-');
}

/* The line of dashes between a table's head and its body, with the line feed
 * before it. */
static void
drop_dashes(struct walk *w, size_t from)
{
	size_t end = line_end(w, from + 1), pos = from + 1;

	while (pos < end && strchr(" \t\r|:-", at(w, pos)))
		pos++;
	if (pos == end && end > from + 1)
		markdown_edit(w->m, from, end, '\0');
}

static void
see_row(struct walk *w, size_t pos)
{
	size_t start = line_start(w, pos), end = line_end(w, pos), from, to;

	from = skip_blanks(w, start);
	if (at(w, from) == '|')
		from = skip_blanks(w, from + 1);
	to = trim_blanks(w, from, end);
	if (to > from + 1 && at(w, to - 1) == '|' && at(w, to - 2) != '\\')
		to = trim_blanks(w, from, to - 1);
	markdown_edit(w->m, start, from, '\0');
	markdown_edit(w->m, to, end, '\0');
	if (w->head) {
		markdown_span(w->m, MARKDOWN_STRONG, from, to);
		drop_dashes(w, end);
	}
}

/* Before the first text of a block. */
static void
see_block(struct walk *w, size_t pos)
{
	w->waits = false;
	if (w->block == MD_BLOCK_H)
		see_heading(w, pos);
	else if (w->block == MD_BLOCK_LI)
		see_item(w, pos);
	else
		see_row(w, pos);
}

/* How long the sign is that ends at @pos and begins such a span; *@ok: it is
 * one that may go. */
static size_t
sign_before(const struct walk *w, const struct open_span *s, size_t pos,
    bool *ok)
{
	const char *text = w->in.text + pos;
	size_t n = 0;

	*ok = false;
	switch (s->type) {
	case MD_SPAN_STRONG:
		*ok = pos >= 2 && text[-1] == '*' && text[-2] == '*' &&
		    (pos == 2 || text[-3] != '*');
		return pos >= 2 ? 2 : pos;
	case MD_SPAN_IMG:
		*ok = pos >= 2 && text[-1] == '[' && text[-2] == '!';
		return pos >= 2 ? 2 : pos;
	case MD_SPAN_A:
		*ok = pos >= 1 && text[-1] == '[';
		return pos >= 1 ? 1 : 0;
	case MD_SPAN_CODE:
		while (n < pos && (text[-1 - (long)n] == '`' ||
		    (n == 0 && text[-1] == ' ')))
			n++;
		return n;
	default:
		return pos >= 1 ? 1 : 0;
	}
}

/* The spans that were opened just before the text at @pos. */
static void
see_opened(struct walk *w, size_t pos)
{
	for (size_t i = w->opens; i > 0 && !w->open[i - 1].known; i--) {
		struct open_span *s = &w->open[i - 1];

		s->inner = pos;
		pos -= sign_before(w, s, pos, &s->ok);
		s->from = pos;
		s->known = true;
	}
}

static uint32_t
char_before(const struct walk *w, size_t pos)
{
	size_t from = pos;
	struct slice s;

	while (from > 0 && (at(w, from - 1) & 0xc0) == 0x80)
		from--;
	from -= from > 0;
	s = (struct slice){ w->in.text + from, pos - from };
	return s.bytes > 0 ? utf8_next(&s) : '\n';
}

/* A letter before it: so may a masked name stand. */
static bool
in_word(const struct walk *w, const struct open_span *s)
{
	return uc_is_alnum(char_before(w, s->from));
}

/* A mark that ends something stands behind it: nobody begins so. */
static bool
begins_late(const struct walk *w, const struct open_span *s)
{
	struct slice inner = { w->original + s->inner, w->end - s->inner };
	uint32_t ch = inner.bytes > 0 ? utf8_next(&inner) : 0;

	return !uc_is_alnum(ch) && !uc_is_general_category(ch,
	    UC_OPEN_PUNCTUATION) && !uc_is_general_category(ch,
	    UC_INITIAL_QUOTE_PUNCTUATION);
}

static void
end_strong(struct walk *w, const struct open_span *s)
{
	size_t e = w->end;

	if (!s->ok || at(w, e) != '*' || at(w, e + 1) != '*' ||
	    at(w, e + 2) == '*')
		return;
	if (in_word(w, s) && begins_late(w, s))
		return;
	markdown_edit(w->m, s->from, s->inner, '\0');
	markdown_edit(w->m, e, e + 2, '\0');
	markdown_span(w->m, MARKDOWN_STRONG, s->inner, e);
	w->end = e + 2;
	w->sure = w->sure || !in_word(w, s);
}

/* The bracket that ends what "](" begins at @pos; 0: none on this line. */
static size_t
link_end(const struct walk *w, size_t pos)
{
	int depth = 0;

	if (at(w, pos) != ']' || at(w, pos + 1) != '(')
		return 0;
	for (pos++; pos < w->in.bytes && at(w, pos) != '\n'; pos++) {
		if (at(w, pos) == '\\')
			pos++;
		else if (at(w, pos) == '(')
			depth++;
		else if (at(w, pos) == ')' && --depth == 0)
			return pos + 1;
	}
	return 0;
}

static bool
is_address(struct slice url)
{
	static const char *const begin[] = { "http://", "https://",
		"mailto:", "tel:" };

	for (size_t i = 0; i < COUNT(begin); i++)
		if (url.bytes > strlen(begin[i]) && !memcmp(url.text,
		    begin[i], strlen(begin[i])))
			return true;
	return false;
}

/* "[words](address)" becomes "words (address)". */
static void
end_link(struct walk *w, const struct open_span *s, struct slice url)
{
	size_t e = w->end, end = link_end(w, e), place = e + 2;
	struct slice words = { w->in.text + s->inner, e - s->inner };

	if (!s->ok || !end || !is_address(url))
		return;
	place += at(w, place) == '<';
	if (place + url.bytes >= end ||
	    memcmp(w->in.text + place, url.text, url.bytes) != 0)
		return;
	markdown_edit(w->m, s->from, s->inner, '\0');
	if (slice_equal(words, url)) {
		markdown_edit(w->m, e, end, '\0');
	} else {
		markdown_edit(w->m, e, e + 1, ' ');
		markdown_edit(w->m, e + 2, place, '\0');
		markdown_edit(w->m, place + url.bytes, end - 1, '\0');
	}
	markdown_span(w->m, MARKDOWN_LINK, s->inner, e);
	w->end = end;
	w->sure = true;
}

static void
end_image(struct walk *w, const struct open_span *s)
{
	size_t end = link_end(w, w->end);

	if (!s->ok || !end)
		return;
	markdown_edit(w->m, s->from, s->inner, '\0');
	markdown_edit(w->m, w->end, end, '\0');
	w->end = end;
}

static int
step(struct walk *w)
{
	if (w->steps == 0)
		return 1;		/* md4c breaks off */
	w->steps--;
	return 0;
}

static int
enter_block(MD_BLOCKTYPE type, void *detail, void *arg)
{
	struct walk *w = arg;

	(void)detail;
	if (type == MD_BLOCK_TABLE)
		w->sure = true;
	if (type == MD_BLOCK_THEAD)
		w->head = true;
	if (type == MD_BLOCK_H || type == MD_BLOCK_LI || type == MD_BLOCK_TR) {
		w->block = type;
		w->waits = true;
	}
	return step(w);
}

static int
leave_block(MD_BLOCKTYPE type, void *detail, void *arg)
{
	struct walk *w = arg;

	(void)detail;
	if (type == MD_BLOCK_THEAD)
		w->head = false;
	if (type == w->block)
		w->waits = false;
	w->opens = 0;
	return step(w);
}

static int
enter_span(MD_SPANTYPE type, void *detail, void *arg)
{
	struct walk *w = arg;

	if (w->opens == DEEP)
		return 1;
	(void)detail;
	w->open[w->opens++] = (struct open_span){ .type = type };
	return step(w);
}

static int
leave_span(MD_SPANTYPE type, void *detail, void *arg)
{
	struct walk *w = arg;
	struct open_span *s;

	if (w->opens == 0 || w->open[w->opens - 1].type != type)
		return 1;		/* md4c can lose count */
	s = &w->open[--w->opens];
	if (!s->known)
		return step(w);
	if (type == MD_SPAN_A) {
		const MD_SPAN_A_DETAIL *a = detail;

		end_link(w, s, (struct slice){ a->href.text, a->href.size });
	} else if (type == MD_SPAN_STRONG) {
		end_strong(w, s);
	} else if (type == MD_SPAN_IMG) {
		end_image(w, s);
	} else if (type == MD_SPAN_EM) {
		w->end += w->end < w->in.bytes;
	} else {
		w->end += at(w, w->end) == ' ';
		while (at(w, w->end) == '`')
			w->end++;
	}
	return step(w);
}

static int
text(MD_TEXTTYPE type, const MD_CHAR *words, MD_SIZE size, void *arg)
{
	struct walk *w = arg;
	size_t pos;

	pos = (uintptr_t)words - (uintptr_t)w->in.text;
	if (pos >= w->in.bytes)
		return step(w);		/* md4c's own: a line feed */
	if (w->waits)
		see_block(w, pos);
	if (type == MD_TEXT_NORMAL && pos > 0 && at(w, pos - 1) == '\\' &&
	    (w->end == pos - 1 || at(w, pos - 2) != '\\')) {
		markdown_edit(w->m, pos - 1, pos, '\0');
		see_opened(w, pos - 1);
	} else {
		see_opened(w, pos);
	}
	w->end = pos + size;
	return step(w);
}

/* Chinese marks as letters, byte for byte as long; the blank stays. */
static void
marks_to_letters(char *s, size_t bytes)
{
	static const char letter[] = "一";

	for (size_t i = 0; i + 2 < bytes; i++) {
		const unsigned char *c = (const unsigned char *)s + i;

		if ((c[0] == 0xe2 && c[1] == 0x80 && c[2] >= 0x90) ||
		    (c[0] == 0xe3 && c[1] == 0x80 && c[2] > 0x80) ||
		    (c[0] == 0xef && (c[1] == 0xbc || c[1] == 0xbd)))
			memcpy(s + i, letter, 3);
	}
}

/* Nothing of Markdown is without one of these. */
static bool
worth_it(struct slice in)
{
	return in.bytes > 0 && in.bytes <= MARKDOWN_BYTES_MAX &&
	    (memchr(in.text, '#', in.bytes) ||
	    memchr(in.text, '*', in.bytes) ||
	    memchr(in.text, '|', in.bytes) ||
	    memchr(in.text, '[', in.bytes));
}

bool
markdown_read(struct markdown *m, struct slice in)
{
	static const MD_PARSER parser = {
		.flags = MD_FLAG_TABLES | MD_FLAG_NOHTML |
		    MD_FLAG_NOINDENTEDCODEBLOCKS,
		.enter_block = enter_block,
		.leave_block = leave_block,
		.enter_span = enter_span,
		.leave_span = leave_span,
		.text = text,
	};
	struct walk w = { .m = m, .steps = 64 + in.bytes * STEPS_A_BYTE };
	char *copy = NULL;

	buf_reset(&m->text);
	m->spans = m->edits = 0;
	if (worth_it(in)) {
		copy = slice_dup(in);
		marks_to_letters(copy, in.bytes);
		w.in = (struct slice){ copy, in.bytes };
		w.original = in.text;
		w.sure = md_parse(copy, (MD_SIZE)in.bytes, &parser, &w) == 0 &&
		    w.sure;
		free(copy);
	}
	if (w.sure) {
		markdown_apply(m, in);
	} else {
		m->spans = m->edits = 0;
		buf_add_slice(&m->text, in);
	}
	return w.sure;
}

void
markdown_release(struct markdown *m)
{
	buf_release(&m->text);
	free(m->span);
	free(m->edit);
	*m = (struct markdown)MARKDOWN_INIT;
}
