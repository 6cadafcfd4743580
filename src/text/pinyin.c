/*
 * pinyin.c - how Han characters sound.
 *
 * Readings and phrases are looked up in the built tables. What typed letters
 * may mean is in split.c.
 */
#include "text/pinyin.h"

#include "base/mem.h"
#include "text/scan.h"
#include "text/tables.h"

#include <string.h>

/* Readings of one character that a pair's keys look at. */
#define READINGS_MAX 3

uint16_t
sound_count(void)
{
	return table_sounds;
}

const char *
sound_spelling(uint16_t s)
{
	return s <= table_sounds ? table_sound[s].spelling : "";
}

char
sound_initial(uint16_t s)
{
	return sound_spelling(s)[0];
}

uint16_t
sound_family(uint16_t s)
{
	return s <= table_sounds ? table_sound[s].family : 0;
}

uint32_t
sound_key(uint16_t a, uint16_t b)
{
	return (uint32_t)a << 16 | b;
}

uint32_t
sound_key_family(uint32_t key)
{
	return sound_key(sound_family((uint16_t)(key >> 16)),
	    sound_family((uint16_t)key));
}

/* A list of the tables; NULL when the character has no reading. */
static const uint16_t *
readings_at(uint32_t ch)
{
	uint16_t at = 0;

	if (ch < 0x110000)
		at = table_reading_at[table_reading_page[ch >> 8]][ch & 0xff];
	return at ? table_reading + at : NULL;
}

size_t
sound_readings(uint32_t ch, uint16_t out[SOUND_READINGS_MAX])
{
	const uint16_t *list = readings_at(ch);
	size_t n = 0;

	while (list && n < SOUND_READINGS_MAX) {
		out[n++] = *list & READING_SOUND;
		if (*list++ & READING_LAST)
			break;
	}
	return n;
}

static uint16_t
first_reading(uint32_t ch)
{
	const uint16_t *list = readings_at(ch);

	return list ? *list & READING_SOUND : 0;
}

static uint32_t
phrase_first(size_t i)
{
	return table_phrase_char[table_phrase[i].at];
}

/* The first phrase that begins with @ch or a later character. */
static size_t
phrase_from(uint32_t ch)
{
	size_t lo = 0, hi = table_phrases;

	while (lo < hi) {
		size_t middle = lo + (hi - lo) / 2;

		if (phrase_first(middle) < ch)
			lo = middle + 1;
		else
			hi = middle;
	}
	return lo;
}

static bool
phrase_is(const struct table_phrase *p, const uint32_t *ch, size_t count)
{
	if (p->chars > count)
		return false;
	for (size_t i = 0; i < p->chars; i++)
		if (table_phrase_char[p->at + i] != ch[i])
			return false;
	return true;
}

/* The longest phrase that @ch begins with, or NULL. */
static const struct table_phrase *
phrase_find(const uint32_t *ch, size_t count)
{
	const struct table_phrase *best = NULL;

	for (size_t i = phrase_from(ch[0]);
	    i < table_phrases && phrase_first(i) == ch[0]; i++) {
		const struct table_phrase *p = table_phrase + i;

		if ((!best || p->chars > best->chars) &&
		    phrase_is(p, ch, count))
			best = p;
	}
	return best;
}

void
sounds_of(const uint32_t *ch, size_t count, uint16_t *out)
{
	size_t i = 0;

	while (i < count) {
		const struct table_phrase *p = phrase_find(ch + i, count - i);

		if (!p) {
			out[i] = first_reading(ch[i]);
			i++;
			continue;
		}
		for (size_t k = 0; k < p->chars; k++)
			out[i++] = table_phrase_sound[p->at + k];
	}
}

/*
 * Calls for each stretch of Han and each other character are folded into one
 * loop: text is taken in pieces of PIECE characters, which phrases do not
 * cross.
 */
#define PIECE 64

static size_t
take_han(struct slice s, size_t *at, uint32_t ch[PIECE])
{
	size_t n = 0;

	while (*at < s.bytes && n < PIECE) {
		size_t bytes = scan_at(s, *at, ch + n);

		if (table_class_of(ch[n]) != CLASS_HAN)
			break;
		*at += bytes;
		n++;
	}
	return n;
}

size_t
sounds_of_text(struct slice normal, uint16_t *out, size_t room)
{
	uint32_t ch[PIECE];
	uint16_t found[PIECE];
	size_t count = 0;

	for (size_t at = 0; at < normal.bytes && count < room; ) {
		size_t n = take_han(normal, &at, ch);

		if (!n)
			at += scan_at(normal, at, ch);
		sounds_of(ch, n, found);
		for (size_t i = 0; i < n && count < room; i++)
			out[count++] = found[i];
	}
	return count;
}

void
sounds_initials(struct buf *out, struct slice normal)
{
	uint32_t ch[PIECE];
	uint16_t found[PIECE];

	for (size_t at = 0; at < normal.bytes; ) {
		size_t n = take_han(normal, &at, ch);

		sounds_of(ch, n, found);
		for (size_t i = 0; i < n; i++)
			if (found[i])
				buf_add_char(out, sound_initial(found[i]));
		if (!n) {
			size_t bytes = scan_at(normal, at, ch);

			if (table_class_of(ch[0]) == CLASS_WORD)
				buf_add(out, normal.text + at, bytes);
			at += bytes;
		}
	}
}

/* The readings that a key is worth for: the frequent ones. */
static size_t
frequent_readings(uint32_t ch, uint16_t out[READINGS_MAX])
{
	const uint16_t *list = readings_at(ch);
	size_t n = 0;

	while (list && n < READINGS_MAX) {
		if (*list & READING_FREQUENT)
			out[n++] = *list & READING_SOUND;
		if (*list++ & READING_LAST)
			break;
	}
	return n;
}

static size_t
keys_add(uint32_t key[SOUND_KEYS_MAX], size_t n, uint32_t new)
{
	for (size_t i = 0; i < n; i++)
		if (key[i] == new)
			return n;
	if (n < SOUND_KEYS_MAX)
		key[n++] = new;
	return n;
}

/* The likeliest first, then by how far the readings stand from the first. */
size_t
sound_pair_keys(uint32_t a, uint32_t b, uint32_t key[SOUND_KEYS_MAX])
{
	const uint32_t ch[2] = { a, b };
	uint16_t likely[2], first[READINGS_MAX], second[READINGS_MAX];
	size_t firsts = frequent_readings(a, first);
	size_t seconds = frequent_readings(b, second), n = 0;

	if (!firsts || !seconds)
		return 0;
	sounds_of(ch, 2, likely);
	n = keys_add(key, n, sound_key(likely[0], likely[1]));
	for (size_t sum = 0; sum + 2 <= firsts + seconds; sum++)
		for (size_t i = 0; i <= sum && i < firsts; i++)
			if (sum - i < seconds)
				n = keys_add(key, n,
				    sound_key(first[i], second[sum - i]));
	return n;
}

static bool
unit_has(const struct sound_unit *unit, uint16_t s)
{
	return s >= unit->lo && s < unit->hi;
}

static bool
unit_has_any(const struct sound_unit *unit, uint32_t ch)
{
	uint16_t list[SOUND_READINGS_MAX];
	size_t n = sound_readings(ch, list);

	for (size_t i = 0; i < n; i++)
		if (unit_has(unit, list[i]))
			return true;
	return false;
}

int
sound_split_fits(const struct sound_split *split, const uint32_t *ch,
    size_t count)
{
	uint16_t found[SOUND_UNITS_MAX];
	int best = 2;

	if (count != split->count)
		return 0;
	sounds_of(ch, count, found);
	for (size_t i = 0; i < count; i++) {
		if (unit_has(split->unit + i, found[i]))
			continue;
		if (!unit_has_any(split->unit + i, ch[i]))
			return 0;
		best = 1;
	}
	return best;
}
