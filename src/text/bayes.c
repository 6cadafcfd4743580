/*
 * bayes.c - counts by word and class, and the sums over them.
 *
 * A few thousand words of a few hundred classes: a table of words, each with
 * the classes it was seen in. The share is softened by the root of how many
 * words spoke, for neighbouring pairs of characters are not independent; over
 * questions with known topics it is then right about as often as it says.
 */
#include "text/bayes.h"

#include "base/mem.h"
#include "text/tokens.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define ALPHA 0.1			/* a word that was never seen counts */
#define PRIOR 0.3			/* of what is frequent anyhow */
#define TERMS_MAX 1024			/* of one text */
#define WORDS_SHOWN 3
#define SPOKE_MIN 1.0			/* times e, against the others */

struct count {
	uint32_t class;
	double n;
};

struct term {
	uint64_t hash;			/* 0: free */
	struct count *of;
	size_t count, room;
};

struct class {
	char *name;
	double texts, terms;
};

struct bayes {
	struct class *class;
	size_t classes, room;
	struct term *term;		/* open addressing; a power of two */
	size_t terms, slots;
	double texts;
};

/* A term where it stands in the text. */
struct place {
	uint64_t hash;
	uint32_t from, to;
	double spoke;			/* for the class that was guessed */
};

struct places {
	struct place at[TERMS_MAX];
	size_t count;
};

struct bayes *
bayes_new(void)
{
	struct bayes *b = xcalloc(1, sizeof(*b));

	b->slots = 1024;
	b->term = xcalloc(b->slots, sizeof(*b->term));
	return b;
}

void
bayes_free(struct bayes *b)
{
	if (!b)
		return;
	for (size_t i = 0; i < b->slots; i++)
		free(b->term[i].of);
	for (size_t i = 0; i < b->classes; i++)
		free(b->class[i].name);
	free(b->term);
	free(b->class);
	free(b);
}

/* FNV-1a; never 0. */
static uint64_t
hash_of(struct slice s)
{
	uint64_t h = UINT64_C(14695981039346656037);

	for (size_t i = 0; i < s.bytes; i++)
		h = (h ^ (unsigned char)s.text[i]) * UINT64_C(1099511628211);
	return h ? h : 1;
}

static struct term *
term_at(struct term *table, size_t slots, uint64_t hash)
{
	size_t i = (size_t)(hash & (slots - 1));

	while (table[i].hash && table[i].hash != hash)
		i = (i + 1) & (slots - 1);
	return &table[i];
}

static void
table_grow(struct bayes *b)
{
	size_t slots = b->slots * 2;
	struct term *table;

	if (b->terms * 2 < b->slots)
		return;
	table = xcalloc(slots, sizeof(*table));
	for (size_t i = 0; i < b->slots; i++)
		if (b->term[i].hash)
			*term_at(table, slots, b->term[i].hash) = b->term[i];
	free(b->term);
	b->term = table;
	b->slots = slots;
}

static bool
seen_before(const struct places *p, uint64_t hash)
{
	for (size_t i = 0; i < p->count; i++)
		if (p->at[i].hash == hash)
			return true;
	return false;
}

/* Pairs and words of the text, each once. */
static void
places_of(struct slice text, struct places *p)
{
	struct tokens t;
	struct token k;

	p->count = 0;
	tokens_start(&t, text);
	while (p->count < TERMS_MAX && tokens_next(&t, &k)) {
		uint64_t hash = hash_of(k.text);

		if ((k.kind == TOKEN_PAIR || k.kind == TOKEN_WORD) &&
		    !seen_before(p, hash))
			p->at[p->count++] = (struct place){ hash, k.from,
				k.to, 0 };
	}
}

static size_t
class_of(struct bayes *b, const char *name)
{
	size_t i = 0;

	while (i < b->classes && strcmp(b->class[i].name, name) != 0)
		i++;
	if (i < b->classes)
		return i;
	ARRAY_GROW(b->class, i + 1, b->room);
	b->class[b->classes++] = (struct class){ xstrdup(name), 0, 0 };
	return i;
}

static void
count_add(struct term *t, size_t class, double n)
{
	size_t i = 0;

	while (i < t->count && t->of[i].class != class)
		i++;
	if (i == t->count) {
		ARRAY_GROW(t->of, i + 1, t->room);
		t->of[t->count++] = (struct count){ (uint32_t)class, 0 };
	}
	t->of[i].n += n;
}

void
bayes_learn(struct bayes *b, const char *name, struct slice text,
    double weight)
{
	struct places *p = xmalloc(sizeof(*p));
	size_t class = class_of(b, name);

	places_of(text, p);
	for (size_t i = 0; i < p->count; i++) {
		struct term *t;

		table_grow(b);
		t = term_at(b->term, b->slots, p->at[i].hash);
		b->terms += t->hash == 0;
		t->hash = p->at[i].hash;
		count_add(t, class, weight);
	}
	b->class[class].terms += weight * (double)p->count;
	b->class[class].texts += 1;
	b->texts += 1;
	free(p);
}

/* log P(term | class) for all classes. */
static void
term_logs(const struct bayes *b, uint64_t hash, double *out)
{
	const struct term *t = term_at(b->term, b->slots, hash);

	for (size_t c = 0; c < b->classes; c++)
		out[c] = ALPHA;
	for (size_t i = 0; i < t->count; i++)
		out[t->of[i].class] += t->of[i].n;
	for (size_t c = 0; c < b->classes; c++)
		out[c] = log(out[c] / (b->class[c].terms +
		    ALPHA * (double)b->terms));
}

static bool
known(const struct bayes *b, uint64_t hash)
{
	return term_at(b->term, b->slots, hash)->hash != 0;
}

static size_t
sum_up(const struct bayes *b, const struct places *p, double *sum,
    double *logs)
{
	size_t used = 0;

	for (size_t c = 0; c < b->classes; c++)
		sum[c] = PRIOR * log(b->class[c].texts / b->texts);
	for (size_t i = 0; i < p->count; i++) {
		if (!known(b, p->at[i].hash))
			continue;
		used++;
		term_logs(b, p->at[i].hash, logs);
		for (size_t c = 0; c < b->classes; c++)
			sum[c] += logs[c];
	}
	return used;
}

/* How much likelier each term is in the class than in all on the average. */
static void
ask_who_spoke(const struct bayes *b, struct places *p, size_t class,
    double *logs)
{
	for (size_t i = 0; i < p->count; i++) {
		double mean = 0;

		if (!known(b, p->at[i].hash))
			continue;
		term_logs(b, p->at[i].hash, logs);
		for (size_t c = 0; c < b->classes; c++)
			mean += logs[c] / (double)b->classes;
		p->at[i].spoke = logs[class] - mean;
	}
}

/* The stretch of neighbouring terms around @i that spoke; they are used up. */
static void
stretch(struct places *p, size_t i, uint32_t *from, uint32_t *to)
{
	bool more = true;

	*from = p->at[i].from;
	*to = p->at[i].to;
	p->at[i].spoke = 0;
	while (more) {
		more = false;
		for (size_t k = 0; k < p->count; k++) {
			struct place *one = &p->at[k];

			if (one->spoke < SPOKE_MIN || one->from >= *to ||
			    one->to <= *from)
				continue;
			*from = one->from < *from ? one->from : *from;
			*to = one->to > *to ? one->to : *to;
			one->spoke = 0;
			more = true;
		}
	}
}

static void
words_of(struct places *p, struct slice text, struct buf *words)
{
	buf_reset(words);
	for (int n = 0; n < WORDS_SHOWN; n++) {
		size_t best = p->count;
		uint32_t from, to;

		for (size_t i = 0; i < p->count; i++)
			if (p->at[i].spoke >= SPOKE_MIN && (best == p->count ||
			    p->at[i].spoke > p->at[best].spoke))
				best = i;
		if (best == p->count)
			return;
		stretch(p, best, &from, &to);
		buf_addf(words, "%s%.*s", n ? ", " : "", (int)(to - from),
		    text.text + from);
	}
}

const char *
bayes_guess(const struct bayes *b, struct slice text, int *percent,
    struct buf *words)
{
	struct places *p = xmalloc(sizeof(*p));
	double *sum = xcalloc(2 * (b->classes + 1), sizeof(*sum));
	double *logs = sum + b->classes + 1, all = 0;
	size_t used, best = 0;

	places_of(text, p);
	used = sum_up(b, p, sum, logs);
	for (size_t c = 1; c < b->classes; c++)
		if (sum[c] > sum[best])
			best = c;
	for (size_t c = 0; used > 0 && c < b->classes; c++)
		all += exp((sum[c] - sum[best]) / sqrt((double)used));
	if (used > 0) {
		*percent = (int)(100 / all + 0.5);
		ask_who_spoke(b, p, best, logs);
		words_of(p, text, words);
	}
	free(p);
	free(sum);
	return used > 0 ? b->class[best].name : NULL;
}
