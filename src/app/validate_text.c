/*
 * validate_text.c - the quality rules that look into texts.
 */
#include "app/validate_rules.h"

#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "text/detect.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PHONE_DIGITS_MIN = 3, YEAR_FIRST = 1949, CONTEXT_BYTES = 200 };

struct span {
	uint32_t from, to;
};

/* Controls, bidirectional embeddings, overrides and isolates. */
static const struct span controls[] = {
	{ 0x01, 0x08 }, { 0x0b, 0x1f }, { 0x7f, 0x9f }, { 0x202a, 0x202e },
	{ 0x2066, 0x2069 },
};

/* Private use and what is no character at all. */
static const struct span strangers[] = {
	{ 0xe000, 0xf8ff }, { 0xfdd0, 0xfdef }, { 0xfffe, 0xffff },
	{ 0xf0000, 0x10ffff },
};

/* Not read out or searched as text; numbers in them are no one's. */
static const enum entry_field technical[] = {
	ENTRY_ENTRY_ID, ENTRY_SOURCE_SYSTEM, ENTRY_EXTERNAL_ID, ENTRY_URL,
	ENTRY_DOC_NUMBER, ENTRY_TRANSLATION_OF, ENTRY_SUPERSEDES,
	ENTRY_SUPERSEDED_BY, ENTRY_IMPLEMENTS,
};

static const char *const pointers[] = {
	"见附件", "详见链接", "见链接", "点击链接", "见下表", "附件下载",
};

static bool
in_spans(uint32_t ch, const struct span *spans, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (ch >= spans[i].from && ch <= spans[i].to)
			return true;
	return false;
}

static bool
is_han_or_ascii(uint32_t ch)
{
	return (ch >= 0x20 && ch < 0x7f) || (ch >= 0x3000 && ch < 0xd800);
}

static void
check_characters(const struct check *c, enum entry_field f)
{
	struct slice s = slice_of(check_get(c, f));
	bool replaced = false;

	while (s.bytes > 0) {
		uint32_t ch = utf8_next(&s);

		if (is_han_or_ascii(ch) || ch == '\n' || ch == '\t')
			continue;
		if (in_spans(ch, controls, COUNT(controls))) {
			check_error(c, f, _("the control character U+%04X "
			    "stands in it"), (unsigned)ch);
			return;
		}
		if (in_spans(ch, strangers, COUNT(strangers))) {
			check_error(c, f, _("U+%04X stands in it, which means "
			    "nothing outside its maker's computer"),
			    (unsigned)ch);
			return;
		}
		replaced |= ch == UTF8_REPLACEMENT;
	}
	if (replaced)
		check_warn(c, f, _("a character was lost on the way (U+FFFD "
		    "stands in its place)"));
}

void
rule_characters(const struct check *c)
{
	for (int f = 0; f < ENTRY_FIELD_COUNT; f++)
		if (check_has(c, (enum entry_field)f))
			check_characters(c, (enum entry_field)f);
}

static size_t
digits(const char *s)
{
	return strspn(s, "0123456789");
}

/* 机关代字〔YYYY〕N号 */
static bool
doc_number_fits(const char *number, int year_last)
{
	const char *open = strstr(number, "〔");
	const char *p;
	int year;

	if (!open || open == number)
		return false;
	p = open + strlen("〔");
	if (digits(p) != 4)
		return false;
	year = (int)strtol(p, NULL, 10);
	p += 4;
	if (strncmp(p, "〕", strlen("〕")) != 0)
		return false;
	p += strlen("〕");
	if (strncmp(p, "第", strlen("第")) == 0)
		p += strlen("第");
	return digits(p) > 0 && strcmp(p + digits(p), "号") == 0 &&
	    year >= YEAR_FIRST && year <= year_last;
}

void
rule_doc_number(const struct check *c)
{
	const char *number = check_get(c, ENTRY_DOC_NUMBER);
	struct civil today;

	clock_civil(clock_day_start(c->v->day), &today);
	if (*number && !doc_number_fits(number, today.year + 1))
		check_warn(c, ENTRY_DOC_NUMBER, _("\"%s\" does not look like "
		    "京政办发〔2023〕1号"), number);
}

void
rule_phone(const struct check *c)
{
	const char *phone = check_get(c, ENTRY_PHONE);
	const char *p = phone + strcspn(phone, "0123456789");

	if (!*phone)
		return;
	while (*p && digits(p) < PHONE_DIGITS_MIN) {
		p += digits(p);
		p += strcspn(p, "0123456789");
	}
	if (!*p)
		check_warn(c, ENTRY_PHONE,
		    _("there is no telephone number in it"));
}

static bool
is_technical(enum entry_field f)
{
	for (size_t i = 0; i < COUNT(technical); i++)
		if (technical[i] == f)
			return true;
	return false;
}

static bool
url_char(char ch)
{
	return ch > ' ' && ch < 0x7f && !strchr("<>\"'()", ch);
}

/* An address has page numbers as long as a card's. */
static bool
in_url(struct slice text, struct slice where)
{
	const char *from = where.text;
	char run[CONTEXT_BYTES + 1];

	while (from > text.text && url_char(from[-1]) &&
	    where.text - from < CONTEXT_BYTES)
		from--;
	snprintf(run, sizeof(run), "%.*s", (int)(where.text - from), from);
	return strstr(run, "://") || strstr(run, "www.") ||
	    strstr(run, ".cn/") || strstr(run, ".com/");
}

static void
check_personal(const struct check *c, enum entry_field f)
{
	struct slice all = slice_of(check_get(c, f)), rest = all, where;
	enum detect_kind kind;

	while (detect_personal(rest, &where, &kind)) {
		if (!in_url(all, where)) {
			struct buf masked = BUF_INIT;

			detect_mask(&masked, where);
			check_error(c, f, _("personal data stands in it: %s "
			    "%s"), detect_kind_title(kind),
			    buf_text(&masked));
			buf_release(&masked);
			return;
		}
		rest.text = where.text + where.bytes;
		rest.bytes = all.bytes - (size_t)(rest.text - all.text);
	}
}

void
rule_personal(const struct check *c)
{
	if (strcmp(check_get(c, ENTRY_SECRECY), "internal") == 0)
		return;
	for (int i = 0; i < ENTRY_FIELD_COUNT; i++) {
		enum entry_field f = (enum entry_field)i;

		if (check_has(c, f) && !is_technical(f) &&
		    entry_field_shape(f) != ENTRY_DATE)
			check_personal(c, f);
	}
}

void
rule_attachment(const struct check *c)
{
	const char *full = check_get(c, ENTRY_ANSWER_FULL);
	const char *brief = check_get(c, ENTRY_ANSWER_SHORT);

	if (check_has(c, ENTRY_URL) || strstr(full, "http"))
		return;
	for (size_t i = 0; i < COUNT(pointers); i++)
		if (strstr(full, pointers[i]) || strstr(brief, pointers[i])) {
			check_warn(c, ENTRY_ANSWER_FULL, _("it says \"%s\", "
			    "but nothing is attached"), pointers[i]);
			return;
		}
}
