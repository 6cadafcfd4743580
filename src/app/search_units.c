/*
 * search_units.c - the base's characters and pairs that sound as one or two
 * typed units do.
 *
 * What is typed in whole is looked up by its sound; where hardly anything
 * sounds so, by sounds that are easily mixed up with it.
 */
#include "app/search_sounds.h"

#include "text/pinyin.h"

#include <stdlib.h>

#define UNIT_WORDS 128			/* looked at */
#define FAMILY_MAX 8
#define FAMILY_BELOW 20			/* entries: hardly anything */

static int
frequent_first(const void *va, const void *vb)
{
	const struct kb_sound *a = va, *b = vb;

	if (a->entries != b->entries)
		return a->entries > b->entries ? -1 : 1;
	if (a->ch[0] != b->ch[0])
		return a->ch[0] < b->ch[0] ? -1 : 1;
	return (a->ch[1] > b->ch[1]) - (a->ch[1] < b->ch[1]);
}

/* Keeps those whose sounds lie in both units. */
static void
keep_fitting(struct kb_sounds *s, const struct sound_unit *unit, size_t units)
{
	struct sound_split two = { .count = (uint8_t)units };
	size_t kept = 0;

	for (size_t i = 0; i < units; i++)
		two.unit[i] = unit[i];
	for (size_t i = 0; i < s->count; i++) {
		int fits = sound_split_fits(&two, s->sound[i].ch, units);

		if (!fits)
			continue;
		s->sound[kept] = s->sound[i];
		s->sound[kept++].likely = fits == 2;
	}
	s->count = kept;
}

/* Units that are one letter each: what the base lists under both fits. */
static bool
are_letters(const struct sound_unit *unit, size_t units)
{
	for (size_t i = 0; i < units; i++)
		if (unit[i].kind == SOUND_WHOLE ||
		    unit[i].to - unit[i].from > 1)
			return false;
	return true;
}

/* Nothing sounds so: the second may be the beginning of more, as shilo of
 * shilou. */
static enum status
read_longer(struct kb *kb, uint16_t first, uint16_t second,
    struct kb_sounds *out, struct err *err)
{
	struct sound_unit u = sound_begun(slice_of(sound_spelling(second)));

	if (u.lo >= u.hi)
		return ST_OK;
	return kb_sounds_like(kb, sound_key(first, u.lo),
	    sound_key(first, (uint16_t)(u.hi - 1)), out, err);
}

/* How many entries have one of these pairs, each counted for itself. */
static int64_t
entries_of(const struct kb_sounds *s)
{
	int64_t sum = 0;

	for (size_t i = 0; i < s->count; i++)
		sum += s->sound[i].entries;
	return sum;
}

/* The sounds that are easily mixed up with @sound, itself among them. */
static size_t
family_of(uint16_t sound, uint16_t out[FAMILY_MAX])
{
	size_t n = 0;

	for (uint16_t s = 1; s <= sound_count() && n < FAMILY_MAX; s++)
		if (sound_family(s) == sound_family(sound))
			out[n++] = s;
	return n;
}

/* Hardly anything sounds so: z may have been zh, n ng, l n. What is found is
 * an unlikely reading of what was typed. */
static enum status
read_family(struct kb *kb, uint16_t first, uint16_t second,
    struct kb_sounds *out, struct err *err)
{
	uint16_t a[FAMILY_MAX], b[FAMILY_MAX];
	size_t as = family_of(first, a), bs = family_of(second, b);
	size_t typed = out->count;
	enum status st = ST_OK;

	for (size_t i = 0; i < as * bs && st == ST_OK; i++) {
		uint32_t key = sound_key(a[i / bs], b[i % bs]);

		if (key != sound_key(first, second))
			st = kb_sounds_like(kb, key, key, out, err);
	}
	for (size_t i = typed; i < out->count; i++)
		out->sound[i].likely = false;
	return st;
}

enum status
read_units(struct kb *kb, const struct sound_unit *unit, size_t units,
    struct kb_sounds *out, struct err *err)
{
	const struct sound_unit *next = units > 1 ? unit + 1 : NULL;
	bool whole = unit->hi - unit->lo == 1;
	enum status st;

	out->count = 0;
	if (whole && next)
		st = kb_sounds_like(kb, sound_key(unit->lo, next->lo),
		    sound_key(unit->lo, (uint16_t)(next->hi - 1)), out, err);
	else if (whole)
		st = kb_sounds_like(kb, sound_key(unit->lo, 0),
		    sound_key(unit->lo, 0), out, err);
	else
		st = kb_sounds_begin(kb, sound_initial(unit->lo),
		    next ? sound_initial(next->lo) : 0, out, err);
	if (st == ST_OK && whole && next && out->count == 0)
		st = read_longer(kb, unit->lo, next->lo, out, err);
	if (st == ST_OK && whole && next && next->hi - next->lo == 1 &&
	    entries_of(out) < FAMILY_BELOW)
		st = read_family(kb, unit->lo, next->lo, out, err);
	if (!whole && !are_letters(unit, units))
		keep_fitting(out, unit, units);
	if (out->count > 0)
		qsort(out->sound, out->count, sizeof(*out->sound),
		    frequent_first);
	if (out->count > UNIT_WORDS)
		out->count = UNIT_WORDS;
	return st;
}
