/*
 * report_qa_review.c - the sample with its scores, and the report of it.
 */
#include "app/report_qa.h"

#include "app/app.h"
#include "app/report_part.h"
#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"
#include "store/ledger.h"

#include <stdlib.h>
#include <string.h>

#define DIFFERS 2

void
qa_review_release(struct qa_review *r)
{
	qa_sample_release(&r->sample);
	free(r->row);
	texts_release(&r->texts);
	*r = (struct qa_review)QA_REVIEW_INIT;
}

static void
rows_make(struct qa_review *r)
{
	for (size_t i = 0; i < r->sample.strata; i++) {
		const struct qa_stratum *q = &r->sample.stratum[i];

		for (size_t k = 0; k < q->count; k++) {
			ARRAY_GROW(r->row, r->count + 1, r->room);
			r->row[r->count++] = (struct qa_case){
				.number = r->sample.number[q->first + k],
				.type = q->type, .operator = q->operator,
				.note = "" };
		}
	}
}

/* Rows by their numbers, to find them by. */
struct finder {
	struct qa_case **by_number;
	struct qa_review *review;
	const char *person;
};

static int
number_cmp(const void *va, const void *vb)
{
	const struct qa_case *const *a = va, *const *b = vb;

	return strcmp((*a)->number, (*b)->number);
}

static enum status
score_take(void *arg, const char *number, const struct qa_score *s,
    struct err *err)
{
	struct finder *f = arg;
	struct qa_case key = { .number = number }, *pkey = &key, **found, *c;

	(void)err;
	found = bsearch(&pkey, f->by_number, f->review->count,
	    sizeof(*f->by_number), number_cmp);
	if (!found)
		return ST_OK;		/* it was not drawn */
	c = *found;
	for (int i = 0; i < QA_MARKS; i++) {
		int64_t m = s->mark[i];

		c->sum[i] += m;
		c->low[i] = c->scores == 0 || m < c->low[i] ? m : c->low[i];
		c->high[i] = c->scores == 0 || m > c->high[i] ? m :
		    c->high[i];
	}
	c->scores++;
	if (strcmp(s->reviewer, f->person) != 0)
		return ST_OK;
	c->mine = true;
	memcpy(c->mark, s->mark, sizeof(c->mark));
	c->note = texts_keep(&f->review->texts, slice_of(s->note));
	return ST_OK;
}

static void
rows_count(const struct app *app, struct qa_review *r)
{
	int64_t differs = report_number(app, "qa.differs", DIFFERS);

	for (size_t i = 0; i < r->count; i++) {
		struct qa_case *c = &r->row[i];

		for (int k = 0; k < QA_MARKS; k++)
			c->differ = c->differ ||
			    c->high[k] - c->low[k] >= differs;
		r->scored += c->scores > 0;
		r->mine += c->mine;
		r->twice += c->scores > 1;
		r->differ += c->differ;
	}
}

enum status
qa_review_load(struct app *app, int64_t from, int64_t to,
    struct qa_review *out, struct err *err)
{
	struct finder f = { .review = out, .person = app->person };
	enum status st = qa_sample_draw(app, from, to, NULL, &out->sample,
	    err);

	if (st != ST_OK)
		return st;
	rows_make(out);
	f.by_number = xcalloc(out->count + 1, sizeof(*f.by_number));
	for (size_t i = 0; i < out->count; i++)
		f.by_number[i] = &out->row[i];
	if (out->count > 0)
		qsort(f.by_number, out->count, sizeof(*f.by_number),
		    number_cmp);
	st = ledger_qa_scores(app->ledger, from, to, score_take, &f, err);
	free(f.by_number);
	if (st == ST_OK)
		rows_count(app, out);
	return st;
}

/* ---- the report: the strata, with what reviewers think ---- */

enum { LINE_DRAWN, LINE_SCORED, LINE_MARKS, LINE_DIFFER = LINE_MARKS +
	QA_MARKS };

/* Does the case stand behind the line? */
static bool
case_of(const struct qa_case *c, int line)
{
	if (line == LINE_DRAWN)
		return true;
	return line == LINE_DIFFER ? c->differ : c->scores > 0;
}

static void
case_add(const struct qa_case *c, struct report_row *row)
{
	switch (row->line) {
	case LINE_DRAWN:
		row->up++;
		break;
	case LINE_SCORED:
		row->up += c->scores > 0;
		row->down++;
		break;
	case LINE_DIFFER:
		row->up += c->differ;
		row->down += c->scores > 1;
		break;
	default:
		row->up += (double)c->sum[row->line - LINE_MARKS];
		row->down += (double)c->scores;
	}
}

static struct report_row *
stratum_row(struct app *app, struct report *r, int line,
    const struct qa_stratum *q)
{
	struct buf key = BUF_INIT, label = BUF_INIT;
	struct report_row *row;

	buf_addf(&key, "%s %s", q->type, q->operator);
	buf_addf(&label, "%s, %s", report_key_label(app, BY_TYPE, q->type),
	    q->operator);
	row = report_add(r, line, buf_text(&key), buf_text(&label));
	row->down = line == LINE_DRAWN ? (double)q->size : 0;
	buf_release(&key);
	buf_release(&label);
	return row;
}

/* The sum over all strata, then one row for each that has cases. */
static void
line_rows(struct app *app, struct report *r, const struct qa_review *v,
    int line)
{
	size_t first = r->count;

	report_add(r, line, "", _("all"))->total = true;
	for (size_t i = 0; i < v->sample.strata; i++) {
		const struct qa_stratum *q = &v->sample.stratum[i];
		struct report_row *row = stratum_row(app, r, line, q);

		for (size_t k = 0; k < q->count; k++)
			case_add(&v->row[q->first + k], row);
		r->row[first].up += row->up;
		r->row[first].down += row->down;
		if (row->down <= 0)
			r->count--;
	}
}

enum status
report_sample(struct app *app, struct report *r, struct err *err)
{
	struct qa_review v = QA_REVIEW_INIT;
	char day[CLOCK_TEXT_BYTES];
	enum status st = qa_review_load(app, r->from, r->to, &v, err);

	if (st == ST_OK)
		buf_addf(&r->note, _("seed: %s"), clock_text(r->from,
		    CLOCK_DATE, day));
	for (int i = 0; st == ST_OK && i <= LINE_DIFFER; i++)
		line_rows(app, r, &v, i);
	qa_review_release(&v);
	return st;
}

/* The demands behind a row. */
enum status
report_sample_numbers(struct app *app, const struct report *r,
    const struct report_row *row, struct numbers *out, struct err *err)
{
	struct qa_review v = QA_REVIEW_INIT;
	enum status st = qa_review_load(app, r->from, r->to, &v, err);

	for (size_t i = 0; st == ST_OK && i < v.count; i++) {
		const struct qa_case *c = &v.row[i];
		char *key = xasprintf("%s %s", c->type, c->operator);

		if ((row->total || strcmp(key, row->key) == 0) &&
		    case_of(c, row->line)) {
			ARRAY_GROW(out->number, out->count + 1, out->room);
			out->number[out->count++] = texts_keep(&out->texts,
			    slice_of(c->number));
		}
		free(key);
	}
	qa_review_release(&v);
	return st;
}
