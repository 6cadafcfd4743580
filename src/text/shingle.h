/*
 * shingle.h - how alike two texts are.
 *
 * A shingle is four characters that stand side by side, blanks and
 * punctuation left out; two texts are as alike as the shingles they share of
 * all that either has (Jaccard). To find the pairs among many texts without
 * comparing all with all, each text gets eight keys from a minhash with one
 * permutation: texts that are alike by 0.9 share a key in 9,998 cases of
 * 10,000, by 0.7 in 9 of 10, by 0.5 in 4 of 10, by 0.3 in 1 of 15.
 */
#ifndef TEXT_SHINGLE_H
#define TEXT_SHINGLE_H

#include "base/buf.h"

#include <stdint.h>

enum { SHINGLE_KEYS = 8, SHINGLE_LEAST = 12 };

/* False for a text of fewer than SHINGLE_LEAST shingles: it has no keys. */
bool shingle_keys(struct slice text, uint32_t key[SHINGLE_KEYS]);

/* The different shingles of a text, by 64-bit hashes, ascending. */
struct shingles {
	uint64_t *hash;
	size_t count, room;
};

#define SHINGLES_INIT { NULL, 0, 0 }

void shingles_set(struct shingles *s, struct slice text);
void shingles_release(struct shingles *s);
/* 0 to 1 */
double shingles_likeness(const struct shingles *a, const struct shingles *b);

#endif
