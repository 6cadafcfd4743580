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

/* The different shingles of a text, ascending; the caller frees them. */
static uint64_t *
shingles(struct slice text, size_t *count)
{
	struct walk w = { text, { 0 }, 0 };
	uint64_t *list = NULL, hash;
	size_t room = 0, n = 0, kept = 0;

	while (next(&w, &hash)) {
		ARRAY_GROW(list, n + 1, room);
		list[n++] = hash;
	}
	if (n > 0)
		qsort(list, n, sizeof(*list), hash_cmp);
	for (size_t i = 0; i < n; i++)
		if (i == 0 || list[i] != list[kept - 1])
			list[kept++] = list[i];
	*count = kept;
	return list;
}

double
shingle_likeness(struct slice a, struct slice b)
{
	size_t as, bs, i = 0, k = 0, both = 0;
	uint64_t *x = shingles(a, &as), *y = shingles(b, &bs);

	while (i < as && k < bs) {
		both += x[i] == y[k];
		if (x[i] <= y[k]) {
			k += x[i] == y[k];
			i++;
		} else {
			k++;
		}
	}
	free(x);
	free(y);
	return as + bs > both ? (double)both / (double)(as + bs - both) : 0;
}
