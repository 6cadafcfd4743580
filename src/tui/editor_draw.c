/*
 * editor_draw.c - a field on the canvas, and the lines it is broken into.
 *
 * What was laid out is kept beside the editor until the text or the width
 * changes, so that drawing need not change the editor.
 */
#include "tui/editor.h"
#include "tui/editor_shown.h"
#include "tui/wrap.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <stdlib.h>

#define COLS_FIRST 76			/* before it was ever drawn */

struct editor_shown {
	struct wrap wrap;
	int cols;			/* laid out for; 0: stale */
	int width;			/* last drawn */
	size_t top;			/* first line in sight */
	size_t left;			/* first byte in sight (one line) */
};

struct editor_shown *
editor_shown_new(void)
{
	struct editor_shown *s = xcalloc(1, sizeof(*s));

	wrap_init(&s->wrap);
	s->width = COLS_FIRST;
	return s;
}

void
editor_shown_free(struct editor_shown *s)
{
	if (!s)
		return;
	wrap_release(&s->wrap);
	free(s);
}

void
editor_shown_stale(struct editor_shown *s)
{
	s->cols = 0;
}

static const struct wrap *
lines(const struct editor *e, int cols)
{
	struct editor_shown *s = e->shown;

	if (cols < 1)
		cols = 1;
	if (s->cols != cols) {
		wrap_text(&s->wrap, buf_slice(&e->text), cols);
		s->cols = cols;
	}
	return &s->wrap;
}

int
editor_shown_col(const struct editor *e)
{
	return wrap_col_at(lines(e, e->shown->width), buf_slice(&e->text),
	    e->at);
}

size_t
editor_shown_line(const struct editor *e, int by, int col)
{
	const struct wrap *w = lines(e, e->shown->width);
	size_t i = wrap_line_at(w, e->at);

	if (by < 0 && i == 0)
		return 0;
	if (by > 0 && i + 1 >= w->count)
		return e->text.bytes;
	return wrap_byte_at(w, buf_slice(&e->text), by < 0 ? i - 1 : i + 1,
	    col);
}

int
editor_rows(const struct editor *e, int cols)
{
	return e->lines ? (int)lines(e, cols)->count : 1;
}

/* A field narrower than a character has its cursor in its last column. */
static void
cursor_in(struct canvas *c, struct area a, int row, int col)
{
	canvas_cursor(c, a.row + row, a.col +
	    (col < a.cols ? col : a.cols - 1));
}

/* One column is kept for a cursor behind the last character. */
static void
draw_lines(const struct editor *e, struct canvas *c, struct area a,
    unsigned style, bool focus)
{
	struct slice text = buf_slice(&e->text);
	struct editor_shown *s = e->shown;
	const struct wrap *w = lines(e, a.cols - 1);
	size_t at = wrap_line_at(w, e->at), rows = (size_t)a.rows;

	s->width = a.cols - 1;
	if (s->top + rows > w->count)
		s->top = w->count > rows ? w->count - rows : 0;
	if (at < s->top)
		s->top = at;
	if (at >= s->top + rows)
		s->top = at - rows + 1;
	for (size_t i = 0; i < rows && s->top + i < w->count; i++) {
		const struct wrap_line *l = &w->line[s->top + i];
		struct slice part = { text.text + l->from, l->to - l->from };

		if (part.bytes > 0)
			canvas_put(c, a.row + (int)i, a.col, a.cols, style,
			    part);
	}
	if (focus)
		cursor_in(c, a, (int)(at - s->top),
		    wrap_col_at(w, text, e->at));
}

/* The least start from which the cursor is in sight; moves by a third. */
static size_t
left_for(const struct editor *e, size_t left, int cols)
{
	struct slice text = buf_slice(&e->text);
	struct slice seen;
	int want;

	if (left > e->at || left > text.bytes)
		left = 0;
	seen = (struct slice){ text.text + left, e->at - left };
	if (e->at == left || utf8_cols(seen) < cols)
		return left;
	want = cols - cols / 3 - 1;
	left = e->at;
	while (left > 0) {
		size_t before = utf8_grapheme_prev(text, left);

		want -= utf8_grapheme_cols(text, before);
		if (want < 0)
			break;
		left = before;
	}
	return left;
}

static void
draw_line(const struct editor *e, struct canvas *c, struct area a,
    unsigned style, bool focus)
{
	struct slice text = buf_slice(&e->text);
	struct slice before, seen;
	size_t left = left_for(e, e->shown->left, a.cols);

	e->shown->left = left;
	seen = (struct slice){ text.text + left, text.bytes - left };
	before = (struct slice){ text.text + left, e->at - left };
	if (seen.bytes > 0)
		canvas_put(c, a.row, a.col, a.cols, style, seen);
	if (focus)
		cursor_in(c, a, 0, before.bytes > 0 ? utf8_cols(before) : 0);
}

void
editor_draw(const struct editor *e, struct canvas *c, struct area a,
    unsigned style, bool focus)
{
	canvas_fill(c, a, style);
	if (a.rows < 1 || a.cols < 1)
		return;
	if (e->lines)
		draw_lines(e, c, a, style, focus);
	else
		draw_line(e, c, a, style, focus);
}
