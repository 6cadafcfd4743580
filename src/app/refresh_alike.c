/*
 * refresh_alike.c - texts that are nearly the same and answer otherwise.
 *
 * Two texts that share a minhash key are a pair to look at; the pair is read
 * and measured. Of many with one key each is held against the next few: where
 * a form letter has a thousand copies, a person needs to see it once.
 */
#include "app/refresh_compared.h"

#include "app/refresh_run.h"
#include "base/intl.h"
#include "base/mem.h"
#include "store/kb.h"

#include <stdlib.h>

enum { NEXT_FEW = 3, PAIRS_MAX = 200000 };

struct keyed {
	uint32_t key, at;
};

static int
keyed_cmp(const void *va, const void *vb)
{
	const struct keyed *a = va, *b = vb;

	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	return (a->at > b->at) - (a->at < b->at);
}

static int
pair_cmp(const void *va, const void *vb)
{
	const struct pair *a = va, *b = vb;

	if (a->a != b->a)
		return a->a < b->a ? -1 : 1;
	return (a->b > b->b) - (a->b < b->b);
}

/* One title was looked at before. */
static bool
is_pair(const struct compared *a, const struct compared *b)
{
	return a->live && b->live && a->answer != b->answer &&
	    a->title != b->title;
}

static void
pairs_of(struct compare *c, const struct keyed *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		for (size_t k = i + 1; k < count && k <= i + NEXT_FEW &&
		    list[k].key == list[i].key; k++) {
			if (c->pairs >= PAIRS_MAX ||
			    !is_pair(&c->item[list[i].at],
			    &c->item[list[k].at]))
				continue;
			ARRAY_GROW(c->pair, c->pairs + 1, c->pair_room);
			c->pair[c->pairs++] = (struct pair){ list[i].at,
				list[k].at };
		}
}

void
alike_settle(struct compare *c)
{
	struct keyed *list = xmalloc((c->count + 1) * sizeof(*list));

	for (int k = 0; k < SHINGLE_KEYS; k++) {
		size_t n = 0;

		for (size_t i = 0; i < c->count; i++)
			if (c->item[i].keyed && c->item[i].live)
				list[n++] = (struct keyed){ c->key[i][k],
					(uint32_t)i };
		qsort(list, n, sizeof(*list), keyed_cmp);
		pairs_of(c, list, n);
	}
	free(list);
	free(c->key);
	c->key = NULL;
	if (c->pairs > 0)
		qsort(c->pair, c->pairs, sizeof(*c->pair), pair_cmp);
}

/* One of the texts of a pair; the first one stays while it has others. */
struct text {
	struct buf text;
	struct shingles shingles;
	const struct compared *of;
};

static enum status
text_read(struct text *t, struct kb *kb, const struct compare *c,
    const struct compared *of, struct err *err)
{
	struct entry e = ENTRY_INIT;
	enum status st;

	if (t->of == of)
		return ST_OK;
	st = kb_entry(kb, c->texts.text + of->id, &e, err);
	if (st == ST_OK) {
		buf_reset(&t->text);
		compared_text(&t->text, &e);
		shingles_set(&t->shingles, buf_slice(&t->text));
		t->of = of;
	}
	entry_release(&e);
	return st;
}

static void
text_release(struct text *t)
{
	buf_release(&t->text);
	shingles_release(&t->shingles);
}

static void
note_pair(const struct compare *c, const struct compared *a,
    const struct compared *b, double like, const struct note_taker *notes)
{
	int percent = (int)(like * 100);

	compared_note(notes, c, a, NOTE_WARNING, "Q7", ENTRY_ANSWER_FULL,
	    _("%s is alike by %d %% and answers otherwise"),
	    c->texts.text + b->id, percent);
	compared_note(notes, c, b, NOTE_WARNING, "Q7", ENTRY_ANSWER_FULL,
	    _("%s is alike by %d %% and answers otherwise"),
	    c->texts.text + a->id, percent);
}

enum status
compare_texts(struct compare *c, struct kb *kb,
    const struct note_taker *notes, struct err *err)
{
	struct text one = { BUF_INIT, SHINGLES_INIT, NULL }, two = one;
	enum status st = ST_OK;

	for (size_t i = 0; i < c->pairs && st == ST_OK; i++) {
		const struct compared *a = &c->item[c->pair[i].a];
		const struct compared *b = &c->item[c->pair[i].b];
		double like;

		if (i > 0 && pair_cmp(&c->pair[i], &c->pair[i - 1]) == 0)
			continue;
		st = text_read(&one, kb, c, a, err);
		if (st == ST_OK)
			st = text_read(&two, kb, c, b, err);
		if (st != ST_OK)
			break;
		like = shingles_likeness(&one.shingles, &two.shingles);
		if (like >= COMPARE_SIMILAR)
			note_pair(c, a, b, like, notes);
	}
	text_release(&one);
	text_release(&two);
	return st;
}
