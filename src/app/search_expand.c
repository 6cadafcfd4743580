/*
 * search_expand.c - terms the user did not type but may have meant: other
 * words for the same, what letters stand for, what sounds alike.
 */
#include "app/search_plan.h"

#include "app/search_sounds.h"
#include "text/synonyms.h"

/* Words that are added for one query at most: a long letter has many. */
#define SYNONYMS_A_QUERY 32
#define SOUNDS_A_QUERY 16
/* Letters that are a word of the base may be pinyin, too. */
#define KNOWN_FACTOR .3

static bool
has_term(const struct plan *p, struct slice text)
{
	for (size_t i = 0; i < p->terms; i++)
		if (slice_equal(plan_text(p, &p->term[i]), text))
			return true;
	return false;
}

/* The tokens of another word that are not in the plan yet. */
static enum status
add_word(struct plan *p, struct kb *kb, struct slice word,
    const struct rank_weights *w, struct err *err)
{
	struct tokens tokens;
	struct token t;
	enum status st = ST_OK;

	tokens_start(&tokens, word);
	while (st == ST_OK && tokens_next(&tokens, &t)) {
		struct kb_term k;
		bool pair = t.kind == TOKEN_PAIR;

		if (has_term(p, t.text))
			continue;
		st = t.ch[0] ? kb_term_chars(kb, t.ch[0], t.ch[1], &k, err) :
		    kb_term_word(kb, t.text, &k, err);
		if (st == ST_OK && k.a)
			plan_add(p, t.text, k, HIT_SYNONYM, pair, false,
			    p->groups++, w->value[RANK_SYNONYM], w);
	}
	return st;
}

static enum status
add_synonyms(struct plan *p, struct kb *kb, struct slice normal,
    const struct rank_weights *w, struct err *err)
{
	size_t words = 0;
	enum status st = ST_OK;

	for (size_t at = 0; at < normal.bytes && st == ST_OK &&
	    words < SYNONYMS_A_QUERY; ) {
		struct slice rest = { normal.text + at, normal.bytes - at };
		struct synonyms s;

		if (!synonyms_at(rest, &s)) {
			at++;
			continue;
		}
		for (size_t i = 0; i < s.count && st == ST_OK; i++, words++)
			st = add_word(p, kb, s.word[i], w, err);
		at += s.bytes;
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

static enum status
add_letters(struct plan *p, struct kb *kb, const struct query *q,
    const struct rank_weights *w, struct err *err)
{
	enum status st = ST_OK;

	for (size_t i = 0; i < q->sounds && i < SOUNDS_A_QUERY && st == ST_OK;
	    i++)
		st = plan_letters(p, kb, &q->sound[i],
		    is_known(p, q->sound[i].letters) ? KNOWN_FACTOR : 1, w,
		    err);
	return st;
}

enum status
plan_expand(struct plan *p, struct kb *kb, const struct query *q,
    const struct rank_weights *w, struct err *err)
{
	enum status st = add_synonyms(p, kb, buf_slice(&q->normal.text), w,
	    err);

	if (st == ST_OK)
		st = plan_slips(p, kb, q, w, err);
	return st == ST_OK ? add_letters(p, kb, q, w, err) : st;
}
