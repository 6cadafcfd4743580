/*
 * pinyin.h - how Han characters sound, and what typed letters may mean.
 *
 * A sound is a syllable without its tone, known by a number; numbers ascend
 * with the spelling, so the syllables that begin with given letters are a
 * range of numbers. ü is spelled v. Readings are Unicode's, most frequent
 * first (data/pinyin.tsv); where a word decides otherwise, the word does
 * (data/pinyin-phrases.tsv: 银行 yin hang). Everything is a compiled-in table.
 *
 * Expanding a query needs the words of a knowledge base, which this module
 * does not know: it gives keys, and the base's tables say what has them.
 */
#ifndef TEXT_PINYIN_H
#define TEXT_PINYIN_H

#include "base/buf.h"

#include <stdint.h>

/* Sounds are 1 .. sound_count(); 0 is none. */
uint16_t sound_count(void);
const char *sound_spelling(uint16_t s);		/* "gong"; "" for 0 */
uint16_t sound_find(struct slice letters);		/* all; 0 if none */
/* The letter a typist begins it with: 'g'; zh, ch, sh give z, c, s. */
char sound_initial(uint16_t s);
/* The same for sounds that are easily mixed up: z/zh c/ch s/sh n/l, an/ang
 * en/eng in/ing. Itself a sound, the first of its family. */
uint16_t sound_family(uint16_t s);

/* The readings of a character, most frequent first; @ch is normalised. */
#define SOUND_READINGS_MAX 8
size_t sound_readings(uint32_t ch, uint16_t out[SOUND_READINGS_MAX]);

/*
 * The sounds of Han characters that stand side by side, as the words among
 * them have it: the longest phrase from the left decides, else the most
 * frequent reading. out[i] is 0 for what has no reading.
 */
void sounds_of(const uint32_t *ch, size_t count, uint16_t *out);
/* Of a normalised text; whatever is not Han is left out. Returns how many
 * were written; at most @room. */
size_t sounds_of_text(struct slice normal, uint16_t *out, size_t room);
/* Appends the initials of a normalised text: 公积金 gjj, bj落户 bjlh. */
void sounds_initials(struct buf *out, struct slice normal);

/*
 * Keys for a table of words by sound. A pair has the key of its likeliest
 * sounds first, then those of other frequent readings. A key is first << 16 |
 * second; a single character has second 0.
 */
#define SOUND_KEYS_MAX 6
size_t sound_pair_keys(uint32_t a, uint32_t b, uint32_t key[SOUND_KEYS_MAX]);
uint32_t sound_key(uint16_t a, uint16_t b);
/* The weaker key: both sounds by their family. */
uint32_t sound_key_family(uint32_t key);

/*
 * What typed letters may mean: units side by side, each a range of sounds.
 * A whole syllable is a range of one; a bare initial (the g of "gjj") and a
 * half-typed last syllable (gongj, gongjij) are wider.
 */
enum sound_unit_kind { SOUND_WHOLE, SOUND_BEGUN, SOUND_INITIAL };

struct sound_unit {
	uint16_t lo, hi;		/* half-open */
	uint8_t from, to;		/* letters of the run */
	uint8_t kind;
};

#define SOUND_UNITS_MAX 24
#define SOUND_SPLITS_MAX 4

struct sound_split {
	struct sound_unit unit[SOUND_UNITS_MAX];
	uint8_t count;
	uint8_t whole;			/* units that are whole syllables */
};

/* The sounds that begin with @letters: SOUND_INITIAL; lo = hi for none. */
struct sound_unit sound_begun(struct slice letters);

/*
 * The likeliest readings of @letters (a-z, ü; blanks and ' part syllables),
 * best first: whole syllables before begun ones before initials, fewer before
 * more. 0 when there is none or it is too long.
 */
size_t sound_splits(struct slice letters,
    struct sound_split out[SOUND_SPLITS_MAX]);
/* Letters that can all be initials: "gjj"; 2 letters or more, no vowel that
 * cannot begin a syllable (i, u, v). */
bool sound_all_initials(struct slice letters);

/* How near a word lies to a split: every unit has the sound (by the likeliest
 * reading, then by any); 0 no, 1 by any reading, 2 by the likeliest. */
int sound_split_fits(const struct sound_split *split, const uint32_t *ch,
    size_t count);

#endif
