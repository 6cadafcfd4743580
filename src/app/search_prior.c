/*
 * search_prior.c - adds up what the plan's heaviest words say, row by row.
 */
#include "app/search_prior.h"

#include "base/intl.h"
#include "base/mem.h"
#include "store/kb_prior.h"

#include <stdlib.h>

#define WORDS_ASKED 24			/* of the plan, the heaviest */
#define SLOTS 2048			/* of which WORDS_ASKED * 32 are used */
#define WORTH_A_LOOK .1f		/* of the most one can gain */

struct slot {
	uint32_t row;			/* 0 is free */
	uint16_t group;			/* that spoke last, */
	float best;			/* and how loudly */
	float sum;			/* of all groups */
};

struct heard {
	struct slot *slot;
	size_t used;
	float whole;			/* weight of all words asked */
	double most;
};

static int
group_order(const void *va, const void *vb)
{
	const struct plan_term *a = *(const struct plan_term *const *)va;
	const struct plan_term *b = *(const struct plan_term *const *)vb;

	if (a->group != b->group)
		return a->group < b->group ? -1 : 1;
	return plan_heavier_first(va, vb);
}

/* What says something: pairs and words. A character alone is in every other
 * question. */
static bool
speaks(const struct plan *p, const struct plan_term *t)
{
	struct slice text = plan_text(p, t);

	return !t->soft && (t->pair || text.bytes > 4 ||
	    (text.bytes > 0 && (uint8_t)text.text[0] < 0x80));
}

/* By groups, in each the heaviest first. */
static const struct plan_term **
choose(const struct plan *p, size_t *count)
{
	const struct plan_term **list = xcalloc(p->terms + 1, sizeof(*list));
	size_t n = 0;

	for (size_t i = 0; i < p->terms; i++)
		if (speaks(p, &p->term[i]))
			list[n++] = &p->term[i];
	if (n > WORDS_ASKED) {
		qsort(list, n, sizeof(*list), plan_heavier_first);
		n = WORDS_ASKED;
	}
	if (n > 0)
		qsort(list, n, sizeof(*list), group_order);
	*count = n;
	return list;
}

static struct slot *
slot_of(const struct heard *h, uint32_t row)
{
	size_t at = row * 0x9e3779b1u >> 21;

	while (h->slot[at].row && h->slot[at].row != row)
		at = (at + 1) % SLOTS;
	return &h->slot[at];
}

/* Words of one group mean the same: the loudest counts. */
static void
add(struct heard *h, uint32_t row, uint16_t group, float value)
{
	struct slot *s = slot_of(h, row);

	if (!s->row) {
		if (h->used == SLOTS / 2)
			return;
		h->used++;
		*s = (struct slot){ row, group, 0, 0 };
	}
	if (s->group != group) {
		s->group = group;
		s->best = 0;
	}
	if (value <= s->best)
		return;
	s->sum += value - s->best;
	s->best = value;
}

static enum status
ask(struct heard *h, struct kb *kb, const struct plan *p,
    const struct plan_term *t, const struct rank_weights *w, struct err *err)
{
	struct slice shares;
	uint32_t all = 0, weight;
	int64_t row = 0;
	double others;
	enum status st = kb_prior(kb, plan_text(p, t), &all, &shares, err);

	others = (double)all / PRIOR_UNIT + w->value[RANK_PRIOR_FEW] +
	    w->value[RANK_PRIOR_WIDE] * (double)t->kb.entries;
	while (st == ST_OK && kb_prior_take(&shares, &row, &weight))
		add(h, (uint32_t)row, t->group, (float)(t->weight *
		    ((double)weight / PRIOR_UNIT / others)));
	return st;
}

enum status
heard_new(struct heard **out, struct kb *kb, const struct plan *p,
    const struct rank_weights *w, struct err *err)
{
	const struct plan_term **list;
	struct heard *h;
	size_t n;
	enum status st = ST_OK;

	*out = NULL;
	if (!kb_has_prior(kb))
		return ST_OK;
	list = choose(p, &n);
	h = xcalloc(1, sizeof(*h));
	h->slot = xcalloc(SLOTS, sizeof(*h->slot));
	h->most = w->value[RANK_PRIOR];
	for (size_t i = 0; i < n && st == ST_OK; i++) {
		if (i == 0 || list[i]->group != list[i - 1]->group)
			h->whole += list[i]->weight;
		st = ask(h, kb, p, list[i], w, err);
	}
	free(list);
	if (st != ST_OK || h->used == 0) {
		heard_free(h);
		h = NULL;
	}
	*out = h;
	return st;
}

void
heard_free(struct heard *h)
{
	if (!h)
		return;
	free(h->slot);
	free(h);
}

static float
gain(const struct heard *h, float sum)
{
	return (float)h->most * sum / h->whole;
}

float
heard_gain(const struct heard *h, int64_t row)
{
	const struct slot *s = h ? slot_of(h, (uint32_t)row) : NULL;

	return s && s->row ? gain(h, s->sum) : 0;
}

static int
louder_first(const void *va, const void *vb)
{
	const struct slot *a = va, *b = vb;

	if (a->sum > b->sum || a->sum < b->sum)
		return a->sum > b->sum ? -1 : 1;
	return (a->row > b->row) - (a->row < b->row);
}

size_t
heard_rows(const struct heard *h, int64_t *row, size_t max)
{
	struct slot *list = xcalloc(max + 1, sizeof(*list));
	size_t n = 0;

	for (size_t i = 0; h && i < SLOTS; i++) {
		if (!h->slot[i].row ||
		    h->slot[i].sum < WORTH_A_LOOK * h->whole)
			continue;
		list[n] = h->slot[i];
		qsort(list, n + 1, sizeof(*list), louder_first);
		n += n < max;
	}
	for (size_t i = 0; i < n; i++)
		row[i] = list[i].row;
	free(list);
	return n;
}

enum status
heard_explain(const struct heard *h, struct kb *kb, int64_t row,
    struct buf *out, struct err *err)
{
	float value = heard_gain(h, row);
	struct prior_entry e;
	enum status st = ST_OK;

	if (value <= 0)
		return ST_OK;
	st = kb_prior_entry(kb, row, &e, err);
	if (st == ST_OK)
		buf_addf(out, _(" + answered before %.3f (%u answers of %u "
		    "operators)"), (double)value, e.answers, e.operators);
	return st;
}
