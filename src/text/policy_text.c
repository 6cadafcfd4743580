/*
 * policy_text.c - lines of a policy, told apart by how they begin.
 */
#include "text/policy_text.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "text/lawnumber.h"

#include <stdlib.h>
#include <string.h>

enum { NUMERALS_MAX = 7, FORM_BYTES = 64, TITLE_LINES = 3, NUMBER_CHARS = 40,
	DATE_BACK = 16 };

/* What a line begins. */
enum kind { LINE_TEXT, LINE_CHAPTER, LINE_ARTICLE, LINE_PART, LINE_POINT };

struct line {
	struct slice text;		/* trimmed */
	struct slice label, rest;
	enum kind kind;
	int64_t number;
	bool apart;			/* a blank follows the label */
};

static const char numerals[] = "零〇一二三四五六七八九十百千两"
    "0123456789";

static bool
is_numeral(struct slice ch)
{
	char text[8];

	if (ch.bytes >= sizeof(text))
		return false;
	memcpy(text, ch.text, ch.bytes);
	text[ch.bytes] = '\0';
	return strstr(numerals, text) != NULL;
}

static bool
starts(struct slice s, const char *text)
{
	size_t n = strlen(text);

	return s.bytes >= n && memcmp(s.text, text, n) == 0;
}

static bool
ends(struct slice s, const char *text)
{
	size_t n = strlen(text);

	return s.bytes >= n && memcmp(s.text + s.bytes - n, text, n) == 0;
}

static struct slice
behind(struct slice s, size_t bytes)
{
	return (struct slice){ s.text + bytes, s.bytes - bytes };
}

/* Blanks, wide ones and those that do not break, at both ends. */
static struct slice
trim(struct slice s)
{
	struct slice was;

	do {
		was = s;
		s = slice_trim(s);
		if (starts(s, "\u3000"))
			s = behind(s, strlen("\u3000"));
		if (starts(s, "\u00a0"))
			s = behind(s, strlen("\u00a0"));
		if (ends(s, "\u3000"))
			s.bytes -= strlen("\u3000");
		if (ends(s, "\u00a0"))
			s.bytes -= strlen("\u00a0");
	} while (s.bytes != was.bytes);
	return s;
}

/* The bytes of up to NUMERALS_MAX numerals in front. */
static size_t
numeral_bytes(struct slice s)
{
	size_t at = 0;

	for (int i = 0; i < NUMERALS_MAX && at < s.bytes; i++) {
		struct slice rest = behind(s, at), ch = utf8_first(rest, 1);

		if (!is_numeral(ch))
			break;
		at += ch.bytes;
	}
	return at;
}

static bool
begin(struct line *l, enum kind kind, size_t label_bytes)
{
	l->kind = kind;
	l->label = (struct slice){ l->text.text, label_bytes };
	l->rest = trim(behind(l->text, label_bytes));
	l->apart = l->rest.text != l->text.text + label_bytes;
	return true;
}

/* 第…章, 第…节, 第…编 */
static bool
is_chapter(struct line *l)
{
	static const char *const units[] = { "章", "节", "编" };
	size_t at = strlen("第"), n;

	if (!starts(l->text, "第"))
		return false;
	n = numeral_bytes(behind(l->text, at));
	for (size_t i = 0; n > 0 && i < COUNT(units); i++)
		if (starts(behind(l->text, at + n), units[i]))
			return begin(l, LINE_CHAPTER, l->text.bytes);
	return false;
}

/* Running text that cites an article goes on at once, and like this. */
static bool
is_cited(struct slice rest)
{
	static const char *const words[] = { "规定", "第", "所", "的", "和",
		"及", "或", "至", "、", "，" };

	for (size_t i = 0; i < COUNT(words); i++)
		if (starts(rest, words[i]))
			return true;
	return false;
}

/* 第十一条, 第十一条之一 */
static bool
is_article(struct line *l)
{
	char form[FORM_BYTES];
	struct law_number n;

	if (!starts(l->text, "第"))
		return false;
	n = law_ordinal(l->text, 0, form, sizeof(form));
	if (n.bytes == 0 || n.kind != TOKEN_ARTICLE || n.from != 0 ||
	    is_cited(behind(l->text, n.to)))
		return false;
	form[n.bytes < FORM_BYTES ? n.bytes : FORM_BYTES - 1] = '\0';
	l->number = strtoll(form + strlen("第"), NULL, 10);
	return begin(l, LINE_ARTICLE, n.to);
}

/* 一、 */
static bool
is_part(struct line *l)
{
	size_t n = numeral_bytes(l->text);

	if (n == 0 || (l->text.text[0] >= '0' && l->text.text[0] <= '9') ||
	    !starts(behind(l->text, n), "、"))
		return false;
	return begin(l, LINE_PART, n + strlen("、"));
}

/* （一） */
static bool
is_point(struct line *l)
{
	static const char *const open[] = { "（", "(" };
	static const char *const close[] = { "）", ")" };

	for (size_t i = 0; i < COUNT(open); i++) {
		size_t from = strlen(open[i]), n;

		if (!starts(l->text, open[i]))
			continue;
		n = numeral_bytes(behind(l->text, from));
		if (n > 0 && (uint8_t)l->text.text[from] >= 0x80 &&
		    starts(behind(l->text, from + n), close[i]))
			return begin(l, LINE_POINT,
			    from + n + strlen(close[i]));
	}
	return false;
}

static void
line_read(struct line *l, struct slice text)
{
	*l = (struct line){ .text = trim(text), .kind = LINE_TEXT };
	if (!is_chapter(l) && !is_article(l) && !is_part(l))
		is_point(l);
}

/* The first date in @s, as YYYY-MM-DD. */
static bool
find_date(struct slice s, char out[RECORD_DATE_BYTES])
{
	for (size_t at = 0; at < s.bytes; at++) {
		struct slice rest = behind(s, at);
		const char *day;
		size_t bytes;

		if (!is_numeral(utf8_first(rest, 1)))
			continue;
		bytes = rest.bytes < 64 ? rest.bytes : 64;
		day = slice_find((struct slice){ rest.text, bytes },
		    slice_of("日"));
		if (!day)
			continue;
		rest.bytes = (size_t)(day - rest.text) + strlen("日");
		if (record_date_read(rest, out) != RECORD_DATE_BAD &&
		    *out != '\0')
			return true;
	}
	out[0] = '\0';
	return false;
}

/* The date that stands before the words. */
static void
date_before(struct slice text, const char *words,
    char out[RECORD_DATE_BYTES])
{
	const char *at = slice_find(text, slice_of(words));

	for (size_t back = 3; at && !*out && back < DATE_BACK * 3 &&
	    back <= (size_t)(at - text.text); back++) {
		struct slice s = { at - back, back };

		if (record_date_read(s, out) == RECORD_DATE_BAD)
			out[0] = '\0';
	}
}

static void
find_days(struct policy_text *p, struct slice text)
{
	static const char *const takes_effect[] = {
		"起施行", "起实施", "起执行", "起生效",
	};
	static const char until[] = "有效期至";
	const char *at;

	for (size_t i = 0; i < COUNT(takes_effect) && !*p->effective_on; i++)
		date_before(text, takes_effect[i], p->effective_on);
	if (!*p->effective_on &&
	    slice_find(text, slice_of("公布之日起")))
		memcpy(p->effective_on, p->signed_on,
		    sizeof(p->effective_on));
	at = slice_find(text, slice_of(until));
	if (at)
		find_date((struct slice){ at, text.bytes -
		    (size_t)(at - text.text) < 64 ? text.bytes -
		    (size_t)(at - text.text) : 64 }, p->valid_to);
}

static bool
is_number(struct slice line)
{
	char form[FORM_BYTES];

	if (utf8_chars(line) > NUMBER_CHARS || !ends(line, "号"))
		return false;
	for (size_t at = 0; at < line.bytes; at++) {
		struct slice rest = behind(line, at);
		uint32_t ch;

		if (((uint8_t)*rest.text & 0xc0) == 0x80)
			continue;
		ch = utf8_next(&rest);
		if (law_opens(ch) && law_bracket(line, at, form,
		    sizeof(form)).bytes > 0)
			return true;
	}
	return slice_find(line, slice_of("令第"));
}

static bool
is_passed(struct slice line)
{
	static const char *const words[] = { "通过", "公布", "发布", "修订",
		"修正", "印发" };
	char day[RECORD_DATE_BYTES] = "";

	if (!starts(line, "（") && !starts(line, "("))
		return false;
	for (size_t i = 0; i < COUNT(words); i++)
		if (slice_find(line, slice_of(words[i])))
			return find_date(line, day);
	return false;
}

/* A title that goes on has not come to the word for what it is. */
static bool
title_ends(struct slice title)
{
	static const char *const words[] = { "条例", "办法", "规定", "通知",
		"意见", "细则", "方案", "决定", "公告", "解读", "法", "规则",
		"规范", "标准", "指南", "计划", "要点", "措施", "）", "》" };

	for (size_t i = 0; i < COUNT(words); i++)
		if (ends(title, words[i]))
			return true;
	return false;
}

struct head {
	int title_lines;
	bool title_done;
};

static void
head_line(struct policy_text *p, struct head *h, struct slice line)
{
	if (line.bytes == 0)
		return;
	if (p->number.bytes == 0 && is_number(line)) {
		p->number = line;
		h->title_done = h->title_lines > 0;
	} else if (is_passed(line)) {
		p->passed = p->passed.bytes ? p->passed : line;
		h->title_done = true;
		if (!*p->signed_on)
			find_date(line, p->signed_on);
	} else if (!h->title_done && h->title_lines < TITLE_LINES) {
		buf_add_slice(&p->title, line);
		h->title_lines++;
		h->title_done = title_ends(line);
	}
}

struct course {
	struct policy_text *p;
	enum kind cut_at;		/* ARTICLE or PART */
	struct slice chapter, part, heading;
	int64_t line, last_number;
	const char *from;		/* of the text of the clause at hand */
	bool open;
};

static void
close_clause(struct course *c, const char *end)
{
	struct policy_clause *last;

	if (!c->open)
		return;
	last = &c->p->clause[c->p->count - 1];
	last->text = trim((struct slice){ c->from,
	    (size_t)(end - c->from) });
	c->open = false;
}

static void
open_clause(struct course *c, const struct line *l)
{
	static const struct slice empty = { "", 0 };
	struct policy_text *p = c->p;

	ARRAY_GROW(p->clause, p->count + 1, p->room);
	p->clause[p->count++] = (struct policy_clause){
		.part = l->kind == LINE_POINT ? c->part : empty,
		.label = l->label, .chapter = c->chapter,
		.heading = c->heading, .line = c->line
	};
	c->from = l->rest.text;
	c->open = true;
}

/* One that neither follows nor stands apart is cited, after all; an annex
 * begins anew. */
static bool
follows(const struct course *c, const struct line *l)
{
	return l->apart || l->number == c->last_number + 1 ||
	    l->number == c->last_number || l->number == 1;
}

static void
body_line(struct course *c, const struct line *l)
{
	if (l->kind == LINE_CHAPTER) {
		close_clause(c, l->text.text);
		c->chapter = l->text;
	} else if (c->cut_at == LINE_ARTICLE && l->kind == LINE_ARTICLE &&
	    follows(c, l)) {
		close_clause(c, l->text.text);
		c->last_number = l->number;
		open_clause(c, l);
	} else if (c->cut_at == LINE_PART && l->kind == LINE_PART) {
		close_clause(c, l->text.text);
		c->part = l->label;
		c->heading = l->rest;
		open_clause(c, l);
	} else if (c->cut_at == LINE_PART && l->kind == LINE_POINT &&
	    c->part.bytes > 0) {
		close_clause(c, l->text.text);
		open_clause(c, l);
	}
}

/* What the text is cut at: articles, or else parts. */
static enum kind
cut_of(struct slice text)
{
	struct slice line;
	size_t articles = 0, parts = 0;

	while (slice_line(&text, &line)) {
		struct line l;

		line_read(&l, line);
		articles += l.kind == LINE_ARTICLE;
		parts += l.kind == LINE_PART;
	}
	if (articles >= 2)
		return LINE_ARTICLE;
	return parts >= 2 ? LINE_PART : LINE_TEXT;
}

/* A part that is but a heading says nothing by itself. */
static void
drop_empty(struct policy_text *p)
{
	size_t kept = 0;

	for (size_t i = 0; i < p->count; i++)
		if (p->clause[i].text.bytes > 0 && !(i + 1 < p->count &&
		    slice_equal(p->clause[i].text, p->clause[i].heading) &&
		    p->clause[i + 1].part.bytes > 0))
			p->clause[kept++] = p->clause[i];
	p->count = kept;
}

void
policy_text_read(struct policy_text *out, struct slice text)
{
	struct course c = { .p = out, .cut_at = cut_of(text) };
	struct slice rest = text, line;
	struct head head = { 0, false };

	*out = (struct policy_text)POLICY_TEXT_INIT;
	while (slice_line(&rest, &line)) {
		struct line l;

		c.line++;
		line_read(&l, line);
		if (out->count == 0 && l.kind == LINE_TEXT)
			head_line(out, &head, l.text);
		else
			body_line(&c, &l);
	}
	close_clause(&c, text.text + text.bytes);
	drop_empty(out);
	find_days(out, text);
}

void
policy_text_release(struct policy_text *p)
{
	free(p->clause);
	buf_release(&p->title);
	*p = (struct policy_text)POLICY_TEXT_INIT;
}
