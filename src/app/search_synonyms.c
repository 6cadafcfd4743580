/*
 * search_synonyms.c - other words for what was typed, each in full.
 *
 * A word and its synonyms are ways to say one thing (text/rank.h): an entry
 * gains by the best of them, however many characters each has. So 人社局 is
 * worth what 人力资源和社会保障局 is, in the query and in the entry; and a
 * long name weighs no more than the shortest way to say it would.
 */
#include "app/search_plan.h"

#include "base/mem.h"
#include "text/scan.h"
#include "text/synonyms.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define WORD_PAIRS 24

struct way_term {
	struct slice text;
	struct kb_term kb;
	bool typed;			/* stands in the query as well */
	float weight;
};

/* Another word for a typed one. */
struct way {
	struct way_term term[WORD_PAIRS];
	size_t terms;
	float pairs, all;		/* weights of its pairs; with its
					 * characters */
};

struct synonym {
	struct plan *plan;
	struct kb *kb;
	const struct query *query;
	const struct rank_weights *weights;
	size_t from, to;		/* of the typed word */
	struct way way[SYNONYMS_MAX];
	size_t ways;
};

static size_t
typed_terms(const struct synonym *s)
{
	return s->query->terms < s->plan->terms ? s->query->terms :
	    s->plan->terms;
}

static bool
is_typed(const struct synonym *s, struct slice text)
{
	for (size_t i = 0; i < s->query->terms; i++)
		if (slice_equal(s->query->term[i].text, text))
			return true;
	return false;
}

static void
take_token(struct synonym *s, struct way *way, const struct token *t,
    struct kb_term k)
{
	float weight = (float)pow(rank_idf((double)k.entries,
	    s->plan->entries), s->weights->value[RANK_IDF_POWER]);

	if (t->kind == TOKEN_CHAR) {
		way->all += weight * (float)s->weights->value[RANK_SINGLE];
		return;
	}
	way->all += weight;
	way->pairs += weight;
	way->term[way->terms++] = (struct way_term){ t->text, k,
		is_typed(s, t->text), weight };
}

/* Of use only when the base has all of it. */
static enum status
read_way(struct synonym *s, struct slice word, struct err *err)
{
	struct way *way = &s->way[s->ways];
	struct tokens tokens;
	struct token t;
	enum status st = ST_OK;

	*way = (struct way){ .terms = 0 };
	tokens_start(&tokens, word);
	while (st == ST_OK && way->terms < WORD_PAIRS &&
	    tokens_next(&tokens, &t)) {
		struct kb_term k;

		st = t.ch[0] ? kb_term_chars(s->kb, t.ch[0], t.ch[1], &k,
		    err) : kb_term_word(s->kb, t.text, &k, err);
		if (st != ST_OK || !k.a || k.entries <= 0)
			return st;
		take_token(s, way, &t, k);
	}
	if (way->pairs > 0)
		s->ways++;
	return st;
}

/* Makes the typed terms the first way of the new word, their weights times
 * @factor; returns what they sum up to. */
static float
take_typed(struct synonym *s, float factor)
{
	float sum = 0;

	for (size_t i = 0; i < typed_terms(s); i++) {
		const struct query_term *t = &s->query->term[i];

		if (t->from < s->from || t->to > s->to)
			continue;
		s->plan->term[i].word = s->plan->words;
		s->plan->term[i].weight *= factor;
		sum += s->plan->term[i].weight;
	}
	return sum;
}

static void
add_way(struct synonym *s, const struct way *way, uint8_t number, float sum)
{
	struct plan *p = s->plan;

	for (size_t i = 0; i < way->terms; i++) {
		const struct way_term *t = &way->term[i];
		size_t before = p->terms;

		plan_add_weighed(p, t->text, t->kb, HIT_SYNONYM,
		    t->kb.b != 0, p->groups++, sum * t->weight / way->pairs);
		if (p->terms == before)
			return;
		p->term[before].word = p->words;
		p->term[before].way = number;
		p->term[before].again = t->typed;
	}
}

/* What the typed word weighs is brought towards what the least of its ways
 * would weigh, typed. */
static void
add_word(struct synonym *s)
{
	float sum, least = s->way[0].all;

	if (s->ways == 0 || s->plan->words >= RANK_WORDS_MAX)
		return;
	for (size_t i = 1; i < s->ways; i++)
		if (s->way[i].all < least)
			least = s->way[i].all;
	s->plan->words++;
	sum = take_typed(s, 1);
	if (least < sum)
		sum = take_typed(s, (float)pow(least / sum,
		    s->weights->value[RANK_SHORTER]));
	for (size_t i = 0; i < s->ways; i++)
		add_way(s, &s->way[i], (uint8_t)(i + 1),
		    sum * (float)s->weights->value[RANK_SYNONYM]);
}

static enum status
read_ways(struct synonym *s, const struct synonyms *words, struct err *err)
{
	struct slice normal = buf_slice(&s->query->normal.text);
	struct slice typed = { normal.text + s->from, s->to - s->from };
	enum status st = ST_OK;

	s->ways = 0;
	for (size_t i = 0; i < words->count && st == ST_OK; i++)
		if (!slice_find(words->word[i], typed))
			st = read_way(s, words->word[i], err);
	return st;
}

enum status
plan_synonyms(struct plan *p, struct kb *kb, const struct query *q,
    const struct rank_weights *w, struct err *err)
{
	struct slice normal = buf_slice(&q->normal.text);
	struct synonym s = { .plan = p, .kb = kb, .query = q, .weights = w };
	enum status st = ST_OK;

	for (size_t at = 0; at < normal.bytes && st == ST_OK; at = s.to) {
		struct slice rest = { normal.text + at, normal.bytes - at };
		struct synonyms words;
		uint32_t ch;

		s.from = at;
		s.to = at + scan_at(normal, at, &ch);
		if (!synonyms_at(rest, &words))
			continue;
		s.to = at + words.bytes;
		st = read_ways(&s, &words, err);
		if (st == ST_OK)
			add_word(&s);
	}
	return st;
}
