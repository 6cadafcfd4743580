/*
 * search_letters.c - what typed letters stand for: pinyin, part of it,
 * initials.
 *
 * Each way to split the letters becomes a lattice of the base's characters
 * and pairs that sound so (text/lattice.h). Ways compete by how likely the
 * base finds them; what is nearly as good as the best counts for less. So
 * "gjj" and "gongjij" are 公积金 wherever a base speaks of it, without any
 * list of words.
 */
#include "app/directory.h"
#include "app/search_sounds.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "text/lattice.h"
#include "text/pinyin.h"
#include "text/synonyms.h"

#include <math.h>
#include <stdlib.h>

#define READINGS_COUNT .1		/* what an unlikely reading counts */
#define BEGUN_COST 1.			/* nats for a unit not typed out */
#define INITIAL_COST 2.
#define SINGLE_COST 2.			/* for one character: words have two */
#define KNOWN_COST 2.			/* nats behind a word of the desk */
/* Nats above the best that are not meant, and pairs for two units: of letters
 * that stand alone, and beside words, with which an entry has to agree. */
#define WORSE_ALONE 7.f
#define WORSE_BESIDE 9.f
#define PAIRS_ALONE 16
#define PAIRS_BESIDE 48
#define CHARS_A_PLACE 4
#define BEST_WORSE .001f			/* of the best way itself */
#define CHARS_ALONE 8
#define CHOICES 6
#define CHOICES_FROM 64
#define WAYS_MAX (SOUND_SPLITS_MAX + 1)

struct way {
	struct sound_split split;
	struct lattice lattice;
	float cost;
	bool whole;			/* the base has all of it */
};

struct letters {
	struct kb *kb;
	struct plan *plan;
	const struct rank_weights *weights;
	double factor;
	float worse;			/* above the best: not meant */
	uint8_t pairs;			/* for two units */
	bool alone;			/* nothing else was typed */
	bool open;			/* the way at hand says little: it may
					 * stand for much */
	struct way way[WAYS_MAX];
	size_t ways;
	struct kb_sounds *step;		/* of the way at hand */
};

static enum status
add_char(struct letters *l, struct lattice *to, size_t place, uint32_t ch,
    struct err *err)
{
	struct kb_term k;
	enum status st = kb_term_chars(l->kb, ch, 0, &k, err);

	lattice_char(to, place, ch, (double)k.entries, 0);
	return st;
}

/* Characters that sound so, where no pair does. */
static enum status
fill_alone(struct letters *l, struct way *w, size_t place, struct err *err)
{
	struct kb_sounds s = KB_SOUNDS_INIT;
	enum status st = read_units(l->kb, w->split.unit + place, 1, &s, err);

	for (size_t i = 0; i < s.count && i < CHARS_ALONE && st == ST_OK; i++)
		st = add_char(l, &w->lattice, place, s.sound[i].ch[0], err);
	kb_sounds_release(&s);
	return st;
}

/* The characters of a place: those of the pairs on both its sides. */
static enum status
fill_place(struct letters *l, struct way *w, size_t place, size_t steps,
    struct err *err)
{
	struct lattice *to = &w->lattice;
	size_t before = to->nodes;
	enum status st = ST_OK;

	for (size_t side = 0; side < 2; side++) {
		const struct kb_sounds *s;

		if (place < side || place - side >= steps)
			continue;
		s = &l->step[place - side];
		for (size_t i = 0; i < s->count && st == ST_OK; i++)
			st = add_char(l, to, place, s->sound[i].ch[side],
			    err);
	}
	if (st == ST_OK && to->nodes == before)
		st = fill_alone(l, w, place, err);
	return st;
}

static void
join_step(struct lattice *to, const struct kb_sounds *s, size_t place)
{
	for (size_t i = 0; i < s->count; i++) {
		const struct kb_sound *k = &s->sound[i];

		lattice_pair(to, lattice_find(to, place, k->ch[0]),
		    lattice_find(to, place + 1, k->ch[1]), k->likely ?
		    k->entries : k->entries * READINGS_COUNT);
	}
}

/* Whether something is meant at every place. */
static bool
is_whole(const struct way *w)
{
	size_t places = 0;

	for (size_t i = 0; i < w->lattice.nodes; i++)
		places += i == 0 || w->lattice.node[i].place !=
		    w->lattice.node[i - 1].place;
	return places > 0 && places == w->split.count;
}

static double
typing_cost(const struct sound_split *split)
{
	double cost = split->count == 1 ? SINGLE_COST : 0;

	for (size_t i = 0; i < split->count; i++) {
		if (split->unit[i].kind == SOUND_BEGUN)
			cost += BEGUN_COST;
		if (split->unit[i].kind == SOUND_INITIAL)
			cost += INITIAL_COST;
	}
	return cost;
}

/* A unit that no character and no pair has leaves the way open. */
static enum status
fill_way(struct letters *l, struct way *w, struct err *err)
{
	size_t units = w->split.count, steps = units > 1 ? units - 1 : 1;
	enum status st = ST_OK;

	l->step = xcalloc(steps, sizeof(*l->step));
	for (size_t i = 0; i < steps && st == ST_OK; i++)
		st = read_units(l->kb, w->split.unit + i, units > 1 ? 2 : 1,
		    &l->step[i], err);
	lattice_reset(&w->lattice, l->plan->entries);
	for (size_t i = 0; i < units && st == ST_OK; i++)
		st = fill_place(l, w, i, steps, err);
	for (size_t i = 0; i + 1 < units && st == ST_OK; i++)
		join_step(&w->lattice, &l->step[i], i);
	lattice_solve(&w->lattice);
	w->cost = w->lattice.best + (float)typing_cost(&w->split);
	for (size_t i = 0; i < steps; i++)
		kb_sounds_release(&l->step[i]);
	free(l->step);
	return st;
}

static double
factor_of(const struct letters *l, double worse, enum hit_by by)
{
	enum rank_weight fall = by == HIT_INITIALS ? RANK_INITIAL_FALL :
	    RANK_PINYIN_FALL;

	return l->factor * l->weights->value[RANK_PINYIN] *
	    exp(-l->weights->value[fall] * worse);
}

/* Initials, and two syllables that are all there is, stand for so much that
 * what is meant less likely may weigh no more for being rare: @first is how
 * many entries have what is likeliest. */
static double
rarity_kept(const struct letters *l, int64_t entries, int64_t first)
{
	double all = l->plan->entries;

	return entries >= first ? 1 : pow(rank_idf((double)first, all) /
	    rank_idf((double)entries, all), l->weights->value[RANK_IDF_POWER]);
}

/* *@first is 0 before the likeliest one of a group. */
static enum status
add_meant(struct letters *l, uint32_t a, uint32_t b, double worse,
    enum hit_by by, uint16_t group, int64_t *first, struct err *err)
{
	struct buf text = BUF_INIT;
	struct kb_term k;
	enum status st = kb_term_chars(l->kb, a, b, &k, err);

	if (st == ST_OK && (*first == 0 || !l->open))
		*first = k.entries;
	utf8_put(&text, a);
	if (b)
		utf8_put(&text, b);
	if (st == ST_OK && k.a)
		plan_add(l->plan, buf_slice(&text), k, by, b != 0, false,
		    group, factor_of(l, worse, by) *
		    rarity_kept(l, k.entries, *first), l->weights);
	buf_release(&text);
	return st;
}

static int
better_edge(const void *va, const void *vb)
{
	const struct lattice_edge *p = va, *q = vb;

	if (p->worse < q->worse || p->worse > q->worse)
		return p->worse < q->worse ? -1 : 1;
	if (p->a != q->a)
		return p->a < q->a ? -1 : 1;
	return (p->b > q->b) - (p->b < q->b);
}

static enum status
add_pairs(struct letters *l, struct way *w, float more, enum hit_by by,
    uint16_t groups, struct err *err)
{
	struct lattice *lat = &w->lattice;
	uint8_t taken[SOUND_UNITS_MAX] = { 0 };
	int64_t first[SOUND_UNITS_MAX] = { 0 };
	enum status st = ST_OK;

	if (lat->edges > 0)
		qsort(lat->edge, lat->edges, sizeof(*lat->edge), better_edge);
	for (size_t i = 0; i < lat->edges && st == ST_OK; i++) {
		const struct lattice_edge *e = &lat->edge[i];
		const struct lattice_node *a = &lat->node[e->a];

		if (e->worse + more > l->worse)
			break;
		if (taken[a->place]++ < l->pairs)
			st = add_meant(l, a->ch, lat->node[e->b].ch,
			    e->worse + more, by, (uint16_t)(groups + a->place),
			    &first[a->place], err);
	}
	return st;
}

static int
better_node(const void *va, const void *vb)
{
	const struct lattice_node *p = va, *q = vb;

	if (p->worse < q->worse || p->worse > q->worse)
		return p->worse < q->worse ? -1 : 1;
	return (p->ch > q->ch) - (p->ch < q->ch);
}

/* After the pairs, whose ends are numbers of nodes. */
static enum status
add_chars(struct letters *l, struct way *w, float more, enum hit_by by,
    uint16_t groups, struct err *err)
{
	struct lattice *lat = &w->lattice;
	uint8_t taken[SOUND_UNITS_MAX] = { 0 };
	int64_t first[SOUND_UNITS_MAX] = { 0 };
	enum status st = ST_OK;

	if (lat->nodes > 0)
		qsort(lat->node, lat->nodes, sizeof(*lat->node), better_node);
	for (size_t i = 0; i < lat->nodes && st == ST_OK; i++) {
		const struct lattice_node *n = &lat->node[i];

		if (n->worse + more > l->worse ||
		    taken[n->place]++ >= CHARS_A_PLACE)
			continue;
		st = add_meant(l, n->ch, 0, n->worse + more, by,
		    (uint16_t)(groups + n->place), &first[n->place], err);
	}
	return st;
}

/* Adds the pairs of @word when it has the initials. */
static enum status
add_known_word(struct letters *l, const struct sound_split *split,
    struct slice word, uint16_t groups, bool *known, struct err *err)
{
	uint32_t ch[SOUND_UNITS_MAX];
	enum status st = ST_OK;
	size_t n = 0;

	if (utf8_chars(word) != split->count)
		return ST_OK;
	while (word.bytes > 0)
		ch[n++] = utf8_next(&word);
	if (sound_split_fits(split, ch, n) != 2)
		return ST_OK;
	*known = true;
	for (size_t i = 0; i + 1 < n && st == ST_OK; i++) {
		int64_t first = 0;

		st = add_meant(l, ch[i], ch[i + 1], 0, HIT_INITIALS,
		    (uint16_t)(groups + i), &first, err);
	}
	return st;
}

/* The names and keywords of topics are the words that are asked for here. */
static enum status
add_known(struct letters *l, const struct sound_split *split,
    uint16_t groups, bool *known, struct err *err)
{
	const struct topic *t;
	enum status st = ST_OK;

	if (!l->plan->directory)
		return ST_OK;
	for (size_t i = 0; st == ST_OK && (t = directory_topic_at(
	    l->plan->directory, i)) != NULL; i++) {
		struct slice words = slice_of(t->keywords), word;

		st = add_known_word(l, split, slice_of(t->name), groups, known,
		    err);
		while (st == ST_OK && slice_until(&words, ',', &word))
			st = add_known_word(l, split, word, groups, known,
			    err);
	}
	return st;
}

/* The best way's characters in a row. */
static void
tell_row(const struct lattice *l, struct buf *out)
{
	size_t place = SIZE_MAX;

	buf_add_char(out, ' ');
	for (size_t i = 0; i < l->nodes; i++) {
		const struct lattice_node *n = &l->node[i];

		if (n->place == place || n->worse > BEST_WORSE)
			continue;
		utf8_put(out, n->ch);
		place = n->place;
	}
}

/* Appends up to @most of the likeliest pairs: those that are words of the
 * hotline, or those that are not; polite words never. */
static size_t
tell_pairs(const struct lattice *l, bool words, size_t most, struct buf *out)
{
	struct buf text = BUF_INIT;
	size_t told = 0;

	for (size_t i = 0; i < l->edges && i < CHOICES_FROM && told < most;
	    i++) {
		struct synonyms s;

		buf_reset(&text);
		utf8_put(&text, l->node[l->edge[i].a].ch);
		utf8_put(&text, l->node[l->edge[i].b].ch);
		if (query_stop_bytes(buf_slice(&text)) > 0 ||
		    synonyms_at(buf_slice(&text), &s) != words)
			continue;
		buf_add_char(out, ' ');
		buf_add_slice(out, buf_slice(&text));
		told++;
	}
	buf_release(&text);
	return told;
}

/* Two letters may be many words: the likeliest are choices. */
static void
tell_choices(struct plan *p, struct lattice *l)
{
	struct buf *out = &p->choices;
	size_t told, from = out->bytes;

	qsort(l->edge, l->edges, sizeof(*l->edge), better_edge);
	told = tell_pairs(l, true, CHOICES, out);
	tell_pairs(l, false, CHOICES - told, out);
	buf_add(&p->readings, buf_text(out) + from, out->bytes - from);
}

static void
tell_reading(struct letters *l, struct way *w)
{
	struct buf *out = &l->plan->readings;

	if (out->bytes > 0)
		buf_add_char(out, ';');
	if (w->split.count == 2 && w->split.whole == 0 &&
	    w->lattice.edges > 0)
		tell_choices(l->plan, &w->lattice);
	else
		tell_row(&w->lattice, out);
}

static enum status
add_way(struct letters *l, struct way *w, float more, struct err *err)
{
	enum hit_by by = w->split.whole ? HIT_PINYIN : HIT_INITIALS;
	uint16_t groups = l->plan->groups;
	enum status st = ST_OK;
	bool known = false;

	if (more > l->worse || !w->whole)
		return ST_OK;
	if (more <= 0)
		tell_reading(l, w);
	l->open = by == HIT_INITIALS || (l->alone && w->split.count == 2);
	l->plan->groups = (uint16_t)(groups + 2 * w->split.count);
	if (by == HIT_INITIALS)
		st = add_known(l, &w->split, groups, &known, err);
	if (known)
		more += (float)KNOWN_COST;
	if (st == ST_OK)
		st = add_pairs(l, w, more, by, groups, err);
	return st == ST_OK ? add_chars(l, w, more, by,
	    (uint16_t)(groups + w->split.count), err) : st;
}

/* Every letter begins a syllable. */
static bool
split_initials(struct slice letters, struct sound_split *out)
{
	*out = (struct sound_split){ .count = 0 };
	for (size_t i = 0; i < letters.bytes; i++) {
		struct sound_unit *u = &out->unit[out->count];

		if (letters.text[i] == ' ' || letters.text[i] == '\'')
			continue;
		if (out->count == SOUND_UNITS_MAX)
			return false;
		*u = sound_begun((struct slice){ letters.text + i, 1 });
		u->from = (uint8_t)i;
		u->to = (uint8_t)(i + 1);
		if (u->lo >= u->hi)
			return false;
		out->count++;
	}
	return out->count > 1;
}

enum status
plan_letters(struct plan *p, struct kb *kb, const struct query_sound *sound,
    double factor, bool alone, const struct rank_weights *w, struct err *err)
{
	struct letters l = { .kb = kb, .plan = p, .weights = w,
		.factor = factor, .alone = alone,
		.worse = alone ? WORSE_ALONE : WORSE_BESIDE,
		.pairs = alone ? PAIRS_ALONE : PAIRS_BESIDE };
	enum status st = ST_OK;
	float least = 1e9f;

	for (size_t i = 0; i < sound->splits; i++)
		l.way[l.ways++].split = sound->split[i];
	if (sound->initials && split_initials(sound->letters,
	    &l.way[l.ways].split))
		l.ways++;
	for (size_t i = 0; i < l.ways && st == ST_OK; i++) {
		st = fill_way(&l, &l.way[i], err);
		l.way[i].whole = is_whole(&l.way[i]);
		if (l.way[i].whole && l.way[i].cost < least)
			least = l.way[i].cost;
	}
	for (size_t i = 0; i < l.ways && st == ST_OK; i++)
		st = add_way(&l, &l.way[i], l.way[i].cost - least, err);
	for (size_t i = 0; i < l.ways; i++)
		lattice_release(&l.way[i].lattice);
	return st;
}
