/*
 * prior.c - one small row for each word of each answer, sorted and counted.
 */
#include "store/prior.h"

#include "base/mem.h"
#include "store/names.h"
#include "text/detect.h"
#include "text/normalize.h"
#include "text/tokens.h"

#include <math.h>
#include <stdlib.h>

/* A word of one answer. @key 0 stands for the answer itself. */
struct said {
	uint64_t key;
	uint32_t entry, operator, claimant;
	uint16_t age;			/* days */
};

struct prior {
	struct prior_limits limits;
	struct names entry, operator;
	struct said *said;
	size_t count, room;
	struct prior_word *word;
	size_t words, word_room;
	struct prior_share *share;
	size_t shares, share_room;
	struct prior_entry *used;	/* by entry */
	uint32_t *person;		/* of the word at hand */
	size_t person_room;
};

struct prior *
prior_new(const struct prior_limits *limits)
{
	struct prior *p = xcalloc(1, sizeof(*p));

	p->limits = *limits;
	return p;
}

void
prior_free(struct prior *p)
{
	if (!p)
		return;
	names_release(&p->entry);
	names_release(&p->operator);
	free(p->said);
	free(p->word);
	free(p->share);
	free(p->used);
	free(p->person);
	free(p);
}

uint64_t
prior_key(struct slice word)
{
	uint64_t h = UINT64_C(14695981039346656037);

	for (size_t i = 0; i < word.bytes; i++)
		h = (h ^ (uint8_t)word.text[i]) * UINT64_C(1099511628211);
	return h ? h : 1;
}

static void
say(struct prior *p, struct said s, uint64_t key)
{
	s.key = key;
	ARRAY_GROW(p->said, p->count + 1, p->room);
	p->said[p->count++] = s;
}

bool
prior_add(struct prior *p, const struct prior_answer *a)
{
	int64_t age = p->limits.day > a->day ? p->limits.day - a->day : 0;
	struct said s = { .claimant = (uint32_t)a->claimant,
		.age = (uint16_t)(age < UINT16_MAX ? age : UINT16_MAX) };
	struct buf normal = BUF_INIT;
	struct tokens tokens;
	struct token t;

	if (detect_personal(a->question, NULL, NULL))
		return false;
	s.entry = names_number(&p->entry, slice_of(a->entry_id));
	s.operator = names_number(&p->operator, slice_of(a->operator));
	say(p, s, 0);
	normalize(&normal, a->question);
	tokens_start(&tokens, buf_slice(&normal));
	while (tokens_next(&tokens, &t))
		if (t.kind != TOKEN_CHAR)
			say(p, s, prior_key(t.text));
	buf_release(&normal);
	return true;
}

static int
order(uint64_t a, uint64_t b)
{
	return (a > b) - (a < b);
}

static int
said_cmp(const void *va, const void *vb)
{
	const struct said *a = va, *b = vb;
	int c = order(a->key, b->key);

	if (c == 0)
		c = order(a->entry, b->entry);
	if (c == 0)
		c = order(a->operator, b->operator);
	return c ? c : order(a->age, b->age);
}

static int
person_cmp(const void *va, const void *vb)
{
	return order(*(const uint32_t *)va, *(const uint32_t *)vb);
}

/* How many unlike ones there are in p->person. */
static size_t
unlike(struct prior *p, size_t n)
{
	size_t count = 0;

	qsort(p->person, n, sizeof(*p->person), person_cmp);
	for (size_t i = 0; i < n; i++)
		count += i == 0 || p->person[i] != p->person[i - 1];
	return count;
}

static size_t
operators(struct prior *p, const struct said *s, size_t n)
{
	ARRAY_GROW(p->person, n, p->person_room);
	for (size_t i = 0; i < n; i++)
		p->person[i] = s[i].operator;
	return unlike(p, n);
}

static size_t
claimants(struct prior *p, const struct said *s, size_t n)
{
	ARRAY_GROW(p->person, n, p->person_room);
	for (size_t i = 0; i < n; i++)
		p->person[i] = s[i].claimant;
	return unlike(p, n);
}

/* What a word says for one entry: @s are its @n answers. */
static double
support(const struct prior *p, const struct said *s, size_t n)
{
	double half = (double)(p->limits.half_days > 0 ?
	    p->limits.half_days : 1);
	double sum = 0, days = 0;

	for (size_t i = 0; i < n; i++) {
		bool same = i > 0 && s[i].operator == s[i - 1].operator;

		if (!same) {
			sum += 2 * days / (1 + days);
			days = 0;
		}
		if (!same || s[i].age != s[i - 1].age)
			days += exp2(-(double)s[i].age / half);
	}
	return sum + 2 * days / (1 + days);
}

static size_t
same_entry(const struct said *s, size_t n)
{
	size_t i = 1;

	while (i < n && s[i].entry == s[0].entry)
		i++;
	return i;
}

static int
share_cmp(const void *va, const void *vb)
{
	const struct prior_share *a = va, *b = vb;
	int c = order(b->weight, a->weight);

	return c ? c : order(a->entry, b->entry);
}

static void
count_word(struct prior *p, const struct said *s, size_t n)
{
	struct prior_word w = { .key = s->key, .share = (uint32_t)p->shares };
	size_t most = (size_t)p->limits.entries, found;

	if (claimants(p, s, n) < (size_t)p->limits.claimants ||
	    operators(p, s, n) < (size_t)p->limits.operators)
		return;
	for (size_t i = 0, k; i < n; i += k) {
		uint32_t weight;

		k = same_entry(s + i, n - i);
		weight = (uint32_t)lround(support(p, s + i, k) * PRIOR_UNIT);
		if (weight == 0)
			continue;
		ARRAY_GROW(p->share, p->shares + 1, p->share_room);
		p->share[p->shares++] =
		    (struct prior_share){ s[i].entry, weight };
		w.weight += weight;
	}
	found = p->shares - w.share;
	if (found == 0)
		return;
	qsort(p->share + w.share, found, sizeof(*p->share), share_cmp);
	w.shares = (uint32_t)(found < most ? found : most);
	p->shares = w.share + w.shares;
	ARRAY_GROW(p->word, p->words + 1, p->word_room);
	p->word[p->words++] = w;
}

static void
count_entries(struct prior *p, const struct said *s, size_t n)
{
	for (size_t i = 0, k; i < n; i += k) {
		k = same_entry(s + i, n - i);
		p->used[s[i].entry] = (struct prior_entry){ (uint32_t)k,
			(uint32_t)operators(p, s + i, k) };
	}
}

void
prior_settle(struct prior *p)
{
	const struct said *s = p->said;

	p->used = xcalloc(p->entry.count + 1, sizeof(*p->used));
	if (p->count > 0)
		qsort(p->said, p->count, sizeof(*p->said), said_cmp);
	for (size_t i = 0, k; i < p->count; i += k) {
		for (k = 1; i + k < p->count && s[i + k].key == s[i].key; )
			k++;
		if (s[i].key == 0)
			count_entries(p, s + i, k);
		else
			count_word(p, s + i, k);
	}
	free(p->said);
	p->said = NULL;
	p->count = p->room = 0;
}

const struct prior_word *
prior_words(const struct prior *p, size_t *count)
{
	*count = p->words;
	return p->word;
}

const struct prior_share *
prior_shares(const struct prior *p)
{
	return p->share;
}

size_t
prior_entries(const struct prior *p)
{
	return p->entry.count;
}

struct slice
prior_entry_id(const struct prior *p, uint32_t entry)
{
	return names_text(&p->entry, entry);
}

struct prior_entry
prior_entry(const struct prior *p, uint32_t entry)
{
	return p->used[entry];
}
