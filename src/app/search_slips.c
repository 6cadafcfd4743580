/*
 * search_slips.c - characters an input method may have confused: 供积金 for
 * 公积金.
 *
 * A pair that stands in the text less often than chance would have it makes
 * its place and the next ones suspect. There the characters that sound the
 * same come into a lattice beside the typed ones, at a cost; where the base's
 * own neighbours outweigh it, the pair is searched for, too.
 */
#include "app/search_sounds.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "store/kb_sounds.h"
#include "text/lattice.h"
#include "text/pinyin.h"

#include <math.h>
#include <stdlib.h>

#define RUN_CHARS_MAX 64
#define LOOKUPS_A_QUERY 24
#define LIKE_WORDS 24			/* tried for a pair */
#define CHANCE 1.0			/* times as often as chance */
#define WORSE_MAX 1.5

/* Characters side by side whose pairs are terms of the plan. */
struct slips {
	struct kb *kb;
	struct plan *plan;
	const struct query *query;
	const struct rank_weights *weights;
	size_t first;			/* the first pair's term */
	size_t chars;
	uint32_t ch[RUN_CHARS_MAX];
	size_t term[RUN_CHARS_MAX];	/* of the pair that begins here */
	double entries[RUN_CHARS_MAX];	/* of the character */
	uint16_t sound[RUN_CHARS_MAX];
	bool suspect[RUN_CHARS_MAX];	/* the pair that begins here */
	struct kb_sounds like[RUN_CHARS_MAX];
	struct lattice lattice;
	size_t lookups;
};

static bool
is_rare(const struct slips *s, size_t i)
{
	const struct plan_term *t = &s->plan->term[s->term[i]];
	double expect = s->entries[i] * s->entries[i + 1] / s->plan->entries;

	return (double)t->kb.entries <= 1 ||
	    (double)t->kb.entries < CHANCE * expect;
}

/* False when nothing in the run is odd. */
static bool
find_suspects(struct slips *s)
{
	bool any = false;

	for (size_t i = 0; i + 1 < s->chars; i++)
		s->suspect[i] = false;
	for (size_t i = 0; i + 1 < s->chars; i++) {
		if (!is_rare(s, i))
			continue;
		any = true;
		s->suspect[i] = true;
		if (i > 0)
			s->suspect[i - 1] = true;
		if (i + 2 < s->chars)
			s->suspect[i + 1] = true;
	}
	return any;
}

static enum status
read_like(struct slips *s, struct err *err)
{
	enum status st = ST_OK;

	for (size_t i = 0; i + 1 < s->chars && st == ST_OK; i++) {
		uint32_t key = sound_key(s->sound[i], s->sound[i + 1]);

		s->like[i].count = 0;
		if (!s->suspect[i] || !s->sound[i] || !s->sound[i + 1] ||
		    s->lookups >= LOOKUPS_A_QUERY)
			continue;
		s->lookups++;
		st = kb_sounds_like(s->kb, key, key, &s->like[i], err);
		if (s->like[i].count > LIKE_WORDS)
			s->like[i].count = LIKE_WORDS;
	}
	return st;
}

static enum status
fill_place(struct slips *s, size_t place, struct err *err)
{
	enum status st = ST_OK;

	lattice_char(&s->lattice, place, s->ch[place], s->entries[place], 0);
	for (size_t side = 0; side < 2; side++) {
		const struct kb_sounds *l;

		if (place < side || place - side + 1 >= s->chars)
			continue;
		l = &s->like[place - side];
		for (size_t i = 0; i < l->count && st == ST_OK; i++) {
			uint32_t ch = l->sound[i].ch[side];
			struct kb_term k;

			if (ch == s->ch[place] || lattice_find(&s->lattice,
			    place, ch) != SIZE_MAX)
				continue;
			st = kb_term_chars(s->kb, ch, 0, &k, err);
			lattice_char(&s->lattice, place, ch,
			    (double)k.entries,
			    s->weights->value[RANK_SLIP_COST]);
		}
	}
	return st;
}

static void
join_places(struct slips *s)
{
	struct lattice *l = &s->lattice;

	for (size_t i = 0; i + 1 < s->chars; i++) {
		const struct kb_sounds *like = &s->like[i];
		const struct plan_term *t = &s->plan->term[s->term[i]];

		if (t->kb.entries > 1)
			lattice_pair(l, lattice_find(l, i, s->ch[i]),
			    lattice_find(l, i + 1, s->ch[i + 1]),
			    (double)t->kb.entries);
		for (size_t k = 0; k < like->count; k++) {
			const struct kb_sound *w = &like->sound[k];

			if (w->ch[0] == s->ch[i] && w->ch[1] == s->ch[i + 1])
				continue;
			lattice_pair(l, lattice_find(l, i, w->ch[0]),
			    lattice_find(l, i + 1, w->ch[1]), w->entries);
		}
	}
}

static enum status
add_slip(struct slips *s, const struct lattice_edge *e, struct err *err)
{
	const struct lattice_node *a = &s->lattice.node[e->a];
	uint32_t b = s->lattice.node[e->b].ch;
	uint16_t group = s->plan->term[s->term[a->place]].group;
	struct buf text = BUF_INIT;
	struct kb_term k;
	enum status st = kb_term_chars(s->kb, a->ch, b, &k, err);

	utf8_put(&text, a->ch);
	utf8_put(&text, b);
	if (st == ST_OK && k.a)
		plan_add(s->plan, buf_slice(&text), k, HIT_SOUND, true, false,
		    group, s->weights->value[RANK_SLIP] *
		    exp(-(double)e->worse), s->weights);
	buf_release(&text);
	return st;
}

static size_t
typed_char(const struct slips *s, uint32_t ch)
{
	for (size_t i = 0; i < s->query->terms && i < s->plan->terms; i++)
		if (s->query->term[i].kind == TOKEN_CHAR &&
		    s->query->term[i].ch[0] == ch)
			return i;
	return SIZE_MAX;
}

/* The character alone, in place of the typed one. */
static enum status
add_char(struct slips *s, const struct lattice_node *n, struct err *err)
{
	size_t typed = typed_char(s, s->ch[n->place]);
	struct buf text = BUF_INIT;
	struct kb_term k;
	enum status st = kb_term_chars(s->kb, n->ch, 0, &k, err);

	utf8_put(&text, n->ch);
	if (st == ST_OK && k.a && typed != SIZE_MAX)
		plan_add(s->plan, buf_slice(&text), k, HIT_SOUND, false,
		    false, s->plan->term[typed].group,
		    s->weights->value[RANK_SLIP] * exp(-(double)n->worse),
		    s->weights);
	buf_release(&text);
	return st;
}

static enum status
run_slips(struct slips *s, struct err *err)
{
	enum status st = ST_OK;

	if (s->chars < 2 || !find_suspects(s))
		return ST_OK;
	sounds_of(s->ch, s->chars, s->sound);
	st = read_like(s, err);
	lattice_reset(&s->lattice, s->plan->entries);
	for (size_t i = 0; i < s->chars && st == ST_OK; i++)
		st = fill_place(s, i, err);
	if (st != ST_OK)
		return st;
	join_places(s);
	lattice_solve(&s->lattice);
	for (size_t i = 0; i < s->lattice.edges && st == ST_OK; i++) {
		const struct lattice_edge *e = &s->lattice.edge[i];
		const struct lattice_node *a = &s->lattice.node[e->a];
		const struct lattice_node *b = &s->lattice.node[e->b];

		if (e->worse <= WORSE_MAX && (a->ch != s->ch[a->place] ||
		    b->ch != s->ch[b->place]))
			st = add_slip(s, e, err);
	}
	for (size_t i = 0; i < s->lattice.nodes && st == ST_OK; i++) {
		const struct lattice_node *n = &s->lattice.node[i];

		if (n->worse <= WORSE_MAX && n->ch != s->ch[n->place])
			st = add_char(s, n, err);
	}
	return st;
}

static enum status
take_char(struct slips *s, uint32_t ch, struct err *err)
{
	struct kb_term k;
	enum status st = kb_term_chars(s->kb, ch, 0, &k, err);

	s->ch[s->chars] = ch;
	s->entries[s->chars++] = (double)k.entries;
	return st;
}

enum status
plan_slips(struct plan *p, struct kb *kb, const struct query *q,
    const struct rank_weights *w, struct err *err)
{
	struct slips s = { .kb = kb, .plan = p, .query = q,
		.weights = w };
	size_t before = SIZE_MAX;
	enum status st = ST_OK;

	for (size_t i = 0; i < q->terms && i < p->terms && st == ST_OK &&
	    s.lookups < LOOKUPS_A_QUERY; i++) {
		const struct query_term *t = &q->term[i];

		if (t->kind != TOKEN_PAIR)
			continue;
		if (before != SIZE_MAX && (s.chars == RUN_CHARS_MAX ||
		    t->ch[0] != q->term[before].ch[1] ||
		    t->from >= q->term[before].to ||
		    t->from <= q->term[before].from)) {
			st = run_slips(&s, err);
			s.chars = 0;
		}
		if (st == ST_OK && s.chars == 0)
			st = take_char(&s, t->ch[0], err);
		s.term[s.chars - 1] = i;
		if (st == ST_OK)
			st = take_char(&s, t->ch[1], err);
		before = i;
	}
	if (st == ST_OK)
		st = run_slips(&s, err);
	for (size_t i = 0; i < RUN_CHARS_MAX; i++)
		kb_sounds_release(&s.like[i]);
	lattice_release(&s.lattice);
	return st;
}
