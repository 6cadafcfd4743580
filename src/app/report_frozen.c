/*
 * report_frozen.c - close a month, and show what was closed with what has
 * changed since.
 *
 * A closed figure is shown as it was; where counting now gives another, the
 * present one stands below it as a correction.
 */
#include "app/report_part.h"

#include "app/app.h"
#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"
#include "store/ledger.h"
#include "store/ledger_report_frozen.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What is closed with a month: report, split. */
#define FROZEN_LIST(X) \
	X(VOLUME, TYPE) X(VOLUME, CATEGORY) X(VOLUME, DISTRICT) \
	X(VOLUME, CHANNEL) X(VOLUME, UNIT) X(VOLUME, TOPIC) \
	X(ON_THE_SPOT, ALL) X(FIRST_CONTACT, ALL) X(LINKED, ALL) \
	X(DISPATCH, CLASS) X(SIGN, UNIT) X(CONTACT, UNIT) X(ON_TIME, UNIT) \
	X(RETURNS, UNIT) X(EXTENSIONS, UNIT) X(REWORK, UNIT) \
	X(THREE_RATES, ALL) X(THREE_RATES, UNIT) X(THREE_RATES, DISTRICT) \
	X(THREE_RATES, STREET) X(THREE_RATES, CATEGORY) \
	X(THREE_RATES, TOPIC) \
	X(CALLBACKS, ALL) X(REPEAT, ALL) X(PER_10000, DISTRICT) \
	X(QUALITY, ALL)

static const struct {
	enum report_kind kind;
	enum figure_by by;
} closed[] = {
#define X(kind, by) { REPORT_##kind, BY_##by },
	FROZEN_LIST(X)
#undef X
};

static bool
is_closed(enum report_kind kind, enum figure_by by)
{
	for (size_t i = 0; i < COUNT(closed); i++) {
		if (closed[i].kind == kind && closed[i].by == by)
			return true;
	}
	return false;
}

/* Is [from, to) one civil month? */
static bool
is_month(int64_t from, int64_t to)
{
	struct civil c;

	clock_civil(from, &c);
	if (c.day != 1 || clock_day_start(clock_day(from)) != from)
		return false;
	c.month = c.month % 12 + 1;
	c.year += c.month == 1;
	return clock_at(&c) == to;
}

static enum status
count_all(struct app *app, const struct report *r, struct figures *figures,
    struct frozen_report *reports, struct err *err)
{
	enum status st = ST_OK;

	for (size_t i = 0; st == ST_OK && i < COUNT(closed); i++) {
		struct report one = *r;
		struct cases_question q;

		one.kind = closed[i].kind;
		one.by = closed[i].by;
		report_question(app, &one, report_cases(one.kind), &q);
		st = ledger_figures(app->ledger, &q, &figures[i], err);
		reports[i] = (struct frozen_report){ report_code(one.kind),
			figure_by_code(one.by), &figures[i] };
	}
	return st;
}

enum status
report_freeze(struct app *app, int64_t from, int64_t to, struct err *err)
{
	struct figures figures[COUNT(closed)];
	struct frozen_report reports[COUNT(closed)];
	struct report r = { .from = from, .to = to,
	    .now = clock_now(&app->clock) };
	struct frozen f = { .from = from, .to = to, .at = r.now,
	    .actor = app->person };
	enum status st;

	if (app->role != ROLE_SUPERVISOR)
		return fail(err, ST_DENIED, "a supervisor closes a month");
	if (!is_month(from, to) || to > r.now)
		return fail(err, ST_INVALID, "what is closed is a whole month "
		    "that is over");
	for (size_t i = 0; i < COUNT(closed); i++)
		figures[i] = (struct figures)FIGURES_INIT;
	st = count_all(app, &r, figures, reports, err);
	if (st == ST_OK)
		st = ledger_freeze(app->ledger, &f, reports, COUNT(closed),
		    err);
	for (size_t i = 0; i < COUNT(closed); i++)
		figures_release(&figures[i]);
	return st;
}

static bool
differs(double a, double b)
{
	return fabs(a - b) > 0.0001;
}

/* The closed figure of a row; a total is the sum of its line. */
static struct figure
closed_of(const struct figures *f, const struct report_row *row)
{
	struct figure sum = { .line = row->line };

	for (size_t i = 0; i < f->count; i++) {
		const struct figure *one = &f->figure[i];

		if (one->line != row->line ||
		    (!row->total && strcmp(one->key, row->key) != 0))
			continue;
		sum.up += one->up;
		sum.down += one->down;
		sum.out += one->out;
		sum.soon += one->soon;
	}
	return sum;
}

static struct report_row
with_figure(struct report_row row, const struct figure *f, double down)
{
	row.up = f->up;
	row.down = row.form == REPORT_FORM_RESIDENTS ? down : f->down;
	row.out = f->out;
	row.soon = f->soon;
	return row;
}

/* Closed rows, each with its correction behind it. */
static void
rows_close(struct report *r, const struct figures *f)
{
	struct report_row *rows = NULL;
	size_t count = 0, room = 0;

	for (size_t i = 0; i < r->count; i++) {
		struct report_row now = r->row[i];
		struct figure was = closed_of(f, &now);
		struct report_row then = with_figure(now, &was, now.down);
		bool changed = differs(then.up, now.up) ||
		    differs(then.down, now.down) || then.out != now.out;

		ARRAY_GROW(rows, count + 2, room);
		then.timed = changed ? 0 : then.timed;
		rows[count++] = then;
		now.correction = true;
		if (changed)
			rows[count++] = now;
	}
	free(r->row);
	r->row = rows;
	r->count = count;
	r->room = room;
}

/* Puts the last row behind the others of its line. */
static void
row_settle(struct report *r)
{
	struct report_row row = r->row[r->count - 1];
	size_t at = r->count - 1;

	for (; at > 0 && r->row[at - 1].line > row.line; at--)
		r->row[at] = r->row[at - 1];
	r->row[at] = row;
}

/* A key that was closed and has no case any more has a row of zeros now. */
static void
rows_gone(const struct app *app, struct report *r, const struct figures *f)
{
	for (size_t i = 0; r->by != BY_ALL && i < f->count; i++) {
		const struct figure *one = &f->figure[i];
		bool there = false;

		for (size_t k = 0; k < r->count; k++)
			there = there || (!r->row[k].total &&
			    r->row[k].line == one->line &&
			    strcmp(r->row[k].key, one->key) == 0);
		if (there)
			continue;
		report_add(r, one->line, one->key,
		    report_key_label(app, r->by, one->key));
		row_settle(r);
	}
}

enum status
report_closed(struct app *app, struct report *r, struct err *err)
{
	struct figures f = FIGURES_INIT;
	char at[CLOCK_TEXT_BYTES];
	struct frozen month;
	enum status st;

	if (!is_month(r->from, r->to) || !is_closed(r->kind, r->by))
		return ST_OK;
	st = ledger_frozen(app->ledger, r->from, r->to, &month, err);
	if (st != ST_OK)
		return st == ST_NOT_FOUND ? ST_OK : st;
	st = ledger_frozen_figures(app->ledger, month.id,
	    report_code(r->kind), figure_by_code(r->by), &f, err);
	if (st == ST_OK) {
		rows_gone(app, r, &f);
		rows_close(r, &f);
		buf_addf(&r->note, _("%sclosed at %s, hash %02x%02x%02x%02x"),
		    r->note.bytes ? "; " : "",
		    clock_text(month.at, CLOCK_MINUTES, at), month.hash[0],
		    month.hash[1], month.hash[2], month.hash[3]);
	}
	figures_release(&f);
	return st;
}
