/*
 * board_view_plain.c - the board for a screen reader or a braille line: one
 * item a row, each with its figures in words, nothing beside, nothing drawn.
 */
#include "tui/board_view.h"

#include "app/app.h"
#include "app/directory.h"
#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"
#include "store/ledger.h"

static void
overdue_text(const struct board_state *s, const struct board_item *i,
    struct buf *out)
{
	static const char *const ages[BOARD_AGES] = { N_("to 1 day: %lld"),
		N_("to 3 days: %lld"), N_("to 7 days: %lld"),
		N_("longer: %lld") };
	const struct board_count *n = &s->board.figures.overdue.row[i->at];

	buf_addf(out, ": %lld", (long long)n->count);
	for (int a = 0; a < BOARD_AGES; a++) {
		if (n->age[a] == 0)
			continue;
		buf_add_text(out, "  ");
		buf_addf(out, _(ages[a]), (long long)n->age[a]);
	}
}

static void
rate_text(const struct board_state *s, const struct board_item *i,
    struct buf *out)
{
	const struct report *r = &s->board.rates;
	char rate[REPORT_RATE_BYTES], up[REPORT_SUM_BYTES];
	char down[REPORT_SUM_BYTES];

	if (i->at < r->count)
		buf_addf(out, ": %s  %s/%s",
		    report_rate(r, &r->row[i->at], rate),
		    report_sum(r->row[i->at].up, up),
		    report_sum(r->row[i->at].down, down));
}

static void
hours_text(const struct board_state *s, struct buf *out)
{
	const struct board_figures *f = &s->board.figures;

	buf_addf(out, ": %lld", (long long)f->today);
	for (int h = 0; h < BOARD_HOURS; h++)
		if (f->hour[h] > 0)
			buf_addf(out, "  %02d:00 %lld", h,
			    (long long)f->hour[h]);
}

static void
base_text(const struct board_state *s, struct buf *out)
{
	char at[CLOCK_TEXT_BYTES];

	if (s->board.generation == 0)
		buf_add_text(out, _("no knowledge base is open"));
	else
		buf_addf(out, _("generation %lld of %s"),
		    (long long)s->board.generation,
		    clock_text(s->board.built_at, CLOCK_MINUTES, at));
}

static void
surge_text(const struct board_state *s, const struct board_item *i,
    struct buf *out)
{
	const struct board_surge *g = &s->board.surge[i->at];
	const struct topic *t = directory_topic(s->app->directory,
	    g->category);

	buf_addf(out, _("%s, %s: %lld, mean %.1f"),
	    t ? directory_name(t->name, t->name_en) : g->category,
	    board_place(s, g->district), (long long)g->count, g->mean);
}

static void
gap_text(const struct board_state *s, const struct board_item *i,
    struct buf *out)
{
	const struct report_row *r = &s->board.gaps.row[i->at];

	buf_add_text(out, r->label);
	buf_add_text(out, "  ");
	buf_addf(out, _("operators: %lld, searches: %lld"),
	    (long long)r->people, (long long)r->up);
}

static void
item_text(const struct board_state *s, const struct board_item *i,
    struct buf *out)
{
	const struct board_figures *f = &s->board.figures;

	buf_reset(out);
	switch (i->pane) {
	case BOARD_PANE_TODAY:
		buf_add_text(out, board_pane_heading(i->pane));
		hours_text(s, out);
		return;
	case BOARD_PANE_SURGES:
		surge_text(s, i, out);
		return;
	case BOARD_PANE_GAPS:
		gap_text(s, i, out);
		return;
	case BOARD_PANE_BASE:
		base_text(s, out);
		return;
	default:
		buf_add_text(out, board_label(s, i));
	}
	if (i->pane == BOARD_PANE_OVERDUE)
		overdue_text(s, i, out);
	else if (i->pane == BOARD_PANE_RATES)
		rate_text(s, i, out);
	else if (i->pane == BOARD_PANE_DUE)
		buf_addf(out, ": %lld", (long long)(i->line ?
		    s->board.callbacks : f->due_today));
	else
		buf_addf(out, ": %lld", (long long)(i->pane ==
		    BOARD_PANE_TYPES ? f->types : f->districts)
		    .row[i->at].count);
}

/* A pane has its heading above its first item; the first is its own. */
static bool
heads(const struct board_state *s, size_t at)
{
	return s->item[at].pane != BOARD_PANE_TODAY &&
	    (at == 0 || s->item[at - 1].pane != s->item[at].pane);
}

static int
lines_to(const struct board_state *s, size_t at)
{
	int lines = 0;

	for (size_t i = 0; i <= at && i < s->items; i++)
		lines += 1 + heads(s, i);
	return lines;
}

void
board_draw_plain(const struct board_state *s, struct canvas *c)
{
	int rows = canvas_rows(c), cols = canvas_cols(c);
	int row = rows - lines_to(s, s->list.at);
	struct buf text = BUF_INIT;

	row = row < 0 ? row : 0;
	for (size_t i = 0; i < s->items && row < rows; i++) {
		if (heads(s, i))
			canvas_put_cut(c, row++, 1, cols - 2, STYLE_HEAD,
			    slice_of(board_pane_heading(s->item[i].pane)));
		item_text(s, &s->item[i], &text);
		canvas_put_cut(c, row, 2, cols - 3, STYLE_PLAIN,
		    buf_slice(&text));
		if (row >= 0 && row < rows)
			canvas_list_row(c, row, i, i == s->list.at);
		row++;
	}
	buf_release(&text);
}
