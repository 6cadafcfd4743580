/*
 * knowledge_view_draw.c - the tabs, and the rows of work in columns that the
 * width has room for.
 */
#include "tui/knowledge_view.h"

#include "base/clock.h"
#include "base/intl.h"

#include <string.h>

#define ROWS_ABOVE 2
#define WIDE_COLS 100
#define UNIT_COLS 20
#define STATE_COLS 28
#define STATE_NARROW 18
#define DUE_COLS 16

static void
draw_tabs(const struct knowledge_state *s, struct canvas *c)
{
	struct buf text = BUF_INIT;
	int col = 1;

	for (int k = 0; k < WORK_KIND_COUNT; k++) {
		buf_reset(&text);
		buf_addf(&text, " %s ", work_kind_words((enum work_kind)k));
		col += canvas_tab(c, 0, col, STYLE_PLAIN, STYLE_HEAD |
		    STYLE_SELECTED, k == (int)s->kind, buf_text(&text)) + 1;
	}
	buf_release(&text);
	if (s->loaded)
		canvas_printf(c, 0, col + 1, STYLE_FAINT,
		    s->work.more ? _("the first %zu") : "%zu",
		    s->work.count);
	canvas_rule(c, 1, 0, canvas_cols(c), STYLE_FRAME);
}

/* A due time that is over has a mark beside its colour. */
static void
draw_due(const struct knowledge_state *s, struct canvas *c, int row, int end,
    const struct work_row *r)
{
	bool late = r->due_at < tui_now(s->t);
	char at[CLOCK_TEXT_BYTES];

	clock_text(r->due_at, s->kind == WORK_REVIEW ? CLOCK_DATE :
	    CLOCK_MINUTES, at);
	canvas_put_right(c, row, end, DUE_COLS, late ? STYLE_BAD :
	    STYLE_PLAIN, slice_of(at));
	if (late)
		canvas_text(c, row, end - (int)strlen(at) - 2, STYLE_BAD,
		    "!");
}

static void
draw_row(const struct knowledge_state *s, struct canvas *c, int at, size_t n)
{
	const struct work_row *r = &s->work.row[n];
	int cols = canvas_cols(c), end = cols - 1;
	bool wide = cols >= WIDE_COLS;
	int state = wide || !r->due_at ? STATE_COLS : STATE_NARROW;

	if (r->due_at) {
		draw_due(s, c, at, end, r);
		end -= DUE_COLS + 2;
	}
	if (wide) {
		canvas_put_right(c, at, end, UNIT_COLS, STYLE_FAINT,
		    slice_of(r->unit));
		end -= UNIT_COLS + 1;
	}
	canvas_put_cut(c, at, end - state, state, STYLE_LABEL,
	    slice_of(r->state));
	canvas_put_cut(c, at, 2, end - state - 3, STYLE_PLAIN,
	    slice_of(r->title));
	canvas_list_row(c, at, n, n == s->list.at);
}

void
knowledge_draw(const void *state, struct canvas *c)
{
	const struct knowledge_state *s = state;
	int page = canvas_rows(c) - ROWS_ABOVE;
	size_t top = list_top(&s->list, page > 0 ? (size_t)page : 1);

	s->shown->page = page > 0 ? page : 1;
	draw_tabs(s, c);
	if (s->list.count == 0) {
		canvas_text(c, ROWS_ABOVE, 2, STYLE_FAINT, s->loaded ?
		    _("Nothing is to be done here") :
		    _("Reading the knowledge base ..."));
		canvas_cursor(c, ROWS_ABOVE, 0);
	}
	for (int i = 0; i < page && top + (size_t)i < s->list.count; i++)
		draw_row(s, c, ROWS_ABOVE + i, top + (size_t)i);
	if (page > 0 && top + (size_t)page < s->list.count)
		canvas_put_glyph(c, ROWS_ABOVE + page - 1, canvas_cols(c) - 1,
		    STYLE_FAINT, GLYPH_MORE);
}
