/*
 * search_expand.c - terms the user did not type but may have meant: other
 * words for the same, what letters stand for, what sounds alike.
 */
#include "app/search_plan.h"

#include "app/search_sounds.h"
#include "base/mem.h"

/* At most, for one query: a long letter has many. */
#define SOUNDS_A_QUERY 16
/* Letters that are a word of the base may be pinyin, too. */
#define KNOWN_FACTOR .3

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

	if (plan_is_english(p, q))
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
		st = plan_forms(p, kb, q, w, err);
	if (st == ST_OK)
		st = plan_numbers(p, kb, q, w, err);
	if (st == ST_OK)
		st = plan_slips(p, kb, q, w, err);
	return st == ST_OK ? add_letters(p, kb, q, w, err) : st;
}
