/*
 * search_plan.c - from the query's terms to weighted terms of this base, and
 * the choice of those that find candidates.
 */
#include "app/search_plan.h"

#include "base/mem.h"
#include "store/kb.h"

#include <math.h>
#include <stdlib.h>

/* Single characters that more than this part of the entries have find no
 * candidates: pairs do. */
#define COMMON_PART .03
#define POSTINGS_MAX 15000		/* rows read in stage one */
#define POSTINGS_MIN 1000		/* for each phrase, whatever is left */
#define ENOUGH_ROWS 100
#define CHANCE_TIMES 3			/* as often as chance: half a word */

void
plan_init(struct plan *p)
{
	*p = (struct plan){ 0 };
}

void
plan_release(struct plan *p)
{
	free(p->term);
	buf_release(&p->texts);
	buf_release(&p->readings);
	buf_release(&p->choices);
	plan_init(p);
}

struct slice
plan_text(const struct plan *p, const struct plan_term *t)
{
	return (struct slice){ p->texts.text + t->at, t->bytes };
}

void
plan_add_weighed(struct plan *p, struct slice text, struct kb_term kb,
    enum hit_by by, bool pair, uint16_t group, float weight)
{
	if (p->terms >= PLAN_TERMS_MAX || text.bytes > UINT8_MAX)
		return;
	ARRAY_GROW(p->term, p->terms + 1, p->room);
	p->term[p->terms++] = (struct plan_term){
		.at = p->texts.bytes, .bytes = (uint8_t)text.bytes,
		.by = (uint8_t)by, .pair = pair, .group = group, .kb = kb,
		.weight = weight
	};
	buf_add_slice(&p->texts, text);
}

void
plan_add(struct plan *p, struct slice text, struct kb_term kb,
    enum hit_by by, bool pair, bool soft, uint16_t group, double factor,
    const struct rank_weights *w)
{
	double idf = rank_idf((double)kb.entries, p->entries);
	double weight = factor * pow(idf, w->value[RANK_IDF_POWER]);
	size_t before = p->terms;

	if (!pair && kb.b == 0 && by != HIT_EXACT && text.bytes <= 4 &&
	    text.bytes > 0 && (uint8_t)text.text[0] >= 0x80)
		weight *= w->value[RANK_SINGLE];
	if (soft)
		weight *= w->value[RANK_SOFT];
	plan_add_weighed(p, text, kb, by, pair, group, (float)weight);
	if (p->terms > before)
		p->term[before].soft = soft;
}

/*
 * What a typed pair counts. Two characters of a word stand side by side much
 * more often than chance would have it; those at the border of two words do
 * not, and are rare for no good reason.
 */
static enum status
pair_factor(const struct plan *p, struct kb *kb, const uint32_t ch[2],
    int64_t entries, const struct rank_weights *w, double *factor,
    struct err *err)
{
	struct kb_term a, b;
	double chance, often;
	enum status st = kb_term_chars(kb, ch[0], 0, &a, err);

	if (st == ST_OK)
		st = kb_term_chars(kb, ch[1], 0, &b, err);
	if (st != ST_OK || entries <= 0)
		return st;
	chance = (double)a.entries * (double)b.entries / p->entries;
	often = (double)entries / chance;
	*factor *= 1 - w->value[RANK_ACROSS] *
	    CHANCE_TIMES / (often + CHANCE_TIMES);
	return st;
}

enum status
plan_typed(struct plan *p, struct kb *kb, const struct query *q,
    const struct rank_weights *w, struct err *err)
{
	enum status st = ST_OK;

	p->entries = (double)kb_count(kb);
	for (size_t i = 0; i < q->terms && st == ST_OK; i++) {
		const struct query_term *t = &q->term[i];
		struct kb_term k;
		bool pair = t->kind == TOKEN_PAIR;
		double factor = pow(t->times, w->value[RANK_TIMES]);

		if (pair || t->kind == TOKEN_CHAR)
			st = kb_term_chars(kb, t->ch[0], pair ? t->ch[1] : 0,
			    &k, err);
		else
			st = kb_term_word(kb, t->text, &k, err);
		if (st == ST_OK && pair)
			st = pair_factor(p, kb, t->ch, k.entries, w, &factor,
			    err);
		if (st == ST_OK)
			plan_add(p, t->text, k, HIT_TYPED, pair, t->soft,
			    p->groups++, factor, w);
	}
	return st == ST_OK ? plan_english(p, kb, q, w, err) : st;
}

float
plan_whole(const struct plan *p)
{
	float *best = xcalloc(p->groups + (size_t)1, sizeof(*best)), sum = 0;

	for (size_t i = 0; i < p->terms; i++) {
		const struct plan_term *t = &p->term[i];

		if (!t->way && t->weight > best[t->group]) {
			sum += t->weight - best[t->group];
			best[t->group] = t->weight;
		}
	}
	free(best);
	return sum;
}

int
plan_heavier_first(const void *va, const void *vb)
{
	const struct plan_term *a = *(const struct plan_term *const *)va;
	const struct plan_term *b = *(const struct plan_term *const *)vb;

	if (a->weight > b->weight || a->weight < b->weight)
		return a->weight > b->weight ? -1 : 1;
	return (a > b) - (a < b);
}

static int
rarer_first(const void *va, const void *vb)
{
	const struct plan_term *a = *(const struct plan_term *const *)va;
	const struct plan_term *b = *(const struct plan_term *const *)vb;

	if (a->kb.entries != b->kb.entries)
		return a->kb.entries < b->kb.entries ? -1 : 1;
	return (a > b) - (a < b);
}

/* A term of those that were typed, or of those that were not. */
static bool
finds(const struct plan *p, const struct plan_term *t, bool typed,
    bool singles)
{
	if (!t->kb.a || t->kb.entries <= 0 || t->again ||
	    (t->by == HIT_TYPED) != typed)
		return false;
	return t->pair || singles ||
	    (double)t->kb.entries <= COMMON_PART * p->entries;
}

/* Appends the heaviest @max to the list, which has @n. */
static size_t
choose(const struct plan *p, const struct plan_term **list, size_t n,
    bool typed, bool singles, size_t max)
{
	size_t first = n;

	for (size_t i = 0; i < p->terms; i++)
		if (finds(p, &p->term[i], typed, singles))
			list[n++] = &p->term[i];
	if (n - first <= max)
		return n;
	qsort(list + first, n - first, sizeof(*list), plan_heavier_first);
	return first + max;
}

static int64_t
rows_of(const struct plan_term *const *list, size_t n)
{
	int64_t rows = 0;

	for (size_t i = 0; i < n; i++)
		rows += list[i]->kb.entries;
	return rows;
}

/* What was not typed takes no place from what was. */
static size_t
choose_all(const struct plan *p, const struct plan_term **list, bool singles)
{
	size_t n = choose(p, list, 0, true, singles, PLAN_TYPED_PHRASES);

	return choose(p, list, n, false, singles, PLAN_PHRASES - n);
}

size_t
plan_phrases(const struct plan *p, struct fts_phrase out[PLAN_PHRASES])
{
	const struct plan_term **list = xcalloc(p->terms + 1, sizeof(*list));
	size_t n = choose_all(p, list, false);
	int64_t left = POSTINGS_MAX;

	if (rows_of(list, n) < ENOUGH_ROWS)
		n = choose_all(p, list, true);
	if (n > 0)
		qsort(list, n, sizeof(*list), rarer_first);
	for (size_t i = 0; i < n; i++) {
		int64_t limit = left > POSTINGS_MIN ? left : POSTINGS_MIN;

		out[i] = (struct fts_phrase){
			plan_text(p, list[i]), list[i]->weight, limit
		};
		left -= list[i]->kb.entries;
	}
	free(list);
	return n;
}
