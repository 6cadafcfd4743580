/*
 * record_field.c - makes one written value fit for an entry.
 *
 * Knows characters, shapes and limits; whether the whole entry is good is
 * the quality rules' question. Han text and ASCII take one pass.
 */
#include "text/record_field.h"

#include "base/intl.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <uninorm.h>

enum { WIDE_BLANK = 0x3000, NBSP = 0xa0, TITLE_PART_MIN = 16 };

/* What a character does to a text. */
enum act { ACT_KEEP, ACT_BREAK, ACT_DROP, ACT_SKIP, ACT_BAD };

struct tidy {
	bool dropped;			/* an invisible character went */
	bool compose;			/* NFC has work to do */
	bool bad;			/* a NUL or ill-formed byte */
};

static enum act
act_of(uint32_t ch)
{
	switch (ch) {
	case '\r':			/* its LF follows, or it was made one */
		return ACT_SKIP;
	case '\n': case '\v': case '\f': case 0x85: case 0x2028: case 0x2029:
		return ACT_BREAK;
	case 0xad: case 0x200b: case 0x200e: case 0x200f: case 0x2060:
	case 0xfeff:
		return ACT_DROP;
	case 0:
		return ACT_BAD;
	default:
		return ACT_KEEP;
	}
}

/* False where NFC never changes anything: Latin-1, CJK, wide forms. */
static bool
may_compose(uint32_t ch)
{
	return ch >= 0x300 && !(ch >= 0x2010 && ch <= 0x205f) &&
	    !(ch >= 0x2460 && ch <= 0x29ff) && ch != 0x3000 &&
	    !(ch >= 0x3001 && ch <= 0x3029) &&
	    !(ch >= 0x3400 && ch <= 0x9fff) &&
	    !(ch >= 0xe000 && ch <= 0xf8ff) &&
	    !(ch >= 0xff00 && ch <= 0xffff);
}

/* What is kept goes over in runs, from @kept on. */
static void
tidy_text(struct buf *out, struct slice in, bool lines, struct tidy *seen)
{
	const char *kept = in.text;

	while (in.bytes > 0) {
		const char *at = in.text;
		uint32_t ch = utf8_next(&in);
		enum act act = act_of(ch);

		if (ch == UTF8_REPLACEMENT && in.text - at == 1)
			act = ACT_BAD;
		if (ch == '\r' && (in.bytes == 0 || *in.text != '\n'))
			act = ACT_BREAK;
		if (ch == '\t' && !lines)
			act = ACT_BREAK;
		seen->compose |= may_compose(ch);
		if (act == ACT_KEEP)
			continue;
		buf_add(out, kept, (size_t)(at - kept));
		kept = in.text;
		seen->dropped |= act == ACT_DROP;
		seen->bad |= act == ACT_BAD;
		if (act == ACT_BREAK)
			buf_add_char(out, lines ? '\n' : ' ');
		else if (act == ACT_BAD)
			utf8_put(out, UTF8_REPLACEMENT);
	}
	buf_add(out, kept, (size_t)(in.text - kept));
}

static bool
is_white(uint32_t ch)
{
	return ch == ' ' || ch == '\n' || ch == '\t' || ch == WIDE_BLANK ||
	    ch == NBSP;
}

static bool
ends_with(struct slice s, const char *text)
{
	size_t n = strlen(text);

	return s.bytes >= n && memcmp(s.text + s.bytes - n, text, n) == 0;
}

static struct slice
trim(struct slice s)
{
	while (s.bytes > 0) {
		struct slice rest = s;

		if (!is_white(utf8_next(&rest)))
			break;
		s = rest;
	}
	while (s.bytes > 0) {
		if (strchr(" \n\t", s.text[s.bytes - 1]))
			s.bytes -= 1;
		else if (ends_with(s, "\u3000"))
			s.bytes -= 3;
		else if (ends_with(s, "\u00a0"))
			s.bytes -= 2;
		else
			break;
	}
	return s;
}

static void
compose(struct buf *b)
{
	size_t bytes;
	uint8_t *made = u8_normalize(UNINORM_NFC, (const uint8_t *)b->text,
	    b->bytes, NULL, &bytes);

	if (!made)
		return;			/* not UTF-8: said already */
	buf_reset(b);
	buf_add(b, made, bytes);
	free(made);
}

static bool
parts_list(uint32_t ch)
{
	return ch == ',' || ch == ';' || ch == '|' || ch == 0xff0c ||
	    ch == 0xff1b || ch == 0x3001 || ch == 0xff5c;
}

static bool
has_item(struct slice list, struct slice item)
{
	struct slice line;

	while (slice_line(&list, &line))
		if (slice_equal(line, item))
			return true;
	return false;
}

static void
add_item(struct buf *out, struct slice item)
{
	item = trim(item);
	if (item.bytes == 0 || has_item(buf_slice(out), item))
		return;
	if (out->bytes > 0)
		buf_add_char(out, '\n');
	buf_add_slice(out, item);
}

static void
part_list(struct buf *out, struct slice in, enum record_list how)
{
	struct slice item = { in.text, 0 };

	while (in.bytes > 0) {
		uint32_t ch = utf8_next(&in);

		if (ch == '\n' || (how == RECORD_WRITTEN && parts_list(ch))) {
			add_item(out, item);
			item = (struct slice){ in.text, 0 };
		} else {
			item.bytes = (size_t)(in.text - item.text);
		}
	}
	add_item(out, item);
}

static bool
opens_year(uint32_t ch)
{
	static const uint32_t brackets[] = { '[', '(', 0xff3b, 0xff08, 0x3010,
		0x3016, 0xfe5d, 0x3014, 0x3008, 0x300a, 0x2018 };

	for (size_t i = 0; i < COUNT(brackets); i++)
		if (brackets[i] == ch)
			return true;
	return false;
}

static uint32_t
narrow_digit(uint32_t ch)
{
	return ch >= 0xff10 && ch <= 0xff19 ? ch - 0xff10 + '0' : ch;
}

/* Four digits and a character behind them, whatever bracket that is. */
static bool
year_follows(struct slice s, struct slice *rest, char year[5])
{
	for (int i = 0; i < 4; i++) {
		uint32_t ch = s.bytes > 0 ? narrow_digit(utf8_next(&s)) : 0;

		if (ch < '0' || ch > '9')
			return false;
		year[i] = (char)ch;
	}
	year[4] = '\0';
	if (s.bytes == 0)
		return false;
	utf8_next(&s);
	*rest = s;
	return true;
}

/* 京政办发[2023] 1号 becomes 京政办发〔2023〕1号. */
static void
doc_number(struct buf *out, struct slice in)
{
	while (in.bytes > 0) {
		uint32_t ch = narrow_digit(utf8_next(&in));
		char year[5];

		if (opens_year(ch) && year_follows(in, &in, year))
			buf_addf(out, "\u3014%s\u3015", year);
		else if (!is_white(ch))
			utf8_put(out, ch);
	}
}

static size_t
limit_of(enum entry_field f, const struct record_limits *limits)
{
	switch (entry_field_shape(f)) {
	case ENTRY_BODY:
		return limits->body_chars;
	case ENTRY_LIST:
		return limits->list_chars;
	default:			/* a long title is cut later */
		return f == ENTRY_TITLE ? limits->body_chars :
		    limits->text_chars;
	}
}

static void
set_date(struct entry *e, enum entry_field f, struct slice in,
    struct note_sink *sink)
{
	const char *name = entry_field_name(f);
	char date[RECORD_DATE_BYTES] = "";

	switch (record_date_read(in, date)) {
	case RECORD_DATE_BAD:
		note_add(sink, NOTE_ERROR, "Q3", name,
		    _("\"%.*s\" is not a date; write YYYY-MM-DD"),
		    (int)utf8_first(in, 40).bytes, in.text);
		return;
	case RECORD_DATE_OTHER:
		note_add(sink, NOTE_WARNING, "date", name,
		    _("the date \"%.*s\" was read as %s"),
		    (int)utf8_first(in, 40).bytes, in.text, date);
		break;
	case RECORD_DATE_OPEN:
		note_add(sink, NOTE_WARNING, "date", name,
		    _("\"%.*s\" was read as no date"), (int)in.bytes,
		    in.text);
		break;
	default:
		break;
	}
	entry_set(e, f, slice_of(date));
}

static void
set_text(struct entry *e, enum entry_field f, struct slice in,
    enum record_list how, const struct record_limits *limits,
    struct note_sink *sink)
{
	struct buf made = BUF_INIT;
	const char *word = record_word_find(f, in);
	size_t chars = limit_of(f, limits);

	if (word)
		buf_add_text(&made, word);
	else if (entry_field_shape(f) == ENTRY_LIST)
		part_list(&made, in, how);
	else if (f == ENTRY_DOC_NUMBER)
		doc_number(&made, in);
	else
		buf_add_slice(&made, in);
	if (made.bytes > chars && utf8_chars(buf_slice(&made)) > chars)
		note_add(sink, NOTE_ERROR, "limit", entry_field_name(f),
		    _("the text has %zu characters, %zu are allowed"),
		    utf8_chars(buf_slice(&made)), chars);
	else
		entry_set(e, f, buf_slice(&made));
	buf_release(&made);
}

void
record_field_set(struct entry *e, enum entry_field f, struct slice raw,
    enum record_list how, const struct record_limits *limits,
    struct note_sink *sink)
{
	const char *name = entry_field_name(f);
	enum entry_shape shape = entry_field_shape(f);
	struct tidy seen = { false, false, false };
	struct buf text = BUF_INIT;
	struct slice in;

	tidy_text(&text, raw, shape == ENTRY_BODY || shape == ENTRY_LIST,
	    &seen);
	if (seen.compose)
		compose(&text);
	in = trim(buf_slice(&text));
	if (seen.bad)
		note_add(sink, NOTE_ERROR, "Q2", name,
		    _("the text holds bytes that are no character"));
	if (seen.dropped)
		note_add(sink, NOTE_WARNING, "invisible", name,
		    _("invisible characters were taken out"));
	if (in.bytes == 0)
		entry_set(e, f, in);
	else if (shape == ENTRY_DATE)
		set_date(e, f, in, sink);
	else
		set_text(e, f, in, how, limits, sink);
	buf_release(&text);
}

static bool
ends_clause(uint32_t ch)
{
	static const uint32_t ends[] = { '?', '!', ';', 0x3002, 0xff1f,
		0xff01, 0xff1b, 0xff0c, 0xff1a };

	for (size_t i = 0; i < COUNT(ends); i++)
		if (ends[i] == ch)
			return true;
	return false;
}

/* The longest start of at most @chars characters that ends a clause and is
 * not much too short; else @chars characters. */
static struct slice
cut_at_clause(struct slice s, size_t chars)
{
	struct slice rest = s, cut = utf8_first(s, chars);
	size_t best = 0;

	for (size_t i = 0; i < chars && rest.bytes > 0; i++)
		if (ends_clause(utf8_next(&rest)) && i + 1 >= TITLE_PART_MIN)
			best = s.bytes - rest.bytes;
	return best > 0 ? (struct slice){ s.text, best } : cut;
}

/* The whole title stands in the question, once. */
static void
keep_whole(struct entry *e)
{
	struct slice title = slice_of(entry_get(e, ENTRY_TITLE));
	const char *question = entry_get(e, ENTRY_QUESTION);
	struct buf both = BUF_INIT;

	if (strstr(question, title.text))
		return;
	buf_add_slice(&both, title);
	if (*question)
		buf_addf(&both, "\n%s", question);
	entry_set(e, ENTRY_QUESTION, buf_slice(&both));
	buf_release(&both);
}

static void
title_from_question(struct entry *e)
{
	char *title = xstrdup(entry_get(e, ENTRY_QUESTION));

	for (char *p = title; *p; p++)
		if (*p == '\n' || *p == '\t')
			*p = ' ';
	entry_set(e, ENTRY_TITLE, slice_of(title));
	free(title);
}

void
record_finish(struct entry *e, const struct record_limits *limits,
    struct note_sink *sink)
{
	struct buf cut = BUF_INIT;
	struct slice title;
	bool asked = !e->field[ENTRY_TITLE];

	if (!e->field[ENTRY_KIND])
		entry_set(e, ENTRY_KIND,
		    slice_of(entry_kind_word(ENTRY_KIND_QA)));
	if (asked)
		title_from_question(e);
	title = slice_of(entry_get(e, ENTRY_TITLE));
	if (title.bytes <= limits->title_chars ||
	    utf8_chars(title) <= limits->title_chars)
		return;
	note_add(sink, NOTE_WARNING, "title", entry_field_name(ENTRY_TITLE),
	    _("the title has %zu characters, %zu are allowed: it was cut and "
	    "stands whole in the question"), utf8_chars(title),
	    limits->title_chars);
	if (!asked)
		keep_whole(e);
	buf_add_slice(&cut, cut_at_clause(title, limits->title_chars));
	entry_set(e, ENTRY_TITLE, buf_slice(&cut));
	buf_release(&cut);
}
