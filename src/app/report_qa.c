/*
 * report_qa.c - draw a sample by a seed, keep scores.
 *
 * A demand's lot is a keyed hash of its number; the smallest lots of a
 * stratum are drawn, so that one demand more or less changes one place.
 */
#include "app/report_qa.h"

#include "app/app.h"
#include "app/report_part.h"
#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"
#include "store/ledger.h"

#include <assert.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#define DRAWN 2				/* of each stratum */
#define LOT_BYTES crypto_generichash_BYTES_MIN

struct lot {
	const char *type, *operator, *number;
	unsigned char lot[LOT_BYTES];
};

struct drawing {
	struct lot *lot;
	size_t count, room;
	const char *seed;
	struct texts *texts;
};

void
qa_sample_release(struct qa_sample *s)
{
	free(s->stratum);
	free(s->number);
	texts_release(&s->texts);
	*s = (struct qa_sample)QA_SAMPLE_INIT;
}

static enum status
take(void *arg, const struct qa_candidate *c, struct err *err)
{
	struct drawing *d = arg;
	struct lot *l;
	crypto_generichash_state state;

	(void)err;
	ARRAY_GROW(d->lot, d->count + 1, d->room);
	l = &d->lot[d->count++];
	l->type = texts_keep(d->texts, slice_of(c->type));
	l->operator = texts_keep(d->texts, slice_of(c->operator));
	l->number = texts_keep(d->texts, slice_of(c->number));
	crypto_generichash_init(&state, NULL, 0, LOT_BYTES);
	crypto_generichash_update(&state, (const unsigned char *)d->seed,
	    strlen(d->seed) + 1);
	crypto_generichash_update(&state, (const unsigned char *)l->number,
	    strlen(l->number));
	crypto_generichash_final(&state, l->lot, LOT_BYTES);
	return ST_OK;
}

static int
stratum_cmp(const struct lot *a, const struct lot *b)
{
	int by = strcmp(a->type, b->type);

	return by ? by : strcmp(a->operator, b->operator);
}

static int
lot_cmp(const void *va, const void *vb)
{
	const struct lot *a = va, *b = vb;
	int by = stratum_cmp(a, b);

	if (by == 0)
		by = memcmp(a->lot, b->lot, LOT_BYTES);
	return by ? by : strcmp(a->number, b->number);
}

static void
strata_make(const struct drawing *d, size_t drawn, struct qa_sample *out)
{
	for (size_t i = 0; i < d->count; i++) {
		const struct lot *l = &d->lot[i];
		struct qa_stratum *s;

		if (i == 0 || stratum_cmp(l - 1, l) != 0) {
			ARRAY_GROW(out->stratum, out->strata + 1,
			    out->stratum_room);
			out->stratum[out->strata++] = (struct qa_stratum){
				l->type, l->operator, 0, out->count, 0 };
		}
		s = &out->stratum[out->strata - 1];
		s->size++;
		if (s->count == drawn)
			continue;
		ARRAY_GROW(out->number, out->count + 1, out->room);
		out->number[out->count++] = l->number;
		s->count++;
	}
}

enum status
qa_sample_draw(struct app *app, int64_t from, int64_t to, const char *seed,
    struct qa_sample *out, struct err *err)
{
	char day[CLOCK_TEXT_BYTES];
	struct drawing d = { .seed = seed ? seed :
	    clock_text(from, CLOCK_DATE, day), .texts = &out->texts };
	int64_t drawn = report_number(app, "qa.sample", DRAWN);
	enum status st = ledger_qa_candidates(app->ledger, from, to, take,
	    &d, err);

	if (st == ST_OK && d.count > 0) {
		qsort(d.lot, d.count, sizeof(*d.lot), lot_cmp);
		strata_make(&d, drawn > 0 ? (size_t)drawn : 0, out);
	}
	free(d.lot);
	return st;
}

static const char *const words[QA_MARKS] = {
#define X(name, words) [QA_##name] = words,
	QA_MARK_LIST(X)
#undef X
};

const char *
qa_mark_words(enum qa_mark mark)
{
	assert((size_t)mark < COUNT(words));
	return _(words[mark]);
}

static enum status
marks_check(const struct qa_marks *m, struct err *err)
{
	for (int i = 0; i < QA_MARKS; i++) {
		if (m->mark[i] < 1 || m->mark[i] > 5)
			return fail(err, ST_INVALID, "accuracy, completeness, "
			    "form and tone are 1 to 5 each");
	}
	return ST_OK;
}

enum status
qa_score(struct app *app, const char *number, const struct qa_marks *m,
    struct err *err)
{
	struct demand d;
	enum status st = marks_check(m, err);

	if (st == ST_OK && app->role != ROLE_SUPERVISOR)
		st = fail(err, ST_DENIED, "a supervisor reviews");
	demand_init(&d);
	if (st == ST_OK)
		st = ledger_find(app->ledger, number, &d, err);
	if (st == ST_OK && strcmp(d.operator, app->person) == 0)
		st = fail(err, ST_DENIED, "who logged a demand cannot review "
		    "it");
	if (st == ST_OK) {
		struct qa_score score = { .demand = d.id,
			.at = clock_now(&app->clock), .reviewer = app->person,
			.note = m->note ? m->note : "" };

		memcpy(score.mark, m->mark, sizeof(score.mark));
		st = ledger_qa_score(app->ledger, &score, err);
	}
	demand_release(&d);
	return st;
}
