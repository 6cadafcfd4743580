/*
 * report_view.c - one report: its definition, its period, its rows.
 *
 * The period and what it is split by are changed by keys; a row leads to the
 * demands behind it. Drawing is report_view_draw.c.
 */
#include "tui/report_view.h"

#include "app/app.h"
#include "app/export.h"
#include "app/knowledge.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

static const char *const periods[] = {
#define X(name, words) [PERIOD_##name] = words,
	PERIOD_LIST(X)
#undef X
};

const char *
period_words(enum period p)
{
	assert((size_t)p < COUNT(periods));
	return _(periods[p]);
}

static int64_t
months_on(int64_t at, int months)
{
	struct civil c;
	int all;

	clock_civil(at, &c);
	all = c.year * 12 + c.month - 1 + months;
	c.year = all / 12;
	c.month = all % 12 + 1;
	c.day = 1;
	c.hour = c.minute = c.second = c.ms = 0;
	return clock_at(&c);
}

void
period_around(enum period p, int64_t at, int steps, int64_t *from,
    int64_t *to)
{
	static const int months[PERIOD_COUNT] = { [PERIOD_MONTH] = 1,
		[PERIOD_QUARTER] = 3, [PERIOD_YEAR] = 12 };
	int64_t day = clock_day(at);
	struct civil c;
	int length = months[p];

	clock_civil(at, &c);
	if (length == 0) {
		int64_t days = p == PERIOD_WEEK ? 7 : 1;

		day -= p == PERIOD_WEEK ? c.weekday - 1 : 0;
		*from = clock_day_start(day + steps * days);
		*to = clock_day_start(day + (steps + 1) * days);
		return;
	}
	*from = months_on(at, -((c.month - 1) % length) + steps * length);
	*to = months_on(*from, length);
}

static const char *
row_id(const void *rows, size_t row)
{
	static char id[160];
	const struct report_state *s = rows;
	const struct report_row *r = &s->report.row[row];

	snprintf(id, sizeof(id), "%d %d %d %s", r->line, r->total,
	    r->correction, r->key);
	return id;
}

static enum status
report_open(void *state, struct tui *t, const void *arg, struct err *err)
{
	struct report_state *s = state;

	(void)err;
	s->t = t;
	s->app = tui_app(t);
	s->start = *(const struct report_start *)arg;
	if (s->start.by == BY_COUNT)
		s->start.by = report_default_by(s->start.kind);
	s->report = (struct report)REPORT_INIT;
	list_init(&s->list);
	s->shown = xcalloc(1, sizeof(*s->shown));
	return ST_OK;
}

static void
report_close(void *state)
{
	struct report_state *s = state;

	report_release(&s->report);
	list_release(&s->list);
	free(s->shown);
}

static enum status
report_load(void *state, struct err *err)
{
	struct report_state *s = state;
	struct report fresh = REPORT_INIT;
	enum status st;

	if (!s->app->ledger)
		return fail(err, ST_NOT_FOUND, "no ledger is open");
	ledger_report_watch(s->app->ledger, tui_newer, s->t);
	st = report_run(s->app, s->start.kind, s->start.from, s->start.to,
	    s->start.by, &fresh, err);
	ledger_report_watch(s->app->ledger, NULL, NULL);
	if (st == ST_CANCELLED) {	/* what is shown stays */
		report_release(&fresh);
		return st;
	}
	report_release(&s->report);
	s->report = fresh;
	s->loaded = st == ST_OK;
	list_reload(&s->list, s->report.count, row_id, s);
	return st;
}

static enum context
report_context(const void *state)
{
	(void)state;
	return CONTEXT_REPORT;
}

static unsigned
act_split(struct report_state *s, int by)
{
	int at = (int)s->start.by;

	do
		at = (at + by + BY_COUNT) % BY_COUNT;
	while (!report_can_by(s->start.kind, (enum figure_by)at));
	s->start.by = (enum figure_by)at;
	return AFTER_REDRAW | AFTER_RELOAD;
}

static unsigned
act_period(struct report_state *s, int by)
{
	int64_t last = s->start.to - 1, now = tui_now(s->t);

	s->period = (enum period)(((int)s->period + by + PERIOD_COUNT) %
	    PERIOD_COUNT);
	period_around(s->period, last < now ? last : now, 0, &s->start.from,
	    &s->start.to);
	return AFTER_REDRAW | AFTER_RELOAD;
}

static unsigned
act_shift(struct report_state *s, int by)
{
	period_around(s->period, s->start.from, by, &s->start.from,
	    &s->start.to);
	return AFTER_REDRAW | AFTER_RELOAD;
}

static unsigned
act_choose(struct report_state *s)
{
	const struct report_row *row;
	struct figure_start start = { .report = s->start, .part = s->part };

	if (s->list.at >= s->report.count)
		return AFTER_NOTHING;
	row = &s->report.row[s->list.at];
	start.line = row->line;
	start.total = row->total;
	start.key = row->key;
	start.label = row->label;
	tui_open(s->t, &figure_view, &start);
	return AFTER_REDRAW;
}

/* The question of a row becomes a draft; the rest is done with it. */
static unsigned
act_draft(struct report_state *s)
{
	struct err err = ERR_INIT;
	int64_t id = 0;

	if (s->start.kind != REPORT_GAPS || s->list.at >= s->report.count ||
	    s->report.row[s->list.at].total)
		return AFTER_NOTHING;
	if (knowledge_from_query(s->app, s->report.row[s->list.at].key, &id,
	    &err) != ST_OK)
		tui_say_err(s->t, &err);
	else
		tui_say(s->t, STYLE_GOOD, _("draft %lld: desk12345 knowledge "
		    "show %lld"), (long long)id, (long long)id);
	return AFTER_REDRAW;
}

/* A spreadsheet under the desk's home, named by report and time. */
static unsigned
act_export(struct report_state *s)
{
	struct export_call call = { .form = EXPORT_XLSX,
	    .reason = _("from the screen of reports") };
	struct export_done done = EXPORT_DONE_INIT;
	char from[CLOCK_TEXT_BYTES], to[CLOCK_TEXT_BYTES];
	struct err err = ERR_INIT;
	char *dir, *path;
	enum status st;

	if (!s->loaded || !s->app->home)
		return AFTER_NOTHING;
	dir = file_join(s->app->home, "exports");
	path = xasprintf("%s/%s-%s-%s.xlsx", dir, report_code(s->start.kind),
	    clock_text(s->start.from, CLOCK_DATE, from),
	    clock_text(s->start.to, CLOCK_DATE, to));
	call.path = path;
	st = file_make_dir(dir, 0700, &err);
	if (st == ST_OK)
		st = export_report(s->app, &s->report, &call, &done, &err);
	if (st == ST_OK)
		tui_say(s->t, STYLE_GOOD, _("written to %s"), path);
	else
		tui_say_err(s->t, &err);
	export_done_release(&done);
	free(path);
	free(dir);
	return AFTER_REDRAW;
}

static unsigned
report_act(void *state, const struct action *a)
{
	struct report_state *s = state;

	if (list_act(&s->list, a, (size_t)s->shown->page, row_id, s))
		return AFTER_REDRAW;
	switch (a->verb) {
	case VERB_CHOOSE:
		return act_choose(s);
	case VERB_SPLIT:
		return act_split(s, a->arg);
	case VERB_PERIOD:
		return act_period(s, a->arg);
	case VERB_SHIFT:
		return act_shift(s, a->arg);
	case VERB_DRAFT:
		return act_draft(s);
	case VERB_EXPORT:
		return act_export(s);
	case VERB_PART:
		s->part = (enum figure_part)(((int)s->part + 1) %
		    PART_COUNT);
		return AFTER_REDRAW;
	case VERB_BACK:
		return AFTER_POP;
	default:
		return AFTER_PASS;
	}
}

static unsigned
report_select(void *state, size_t row)
{
	struct report_state *s = state;

	return list_click(&s->list, row, row_id, s) ? AFTER_REDRAW :
	    AFTER_NOTHING;
}

const struct view_ops report_view = {
	.name = "report",
	.title = N_("Report"),
	.size = sizeof(struct report_state),
	.open = report_open,
	.context = report_context,
	.act = report_act,
	.select = report_select,
	.load = report_load,
	.draw = report_draw,
	.close = report_close,
};
