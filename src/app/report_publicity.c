/*
 * report_publicity.c - what the public is told of a quarter.
 *
 * Made of closed months alone, so that it can be made again; no free text, no
 * small numbers, nothing from which one could be reckoned. A row that is
 * withheld has no number in it at all.
 */
#include "app/report_publicity.h"

#include "app/app.h"
#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"
#include "store/ledger.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CELL_LEAST 5
#define RATES 3

static const struct {
	enum figure_by by;
} lists[] = {
	[PUBLICITY_TYPES] = { BY_TYPE },
	[PUBLICITY_CATEGORIES] = { BY_CATEGORY },
	[PUBLICITY_DISTRICTS] = { BY_DISTRICT },
};

static int64_t
next_month(int64_t at)
{
	struct civil c;

	clock_civil(at, &c);
	c.month = c.month % 12 + 1;
	c.year += c.month == 1;
	return clock_at(&c);
}

/* All of them are closed, and there is no rest. */
static enum status
months_find(struct app *app, const struct report *r, struct months *m,
    struct err *err)
{
	char text[CLOCK_TEXT_BYTES];
	int64_t at = r->from;
	struct civil c;
	enum status st = ST_OK;

	clock_civil(r->from, &c);
	m->count = 0;
	if (c.day != 1)
		return fail(err, ST_INVALID, "what is published is whole "
		    "months");
	while (st == ST_OK && at < r->to && m->count < MONTHS_MAX) {
		int64_t end = next_month(at);

		st = ledger_frozen(app->ledger, at, end,
		    &m->month[m->count++], err);
		if (st == ST_NOT_FOUND)
			st = fail(err, ST_INVALID, "the month from %s on is "
			    "not closed: desk12345 report freeze",
			    clock_text(at, CLOCK_DATE, text));
		at = end;
	}
	if (st == ST_OK && at != r->to)
		st = fail(err, ST_INVALID, "what is published is whole "
		    "months");
	return st;
}

/* The months' figures of a report, key by key. */
static enum status
sum_up(struct app *app, const struct months *m, enum report_kind kind,
    enum figure_by by, int line, struct figures *out, struct err *err)
{
	enum status st = ST_OK;

	for (size_t i = 0; st == ST_OK && i < m->count; i++) {
		struct figures f = FIGURES_INIT;

		st = ledger_frozen_figures(app->ledger, m->month[i].id,
		    report_code(kind), figure_by_code(by), &f, err);
		for (size_t k = 0; st == ST_OK && k < f.count; k++) {
			if (f.figure[k].line == line)
				figures_sum(out, &f.figure[k]);
		}
		figures_release(&f);
	}
	return st;
}

static int
most_first(const void *va, const void *vb)
{
	const struct figure *a = va, *b = vb;

	if (a->up > b->up || a->up < b->up)
		return a->up > b->up ? -1 : 1;
	return strcmp(a->key, b->key);
}

void
publicity_show(struct report *r, struct report_row *row, int64_t count,
    enum withheld mark, int64_t least)
{
	char small[16];

	row->up = mark == TOLD ? (double)count : 0;
	snprintf(small, sizeof(small), "<%lld", (long long)least);
	if (mark == WITHHELD_SMALL)
		row->shown = texts_keep(&r->texts, slice_of(small));
	else if (mark == WITHHELD_ALSO)
		row->shown = "*";
}

static void
list_rows(const struct app *app, struct report *r, int line,
    const struct figures *f, int64_t least)
{
	int64_t *count = xcalloc(f->count + 1, sizeof(*count)), sum = 0;
	enum withheld *mark = xcalloc(f->count + 1, sizeof(*mark));
	struct report_row *row = report_add(r, line, "", _("all"));
	bool told;

	for (size_t i = 0; i < f->count; i++) {
		count[i] = llround(f->figure[i].up);
		sum += count[i];
	}
	told = report_withhold(count, f->count, least, mark);
	row->total = true;
	publicity_show(r, row, sum, told ? TOLD : WITHHELD_ALSO, least);
	for (size_t i = 0; i < f->count; i++)
		publicity_show(r, report_add(r, line, f->figure[i].key,
		    report_key_label(app, lists[line].by,
		    f->figure[i].key)), count[i], mark[i], least);
	free(count);
	free(mark);
}

/* A list whose own sum is withheld, or one list's sum told and another's
 * not, would give it away: then no list tells it. */
static void
totals_agree(struct report *r)
{
	bool hide = false;

	for (size_t i = 0; i < r->count; i++)
		hide = hide || (r->row[i].total && r->row[i].shown);
	for (size_t i = 0; hide && i < r->count; i++) {
		if (r->row[i].total) {
			r->row[i].up = 0;
			r->row[i].shown = "*";
		}
	}
}

/* A rate is told when neither side of it is small. */
static enum status
rate_rows(struct app *app, struct report *r, const struct months *m,
    int64_t least, struct err *err)
{
	struct report_line words;
	enum status st = ST_OK;

	for (int i = 0; st == ST_OK && i < RATES; i++) {
		struct figures f = FIGURES_INIT;
		struct report_row *row;
		double up = 0, down = 0;

		st = sum_up(app, m, REPORT_THREE_RATES, BY_ALL, i, &f, err);
		for (size_t k = 0; k < f.count; k++) {
			up += f.figure[k].up;
			down += f.figure[k].down;
		}
		report_line(REPORT_THREE_RATES, i, &words);
		row = report_add(r, PUBLICITY_RATES, "", words.label);
		if (up >= (double)least && down - up >= (double)least) {
			row->up = up;
			row->down = down;
		} else {
			row->shown = "*";
		}
		figures_release(&f);
	}
	return st;
}

enum status
report_publicity(struct app *app, struct report *r, struct err *err)
{
	int64_t least = report_number(app, "publish.cell_min", CELL_LEAST);
	struct months m;
	enum status st = months_find(app, r, &m, err);

	for (int i = 0; st == ST_OK && i < (int)COUNT(lists); i++) {
		struct figures f = FIGURES_INIT;

		st = sum_up(app, &m, REPORT_VOLUME, lists[i].by, 0, &f, err);
		if (f.count > 0)
			qsort(f.figure, f.count, sizeof(*f.figure),
			    most_first);
		if (st == ST_OK)
			list_rows(app, r, i, &f, least);
		figures_release(&f);
	}
	if (st == ST_OK)
		st = rate_rows(app, r, &m, least, err);
	if (st == ST_OK)
		st = publicity_topic(app, r, &m, least, err);
	if (st == ST_OK) {
		totals_agree(r);
		buf_addf(&r->note, _("<%lld: fewer than %lld; *: withheld, "
		    "for it would give such a number away"),
		    (long long)least, (long long)least);
	}
	return st;
}
