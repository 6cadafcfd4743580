/*
 * screen_paint.c - cells become curses' characters; rows that did not change
 * since the last frame are not looked at.
 *
 * Curses measures with the C library, we with base/utf8.h. Where they differ
 * the character is replaced, so that the columns of a row always agree.
 */
#include "tui/screen_paint.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <curses.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

struct paint {
	struct cell *last;
	int rows, cols;			/* of last; 0: forgotten */
	cchar_t *row;
	int row_room;
	attr_t attrs[2][STYLE_COUNT];	/* [selected] */
	short pair[2][STYLE_COUNT];
};

static short
colour_number(int colour, attr_t *attrs, bool fg)
{
	if (colour < COLOUR_BRIGHT || COLORS >= 16)
		return (short)colour;
	if (fg)
		*attrs |= A_BOLD;
	return (short)(colour - COLOUR_BRIGHT);
}

static void
style_prepare(struct paint *p, const struct theme *theme, unsigned style,
    bool selected)
{
	struct look look = theme_look(theme, style |
	    (selected ? STYLE_SELECTED : 0u));
	short pair = (short)(1 + (int)style * 2 + selected);
	attr_t attrs = 0;

	if (look.bits & LOOK_BOLD)
		attrs |= A_BOLD;
	if (look.bits & LOOK_UNDERLINE)
		attrs |= A_UNDERLINE;
	if (look.bits & LOOK_REVERSE)
		attrs |= A_REVERSE;
	if (look.bits & LOOK_DIM)
		attrs |= A_DIM;
	p->pair[selected][style] = 0;
	if (theme->colour && has_colors() && (look.fg != COLOUR_DEFAULT ||
	    look.bg != COLOUR_DEFAULT)) {
		init_pair(pair, colour_number(look.fg, &attrs, true),
		    colour_number(look.bg, &attrs, false));
		p->pair[selected][style] = pair;
	}
	p->attrs[selected][style] = attrs;
}

struct paint *
paint_new(const struct theme *theme)
{
	struct paint *p = xcalloc(1, sizeof(*p));

	if (theme->colour && has_colors()) {
		start_color();
		use_default_colors();
	}
	for (unsigned i = 0; i < STYLE_COUNT; i++) {
		style_prepare(p, theme, i, false);
		style_prepare(p, theme, i, true);
	}
	return p;
}

void
paint_free(struct paint *p)
{
	if (!p)
		return;
	free(p->last);
	free(p->row);
	free(p);
}

void
paint_forget(struct paint *p)
{
	p->rows = p->cols = 0;
}

/* The cell's characters; how many. What the library cannot show, or measures
 * otherwise, becomes a question mark. */
static size_t
cell_chars(const struct cell *cell, wchar_t out[CCHARW_MAX + 1])
{
	struct slice s = { cell->text, cell->bytes };
	size_t n = 0;

	while (s.bytes > 0 && n < CCHARW_MAX)
		out[n++] = (wchar_t)utf8_next(&s);
	out[n] = L'\0';
	if (n > 0 && wcwidth(out[0]) == cell->cols)
		return n;
	out[0] = L'?';
	out[1] = L'\0';
	return 1;
}

static int
cell_convert(const struct paint *p, const struct cell *cell, cchar_t *out)
{
	bool selected = cell->style & STYLE_SELECTED;
	unsigned style = cell->style & ~(unsigned)STYLE_SELECTED;
	attr_t attrs = p->attrs[selected][style];
	short pair = p->pair[selected][style];
	wchar_t chars[CCHARW_MAX + 1];

	cell_chars(cell, chars);
	setcchar(&out[0], chars, attrs, pair, NULL);
	if (cell->cols < 2 || wcwidth(chars[0]) == 2)
		return 1;
	setcchar(&out[1], L" ", attrs, pair, NULL);
	return 2;
}

static void
row_paint(struct paint *p, const struct cell *cells, int row, int cols)
{
	int n = 0;

	if (p->row_room < cols) {
		p->row = xrealloc(p->row, (size_t)cols, sizeof(*p->row));
		p->row_room = cols;
	}
	for (int col = 0; col < cols; col++)
		if (cells[col].cols > 0)
			n += cell_convert(p, &cells[col], &p->row[n]);
	mvadd_wchnstr(row, 0, p->row, n);
}

static bool
cell_equal(const struct cell *a, const struct cell *b)
{
	return a->bytes == b->bytes && a->cols == b->cols &&
	    a->style == b->style && !memcmp(a->text, b->text, a->bytes);
}

static bool
row_equal(const struct cell *a, const struct cell *b, int cols)
{
	for (int col = 0; col < cols; col++)
		if (!cell_equal(&a[col], &b[col]))
			return false;
	return true;
}

void
paint_canvas(struct paint *p, const struct canvas *c)
{
	size_t all = (size_t)c->rows * (size_t)c->cols;
	bool fresh = p->rows != c->rows || p->cols != c->cols;

	if (fresh)
		p->last = xrealloc(p->last, all, sizeof(*p->last));
	for (int row = 0; row < c->rows; row++) {
		size_t at = (size_t)row * (size_t)c->cols;

		if (!fresh && row_equal(&p->last[at], &c->cell[at], c->cols))
			continue;
		row_paint(p, &c->cell[at], row, c->cols);
		memcpy(&p->last[at], &c->cell[at],
		    (size_t)c->cols * sizeof(*p->last));
	}
	p->rows = c->rows;
	p->cols = c->cols;
	if (c->cursor_row >= 0)
		move(c->cursor_row, c->cursor_col);
	else
		move(c->rows - 1, c->cols - 1);
	refresh();
}
