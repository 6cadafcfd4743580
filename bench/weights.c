/*
 * weights.c - whether the weights of the ranking are chosen well, and not only
 * for the questions they were chosen by.
 *
 *	bench/weights KB-DIR [--folds N] [--by X] [--step N] QUERIES.tsv...
 *
 * Each weight is made smaller and greater by a factor (default 1.5) while the
 * others stay, and every --step-th question (default 1) is asked anew. Printed
 * is what the change does to MRR@10, in thousandths: the mean of the kinds of
 * question, its standard error, and the kind that loses most. Then the
 * questions are dealt into folds (default 5) by the entry they look for; for
 * each fold the change that is best for all others is tried on it. When what
 * others chose gains nothing there, there is nothing to be gained by turning
 * weights. A file of queries is as for bench/search.
 */
#include "search.h"

#include "app/search.h"
#include "base/clock.h"
#include "base/mem.h"
#include "store/kb.h"
#include "text/rank.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define KINDS_MAX 32

/* One setting of the weights and how high each question's entry stood. */
struct trial {
	enum rank_weight weight;
	double value;
	float *gain;			/* 1 / place, less that of the weights
					 * as they are */
};

struct bench {
	struct kb *kb;
	struct hits hits;
	struct asks asks;
	size_t *kind, *fold;		/* of each question */
	const char *kind_name[KINDS_MAX];
	size_t kinds, folds, step;
	double by;
	float *now;			/* 1 / place */
	struct trial *trial;
	size_t trials, room;
};

static void
die(const char *why)
{
	fprintf(stderr, "bench/weights: %s\n", why);
	exit(1);
}

static void
ask_all(struct bench *b, const struct rank_weights *w, float *out)
{
	struct search_options o = { .limit = 10, .weights = w,
		.day = clock_day(INT64_C(1795000000000)) };
	struct err err = ERR_INIT;

	for (size_t i = 0; i < b->asks.count; i += b->step) {
		const struct ask *a = &b->asks.ask[i];
		struct hits *h = &b->hits;

		if (search_run(b->kb, slice_of(a->text), &o, h, &err) != ST_OK)
			die(err.text);
		out[i] = 0;
		for (size_t k = h->count; k-- > 0;)
			if (ask_wants(a, h->hit[k].external_id))
				out[i] = 1 / (float)(k + 1);
	}
}

static size_t
kind_of(struct bench *b, const char *name)
{
	size_t i = 0;

	while (i < b->kinds && strcmp(b->kind_name[i], name) != 0)
		i++;
	if (i == KINDS_MAX)
		die("there are too many kinds of question");
	if (i == b->kinds)
		b->kind_name[b->kinds++] = name;
	return i;
}

/* The same entry is always in the same fold. */
static size_t
fold_of(const struct bench *b, const char *wanted)
{
	uint32_t hash = 2166136261u;

	/* Letters and answers to them have one number behind their sign. */
	while (*wanted && (*wanted < '0' || *wanted > '9'))
		wanted++;
	for (; *wanted && *wanted != ','; wanted++)
		hash = (hash ^ (uint8_t)*wanted) * 16777619u;
	return (hash >> 8) % b->folds;
}

struct mean {
	double sum, squares;
	size_t count;
};

static double
mean_of(const struct mean *m)
{
	return m->count ? m->sum / (double)m->count : 0;
}

/* What the trial gains by kind: in @fold alone, or in all others. */
static void
means(const struct bench *b, const struct trial *t, size_t fold, bool others,
    struct mean out[KINDS_MAX])
{
	memset(out, 0, KINDS_MAX * sizeof(*out));
	for (size_t i = 0; i < b->asks.count; i += b->step) {
		struct mean *m = &out[b->kind[i]];

		if ((b->fold[i] == fold) == others)
			continue;
		m->sum += (double)t->gain[i];
		m->squares += (double)t->gain[i] * (double)t->gain[i];
		m->count++;
	}
}

/* The mean of the kinds, so that none counts for how many were asked, and its
 * standard error. */
static double
whole(const struct bench *b, const struct mean m[KINDS_MAX], double *error)
{
	double sum = 0, variance = 0;

	for (size_t i = 0; i < b->kinds; i++) {
		double n = (double)(m[i].count ? m[i].count : 1);
		double mean = mean_of(&m[i]);

		sum += mean;
		variance += (m[i].squares / n - mean * mean) / n;
	}
	*error = sqrt(variance > 0 ? variance : 0) / (double)b->kinds;
	return sum / (double)b->kinds;
}

static void
try_value(struct bench *b, enum rank_weight weight, double value)
{
	struct rank_weights w;
	struct trial t = { .weight = weight, .value = value,
		.gain = xcalloc(b->asks.count + 1, sizeof(*t.gain)) };
	bool changes = false;

	rank_weights_default(&w);
	w.value[weight] = value;
	ask_all(b, &w, t.gain);
	for (size_t i = 0; i < b->asks.count; i++) {
		t.gain[i] -= b->now[i];
		changes = changes || t.gain[i] < 0 || t.gain[i] > 0;
	}
	if (!changes) {
		free(t.gain);
		return;
	}
	ARRAY_GROW(b->trial, b->trials + 1, b->room);
	b->trial[b->trials++] = t;
}

static void
print_trial(const struct bench *b, const struct trial *t)
{
	struct mean m[KINDS_MAX];
	double error, gain;
	size_t worst = 0;

	means(b, t, b->folds, true, m);
	gain = whole(b, m, &error);
	for (size_t i = 1; i < b->kinds; i++)
		if (mean_of(&m[i]) < mean_of(&m[worst]))
			worst = i;
	printf("%-12s %7.3f  %+6.1f +- %.1f   %s %+.1f\n",
	    rank_weight_name(t->weight), t->value, 1000 * gain, 1000 * error,
	    b->kind_name[worst], 1000 * mean_of(&m[worst]));
	fflush(stdout);
}

static void
try_all(struct bench *b)
{
	struct rank_weights w;

	b->now = xcalloc(b->asks.count + 1, sizeof(*b->now));
	rank_weights_default(&w);
	ask_all(b, &w, b->now);
	printf("weight         value  all kinds       loses most\n");
	for (int i = 0; i < RANK_WEIGHTS; i++)
		for (int up = 0; up < 2; up++) {
			size_t before = b->trials;

			try_value(b, (enum rank_weight)i, up ?
			    w.value[i] * b->by : w.value[i] / b->by);
			if (b->trials > before)
				print_trial(b, &b->trial[before]);
		}
}

static void
validate(const struct bench *b)
{
	double sum = 0;

	for (size_t fold = 0; fold < b->folds; fold++) {
		const struct trial *best = NULL;
		struct mean m[KINDS_MAX];
		double error, most = 0, gain;

		for (size_t i = 0; i < b->trials; i++) {
			means(b, &b->trial[i], fold, true, m);
			gain = whole(b, m, &error);
			if (gain > most) {
				most = gain;
				best = &b->trial[i];
			}
		}
		if (!best) {
			printf("fold %zu: the others change nothing\n",
			    fold + 1);
			continue;
		}
		means(b, best, fold, false, m);
		gain = whole(b, m, &error);
		sum += gain;
		printf("fold %zu: the others choose %s %.3f for %+.1f; here "
		    "%+.1f +- %.1f\n", fold + 1,
		    rank_weight_name(best->weight), best->value, 1000 * most,
		    1000 * gain, 1000 * error);
	}
	printf("what others chose gains %+.1f thousandths of MRR\n",
	    1000 * sum / (double)b->folds);
}

static void
deal(struct bench *b)
{
	b->kind = xcalloc(b->asks.count + 1, sizeof(*b->kind));
	b->fold = xcalloc(b->asks.count + 1, sizeof(*b->fold));
	for (size_t i = 0; i < b->asks.count; i++) {
		b->kind[i] = kind_of(b, b->asks.ask[i].kind);
		b->fold[i] = fold_of(b, b->asks.ask[i].wanted);
	}
}

static void
release(struct bench *b)
{
	for (size_t i = 0; i < b->trials; i++)
		free(b->trial[i].gain);
	free(b->trial);
	free(b->now);
	free(b->kind);
	free(b->fold);
	asks_release(&b->asks);
	hits_release(&b->hits);
	kb_close(b->kb);
}

int
main(int argc, char **argv)
{
	struct bench b = { .folds = 5, .by = 1.5, .step = 1 };
	struct err err = ERR_INIT;

	for (int i = 2; i < argc; i++) {
		if (strcmp(argv[i], "--folds") == 0 && i + 1 < argc)
			b.folds = strtoul(argv[++i], NULL, 10);
		else if (strcmp(argv[i], "--by") == 0 && i + 1 < argc)
			b.by = strtod(argv[++i], NULL);
		else if (strcmp(argv[i], "--step") == 0 && i + 1 < argc)
			b.step = strtoul(argv[++i], NULL, 10);
		else
			asks_read(&b.asks, argv[i]);
	}
	if (b.asks.count == 0 || b.folds < 2 || b.step < 1 ||
	    b.by <= 1) {
		fprintf(stderr, "usage: bench/weights KB-DIR [--folds N] "
		    "[--by X] [--step N] QUERIES.tsv...\n");
		return 2;
	}
	if (kb_open(&b.kb, argv[1], &err) != ST_OK)
		die(err.text);
	hits_init(&b.hits);
	deal(&b);
	try_all(&b);
	validate(&b);
	release(&b);
	return 0;
}
