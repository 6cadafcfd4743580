/*
 * review_view_draw.c - the sample, the selected demand, and the marks.
 */
#include "tui/review_view.h"

#include "app/app.h"
#include "app/demand.h"
#include "base/clock.h"
#include "base/intl.h"

#include <stdio.h>

#define ROWS_ABOVE 2
#define ROWS_BELOW 3			/* a rule, marks, remark */
#define LIST_COLS 52			/* beside the demand */
#define LIST_ROWS 6			/* above it */
#define NUMBER_COLS 16
#define MARKS_COLS 8
#define REMARK_COL 9

static void
draw_heading(const struct review_state *s, struct canvas *c)
{
	const struct qa_review *v = &s->review;
	char a[CLOCK_TEXT_BYTES], b[CLOCK_TEXT_BYTES];
	int col = 1;

	col += canvas_printf(c, 0, col, STYLE_HEAD, _("%s: [%s, %s)"),
	    period_words(s->period), clock_text(s->from, CLOCK_DATE, a),
	    clock_text(s->to, CLOCK_DATE, b)) + 2;
	if (s->loaded)
		canvas_printf(c, 0, col, STYLE_PLAIN, _("scored %zu of %zu; "
		    "by two %zu, differ %zu"), v->mine, v->count, v->twice,
		    v->differ);
	canvas_rule(c, 1, 0, canvas_cols(c), STYLE_FRAME);
}

/* "5 4 4 5", and a mark where reviewers differ. */
static void
draw_row(const struct review_state *s, struct canvas *c, int at, size_t n)
{
	const struct qa_case *q = &s->review.row[n];
	int cols = canvas_cols(c), col = 2;
	enum demand_type type;
	char marks[32] = "";

	if (q->mine)
		snprintf(marks, sizeof(marks), "%d %d %d %d",
		    (int)q->mark[0], (int)q->mark[1], (int)q->mark[2],
		    (int)q->mark[3]);
	col += canvas_put(c, at, col, NUMBER_COLS, STYLE_KEY,
	    slice_of(q->number)) + 1;
	canvas_put_right(c, at, cols - 1, MARKS_COLS, STYLE_GOOD,
	    slice_of(marks));
	if (q->mine && q->differ)
		canvas_text(c, at, cols - 3 - MARKS_COLS, STYLE_WARN, "!");
	cols -= MARKS_COLS + 4;
	if (demand_type_parse(slice_of(q->type), &type))
		col += canvas_put_cut(c, at, col, cols - col, STYLE_PLAIN,
		    slice_of(demand_type_words(type))) + 1;
	canvas_put_cut(c, at, col, cols - col, STYLE_FAINT,
	    slice_of(q->operator));
	if (n != s->list.at)
		return;
	canvas_put_glyph(c, at, 0, STYLE_KEY, GLYPH_SELECTED);
	canvas_restyle(c, (struct area){ at, 1, 1, canvas_cols(c) - 1 },
	    STYLE_SELECTED);
	if (s->place != REVIEW_REMARK)
		canvas_cursor(c, at, 0);
}

static void
draw_list(const struct review_state *s, struct canvas *c)
{
	int page = canvas_rows(c) > 0 ? canvas_rows(c) : 1;
	size_t top = list_top(&s->list, (size_t)page);

	s->shown->page = page;
	if (s->list.count == 0) {
		canvas_text(c, 0, 2, STYLE_FAINT, s->loaded ?
		    _("Nothing was drawn: no demand is of this time") :
		    _("being counted"));
		canvas_cursor(c, 0, 0);
	}
	for (int i = 0; i < page && top + (size_t)i < s->list.count; i++) {
		draw_row(s, c, i, top + (size_t)i);
		canvas_target(c, (struct area){ i, 0, 1, canvas_cols(c) },
		    top + (size_t)i);
	}
	if (top + (size_t)page < s->list.count)
		canvas_put_glyph(c, page - 1, canvas_cols(c) - 1,
		    STYLE_FAINT, GLYPH_MORE);
}

static void
draw_text(const struct review_state *s, struct canvas *c)
{
	struct wrap *w = &s->shown->wrap;
	int cols = canvas_cols(c) - 2, rows = canvas_rows(c);

	wrap_text(w, buf_slice(&s->text), cols > 1 ? cols : 1);
	s->shown->lines = (int)w->count;
	s->shown->text_page = rows;
	for (int i = 0; i < rows && s->scroll + i < (int)w->count; i++) {
		const struct wrap_line *l = &w->line[s->scroll + i];

		canvas_put(c, i, 1, cols, s->scroll + i == 0 ? STYLE_HEAD :
		    STYLE_PLAIN, (struct slice){ buf_text(&s->text) +
		    l->from, l->to - l->from });
	}
	if (s->scroll + rows < (int)w->count)
		canvas_put_glyph(c, rows - 1, canvas_cols(c) - 1, STYLE_FAINT,
		    GLYPH_MORE);
}

/* This person's marks, and once they are kept those of all. */
static void
draw_mark(const struct review_state *s, struct canvas *c, int row, int *col,
    int mark)
{
	const struct qa_case *q = review_selected(s);
	bool here = s->place == mark, mine = q && q->mine;
	int64_t value = mine ? q->mark[mark] : s->mark[mark];
	char text[48] = " ";

	if (value > 0)
		snprintf(text, sizeof(text), "%d", (int)value);
	if (mine && q->scores > 1)
		snprintf(text, sizeof(text), "%d (%d-%d)", (int)value,
		    (int)q->low[mark], (int)q->high[mark]);
	*col += canvas_printf(c, row, *col, here ? STYLE_FOCUS : STYLE_LABEL,
	    "%s", qa_mark_words((enum qa_mark)mark)) + 1;
	*col += canvas_printf(c, row, *col, STYLE_FIELD | (here ?
	    STYLE_SELECTED : 0u), "[%s]", text) + 3;
}

static void
draw_marks(const struct review_state *s, struct canvas *c, int row)
{
	const struct qa_case *q = review_selected(s);
	struct area field = { row + 2, REMARK_COL, 1,
		canvas_cols(c) - REMARK_COL - 1 };
	bool here = s->place == REVIEW_REMARK;
	int col = 1;

	canvas_rule(c, row, 0, canvas_cols(c), STYLE_FRAME);
	for (int i = 0; i < QA_MARKS; i++)
		draw_mark(s, c, row + 1, &col, i);
	if (col + 20 < canvas_cols(c))
		canvas_text(c, row + 1, col, STYLE_FAINT,
		    _("1 bad, 5 good"));
	canvas_text(c, row + 2, 1, here ? STYLE_FOCUS : STYLE_LABEL,
	    _("Remark"));
	if (q && q->mine)
		canvas_put_cut(c, field.row, field.col, field.cols,
		    STYLE_FAINT, slice_of(q->note));
	else
		editor_draw(&s->remark, c, field, STYLE_FIELD, here);
}

void
review_draw(const void *state, struct canvas *c)
{
	const struct review_state *s = state;
	int rows = canvas_rows(c) - ROWS_ABOVE - ROWS_BELOW;
	int cols = canvas_cols(c);
	bool beside = canvas_beside(c);
	int list = beside || rows < 2 * LIST_ROWS ? rows : LIST_ROWS;
	struct area old;

	draw_heading(s, c);
	old = canvas_window(c, (struct area){ ROWS_ABOVE, 0, list,
		beside ? LIST_COLS : cols });
	draw_list(s, c);
	canvas_restore(c, old);
	if (beside) {
		canvas_column(c, ROWS_ABOVE, LIST_COLS, rows, STYLE_FRAME);
		old = canvas_window(c, (struct area){ ROWS_ABOVE,
			LIST_COLS + 1, rows, cols - LIST_COLS - 1 });
		draw_text(s, c);
		canvas_restore(c, old);
	} else if (list < rows) {
		canvas_rule(c, ROWS_ABOVE + list, 0, cols, STYLE_FRAME);
		old = canvas_window(c, (struct area){ ROWS_ABOVE + list + 1,
			0, rows - list - 1, cols });
		draw_text(s, c);
		canvas_restore(c, old);
	}
	draw_marks(s, c, ROWS_ABOVE + rows);
}
