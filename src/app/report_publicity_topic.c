/*
 * report_publicity_topic.c - what the public is told of the topic of the
 * month: its demands month by month, and what came of them.
 *
 * A topic is a part of a category, whose count is published too. So a month
 * is told only when what is left of each category is as large as a count
 * that may be told, or nothing; else no month is.
 */
#include "app/report_publicity.h"

#include "app/app.h"
#include "app/directory.h"
#include "app/policy.h"
#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"
#include "store/ledger.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define RATES 3

static const char *
topics_of(const struct app *app, const struct frozen *month)
{
	const char *topics = policy_get(app->policy, clock_day(month->from),
	    "monthly.topics");

	return topics ? topics : "";
}

/* A month's closed figures of its own topics, by the key of @by; the line
 * becomes the month's place. */
static enum status
month_add(struct app *app, const struct frozen *month, size_t place,
    enum report_kind kind, int line, bool by_category, struct figures *out,
    struct err *err)
{
	const char *topics = topics_of(app, month);
	struct figures f = FIGURES_INIT;
	enum status st = ledger_frozen_figures(app->ledger, month->id,
	    report_code(kind), figure_by_code(BY_TOPIC), &f, err);

	for (size_t i = 0; st == ST_OK && i < f.count; i++) {
		struct figure one = f.figure[i];
		char *key;

		if (one.line != line || !report_topic_of(topics, one.key))
			continue;
		key = xstrndup(one.key, by_category ?
		    strcspn(one.key, ".") : 0);
		one.line = (int)place;
		one.key = key;
		figures_sum(out, &one);
		free(key);
	}
	figures_release(&f);
	return st;
}

static enum status
months_add(struct app *app, const struct months *m, enum report_kind kind,
    int line, bool by_category, struct figures *out, struct err *err)
{
	enum status st = ST_OK;

	for (size_t i = 0; st == ST_OK && i < m->count; i++)
		st = month_add(app, &m->month[i], i, kind, line, by_category,
		    out, err);
	return st;
}

static double
sum_of(const struct figures *f, size_t month)
{
	double sum = 0;

	for (size_t i = 0; i < f->count; i++) {
		if (f->figure[i].line == (int)month)
			sum += f->figure[i].up;
	}
	return sum;
}

static bool
large(double n, int64_t least)
{
	return n < 0.5 || n >= (double)least;
}

/* Is the category told, and what is left of it without what months tell of
 * it? @part is a month's. */
static bool
rest_is_large(const struct report *r, const struct figures *parts,
    const struct figure *part, int64_t least)
{
	double rest = 0;
	bool told = false;

	for (size_t i = 0; i < r->count; i++) {
		const struct report_row *row = &r->row[i];

		if (row->line != PUBLICITY_CATEGORIES || row->total ||
		    row->shown || strcmp(row->key, part->key) != 0)
			continue;
		told = true;
		rest = row->up;
	}
	for (size_t i = 0; i < parts->count; i++) {
		if (strcmp(parts->figure[i].key, part->key) == 0 &&
		    sum_of(parts, (size_t)parts->figure[i].line) >=
		    (double)least)
			rest -= parts->figure[i].up;
	}
	return told && large(rest, least);
}

/* "2026-04 住房公积金" */
static void
month_label(const struct app *app, const struct frozen *month,
    struct buf *out)
{
	struct slice rest = slice_of(topics_of(app, month)), part;
	char text[CLOCK_TEXT_BYTES];
	const char *before = " ";

	clock_text(month->from, CLOCK_DATE, text);
	buf_add(out, text, strlen("2026-04"));
	while (slice_until(&rest, ',', &part)) {
		char *topic = slice_dup(slice_trim(part));

		buf_addf(out, "%s%s", before, report_key_label(app, BY_TOPIC,
		    topic));
		before = ", ";
		free(topic);
	}
}

/* The months that had a topic. */
static void
month_rows(const struct app *app, struct report *r, const struct months *m,
    const struct figures *parts, int64_t least)
{
	bool told = true;

	for (size_t i = 0; i < parts->count; i++)
		told = told && rest_is_large(r, parts, &parts->figure[i],
		    least);
	for (size_t i = 0; i < m->count; i++) {
		struct buf label = BUF_INIT;
		int64_t count = llround(sum_of(parts, i));
		enum withheld mark = TOLD;
		struct report_row *row;

		if (!*topics_of(app, &m->month[i]))
			continue;
		if (count > 0 && count < least)
			mark = WITHHELD_SMALL;
		else if (!told && count > 0)
			mark = WITHHELD_ALSO;
		month_label(app, &m->month[i], &label);
		row = report_add(r, PUBLICITY_TOPIC, "", buf_text(&label));
		publicity_show(r, row, count, mark, least);
		buf_release(&label);
	}
}

static bool
both_large(double up, double down, int64_t least)
{
	return large(up, least) && large(down - up, least);
}

/* A topic's rate beside the rate of all: neither it nor the rest is small. */
static enum status
rate_row(struct app *app, struct report *r, const struct months *m, int line,
    const struct report_row *all, int64_t least, struct err *err)
{
	struct report_row whole = *all, *row;
	struct figures f = FIGURES_INIT;
	double up = 0, down = 0;
	enum status st = months_add(app, m, REPORT_THREE_RATES, line, false,
	    &f, err);

	for (size_t i = 0; i < f.count; i++) {
		up += f.figure[i].up;
		down += f.figure[i].down;
	}
	row = report_add(r, PUBLICITY_TOPIC_RATES, "", whole.label);
	if (!whole.shown && up >= (double)least &&
	    down - up >= (double)least && both_large(whole.up - up,
	    whole.down - down, least)) {
		row->up = up;
		row->down = down;
	} else {
		row->shown = "*";
	}
	figures_release(&f);
	return st;
}

enum status
publicity_topic(struct app *app, struct report *r, const struct months *m,
    int64_t least, struct err *err)
{
	struct figures parts = FIGURES_INIT;
	bool any = false;
	size_t rates = 0;
	enum status st;

	for (size_t i = 0; i < m->count; i++)
		any = any || *topics_of(app, &m->month[i]);
	if (!any)
		return ST_OK;
	st = months_add(app, m, REPORT_VOLUME, 0, true, &parts, err);
	if (st == ST_OK)
		month_rows(app, r, m, &parts, least);
	figures_release(&parts);
	while (r->row[rates].line != PUBLICITY_RATES)
		rates++;
	for (int i = 0; st == ST_OK && i < RATES; i++)
		st = rate_row(app, r, m, i, &r->row[rates + (size_t)i], least,
		    err);
	return st;
}
