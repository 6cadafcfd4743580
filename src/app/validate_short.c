/*
 * validate_short.c - the quality rules of the sentence that is read out: it
 * is short, says nothing in shorthand, and no figure that the body has not.
 */
#include "app/validate_rules.h"

#include "app/abbreviations.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { CAPITALS_MAX = 10, WORDS_MAX = 20 };

/* Where an explanation may stand. */
static const enum entry_field telling[] = {
	ENTRY_ANSWER_SHORT, ENTRY_ANSWER_FULL, ENTRY_ANSWER_PLAIN,
	ENTRY_TERMS, ENTRY_CAUTIONS, ENTRY_SCOPE_NOTE,
};

/* The citizen said it: no need to tell them. */
static const enum entry_field asked[] = { ENTRY_TITLE, ENTRY_QUESTION };

static const char *const before[] = { "（", "(", "简称", "简称“", "简称\"",
	"称为", "即" };
static const char *const behind[] = { "（", "(", "是指", "指的是", "”）",
	"）", ")" };

static bool
ends_with(struct slice s, const char *end)
{
	size_t n = strlen(end);

	return s.bytes >= n && memcmp(s.text + s.bytes - n, end, n) == 0;
}

/* Beside a bracket, or behind words that introduce a name. */
static bool
is_introduced(const char *text, const char *at, size_t bytes)
{
	struct slice left = { text, (size_t)(at - text) };
	bool opens = false;

	for (size_t i = 0; i < COUNT(before); i++)
		opens |= ends_with(left, before[i]);
	if (opens)
		return true;
	for (size_t i = 0; i < COUNT(behind); i++)
		if (strncmp(at + bytes, behind[i], strlen(behind[i])) == 0)
			return true;
	return false;
}

static bool
is_told(const char *text, const char *word)
{
	size_t bytes = strlen(word);

	for (const char *at = strstr(text, word); at;
	    at = strstr(at + bytes, word))
		if (is_introduced(text, at, bytes))
			return true;
	return false;
}

static bool
is_explained(const struct check *c, const char *word, const char *meaning)
{
	for (size_t i = 0; i < COUNT(asked); i++)
		if (strstr(check_get(c, asked[i]), word))
			return true;
	for (size_t i = 0; i < COUNT(telling); i++) {
		const char *text = check_get(c, telling[i]);

		if ((*meaning && strstr(text, meaning)) ||
		    is_told(text, word))
			return true;
	}
	return false;
}

static void
put_word(const struct check *c, struct buf *out, const char *word,
    const char *meaning)
{
	if (is_explained(c, word, meaning))
		return;
	if (out->bytes > 0)
		buf_add_text(out, ", ");
	buf_addf(out, *meaning ? "%s (%s)" : "%s", word, meaning);
}

static bool
is_word(char ch)
{
	return (ch >= '0' && ch <= '9') || (ch >= 'A' && ch <= 'Z') ||
	    (ch >= 'a' && ch <= 'z');
}

/* Two to ten capitals, neither a Roman number nor XXX, and no part of an
 * address or of a standard's number such as GB/T 18030. */
static bool
is_shorthand(const char *text, struct slice run)
{
	const char *next = run.text + run.bytes;
	size_t capitals = 0, roman = 0, same = 0;

	for (size_t i = 0; i < run.bytes; i++) {
		capitals += run.text[i] >= 'A' && run.text[i] <= 'Z';
		roman += run.text[i] == 'I' || run.text[i] == 'V' ||
		    run.text[i] == 'X';
		same += run.text[i] == run.text[0];
	}
	if (run.bytes < 2 || run.bytes > CAPITALS_MAX ||
	    capitals < run.bytes || roman == run.bytes || same == run.bytes)
		return false;
	if (run.text > text && strchr("./-@_", run.text[-1]))
		return false;
	next += *next == ' ';
	return !*next || !strchr("./-@_0123456789", *next);
}

/* Those in the table, in capitals or not, are put by what they mean. */
static void
put_capitals(const struct check *c, struct buf *out)
{
	const char *text = check_get(c, ENTRY_ANSWER_SHORT), *p = text;
	int words = 0;

	while (*p && words < WORDS_MAX) {
		struct slice run = { p, 0 };
		const struct abbreviation *a;
		char *word;

		while (is_word(p[run.bytes]))
			run.bytes++;
		p += run.bytes > 0 ? run.bytes : 1;
		a = run.bytes > 1 ? abbreviations_find(c->v->abbreviations,
		    run) : NULL;
		if (a ? !*a->meaning : !is_shorthand(text, run))
			continue;
		words++;
		word = slice_dup(run);
		if (!strstr(buf_text(out), word))
			put_word(c, out, word, a ? a->meaning : "");
		free(word);
	}
}

static void
check_abbreviations(const struct check *c)
{
	const char *text = check_get(c, ENTRY_ANSWER_SHORT);
	const struct abbreviation *a;
	struct buf words = BUF_INIT;

	put_capitals(c, &words);
	for (size_t i = 0; (a = abbreviations_at(c->v->abbreviations, i));
	    i++)
		if (*a->meaning && !is_word(*a->text) &&
		    strstr(text, a->text))
			put_word(c, &words, a->text, a->meaning);
	if (words.bytes > 0)
		check_warn(c, ENTRY_ANSWER_SHORT, _("the answer to read out "
		    "has abbreviations that nothing explains: %s"),
		    buf_text(&words));
	buf_release(&words);
}

void
rule_short(const struct check *c)
{
	struct slice s = slice_of(check_get(c, ENTRY_ANSWER_SHORT));
	const char *lang = check_get(c, ENTRY_LANG);

	if (s.bytes > c->v->short_chars &&
	    utf8_chars(s) > c->v->short_chars)
		check_warn(c, ENTRY_ANSWER_SHORT, _("the answer to read out "
		    "has %zu characters, %zu are good"), utf8_chars(s),
		    c->v->short_chars);
	if (s.bytes > 0 && c->v->abbreviations &&
	    (!*lang || strncmp(lang, "zh", 2) == 0))
		check_abbreviations(c);
}

struct figures {
	struct slice *item;
	size_t count, room;
};

/* The next run of two digits or more. */
static bool
figure_next(const char **p, struct slice *out)
{
	static const char digit[] = "0123456789";

	do {
		*p += strcspn(*p, digit);
		*out = (struct slice){ *p, strspn(*p, digit) };
		*p += out->bytes;
	} while (out->bytes == 1);
	return out->bytes > 0;
}

static int
figure_cmp(const void *va, const void *vb)
{
	const struct slice *a = va, *b = vb;

	if (a->bytes != b->bytes)
		return a->bytes < b->bytes ? -1 : 1;
	return memcmp(a->text, b->text, a->bytes);
}

/* All figures of the entry but those of its short answer, in order. */
static void
figures_of(const struct check *c, struct figures *out)
{
	struct slice figure;

	for (int i = 0; i < ENTRY_FIELD_COUNT; i++) {
		const char *p = check_get(c, (enum entry_field)i);

		while (i != ENTRY_ANSWER_SHORT && figure_next(&p, &figure)) {
			ARRAY_GROW(out->item, out->count + 1, out->room);
			out->item[out->count++] = figure;
		}
	}
	if (out->count > 0)
		qsort(out->item, out->count, sizeof(*out->item), figure_cmp);
}

void
rule_figures(const struct check *c)
{
	const char *p = check_get(c, ENTRY_ANSWER_SHORT);
	struct figures body = { NULL, 0, 0 };
	struct slice figure;

	if (!*p || !check_has(c, ENTRY_ANSWER_FULL))
		return;
	figures_of(c, &body);
	while (figure_next(&p, &figure))
		if (body.count == 0 || !bsearch(&figure, body.item,
		    body.count, sizeof(*body.item), figure_cmp)) {
			check_warn(c, ENTRY_ANSWER_SHORT, _("the figure %.*s "
			    "does not stand in the body"), (int)figure.bytes,
			    figure.text);
			break;
		}
	free(body.item);
}
