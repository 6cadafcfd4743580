/*
 * kb_terms.c - two lists of postings, of characters and of words, which become
 * one list of terms in the order of their bytes.
 *
 * UTF-8 sorts as its characters do, so that ranks stand for texts: a key is
 * whether it is of a title, and the ranks. Only where the two lists meet
 * are texts compared.
 */
#include "store/kb_terms.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "store/fts.h"
#include "store/fts_load.h"
#include "store/postings.h"

#include <stdlib.h>

#define CHARS_AT_ONCE (UINT32_C(1) << 22)
#define WORDS_AT_ONCE (UINT32_C(1) << 19)

enum { CHARS, WORDS, LISTS };

/* The term that a list has come to. */
struct place {
	struct posting posting;
	struct buf text;
	bool more;
};

struct kb_terms {
	const struct vocab *v;
	struct postings *list[LISTS];
	unsigned bits[LISTS];		/* of a rank */
	struct place at[LISTS];
	struct kb_pair *pair;
	size_t pairs, room;
};

static unsigned
bits_of(uint32_t most)
{
	unsigned bits = 1;

	while (bits < 32 && most >> bits > 0)
		bits++;
	return bits;
}

enum status
kb_terms_new(struct kb_terms **out, const struct vocab *v, const char *dir,
    struct err *err)
{
	struct kb_terms *t = xcalloc(1, sizeof(*t));
	uint32_t chars = vocab_chars(v);
	enum status st;

	t->v = v;
	t->bits[CHARS] = bits_of(chars);
	t->bits[WORDS] = bits_of(vocab_atoms(v) - chars);
	st = postings_new(&t->list[CHARS], dir, CHARS_AT_ONCE,
	    2 * t->bits[CHARS] + 1, err);
	if (st == ST_OK)
		st = postings_new(&t->list[WORDS], dir, WORDS_AT_ONCE,
		    t->bits[WORDS] + 1, err);
	if (st != ST_OK) {
		kb_terms_free(t);
		t = NULL;
	}
	*out = t;
	return st;
}

void
kb_terms_free(struct kb_terms *t)
{
	if (!t)
		return;
	for (int i = 0; i < LISTS; i++) {
		postings_free(t->list[i]);
		buf_release(&t->at[i].text);
	}
	free(t->pair);
	free(t);
}

enum status
kb_terms_chars(struct kb_terms *t, uint32_t a, uint32_t b, bool title,
    uint32_t row, struct err *err)
{
	unsigned bits = t->bits[CHARS];
	uint64_t key = ((uint64_t)!title << bits | a) << bits | b;

	return postings_add(t->list[CHARS], key, row, err);
}

enum status
kb_terms_word(struct kb_terms *t, uint32_t word, bool title, uint32_t row,
    struct err *err)
{
	uint64_t key = (uint64_t)!title << t->bits[WORDS] | word;

	return postings_add(t->list[WORDS], key, row, err);
}

static uint32_t
rank_in(uint64_t key, unsigned bits)
{
	return (uint32_t)(key & ((UINT64_C(1) << bits) - 1));
}

static void
pair_keep(struct kb_terms *t, uint32_t a, uint32_t b, uint32_t entries)
{
	ARRAY_GROW(t->pair, t->pairs + 1, t->room);
	t->pair[t->pairs++] = (struct kb_pair){ vocab_char(t->v, a).number,
		vocab_char(t->v, b).number, entries };
}

static void
chars_text(struct kb_terms *t, uint32_t least)
{
	const struct posting *p = &t->at[CHARS].posting;
	unsigned bits = t->bits[CHARS];
	uint32_t a = vocab_ranked_char(t->v, rank_in(p->key >> bits, bits));
	uint32_t b = rank_in(p->key, bits);
	bool title = p->key >> 2 * bits == 0;

	if (title)
		buf_add_char(&t->at[CHARS].text, FTS_TITLE);
	utf8_put(&t->at[CHARS].text, a);
	if (b == 0)
		return;
	b = vocab_ranked_char(t->v, b);
	utf8_put(&t->at[CHARS].text, b);
	if (!title && p->count >= least)
		pair_keep(t, a, b, p->count);
}

static void
word_text(struct kb_terms *t)
{
	const struct posting *p = &t->at[WORDS].posting;
	unsigned bits = t->bits[WORDS];

	if (p->key >> bits == 0)
		buf_add_char(&t->at[WORDS].text, FTS_TITLE);
	buf_add_slice(&t->at[WORDS].text, vocab_ranked_word(t->v,
	    rank_in(p->key, bits)));
}

static enum status
go_on(struct kb_terms *t, int i, uint32_t least, struct err *err)
{
	struct place *at = &t->at[i];
	enum status st = postings_next(t->list[i], &at->posting, &at->more,
	    err);

	buf_reset(&at->text);
	if (st != ST_OK || !at->more)
		return st;
	if (i == CHARS)
		chars_text(t, least);
	else
		word_text(t);
	return ST_OK;
}

static enum status
load(struct kb_terms *t, struct fts_load *l, uint32_t least, struct err *err)
{
	enum status st = ST_OK;

	for (int i = 0; i < LISTS && st == ST_OK; i++) {
		st = postings_end(t->list[i], err);
		if (st == ST_OK)
			st = go_on(t, i, least, err);
	}
	while (st == ST_OK && (t->at[CHARS].more || t->at[WORDS].more)) {
		int i = t->at[CHARS].more && (!t->at[WORDS].more ||
		    slice_cmp(buf_slice(&t->at[CHARS].text),
		    buf_slice(&t->at[WORDS].text)) < 0) ? CHARS : WORDS;

		st = fts_load_term(l, buf_slice(&t->at[i].text),
		    t->at[i].posting.rows, err);
		if (st == ST_OK)
			st = go_on(t, i, least, err);
	}
	return st;
}

static int
pair_cmp(const void *va, const void *vb)
{
	const struct kb_pair *p = va, *q = vb;

	if (p->a != q->a)
		return p->a < q->a ? -1 : 1;
	return (p->b > q->b) - (p->b < q->b);
}

enum status
kb_terms_write(struct kb_terms *t, struct db *db, uint32_t rows,
    uint32_t entries, struct kb_pair **pairs, size_t *count, struct err *err)
{
	struct fts_load *l;
	enum status st = fts_load_new(&l, db, err);

	if (st == ST_OK)
		st = load(t, l, entries, err);
	if (st == ST_OK)
		st = fts_load_end(l, rows, err);
	fts_load_free(l);
	if (t->pairs > 0)
		qsort(t->pair, t->pairs, sizeof(*t->pair), pair_cmp);
	*pairs = t->pair;
	*count = t->pairs;
	t->pair = NULL;
	return st;
}
