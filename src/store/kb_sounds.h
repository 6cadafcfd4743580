/*
 * kb_sounds.h - the base's words by how they sound.
 *
 * Under a sound key (text/pinyin.h) stand the pairs of characters, or with
 * second 0 the characters, that sound so, those in most entries first; under
 * a key of initials those that begin so. Only the frequent ones of a key are
 * kept: nobody means the hundredth.
 */
#ifndef STORE_KB_SOUNDS_H
#define STORE_KB_SOUNDS_H

#include "base/err.h"
#include "store/vocab.h"

struct db;
struct kb;
struct kb_pair;

/* @pair holds numbers of characters, as kb_terms_write() gives them. */
enum status kb_sounds_write(struct db *db, const struct vocab *v,
    const struct kb_pair *pair, size_t pairs, struct err *err);

struct kb_sound {
	uint32_t ch[2];			/* the second is 0 for one alone */
	uint32_t entries;
	bool likely;			/* by its likeliest reading */
};

struct kb_sounds {
	struct kb_sound *sound;
	size_t count, room;
};

#define KB_SOUNDS_INIT { NULL, 0, 0 }

void kb_sounds_release(struct kb_sounds *s);

/* Appends what sounds like one of the keys [lo, hi]. */
enum status kb_sounds_like(struct kb *kb, uint32_t lo, uint32_t hi,
    struct kb_sounds *out, struct err *err);
/* Appends what begins with these letters; @b 0: single characters. */
enum status kb_sounds_begin(struct kb *kb, char a, char b,
    struct kb_sounds *out, struct err *err);

#endif
