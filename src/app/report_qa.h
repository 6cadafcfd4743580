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
#include "store/texts.h"

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
	int64_t accuracy, completeness, form, tone;
	const char *note;		/* or "" */
};

enum status qa_score(struct app *app, const char *number,
    const struct qa_marks *m, struct err *err);

#endif
