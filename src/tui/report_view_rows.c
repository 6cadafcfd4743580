/*
 * report_view_rows.c - the demands behind a figure.
 */
#include "tui/report_view.h"
#include "tui/views.h"

#include "app/app.h"
#include "app/demand.h"
#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"
#include "store/ledger_report_board.h"

#include <stdlib.h>

#define ROWS_ABOVE 2
#define ROWS_WANTED 500
#define NUMBER_COLS 16
#define STATE_COLS 14
#define DUE_COLS 17

struct figure_state {
	struct tui *t;
	struct app *app;
	struct figure_start start;
	char *key, *label;
	struct numbers numbers;
	struct demands demands;
	struct list list;
	struct report_shown *shown;
};

static const char *
row_id(const void *rows, size_t row)
{
	const struct figure_state *s = rows;

	return s->demands.demand[row].number;
}

static enum status
figure_open(void *state, struct tui *t, const void *arg, struct err *err)
{
	struct figure_state *s = state;

	(void)err;
	s->t = t;
	s->app = tui_app(t);
	s->start = *(const struct figure_start *)arg;
	s->key = xstrdup(s->start.key);
	s->label = xstrdup(s->start.label);
	s->start.key = s->key;
	s->start.label = s->label;
	s->numbers = (struct numbers)NUMBERS_INIT;
	list_init(&s->list);
	s->shown = xcalloc(1, sizeof(*s->shown));
	return ST_OK;
}

static void
figure_close(void *state)
{
	struct figure_state *s = state;

	numbers_release(&s->numbers);
	demands_release(&s->demands);
	list_release(&s->list);
	free(s->key);
	free(s->label);
	free(s->shown);
}

static enum status
read_numbers(struct figure_state *s, struct err *err)
{
	const struct figure_start *f = &s->start;
	struct report_row row = { .line = f->line, .key = f->key,
	    .total = f->total };
	struct report r = { .kind = f->report.kind, .by = f->report.by,
	    .from = f->report.from, .to = f->report.to,
	    .now = tui_now(s->t), .row = &row, .count = 1 };

	numbers_release(&s->numbers);
	if (f->due)
		return ledger_board_due(s->app->ledger, f->report.from,
		    f->report.to, ROWS_WANTED, &s->numbers, err);
	return report_drill(s->app, &r, 0, f->part, ROWS_WANTED, &s->numbers,
	    err);
}

static enum status
figure_load(void *state, struct err *err)
{
	struct figure_state *s = state;
	enum status st = read_numbers(s, err);

	demands_release(&s->demands);
	for (size_t i = 0; st == ST_OK && i < s->numbers.count; i++) {
		struct demands *d = &s->demands;

		ARRAY_GROW(d->demand, d->count + 1, d->room);
		demand_init(&d->demand[d->count++]);
		st = ledger_find(s->app->ledger, s->numbers.number[i],
		    &d->demand[d->count - 1], err);
	}
	list_reload(&s->list, s->demands.count, row_id, s);
	return st;
}

static enum context
figure_context(const void *state)
{
	(void)state;
	return CONTEXT_LIST;
}

static unsigned
figure_act(void *state, const struct action *a)
{
	struct figure_state *s = state;

	if (list_act(&s->list, a, (size_t)s->shown->page, row_id, s))
		return AFTER_REDRAW;
	if (a->verb == VERB_BACK)
		return AFTER_POP;
	if (a->verb != VERB_CHOOSE)
		return AFTER_PASS;
	if (s->list.at < s->demands.count)
		tui_open(s->t, &sheet_view,
		    s->demands.demand[s->list.at].number);
	return AFTER_REDRAW;
}

static unsigned
figure_select(void *state, size_t row)
{
	struct figure_state *s = state;

	return list_click(&s->list, row, row_id, s) ? AFTER_REDRAW :
	    AFTER_NOTHING;
}

static void
draw_demand(struct canvas *c, int row, const struct demand *d)
{
	int col = 2, cols = canvas_cols(c);
	char due[CLOCK_TEXT_BYTES];

	canvas_put(c, row, col, NUMBER_COLS, STYLE_KEY, slice_of(d->number));
	col += NUMBER_COLS + 1;
	canvas_put_cut(c, row, col, STATE_COLS, STYLE_PLAIN,
	    slice_of(demand_state_words(d->state)));
	col += STATE_COLS + 1;
	if (d->due_report_at)
		canvas_put(c, row, col, DUE_COLS, STYLE_FAINT, slice_of(
		    clock_text(d->due_report_at, CLOCK_MINUTES, due)));
	col += DUE_COLS + 1;
	canvas_put_cut(c, row, col, cols - col - 1, STYLE_PLAIN,
	    slice_of(d->title));
}

static void
figure_draw(const void *state, struct canvas *c)
{
	const struct figure_state *s = state;
	size_t page, top;

	s->shown->page = canvas_rows(c) - ROWS_ABOVE;
	page = s->shown->page > 0 ? (size_t)s->shown->page : 0;
	top = list_top(&s->list, page);
	canvas_printf(c, 0, 1, STYLE_HEAD,
	    s->numbers.more ? _("%s, %s: the first %zu") : _("%s, %s: %zu"),
	    s->start.due ? _("Due") : report_title(s->start.report.kind),
	    s->label, s->demands.count);
	if (s->demands.count == 0)
		canvas_cursor(c, ROWS_ABOVE, 1);
	for (size_t i = top; i < s->demands.count && i < top + page; i++) {
		int at = ROWS_ABOVE + (int)(i - top);

		draw_demand(c, at, &s->demands.demand[i]);
		canvas_list_row(c, at, i, i == s->list.at);
	}
}

const struct view_ops figure_view = {
	.name = "figure",
	.title = N_("Demands"),
	.size = sizeof(struct figure_state),
	.open = figure_open,
	.context = figure_context,
	.act = figure_act,
	.select = figure_select,
	.load = figure_load,
	.draw = figure_draw,
	.close = figure_close,
};
