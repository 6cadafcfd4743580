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

#define JOINER L'\x200d'
#define AS_TEXT L'\xfe0e'		/* how to show the character before; */
#define AS_PICTURE L'\xfe0f'		/* terminals disagree on its width */

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

/*
 * The terminal's own colours are a pair as well: from one pair to another
 * curses sends the colour alone, to no pair it sets everything anew.
 */
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
	if (theme->colour && has_colors() &&
	    init_pair(pair, colour_number(look.fg, &attrs, true),
	    colour_number(look.bg, &attrs, false)) != ERR)
		p->pair[selected][style] = pair;
	p->attrs[selected][style] = attrs;
}

struct paint *
paint_new(const struct theme *theme)
{
	struct paint *p = xcalloc(1, sizeof(*p));
	struct err never = ERR_INIT;
	struct theme mono;

	if (theme->colour && has_colors()) {
		start_color();
		use_default_colors();
	} else if (theme->colour &&
	    theme_get(&mono, "none", true, &never) == ST_OK)
		theme = &mono;		/* what colours said, attributes do */
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

/* Where ambiguous characters are two cells wide, curses still counts one: the
 * usual ones of Chinese texts have twins that are wide for both. */
static const struct {
	uint32_t from;
	wchar_t to;
} wide_twins[] = {
	{ 0x2018, 0xff07 }, { 0x2019, 0xff07 }, { 0x201c, 0xff02 },
	{ 0x201d, 0xff02 }, { 0x2014, 0xff0d }, { 0x2015, 0xff0d },
	{ 0x2013, 0xff0d }, { 0x2264, 0xff1c }, { 0x2265, 0xff1e },
	{ 0x2160, 0xff29 }, { 0x2164, 0xff36 }, { 0x2169, 0xff38 },
	{ 0x25cb, 0x3007 }, { 0x25a1, 0x53e3 }, { 0x2605, 0xff0a },
	{ 0x2026, 0xff0e }, { 0x00b7, 0x30fb }, { 0x00d7, 0xff58 },
	{ 0x00b0, 0x309c }, { 0x2190, 0xff1c }, { 0x2192, 0xff1e },
	{ 0x2103, 0xff23 }, { 0x25cf, 0x3002 }, { 0x203b, 0xff0a },
};

static wchar_t
wide_twin(uint32_t ch)
{
	for (size_t i = 0; i < COUNT(wide_twins); i++)
		if (ch == wide_twins[i].from)
			return wide_twins[i].to;
	if (ch >= 0x2460 && ch <= 0x2468)	/* digits in circles */
		return (wchar_t)(ch - 0x2460 + 0xff11);
	return L'?';
}

/*
 * The cell's characters; how many. What the library cannot show, or measures
 * otherwise, becomes a twin or a question mark. A cell has one character
 * that takes room: of joined pictures the first is shown, without the
 * joiner, which would join the next cell to it.
 */
static size_t
cell_chars(const struct cell *cell, wchar_t out[CCHARW_MAX + 1])
{
	struct slice s = { cell->text, cell->bytes };
	size_t n = 0;

	while (s.bytes > 0 && n < CCHARW_MAX) {
		wchar_t ch = (wchar_t)utf8_next(&s);

		if (n > 0 && (ch == JOINER || wcwidth(ch) != 0))
			break;
		if (n == 0 || (ch != AS_TEXT && ch != AS_PICTURE))
			out[n++] = ch;
	}
	out[n] = L'\0';
	if (n > 0 && wcwidth(out[0]) == cell->cols)
		return n;
	out[0] = cell->cols == 2 ? wide_twin((uint32_t)out[0]) : L'?';
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

/* The cells [@from, @to) of a row; neither end parts a wide character. */
static void
cells_paint(struct paint *p, const struct cell *cells, int row, int from,
    int to)
{
	int n = 0;

	if (p->row_room < to - from) {
		p->row = xrealloc(p->row, (size_t)(to - from),
		    sizeof(*p->row));
		p->row_room = to - from;
	}
	for (int col = from; col < to; col++)
		if (cells[col].cols > 0)
			n += cell_convert(p, &cells[col], &p->row[n]);
	mvadd_wchnstr(row, from, p->row, n);
}

static bool
cell_equal(const struct cell *a, const struct cell *b)
{
	return a->bytes == b->bytes && a->cols == b->cols &&
	    a->style == b->style && !memcmp(a->text, b->text, a->bytes);
}

/* Paints what differs from the last frame, from the first such cell to the
 * last: most rows are as they were, and most keys change little of one. */
static void
row_paint(struct paint *p, struct cell *last, const struct cell *now,
    int row, int cols)
{
	int from = 0, to = cols;

	while (from < cols && cell_equal(&last[from], &now[from]))
		from++;
	while (to > from && cell_equal(&last[to - 1], &now[to - 1]))
		to--;
	if (from == to)
		return;
	while (from > 0 && (last[from].cols == 0 || now[from].cols == 0))
		from--;
	while (to < cols && (last[to].cols == 0 || now[to].cols == 0))
		to++;
	cells_paint(p, now, row, from, to);
	memcpy(&last[from], &now[from], (size_t)(to - from) * sizeof(*last));
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

		if (fresh)
			cells_paint(p, &c->cell[at], row, 0, c->cols);
		else
			row_paint(p, &p->last[at], &c->cell[at], row,
			    c->cols);
	}
	if (fresh)
		memcpy(p->last, c->cell, all * sizeof(*p->last));
	p->rows = c->rows;
	p->cols = c->cols;
	if (c->cursor_row >= 0)
		move(c->cursor_row, c->cursor_col);
	else
		move(c->rows - 1, c->cols - 1);
	refresh();
}
