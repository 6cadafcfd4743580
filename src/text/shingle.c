/*
 * shingle.c - shingles of characters, their minhash, their likeness.
 *
 * One permutation, 32 bins; a bin that no shingle fell into borrows from the
 * next one that has some (Shrivastava and Li, 2014), so that short texts
 * compare as well as long ones. Four bins are a key.
 */
#include "text/shingle.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <stdlib.h>

enum { CHARS = 4, BINS = 32, BIN_BITS = 5, BINS_A_KEY = BINS / SHINGLE_KEYS };

/* What parts words and is no part of them. */
static bool
is_filler(uint32_t ch)
{
	return ch <= '/' || (ch >= ':' && ch <= '@') ||
	    (ch >= 0x2000 && ch <= 0x206f) ||
	    (ch >= 0x3000 && ch <= 0x303f && ch != 0x3007) ||
	    (ch >= 0xff00 && ch <= 0xff0f) || (ch >= 0xff1a && ch <= 0xff20);
}

static uint64_t
mix(uint64_t x)
{
	x ^= x >> 30;
	x *= UINT64_C(0xbf58476d1ce4e5b9);
	x ^= x >> 27;
	x *= UINT64_C(0x94d049bb133111eb);
	return x ^ x >> 31;
}

struct walk {
	struct slice rest;
	uint32_t window[CHARS];
	size_t chars;
};

/* The hash of the next shingle; false at the end. */
static bool
next(struct walk *w, uint64_t *hash)
{
	while (w->rest.bytes > 0) {
		uint32_t ch = utf8_next(&w->rest);

		if (is_filler(ch))
			continue;
		for (int i = 1; i < CHARS; i++)
			w->window[i - 1] = w->window[i];
		w->window[CHARS - 1] = ch;
		if (++w->chars < CHARS)
			continue;
		*hash = mix(((uint64_t)w->window[0] << 42 ^
		    (uint64_t)w->window[1] << 21 ^ w->window[2]) +
		    mix(w->window[3] + UINT64_C(0x9e3779b97f4a7c15)));
		return true;
	}
	return false;
}

static void
fill_empty(uint64_t bin[BINS])
{
	uint64_t was[BINS];

	for (int i = 0; i < BINS; i++)
		was[i] = bin[i];
	for (int i = 0; i < BINS; i++) {
		int far = 0;

		while (was[(i + far) % BINS] == UINT64_MAX)
			far++;
		if (far > 0)
			bin[i] = mix(was[(i + far) % BINS] + (uint64_t)far);
	}
}

bool
shingle_keys(struct slice text, uint32_t key[SHINGLE_KEYS])
{
	struct walk w = { text, { 0 }, 0 };
	uint64_t bin[BINS], hash;
	size_t count = 0;

	for (int i = 0; i < BINS; i++)
		bin[i] = UINT64_MAX;
	for (; next(&w, &hash); count++) {
		size_t at = hash >> (64 - BIN_BITS);

		if (hash < bin[at])
			bin[at] = hash;
	}
	if (count < SHINGLE_LEAST)
		return false;
	fill_empty(bin);
	for (int k = 0; k < SHINGLE_KEYS; k++) {
		uint64_t all = (uint64_t)k;

		for (int i = 0; i < BINS_A_KEY; i++)
			all = mix(all + bin[k * BINS_A_KEY + i]);
		key[k] = (uint32_t)all;
	}
	return true;
}

static int
hash_cmp(const void *va, const void *vb)
{
	uint64_t a = *(const uint64_t *)va, b = *(const uint64_t *)vb;

	return (a > b) - (a < b);
}

void
shingles_set(struct shingles *s, struct slice text)
{
	struct walk w = { text, { 0 }, 0 };
	uint64_t hash;
	size_t n = 0;

	while (next(&w, &hash)) {
		ARRAY_GROW(s->hash, n + 1, s->room);
		s->hash[n++] = hash;
	}
	if (n > 0)
		qsort(s->hash, n, sizeof(*s->hash), hash_cmp);
	s->count = 0;
	for (size_t i = 0; i < n; i++)
		if (i == 0 || s->hash[i] != s->hash[s->count - 1])
			s->hash[s->count++] = s->hash[i];
}

void
shingles_release(struct shingles *s)
{
	free(s->hash);
	*s = (struct shingles)SHINGLES_INIT;
}

double
shingles_likeness(const struct shingles *a, const struct shingles *b)
{
	size_t i = 0, k = 0, both = 0;
	size_t all = a->count + b->count;

	while (i < a->count && k < b->count) {
		uint64_t x = a->hash[i], y = b->hash[k];

		both += x == y;
		i += x <= y;
		k += y <= x;
	}
	return all > both ? (double)both / (double)(all - both) : 0;
}
