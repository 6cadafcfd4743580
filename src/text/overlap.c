/*
 * overlap.c - two sets of pairs and words, sorted and walked side by side.
 */
#include "text/overlap.h"

#include "text/normalize.h"
#include "text/tokens.h"

#include <stdint.h>
#include <stdlib.h>

#define PAIRS_MAX 512

struct pairs {
	uint64_t hash[PAIRS_MAX];
	size_t count;
};

static int
hash_cmp(const void *va, const void *vb)
{
	uint64_t a = *(const uint64_t *)va, b = *(const uint64_t *)vb;

	return (a > b) - (a < b);
}

/* FNV-1a */
static uint64_t
hash_of(struct slice s)
{
	uint64_t h = UINT64_C(14695981039346656037);

	for (size_t i = 0; i < s.bytes; i++)
		h = (h ^ (unsigned char)s.text[i]) * UINT64_C(1099511628211);
	return h;
}

/* Each once, in order. */
static void
pairs_of(struct slice text, struct pairs *p)
{
	struct buf normal = BUF_INIT;
	struct tokens t;
	struct token k;
	size_t kept = 0;

	p->count = 0;
	normalize(&normal, text);
	tokens_start(&t, buf_slice(&normal));
	while (p->count < PAIRS_MAX && tokens_next(&t, &k))
		if (k.kind == TOKEN_PAIR || k.kind == TOKEN_WORD)
			p->hash[p->count++] = hash_of(k.text);
	buf_release(&normal);
	qsort(p->hash, p->count, sizeof(p->hash[0]), hash_cmp);
	for (size_t i = 0; i < p->count; i++)
		if (i == 0 || p->hash[i] != p->hash[i - 1])
			p->hash[kept++] = p->hash[i];
	p->count = kept;
}

double
overlap(struct slice a, struct slice b)
{
	struct pairs pa, pb;
	size_t i = 0, k = 0, both = 0, least;

	pairs_of(a, &pa);
	pairs_of(b, &pb);
	while (i < pa.count && k < pb.count) {
		both += pa.hash[i] == pb.hash[k];
		if (pa.hash[i] < pb.hash[k])
			i++;
		else if (pa.hash[i] > pb.hash[k])
			k++;
		else {
			i++;
			k++;
		}
	}
	least = pa.count < pb.count ? pa.count : pb.count;
	return least == 0 ? 0 : (double)both / (double)least;
}
