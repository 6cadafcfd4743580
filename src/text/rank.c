/*
 * rank.c - BM25 with weighted parts over a digest, read once from left to
 * right.
 *
 * The atoms of the query have small numbers ("slots"); most atoms of a text
 * have none, and those cost one look-up in a table.
 */
#include "text/rank.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define NONE UINT16_MAX

struct count {
	float all, title;		/* times, weighted; in the title */
};

/* What a way to say a word has gained, or the word. */
struct said {
	float text, title;
};

struct pair_slot {
	uint32_t key;			/* two slots; 0 is free */
	uint16_t term;
};

struct rank {
	struct rank_term *term;
	size_t terms;
	struct count *count;		/* by term */
	float *gain;
	uint16_t *seen;			/* terms counted in this entry */
	size_t seens;
	float *best, *best_title;	/* by group */
	uint16_t *way_of;		/* by group: into said; 0 none */
	size_t groups;
	struct said said[1 + RANK_WORDS_MAX * RANK_WAYS_MAX];
	struct said word[RANK_WORDS_MAX];	/* its best way */
	bool words;			/* there are some */
	uint16_t *slot_of;		/* by atom; 0 none */
	uint32_t atoms;			/* room of slot_of */
	uint16_t *single;		/* by slot: term or NONE */
	uint16_t *next;			/* by term: another of its atoms */
	uint16_t slots;
	struct pair_slot *pair;
	uint32_t pair_mask;
	double length, title_length;
	float part[DIGEST_PARTS];
	double k1, b;
	float lead;
	int lead_chars;
};

static const struct {
	const char *name;
	double value;
} weights[RANK_WEIGHTS] = {
#define X(id, name, value, words) [RANK_##id] = { name, value },
	RANK_WEIGHT_LIST(X)
#undef X
};

void
rank_weights_default(struct rank_weights *w)
{
	for (size_t i = 0; i < RANK_WEIGHTS; i++)
		w->value[i] = weights[i].value;
}

const char *
rank_weight_name(enum rank_weight w)
{
	return weights[w].name;
}

bool
rank_weights_set(struct rank_weights *w, struct slice name, double value)
{
	for (size_t i = 0; i < RANK_WEIGHTS; i++) {
		if (!slice_is(name, weights[i].name))
			continue;
		w->value[i] = value;
		return true;
	}
	return false;
}

double
rank_idf(double entries, double all)
{
	return log(1 + (all - entries + .5) / (entries + .5));
}

static uint16_t
slot_for(struct rank *r, uint32_t atom)
{
	if (!r->slot_of[atom])
		r->slot_of[atom] = ++r->slots;
	return r->slot_of[atom];
}

static uint32_t
pair_at(const struct rank *r, uint32_t key)
{
	uint32_t at = key * 0x9e3779b1u >> 7 & r->pair_mask;

	while (r->pair[at].key && r->pair[at].key != key)
		at = (at + 1) & r->pair_mask;
	return at;
}

static void
add_term(struct rank *r, uint16_t i)
{
	const struct rank_term *t = &r->term[i];
	uint16_t a, b;
	uint32_t at;

	r->next[i] = NONE;
	if (!t->a)
		return;
	a = slot_for(r, t->a);
	if (!t->b) {
		r->next[i] = r->single[a];
		r->single[a] = i;
		return;
	}
	b = slot_for(r, t->b);
	at = pair_at(r, (uint32_t)a << 16 | b);
	if (r->pair[at].key)
		r->next[i] = r->pair[at].term;
	r->pair[at].key = (uint32_t)a << 16 | b;
	r->pair[at].term = i;
}

static void
measure(struct rank *r)
{
	uint32_t top = 0;
	size_t room = 16;

	for (size_t i = 0; i < r->terms; i++) {
		const struct rank_term *t = &r->term[i];

		top = t->a > top ? t->a : top;
		top = t->b > top ? t->b : top;
		if (t->group >= r->groups)
			r->groups = (size_t)t->group + 1;
	}
	while (room < 4 * r->terms)
		room *= 2;
	r->atoms = top + 1;
	r->slot_of = xcalloc(r->atoms, sizeof(*r->slot_of));
	r->pair = xcalloc(room, sizeof(*r->pair));
	r->pair_mask = (uint32_t)room - 1;
	r->single = xmalloc((2 * r->terms + 1) * sizeof(*r->single));
	memset(r->single, 0xff, (2 * r->terms + 1) * sizeof(*r->single));
	r->next = xcalloc(r->terms + 1, sizeof(*r->next));
	r->count = xcalloc(r->terms + 1, sizeof(*r->count));
	r->gain = xcalloc(r->terms + 1, sizeof(*r->gain));
	r->seen = xcalloc(r->terms + 1, sizeof(*r->seen));
	r->best = xcalloc(r->groups + 1, sizeof(*r->best));
	r->best_title = xcalloc(r->groups + 1, sizeof(*r->best_title));
	r->way_of = xcalloc(r->groups + 1, sizeof(*r->way_of));
}

/* A group belongs to the way that any of its terms names. */
static void
note_way(struct rank *r, const struct rank_term *t)
{
	if (!t->word || t->word > RANK_WORDS_MAX || t->way >= RANK_WAYS_MAX)
		return;
	r->words = true;
	r->way_of[t->group] = (uint16_t)(1 + t->way +
	    (t->word - 1) * RANK_WAYS_MAX);
}

struct rank *
rank_new(const struct rank_term *term, size_t terms, double length,
    double title_length, const struct rank_weights *w)
{
	struct rank *r = xcalloc(1, sizeof(*r));

	r->terms = terms < RANK_TERMS_MAX ? terms : RANK_TERMS_MAX;
	r->term = xcalloc(r->terms + 1, sizeof(*r->term));
	if (r->terms > 0)
		memcpy(r->term, term, r->terms * sizeof(*term));
	r->length = length;
	r->title_length = title_length;
	r->k1 = w->value[RANK_K1];
	r->lead = (float)w->value[RANK_LEAD];
	r->lead_chars = (int)w->value[RANK_LEAD_CHARS];
	r->b = w->value[RANK_B];
	for (size_t i = 0; i < DIGEST_PARTS; i++)
		r->part[i] = (float)w->value[RANK_TF_TITLE + i];
	measure(r);
	for (size_t i = 0; i < r->terms; i++) {
		add_term(r, (uint16_t)i);
		note_way(r, &r->term[i]);
	}
	return r;
}

void
rank_free(struct rank *r)
{
	if (!r)
		return;
	free(r->term);
	free(r->count);
	free(r->gain);
	free(r->seen);
	free(r->best);
	free(r->best_title);
	free(r->way_of);
	free(r->slot_of);
	free(r->single);
	free(r->next);
	free(r->pair);
	free(r);
}

static void
count_terms(struct rank *r, uint16_t term, float weight, float title)
{
	for (; term != NONE; term = r->next[term]) {
		struct count *c = &r->count[term];

		if (c->all <= 0)
			r->seen[r->seens++] = term;
		c->all += weight;
		c->title += title;
	}
}

/* The number at @p, before @end; NULL when it is cut short. As digest_take(),
 * inline: half of a search's time goes through here. */
static inline const uint8_t *
next_atom(const uint8_t *p, const uint8_t *end, uint32_t *atom)
{
	uint32_t value = *p++;

	if (value < 0x80) {
		*atom = value;
		return p;
	}
	value &= 0x7f;
	for (unsigned shift = 7; p < end && shift < 35; shift += 7) {
		uint32_t byte = *p++;

		value |= (byte & 0x7f) << shift;
		if (byte < 0x80) {
			*atom = value;
			return p;
		}
	}
	return NULL;
}

static void
count_slot(struct rank *r, uint16_t before, uint16_t slot, float weight,
    float title)
{
	uint32_t at;

	if (r->single[slot] != NONE)
		count_terms(r, r->single[slot], weight, title);
	if (!before)
		return;
	at = pair_at(r, (uint32_t)before << 16 | slot);
	if (r->pair[at].key)
		count_terms(r, r->pair[at].term, weight, title);
}

/*
 * The packed atoms of a part; most have no slot. Texts say at their beginning
 * what they are about, so what stands there counts for more.
 */
static bool
count_part(struct rank *r, struct slice atoms, float weight, float title)
{
	const uint8_t *p = (const uint8_t *)atoms.text, *end = p + atoms.bytes;
	int left = title > 0 ? 0 : r->lead_chars;
	float now = weight * (1 + (left > 0 ? r->lead : 0));
	uint16_t before = 0;

	while (p < end) {
		uint32_t atom;
		uint16_t slot;

		if (left-- == 0)
			now = weight;
		p = next_atom(p, end, &atom);
		if (!p)
			return false;
		slot = atom < r->atoms ? r->slot_of[atom] : 0;
		if (slot)
			count_slot(r, before, slot, now, title);
		before = slot;
	}
	return true;
}

static float
saturate(double times, double k1, double norm)
{
	return (float)(times * (k1 + 1) / (times + k1 * norm));
}

/* A group has gained so much more; its word gains when this way to say it is
 * now the best. */
static void
add_gain(struct rank *r, uint16_t group, float text, float title,
    struct rank_score *out)
{
	uint16_t way = r->way_of[group];
	struct said *said, *word;

	if (!way) {
		out->text += text;
		out->title += title;
		return;
	}
	said = &r->said[way];
	word = &r->word[(way - 1) / RANK_WAYS_MAX];
	said->text += text;
	said->title += title;
	if (said->text > word->text) {
		out->text += said->text - word->text;
		word->text = said->text;
	}
	if (said->title > word->title) {
		out->title += said->title - word->title;
		word->title = said->title;
	}
}

/* What @gain is more than *@best, which it becomes. */
static float
better_by(float gain, float *best)
{
	float more = gain > *best ? gain - *best : 0;

	*best += more;
	return more;
}

static void
add_up(struct rank *r, double length, double title_length,
    struct rank_score *out)
{
	double norm = 1 - r->b + r->b * length / r->length;
	double title_norm = 1 - r->b + r->b * title_length / r->title_length;

	for (size_t i = 0; i < r->seens; i++) {
		const struct rank_term *t = &r->term[r->seen[i]];
		const struct count *c = &r->count[r->seen[i]];
		float gain = t->weight * saturate(c->all, r->k1, norm);
		float title = c->title <= 0 ? 0 :
		    t->weight * saturate(c->title, r->k1, title_norm);

		r->gain[r->seen[i]] = gain;
		add_gain(r, t->group, better_by(gain, &r->best[t->group]),
		    better_by(title, &r->best_title[t->group]), out);
	}
}

static void
forget(struct rank *r)
{
	for (size_t i = 0; i < r->seens; i++) {
		uint16_t term = r->seen[i];

		r->count[term] = (struct count){ 0, 0 };
		r->gain[term] = 0;
		r->best[r->term[term].group] = 0;
		r->best_title[r->term[term].group] = 0;
	}
	r->seens = 0;
	if (!r->words)
		return;
	memset(r->said, 0, sizeof(r->said));
	memset(r->word, 0, sizeof(r->word));
}

bool
rank_score(struct rank *r, struct slice parts, struct rank_score *out)
{
	double length = 0, title_length = 0;

	*out = (struct rank_score){ 0, 0 };
	forget(r);
	for (int i = 0; i < DIGEST_PARTS; i++) {
		struct slice atoms;
		uint32_t n;

		if (!digest_take_part(&parts, &atoms, &n) ||
		    !count_part(r, atoms, r->part[i],
		    i == DIGEST_TITLE ? 1.f : 0.f))
			return false;
		length += n;
		if (i == DIGEST_TITLE)
			title_length = n;
	}
	add_up(r, length, title_length, out);
	return true;
}

float
rank_gain(const struct rank *r, size_t term)
{
	uint16_t way = r->way_of[r->term[term].group];

	if (way && r->said[way].text < r->word[(way - 1) / RANK_WAYS_MAX].text)
		return 0;
	return r->gain[term];
}
