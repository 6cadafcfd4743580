/*
 * search_expand.c - terms the user did not type but may have meant: other
 * words for the same, what letters stand for, what sounds alike.
 */
#include "app/search_plan.h"

#include "app/search_sounds.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* At most, for one query: a long letter has many. */
#define SOUNDS_A_QUERY 16
#define FORMS_A_QUERY 16
#define FORMS_A_WORD 24			/* looked at */
#define STEM_BYTES_MIN 4
/* Letters that are a word of the base may be pinyin, too. */
#define KNOWN_FACTOR .3

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
			    w->value[RANK_FORM], w);
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

static enum status
add_all_forms(struct plan *p, struct kb *kb, const struct query *q,
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
is_known(const struct plan *p, struct slice letters)
{
	for (size_t i = 0; i < p->terms; i++)
		if (p->term[i].kb.entries > 0 &&
		    slice_equal(plan_text(p, &p->term[i]), letters))
			return true;
	return false;
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
static bool
is_english(const struct plan *p, const struct query *q)
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

static enum status
add_letters(struct plan *p, struct kb *kb, const struct query *q,
    const struct rank_weights *w, struct err *err)
{
	enum status st = ST_OK;

	if (is_english(p, q))
		return ST_OK;
	for (size_t i = 0; i < q->sounds && i < SOUNDS_A_QUERY && st == ST_OK;
	    i++)
		st = plan_letters(p, kb, &q->sound[i],
		    is_known(p, q->sound[i].letters) ? KNOWN_FACTOR : 1,
		    q->terms == 1, w, err);
	return st;
}

enum status
plan_expand(struct plan *p, struct kb *kb, const struct query *q,
    const struct rank_weights *w, struct err *err)
{
	enum status st = plan_synonyms(p, kb, q, w, err);

	if (st == ST_OK)
		st = add_all_forms(p, kb, q, w, err);
	if (st == ST_OK)
		st = plan_numbers(p, kb, q, w, err);
	if (st == ST_OK)
		st = plan_slips(p, kb, q, w, err);
	return st == ST_OK ? add_letters(p, kb, q, w, err) : st;
}
