/*
 * search_english.c - questions in English: other forms of their words, and how
 * rare a word is among the entries in English.
 */
#include "app/search_plan.h"

#include "base/mem.h"
#include "store/kb_find.h"

#include <math.h>
#include <string.h>

#define FORMS_A_QUERY 16
#define FORMS_A_WORD 24			/* looked at */
#define STEM_BYTES_MIN 4

/* Endings that may be grammar: hospitals, applying. */
static const char *const endings[] = { "ing", "ies", "ed", "es", "s", "e",
	"y", "" };

/* The word without its ending. */
static struct slice
stem(struct slice word)
{
	for (size_t i = 0; i < COUNT(endings); i++) {
		struct slice end = slice_of(endings[i]);

		if (word.bytes >= end.bytes + STEM_BYTES_MIN &&
		    memcmp(word.text + word.bytes - end.bytes, end.text,
		    end.bytes) == 0)
			return (struct slice){ word.text,
				word.bytes - end.bytes };
	}
	return word;
}

/* @word begins with @root: is what follows an ending? */
static bool
is_form(struct slice word, struct slice root)
{
	for (size_t i = 0; i < COUNT(endings); i++)
		if (slice_is((struct slice){ word.text + root.bytes,
		    word.bytes - root.bytes }, endings[i]))
			return true;
	return false;
}

static bool
begins(struct slice word, struct slice start)
{
	return word.bytes >= start.bytes &&
	    memcmp(word.text, start.text, start.bytes) == 0;
}

/* Other forms of a typed word stand in for it; what it may become when more
 * is typed does too, where nothing has the word itself. */
static enum status
add_forms(struct plan *p, struct kb *kb, const struct query_term *t,
    size_t typed, const struct rank_weights *w, struct err *err)
{
	struct slice root = stem(t->text), rest, word;
	bool known = p->term[typed].kb.entries > 0;
	uint16_t group = p->term[typed].group;
	struct buf words = BUF_INIT;
	size_t n = 0;
	enum status st = kb_words_begin(kb, root, FORMS_A_WORD, &n, &words,
	    err);

	rest = buf_slice(&words);
	while (st == ST_OK && (word = slice_word(&rest)).bytes > 0) {
		struct kb_term k;

		if (slice_equal(word, t->text) || (!is_form(word, root) &&
		    (known || !begins(word, t->text))))
			continue;
		st = kb_term_word(kb, word, &k, err);
		if (st == ST_OK && k.a)
			plan_add(p, word, k, HIT_SYNONYM, false, false, group,
			    w->value[RANK_ENDING], w);
	}
	buf_release(&words);
	return st;
}

static bool
is_letters(struct slice s)
{
	for (size_t i = 0; i < s.bytes; i++)
		if (s.text[i] < 'a' || s.text[i] > 'z')
			return false;
	return s.bytes >= STEM_BYTES_MIN;
}

enum status
plan_forms(struct plan *p, struct kb *kb, const struct query *q,
    const struct rank_weights *w, struct err *err)
{
	size_t typed = q->terms < p->terms ? q->terms : p->terms, words = 0;
	enum status st = ST_OK;

	for (size_t i = 0; i < typed && words < FORMS_A_QUERY && st == ST_OK;
	    i++) {
		if (q->term[i].kind != TOKEN_WORD ||
		    !is_letters(q->term[i].text))
			continue;
		words++;
		st = add_forms(p, kb, &q->term[i], i, w, err);
	}
	return st;
}

static bool
is_pinyin(const struct query *q, struct slice word)
{
	for (size_t i = 0; i < q->sounds; i++) {
		const struct query_sound *s = &q->sound[i];

		if (slice_equal(s->letters, word))
			return s->splits > 0 &&
			    s->split->whole == s->split->count;
	}
	return false;
}

/* Most words are words of the base, and one is nothing else: an English
 * question has no pinyin in it. */
bool
plan_is_english(const struct plan *p, const struct query *q)
{
	size_t words = 0, known = 0;
	bool plain = false;

	for (size_t i = 0; i < q->terms && i < p->terms; i++) {
		struct slice word = q->term[i].text;

		if (q->term[i].kind == TOKEN_CHAR)
			return false;
		if (q->term[i].kind != TOKEN_WORD)
			continue;
		words++;
		if (p->term[i].kb.entries == 0)
			continue;
		known++;
		plain = plain || (is_letters(word) && !is_pinyin(q, word));
	}
	return words > 1 && 2 * known >= words && plain;
}

/* How many entries are in English, by the commonest words. */
static enum status
count_english(struct kb *kb, double *entries, struct err *err)
{
	static const char *const common[] = { "the", "of", "to", "and", "a" };
	enum status st = ST_OK;

	*entries = 0;
	for (size_t i = 0; i < COUNT(common) && st == ST_OK; i++) {
		struct kb_term k;

		st = kb_term_word(kb, slice_of(common[i]), &k, err);
		if (st == ST_OK && (double)k.entries > *entries)
			*entries = (double)k.entries;
	}
	return st;
}

enum status
plan_english(struct plan *p, struct kb *kb, const struct query *q,
    const struct rank_weights *w, struct err *err)
{
	double all = p->entries, entries;
	enum status st;

	if (!plan_is_english(p, q))
		return ST_OK;
	st = count_english(kb, &entries, err);
	if (st != ST_OK || entries <= 0)
		return st;
	p->entries = entries;
	for (size_t i = 0; i < p->terms; i++) {
		struct plan_term *t = &p->term[i];
		double idf = rank_idf((double)t->kb.entries, all);
		double now = rank_idf(fmin((double)t->kb.entries, entries),
		    entries);

		t->weight *= (float)pow(now / idf, w->value[RANK_IDF_POWER]);
	}
	return ST_OK;
}
