/*
 * queue_draw.c - the queues on the canvas: the saved views with their counts,
 * the filter, and the rows in columns that the width has room for.
 *
 * A light is a mark and a word beside its colour.
 */
#include "tui/queue_view.h"

#include "app/app.h"
#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <stdio.h>

#define ROW_FILTER 1
#define ROW_HEADS 2
#define ROWS_ABOVE 3

static void
draw_draft(struct canvas *c, int row, const struct draft *d, unsigned style)
{
	char saved[CLOCK_TEXT_BYTES];

	canvas_text(c, row, 2, STYLE_FAINT,
	    clock_text(d->saved_at, CLOCK_MINUTES, saved));
	canvas_put_cut(c, row, 20, canvas_cols(c) - 21, style,
	    slice_of(*d->title ? d->title : _("without a title")));
}

static void
draw_row(const struct queue_state *s, struct canvas *c, int row, size_t n)
{
	bool selected = n == s->list.at;
	unsigned style = STYLE_PLAIN | (selected ? STYLE_SELECTED : 0u);

	if (selected)
		canvas_put_glyph(c, row, 0, STYLE_KEY, GLYPH_SELECTED);
	if (s->queue == DEMAND_QUEUE_DRAFTS)
		draw_draft(c, row, &s->drafts.draft[n], style);
	else {
		if (batch_find(&s->marks, s->demands.demand[n].number))
			canvas_put_glyph(c, row, 1, STYLE_KEY, GLYPH_YES);
		queue_columns_draw(s, c, row, &s->demands.demand[n], style);
	}
	if (selected && !s->filtering)
		canvas_cursor(c, row, 0);
}

static const char *
nothing(const struct queue_state *s)
{
	if (!s->loaded)
		return _("Reading the ledger ...");
	if (!editor_empty(&s->filter))
		return _("Nothing in this queue fits the filter");
	if (s->queue == DEMAND_QUEUE_DRAFTS)
		return _("There are no drafts");
	return _("This queue is empty");
}

static void
draw_rows(const struct queue_state *s, struct canvas *c)
{
	int page = canvas_rows(c);
	size_t top = list_top(&s->list, (size_t)(page > 0 ? page : 1));

	s->shown->page = page;
	if (s->list.count == 0) {
		canvas_text(c, 0, 2, STYLE_FAINT, nothing(s));
		if (!s->filtering)
			canvas_cursor(c, 0, 0);
	}
	for (int i = 0; i < page && top + (size_t)i < s->list.count; i++) {
		draw_row(s, c, i, top + (size_t)i);
		canvas_target(c, (struct area){ i, 0, 1, canvas_cols(c) },
		    top + (size_t)i);
	}
	if (page > 0 && (top + (size_t)page < s->list.count ||
	    s->demands.more))
		canvas_put_glyph(c, page - 1, canvas_cols(c) - 1,
		    STYLE_FAINT, GLYPH_MORE);
}

/* "to sign 12"; the count when it is known. */
static void
tab_text(const struct queue_state *s, int tab, struct buf *out)
{
	buf_reset(out);
	buf_addf(out, " %s", queue_tab_words(&s->tabs, tab));
	if (!queue_tab_saved(&s->tabs, tab) && s->count[tab] >= 0)
		buf_addf(out, " %lld", (long long)s->count[tab]);
	buf_add_char(out, ' ');
}

/* The first tab to be shown, so that the queue's own is in sight: an even
 * page of tabs, which does not move with every step. */
static int
tabs_from(const struct queue_state *s, int cols)
{
	struct buf text = BUF_INIT;
	int from = 0, used = 0;

	for (int tab = 0; tab <= s->tab; tab++) {
		int wide;

		tab_text(s, tab, &text);
		wide = utf8_cols(buf_slice(&text)) + 1;
		if (used + wide > cols && tab > from) {
			from = tab;
			used = 0;
		}
		used += wide;
	}
	buf_release(&text);
	return from;
}

static void
draw_tabs(const struct queue_state *s, struct canvas *c)
{
	struct buf text = BUF_INIT;
	int cols = canvas_cols(c) - 4, col = 2, from = tabs_from(s, cols);

	if (from > 0)
		canvas_put_glyph(c, 0, 0, STYLE_FAINT, GLYPH_ELLIPSIS);
	for (int tab = from; tab < queue_tabs_count(&s->tabs); tab++) {
		tab_text(s, tab, &text);
		if (col + utf8_cols(buf_slice(&text)) > cols + 2) {
			canvas_put_glyph(c, 0, canvas_cols(c) - 1,
			    STYLE_FAINT, GLYPH_ELLIPSIS);
			break;
		}
		col += canvas_tab(c, 0, col, STYLE_PLAIN, STYLE_HEAD |
		    STYLE_SELECTED, tab == s->tab, buf_text(&text)) + 1;
	}
	buf_release(&text);
}

/* The columns that the filter knows, until something was typed. */
static void
draw_columns(struct canvas *c, int col)
{
	for (int i = 0; i < NARROW_COUNT; i++)
		col += canvas_printf(c, ROW_FILTER, col, STYLE_FAINT, "%s%s ",
		    narrow_name((enum narrow_column)i),
		    i == NARROW_DUE ? "<1d" : ":");
}

/* What Tab puts in the place of the word, and what else fits. */
static void
draw_offers(const struct queue_state *s, struct canvas *c, int col)
{
	int end = canvas_cols(c) - 1;

	for (size_t i = 0; i < queue_offers_count(&s->offers); i++) {
		struct slice offer = slice_of(queue_offer(&s->offers, i));
		int wide = utf8_cols(offer);

		if (col + wide > end)
			break;
		col += canvas_put(c, ROW_FILTER, col, wide, i ? STYLE_FAINT :
		    STYLE_KEY, offer) + 2;
	}
}

/* How many are marked, and how many of them are not in sight. */
static void
draw_marks(const struct queue_state *s, struct canvas *c)
{
	size_t hidden = queue_marks_hidden(s);
	struct buf text = BUF_INIT;
	int cols = canvas_cols(c);

	if (s->marks.count == 0 || s->filtering)
		return;
	buf_addf(&text, _(" %zu marked"), s->marks.count);
	if (hidden > 0)
		buf_addf(&text, _(", %zu not among these rows"), hidden);
	buf_add_char(&text, ' ');
	canvas_put_right(c, ROW_FILTER, cols - 1, cols / 2, STYLE_KEY,
	    buf_slice(&text));
	buf_release(&text);
}

static void
draw_filter(const struct queue_state *s, struct canvas *c)
{
	int cols = canvas_cols(c), col = 2;

	if (!s->filtering && editor_empty(&s->filter)) {
		canvas_rule(c, ROW_FILTER, 0, cols, STYLE_FRAME);
		return;
	}
	col += canvas_text(c, ROW_FILTER, col,
	    s->filtering ? STYLE_FOCUS : STYLE_LABEL, _("Filter")) + 1;
	editor_draw(&s->filter, c, (struct area){ ROW_FILTER, col, 1,
	    cols / 2 - col }, STYLE_FIELD, s->filtering);
	if (s->filtering && queue_offers_count(&s->offers) > 0)
		draw_offers(s, c, cols / 2 + 1);
	else if (s->filter_err.status != ST_OK)
		canvas_put_cut(c, ROW_FILTER, cols / 2 + 1, cols / 2 - 2,
		    STYLE_BAD, slice_of(s->filter_err.text));
	else if (editor_empty(&s->filter))
		draw_columns(c, col + 2);
}

static void
draw_heads(const struct queue_state *s, struct canvas *c)
{
	if (s->queue == DEMAND_QUEUE_DRAFTS) {
		canvas_text(c, ROW_HEADS, 2, STYLE_LABEL, _("Saved"));
		canvas_text(c, ROW_HEADS, 20, STYLE_LABEL, _("Title"));
		return;
	}
	queue_columns_heads(s, c, ROW_HEADS);
}

void
queue_draw(const void *state, struct canvas *c)
{
	const struct queue_state *s = state;
	struct area before;

	draw_tabs(s, c);
	draw_filter(s, c);
	draw_marks(s, c);
	draw_heads(s, c);
	before = canvas_window(c, (struct area){ ROWS_ABOVE, 0,
		canvas_rows(c) - ROWS_ABOVE, canvas_cols(c) });
	draw_rows(s, c);
	canvas_restore(c, before);
}
