/*
 * board_view.c - the board: the desk at a glance, live.
 *
 * It is loaded again when another process has written, at most every few
 * seconds; the month's rates, which take longer, behind the first frame and
 * then every few minutes. Every number leads to its rows. Drawing is
 * board_view_draw.c.
 */
#include "tui/board_view.h"
#include "tui/report_view.h"
#include "tui/views.h"

#include "app/app.h"
#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"
#include "store/ledger.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

#define LOAD_AGAIN_MS (5 * CLOCK_SECOND)
#define RATES_AGAIN_MS (5 * CLOCK_MINUTE)
#define PAGE_ITEMS 8
#define ROWS_MOST 40			/* items of a pane */

static const char *const headings[] = {
#define X(name, heading) [BOARD_PANE_##name] = heading,
	BOARD_PANE_LIST(X)
#undef X
};

const char *
board_pane_heading(enum board_pane p)
{
	assert((size_t)p < COUNT(headings));
	return _(headings[p]);
}

static const char *
item_id(const void *rows, size_t row)
{
	static char id[160];
	const struct board_state *s = rows;
	const struct board_item *i = &s->item[row];

	snprintf(id, sizeof(id), "%d %d %s", i->pane, i->line,
	    i->key ? i->key : i->queue);
	return id;
}

static void
item_add(struct board_state *s, struct board_item item)
{
	ARRAY_GROW(s->item, s->items + 1, s->item_room);
	s->item[s->items++] = item;
}

static void
figures_add(struct board_state *s, enum board_pane pane,
    enum report_kind kind, enum figure_by by, const struct board_counts *c)
{
	for (size_t i = 0; i < c->count && i < ROWS_MOST; i++) {
		if (c->row[i].count > 0)
			item_add(s, (struct board_item){ .pane = pane,
			    .opens = OPENS_FIGURE, .kind = kind, .by = by,
			    .key = c->row[i].key, .at = i });
	}
}

static void
report_add(struct board_state *s, enum board_pane pane,
    enum report_kind kind, enum figure_by by, const char *key)
{
	item_add(s, (struct board_item){ .pane = pane,
	    .opens = OPENS_REPORT, .kind = kind, .by = by, .key = key });
}

/* The key of a surge is category and district, as its report splits. */
static void
surges_add(struct board_state *s)
{
	struct board *b = &s->board;

	for (size_t i = 0; i < b->surges; i++) {
		struct buf key = BUF_INIT;

		buf_addf(&key, "%s %s", b->surge[i].category,
		    b->surge[i].district);
		item_add(s, (struct board_item){ .pane = BOARD_PANE_SURGES,
		    .opens = OPENS_FIGURE, .kind = REPORT_SURGE,
		    .by = BY_OWN, .at = i,
		    .key = texts_keep(&b->figures.texts, buf_slice(&key)) });
		buf_release(&key);
	}
}

static void
gaps_add(struct board_state *s)
{
	const struct report *r = &s->board.gaps;
	size_t shown = 0;

	for (size_t i = 0; i < r->count && shown < BOARD_GAPS; i++) {
		if (r->row[i].total || r->row[i].line > 1)
			continue;
		item_add(s, (struct board_item){ .pane = BOARD_PANE_GAPS,
		    .opens = OPENS_REPORT, .kind = REPORT_GAPS,
		    .by = BY_OWN, .line = r->row[i].line,
		    .key = r->row[i].key, .at = i });
		shown++;
	}
}

static void
items_make(struct board_state *s)
{
	const struct board_figures *f = &s->board.figures;

	s->items = 0;
	report_add(s, BOARD_PANE_TODAY, REPORT_VOLUME, BY_HOUR, "");
	figures_add(s, BOARD_PANE_TYPES, REPORT_VOLUME, BY_TYPE, &f->types);
	figures_add(s, BOARD_PANE_DISTRICTS, REPORT_VOLUME, BY_DISTRICT,
	    &f->districts);
	item_add(s, (struct board_item){ .pane = BOARD_PANE_DUE,
	    .opens = OPENS_DUE, .key = "", .line = 0 });
	item_add(s, (struct board_item){ .pane = BOARD_PANE_DUE,
	    .opens = OPENS_QUEUE, .queue = "callbacks", .line = 1 });
	figures_add(s, BOARD_PANE_OVERDUE, REPORT_OVERDUE, BY_UNIT,
	    &f->overdue);
	for (int i = 0; i < BOARD_RATES; i++)
		item_add(s, (struct board_item){ .pane = BOARD_PANE_RATES,
		    .opens = OPENS_FIGURE, .kind = REPORT_THREE_RATES,
		    .by = BY_ALL, .key = "", .line = i, .at = (size_t)i });
	surges_add(s);
	gaps_add(s);
	report_add(s, BOARD_PANE_BASE, REPORT_REFRESH, BY_ALL, "");
}

static enum status
board_open(void *state, struct tui *t, const void *arg, struct err *err)
{
	struct board_state *s = state;

	(void)arg;
	s->t = t;
	s->app = tui_app(t);
	if (!s->app->ledger)
		return fail(err, ST_NOT_FOUND, "no ledger is open");
	if (s->app->role == ROLE_LIAISON)
		return fail(err, ST_DENIED, "reports speak of all units: they "
		    "are not for the role \"%s\"", role_words(ROLE_LIAISON));
	s->board = (struct board)BOARD_INIT;
	list_init(&s->list);
	return ST_OK;
}

static void
board_close(void *state)
{
	struct board_state *s = state;

	board_release(&s->board);
	free(s->item);
	list_release(&s->list);
}

static enum status
board_view_load(void *state, struct err *err)
{
	struct board_state *s = state;
	enum status st;

	if (s->rates_wanted) {		/* the rest is fresh */
		ledger_report_watch(s->app->ledger, tui_newer, s->t);
		st = board_load_rates(s->app, &s->board, err);
		ledger_report_watch(s->app->ledger, NULL, NULL);
		s->rates_wanted = st == ST_CANCELLED;
		return st;
	}
	s->seen = ledger_data_version(s->app->ledger);
	st = board_load(s->app, &s->board, err);
	if (st != ST_OK)
		return st;
	items_make(s);
	list_reload(&s->list, s->items, item_id, s);
	return ST_OK;
}

static unsigned
board_tick(void *state, int64_t now)
{
	struct board_state *s = state;

	if (s->board.at == 0)
		return AFTER_NOTHING;
	if (s->board.rates_at == 0 ||
	    now - s->board.rates_at >= RATES_AGAIN_MS) {
		s->rates_wanted = true;
		return AFTER_RELOAD;
	}
	if (now - s->board.at < LOAD_AGAIN_MS)
		return AFTER_NOTHING;
	if (ledger_data_version(s->app->ledger) != s->seen ||
	    now - s->board.at >= CLOCK_MINUTE)
		return AFTER_RELOAD;
	return AFTER_NOTHING;
}

static enum context
board_context(const void *state)
{
	(void)state;
	return CONTEXT_BOARD;
}

/* The time an item's figure speaks of. */
static struct report_start
start_of(const struct board_state *s, const struct board_item *i)
{
	struct report_start start = { .kind = i->kind, .by = i->by };
	int64_t now = s->board.at;

	period_around(i->pane == BOARD_PANE_RATES ? PERIOD_MONTH : PERIOD_DAY,
	    now, 0, &start.from, &start.to);
	if (i->pane == BOARD_PANE_RATES)
		start.to = clock_day_start(clock_day(now) + 1);
	if (i->pane == BOARD_PANE_GAPS)
		start.from = start.to - 7 * CLOCK_DAY;
	return start;
}

/* The very demands that were counted, from then to midnight. */
static void
open_due(struct board_state *s)
{
	struct figure_start figure = { .due = true, .key = "",
	    .label = _("reports due today") };

	figure.report.from = s->board.at;
	figure.report.to = clock_day_start(clock_day(s->board.at) + 1);
	tui_open(s->t, &figure_view, &figure);
}

static unsigned
act_choose(struct board_state *s)
{
	const struct board_item *i = &s->item[s->list.at];
	struct figure_start figure = { .line = i->line, .key = i->key };

	if (s->list.at >= s->items)
		return AFTER_NOTHING;
	if (i->opens == OPENS_QUEUE) {
		tui_open(s->t, &queue_view, i->queue);
		return AFTER_REDRAW;
	}
	if (i->opens == OPENS_DUE) {
		open_due(s);
		return AFTER_REDRAW;
	}
	figure.report = start_of(s, i);
	figure.total = i->by == BY_ALL;
	figure.label = board_pane_heading(i->pane);
	if (i->opens == OPENS_FIGURE)
		tui_open(s->t, &figure_view, &figure);
	else
		tui_open(s->t, &report_view, &figure.report);
	return AFTER_REDRAW;
}

/* To the first item of the next pane that has one. */
static unsigned
act_pane(struct board_state *s, int by)
{
	size_t at = s->list.at;

	if (s->items == 0)
		return AFTER_NOTHING;
	do
		at = (at + s->items + (size_t)by) % s->items;
	while (s->item[at].pane == s->item[s->list.at].pane &&
	    at != s->list.at);
	while (at > 0 && s->item[at - 1].pane == s->item[at].pane)
		at--;
	list_select(&s->list, at, item_id, s);
	return AFTER_REDRAW;
}

static unsigned
board_act(void *state, const struct action *a)
{
	struct board_state *s = state;

	if (list_act(&s->list, a, PAGE_ITEMS, item_id, s))
		return AFTER_REDRAW;
	switch (a->verb) {
	case VERB_CHOOSE:
		return s->items > 0 ? act_choose(s) : AFTER_NOTHING;
	case VERB_PANE:
		return act_pane(s, a->arg);
	case VERB_BACK:
		return AFTER_POP;
	default:
		return AFTER_PASS;
	}
}

static unsigned
board_select(void *state, size_t row)
{
	struct board_state *s = state;

	return list_click(&s->list, row, item_id, s) ? AFTER_REDRAW :
	    AFTER_NOTHING;
}

const struct view_ops board_view = {
	.name = "board",
	.title = N_("Board"),
	.size = sizeof(struct board_state),
	.open = board_open,
	.context = board_context,
	.act = board_act,
	.select = board_select,
	.load = board_view_load,
	.tick = board_tick,
	.draw = board_draw,
	.close = board_close,
};
