/*
 * report_qa.h - which demands are reviewed, and how they are scored.
 *
 * The sample is drawn by a seed: the same seed and the same demands give the
 * same sample to everyone, and nobody can choose what is in it. From every
 * stratum, a type and an operator, as many are drawn as qa.sample says.
 */
#ifndef APP_REPORT_QA_H
#define APP_REPORT_QA_H

#include "base/err.h"
#include "store/ledger_report_qa.h"
#include "store/texts.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct app;

struct qa_stratum {
	const char *type, *operator;
	int64_t size;			/* demands in it */
	size_t first, count;		/* of qa_sample.number */
};

struct qa_sample {
	struct qa_stratum *stratum;	/* by type, then operator */
	size_t strata, stratum_room;
	const char **number;
	size_t count, room;
	struct texts texts;
};

#define QA_SAMPLE_INIT { .texts = TEXTS_INIT }
void qa_sample_release(struct qa_sample *s);

/* @seed NULL: the period's first day. */
enum status qa_sample_draw(struct app *app, int64_t from, int64_t to,
    const char *seed, struct qa_sample *out, struct err *err);

/* 1 to 5 each; a supervisor scores what another logged, once. */
struct qa_marks {
	int64_t mark[QA_MARKS];
	const char *note;		/* or "" */
};

const char *qa_mark_words(enum qa_mark mark);		/* user's language */
enum status qa_score(struct app *app, const char *number,
    const struct qa_marks *m, struct err *err);

/* A demand of a sample and what reviewers think of it. */
struct qa_case {
	const char *number, *type, *operator;
	size_t scores;
	int64_t sum[QA_MARKS];		/* of all scores */
	int64_t low[QA_MARKS], high[QA_MARKS];
	bool differ;			/* some mark by qa.differs or more */
	bool mine;			/* scored by the person at work: */
	int64_t mark[QA_MARKS];
	const char *note;
};

struct qa_review {
	struct qa_sample sample;
	struct qa_case *row;		/* in the sample's order */
	size_t count, room;
	size_t scored, mine, twice, differ;	/* rows */
	struct texts texts;
};

#define QA_REVIEW_INIT { .sample = QA_SAMPLE_INIT, .texts = TEXTS_INIT }
void qa_review_release(struct qa_review *r);

/* The sample of a time, by its first day, with its scores. */
enum status qa_review_load(struct app *app, int64_t from, int64_t to,
    struct qa_review *out, struct err *err);

#endif
