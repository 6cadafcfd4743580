/*
 * split.c - what typed letters may mean: pinyin, part of it, initials.
 *
 * The cheapest ways from the first letter to the last, a few kept at each
 * letter. Costs order the kinds of units; the words of a knowledge base
 * decide later which way was meant.
 */
#include "text/pinyin.h"

#include "base/mem.h"
#include "text/tables.h"

#include <string.h>

#define LETTERS_MAX 96
#define SYLLABLE_MAX 6

enum {
	COST_WHOLE = 10,	/* a syllable */
	COST_VOWEL = 25,	/* a, e, o: seldom meant alone */
	COST_BEGUN = 30,	/* only the last one may be */
	COST_INITIAL = 40,
	COST_WORSE = 20,	/* more than the best: not meant */
	COST_NONE = 1 << 20
};

/* The letters without what parts them. */
struct letters {
	char text[LETTERS_MAX];
	uint8_t from[LETTERS_MAX + 1];	/* byte of the run */
	bool part[LETTERS_MAX + 1];	/* a syllable must start here */
	size_t count;
};

struct way {
	int cost;
	struct sound_unit unit;		/* the last one */
	uint8_t start;			/* the letter it begins at */
	uint8_t before;			/* which way leads there */
};

struct ways {
	struct way way[LETTERS_MAX + 1][SOUND_SPLITS_MAX];
};

/* The first sound whose spelling is not below @letters; with @past, the
 * first one that does not begin with them either. */
static uint16_t
sound_bound(struct slice letters, bool past)
{
	uint16_t lo = 1, hi = (uint16_t)(table_sounds + 1);

	while (lo < hi) {
		uint16_t middle = (uint16_t)(lo + (hi - lo) / 2);
		int order = strncmp(table_sound[middle].spelling,
		    letters.text, letters.bytes);

		if (order < 0 || (past && order == 0))
			lo = (uint16_t)(middle + 1);
		else
			hi = middle;
	}
	return lo;
}

static uint16_t
sound_exact(struct slice letters)
{
	uint16_t s = sound_bound(letters, false);

	if (s > table_sounds || table_sound[s].letters != letters.bytes ||
	    memcmp(table_sound[s].spelling, letters.text,
	    letters.bytes) != 0)
		return 0;
	return s;
}

uint16_t
sound_find(struct slice letters)
{
	uint16_t s;

	if (!letters.bytes || letters.bytes > SYLLABLE_MAX)
		return 0;
	s = sound_exact(letters);
	if (s || letters.bytes != 3)
		return s;
	if (!memcmp(letters.text, "lue", 3))
		return sound_exact(slice_of("lve"));
	if (!memcmp(letters.text, "nue", 3))
		return sound_exact(slice_of("nve"));
	return 0;
}

struct sound_unit
sound_begun(struct slice letters)
{
	return (struct sound_unit){
		.lo = sound_bound(letters, false),
		.hi = sound_bound(letters, true),
		.to = (uint8_t)letters.bytes, .kind = SOUND_INITIAL
	};
}

static bool
letters_take(struct letters *l, struct slice run)
{
	bool part = false;

	memset(l, 0, sizeof(*l));
	for (size_t i = 0; i < run.bytes; i++) {
		char c = run.text[i];

		if (c == ' ' || c == '\'') {
			part = true;
			continue;
		}
		if ((uint8_t)c == 0xc3 && i + 1 < run.bytes &&
		    (uint8_t)run.text[i + 1] == 0xbc)
			c = 'v';
		if (c < 'a' || c > 'z' || l->count == LETTERS_MAX ||
		    i > UINT8_MAX - 2)
			return false;
		l->from[l->count] = (uint8_t)i;
		l->part[l->count] = part;
		l->text[l->count++] = c;
		if (c != run.text[i])
			i++;
		part = false;
	}
	l->from[l->count] = (uint8_t)run.bytes;
	l->part[l->count] = true;
	return l->count > 0 && run.bytes < UINT8_MAX;
}

static bool
may_begin(char c)
{
	return c >= 'a' && c <= 'z' && c != 'i' && c != 'u' && c != 'v';
}

static void
ways_add(struct ways *w, size_t at, struct way new)
{
	struct way *way = w->way[at];
	size_t i = SOUND_SPLITS_MAX;

	while (i > 0 && way[i - 1].cost > new.cost)
		i--;
	if (i == SOUND_SPLITS_MAX)
		return;
	memmove(way + i + 1, way + i,
	    (SOUND_SPLITS_MAX - 1 - i) * sizeof(*way));
	way[i] = new;
}

static void
ways_unit(struct ways *w, const struct letters *l, size_t from, size_t to,
    struct sound_unit unit, int cost)
{
	unit.from = l->from[from];
	unit.to = l->from[to];
	for (uint8_t k = 0; k < SOUND_SPLITS_MAX; k++) {
		const struct way *before = w->way[from] + k;

		if (before->cost >= COST_NONE)
			break;
		ways_add(w, to, (struct way){
			.cost = before->cost + cost, .unit = unit,
			.start = (uint8_t)from, .before = k
		});
	}
}

/* The units that may stand in [from, to). */
static void
ways_try(struct ways *w, const struct letters *l, size_t from, size_t to)
{
	struct slice text = { l->text + from, to - from };
	struct sound_unit unit = { 0 };
	uint16_t s = sound_find(text);
	bool initial = text.bytes == 1 ||
	    (text.bytes == 2 && text.text[1] == 'h' &&
	    strchr("zcs", text.text[0]));

	if (s) {
		unit = (struct sound_unit){ .lo = s, .hi = (uint16_t)(s + 1),
			.kind = SOUND_WHOLE };
		ways_unit(w, l, from, to, unit,
		    text.bytes > 1 ? COST_WHOLE : COST_VOWEL);
		return;
	}
	if (!may_begin(*text.text) || (!initial && to < l->count))
		return;
	unit.lo = sound_bound(text, false);
	unit.hi = sound_bound(text, true);
	unit.kind = to == l->count ? SOUND_BEGUN : SOUND_INITIAL;
	if (unit.lo < unit.hi)
		ways_unit(w, l, from, to, unit,
		    to == l->count ? COST_BEGUN : COST_INITIAL);
}

/* Follows the way back; false when it has no whole syllable of two letters
 * or too many units. */
static bool
ways_read(const struct ways *w, size_t at, size_t k, struct sound_split *out)
{
	struct sound_unit unit[LETTERS_MAX];
	size_t n = 0;
	bool real = false;

	while (at > 0) {
		const struct way *way = w->way[at] + k;

		if (n == SOUND_UNITS_MAX)
			return false;
		unit[n++] = way->unit;
		real = real || (way->unit.kind == SOUND_WHOLE &&
		    way->unit.to - way->unit.from > 1);
		at = way->start;
		k = way->before;
	}
	memset(out, 0, sizeof(*out));
	out->count = (uint8_t)n;
	for (size_t i = 0; i < n; i++) {
		out->unit[i] = unit[n - 1 - i];
		out->whole = (uint8_t)(out->whole +
		    (out->unit[i].kind == SOUND_WHOLE));
	}
	return real;
}

size_t
sound_splits(struct slice run, struct sound_split out[SOUND_SPLITS_MAX])
{
	struct letters l;
	struct ways w;
	size_t count = 0;

	if (!letters_take(&l, run))
		return 0;
	for (size_t at = 0; at <= l.count; at++)
		for (size_t k = 0; k < SOUND_SPLITS_MAX; k++)
			w.way[at][k] = (struct way){ .cost = COST_NONE };
	w.way[0][0].cost = 0;
	for (size_t from = 0; from < l.count; from++) {
		size_t to = from + 1;

		do
			ways_try(&w, &l, from, to);
		while (!l.part[to] && ++to - from <= SYLLABLE_MAX);
	}
	for (size_t k = 0; k < SOUND_SPLITS_MAX; k++)
		if (w.way[l.count][k].cost < COST_NONE &&
		    w.way[l.count][k].cost <=
		    w.way[l.count][0].cost + COST_WORSE &&
		    ways_read(&w, l.count, k, out + count))
			count++;
	return count;
}

bool
sound_all_initials(struct slice letters)
{
	if (letters.bytes < 2)
		return false;
	for (size_t i = 0; i < letters.bytes; i++)
		if (!may_begin(letters.text[i]))
			return false;
	return true;
}
