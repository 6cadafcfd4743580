/*
 * kb_sounds.h - the base's words by how they sound.
 *
 * Under a sound key (text/pinyin.h) stand the pairs of characters that sound
 * so, those in most entries first.
 */
#ifndef STORE_KB_SOUNDS_H
#define STORE_KB_SOUNDS_H

#include "base/err.h"
#include "store/vocab.h"

struct db;

/* @pair holds numbers of characters, as vocab_take_pairs() gives them. */
enum status kb_sounds_write(struct db *db, const struct vocab *v,
    const struct vocab_pair *pair, size_t pairs, struct err *err);

#endif
