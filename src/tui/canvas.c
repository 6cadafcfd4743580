/*
 * canvas.c - cells in memory, and putting text into them.
 *
 * Knows graphemes and columns (base/utf8.h is the one measure); knows no
 * terminal and no view. Everything is clipped twice: to the window, and a
 * wide character whose half would fall outside becomes a blank.
 */
#include "tui/canvas.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

#define BESIDE_COLS 100

static const char *const glyphs[GLYPH_COUNT][2] = {
#define X(id, text, ascii) [GLYPH_##id] = { text, ascii },
	GLYPH_LIST(X)
#undef X
};

static const struct cell blank = { .text = " ", .bytes = 1, .cols = 1 };

void
canvas_init(struct canvas *c)
{
	*c = (struct canvas){ .cursor_row = -1, .cursor_col = -1 };
}

void
canvas_release(struct canvas *c)
{
	free(c->cell);
	free(c->target);
	canvas_init(c);
}

void
canvas_start(struct canvas *c, int rows, int cols)
{
	size_t all = (size_t)rows * (size_t)cols;

	if (rows != c->rows || cols != c->cols) {
		c->cell = xrealloc(c->cell, all > 0 ? all : 1,
		    sizeof(*c->cell));
		c->rows = rows;
		c->cols = cols;
	}
	for (size_t i = 0; i < all; i++)
		c->cell[i] = blank;
	c->window = (struct area){ 0, 0, rows, cols };
	c->cursor_row = c->cursor_col = -1;
	c->mark_row = c->mark_col = -1;
	c->targets = 0;
}

static int
clamp(int n, int low, int high)
{
	if (n > high)
		n = high;
	return n < low ? low : n;
}

/* @area of the window, cut to it, in the canvas' own rows and columns. */
static struct area
area_cut(const struct canvas *c, struct area area)
{
	const struct area *w = &c->window;
	int bottom = clamp(area.row + area.rows, 0, w->rows);
	int right = clamp(area.col + area.cols, 0, w->cols);
	int top = clamp(area.row, 0, w->rows);
	int left = clamp(area.col, 0, w->cols);

	return (struct area){ w->row + top, w->col + left,
		clamp(bottom - top, 0, w->rows),
		clamp(right - left, 0, w->cols) };
}

struct area
canvas_window(struct canvas *c, struct area area)
{
	struct area before = c->window;

	c->window = area_cut(c, area);
	return before;
}

void
canvas_restore(struct canvas *c, struct area window)
{
	c->window = window;
}

int
canvas_rows(const struct canvas *c)
{
	return c->window.rows;
}

int
canvas_cols(const struct canvas *c)
{
	return c->window.cols;
}

static struct cell *
cell_at(struct canvas *c, int row, int col)
{
	return &c->cell[(size_t)row * (size_t)c->cols + (size_t)col];
}

/* The style stays. */
static void
cell_blank(struct cell *cell)
{
	cell->text[0] = ' ';
	cell->bytes = cell->cols = 1;
}

/* Blanks what overwriting @col alone would leave as half a character. */
static void
cell_unpair(struct canvas *c, int row, int col)
{
	struct cell *cell = cell_at(c, row, col);

	if (cell->cols == 0 && col > 0)
		cell_blank(cell_at(c, row, col - 1));
	if (cell->cols == 2 && col + 1 < c->cols)
		cell_blank(cell_at(c, row, col + 1));
}

static void
cell_set(struct canvas *c, int row, int col, int cols, unsigned style,
    struct slice text)
{
	struct cell *cell = cell_at(c, row, col);

	cell_unpair(c, row, col);
	while (text.bytes > CELL_BYTES) {	/* drops the last character */
		text.bytes--;
		while (text.bytes > 0 &&
		    ((unsigned char)text.text[text.bytes] & 0xc0) == 0x80)
			text.bytes--;
	}
	memcpy(cell->text, text.text, text.bytes);
	cell->bytes = (uint8_t)text.bytes;
	cell->cols = (uint8_t)cols;
	cell->style = (uint8_t)style;
	if (cols == 2) {
		cell_unpair(c, row, col + 1);
		*cell_at(c, row, col + 1) = (struct cell){
			.style = (uint8_t)style };
	}
}

/* Printable ASCII, or a Han character of the main block. */
static bool
char_alone(struct slice s, size_t at, size_t *bytes)
{
	unsigned char a = at < s.bytes ? (unsigned char)s.text[at] : ' ';

	if (a < 0x80) {
		*bytes = 1;
		return a >= 0x20 && a < 0x7f;
	}
	*bytes = 3;
	return a >= 0xe5 && a <= 0xe9 && at + 3 <= s.bytes;
}

/* The bytes of the grapheme at the front, its columns in *@cols. Most text is
 * ASCII or Han followed by the same: no table is needed to part those. */
static size_t
grapheme(struct slice s, int *cols)
{
	size_t bytes, after;

	if (char_alone(s, 0, &bytes) && char_alone(s, bytes, &after)) {
		*cols = bytes == 3 ? 2 : 1;
		return bytes;
	}
	bytes = utf8_grapheme_next(s, 0);
	*cols = utf8_grapheme_cols(s, 0);
	return bytes;
}

/* Puts clean text from canvas column @col to before @end. */
static int
put_clean(struct canvas *c, int row, int col, int end, unsigned style,
    struct slice s)
{
	static const struct slice space = { " ", 1 };
	int start = col, left = c->window.col;

	while (s.bytes > 0 && col < end) {
		int cols;
		size_t bytes = grapheme(s, &cols);
		struct slice one = { s.text, bytes };

		if (col + cols > end)
			break;
		if (cols > 0 && col >= left)
			cell_set(c, row, col, cols, style, one);
		else if (cols == 2 && col + 1 >= left)
			cell_set(c, row, left, 1, style, space);
		col += cols;
		s.text += bytes;
		s.bytes -= bytes;
	}
	return col - start;
}

/* As the cleaner says, with blanks for line feeds and tabs. */
static void
clean_line(struct buf *out, struct slice text)
{
	utf8_clean(out, text, CLEAN_LINES);
	for (size_t i = 0; i < out->bytes; i++)
		if (out->text[i] == '\n' || out->text[i] == '\t')
			out->text[i] = ' ';
}

int
canvas_put(struct canvas *c, int row, int col, int cols, unsigned style,
    struct slice text)
{
	const struct area *w = &c->window;
	int end = col + cols < w->cols ? col + cols : w->cols;
	struct buf clean = BUF_INIT;
	int used;

	if (row < 0 || row >= w->rows || end <= col || end <= 0)
		return 0;
	if (!utf8_is_clean(text, CLEAN_ONE_LINE)) {
		clean_line(&clean, text);
		text = buf_slice(&clean);
	}
	used = put_clean(c, w->row + row, w->col + col, w->col + end, style,
	    text);
	buf_release(&clean);
	return used;
}

int
canvas_text(struct canvas *c, int row, int col, unsigned style,
    const char *text)
{
	return canvas_put(c, row, col, c->window.cols - col, style,
	    slice_of(text));
}

int
canvas_printf(struct canvas *c, int row, int col, unsigned style,
    const char *format, ...)
{
	struct buf text = BUF_INIT;
	va_list ap;
	int used;

	va_start(ap, format);
	buf_addv(&text, format, ap);
	va_end(ap);
	used = canvas_put(c, row, col, c->window.cols - col, style,
	    buf_slice(&text));
	buf_release(&text);
	return used;
}

int
canvas_put_cut(struct canvas *c, int row, int col, int cols, unsigned style,
    struct slice text)
{
	int used;

	if (cols > c->window.cols - col)
		cols = c->window.cols - col;
	if (cols <= 0)
		return 0;
	if (utf8_fit(text, cols).bytes == text.bytes)
		return canvas_put(c, row, col, cols, style, text);
	used = canvas_put(c, row, col, cols - 1, style, text);
	return used + canvas_put_glyph(c, row, col + used, style,
	    GLYPH_ELLIPSIS);
}

int
canvas_put_right(struct canvas *c, int row, int end, int cols,
    unsigned style, struct slice text)
{
	int wide = utf8_cols(text);

	if (wide > cols)
		wide = cols;
	return canvas_put(c, row, end - wide, wide, style, text);
}

void
canvas_fill(struct canvas *c, struct area area, unsigned style)
{
	static const struct slice space = { " ", 1 };
	struct area a = area_cut(c, area);

	for (int row = a.row; row < a.row + a.rows; row++)
		for (int col = a.col; col < a.col + a.cols; col++)
			cell_set(c, row, col, 1, style, space);
}

void
canvas_restyle(struct canvas *c, struct area area, unsigned style)
{
	struct area a = area_cut(c, area);

	for (int row = a.row; row < a.row + a.rows; row++) {
		for (int col = a.col; col < a.col + a.cols; col++) {
			struct cell *cell = cell_at(c, row, col);

			if (style == STYLE_SELECTED)
				cell->style |= STYLE_SELECTED;
			else
				cell->style = (uint8_t)style;
		}
	}
}

const char *
canvas_glyph(const struct canvas *c, enum glyph g)
{
	if (c->plain && g < GLYPH_SELECTED)
		return " ";		/* frames say nothing */
	return glyphs[g][c->ascii || c->plain];
}

void
canvas_mark(struct canvas *c, int row, int col)
{
	c->mark_row = c->window.row + row;
	c->mark_col = c->window.col + col;
}

/* A glyph takes one cell whatever the ambiguous width is: wide ones are
 * replaced by their twins when the setting says 2 (c->ascii). */
int
canvas_put_glyph(struct canvas *c, int row, int col, unsigned style,
    enum glyph g)
{
	const struct area *w = &c->window;

	if (row < 0 || row >= w->rows || col < 0 || col >= w->cols)
		return 0;
	if (g == GLYPH_SELECTED)
		canvas_mark(c, row, col);
	cell_set(c, w->row + row, w->col + col, 1, style,
	    slice_of(canvas_glyph(c, g)));
	return 1;
}

void
canvas_rule(struct canvas *c, int row, int col, int cols, unsigned style)
{
	for (int i = 0; i < cols; i++)
		canvas_put_glyph(c, row, col + i, style, GLYPH_RULE);
}

void
canvas_column(struct canvas *c, int row, int col, int rows, unsigned style)
{
	for (int i = 0; i < rows; i++)
		canvas_put_glyph(c, row + i, col, style, GLYPH_COLUMN);
}

struct area
canvas_box(struct canvas *c, struct area a, unsigned style,
    const char *title)
{
	int bottom = a.row + a.rows - 1, right = a.col + a.cols - 1;

	canvas_fill(c, a, STYLE_PLAIN);
	canvas_rule(c, a.row, a.col, a.cols, style);
	canvas_rule(c, bottom, a.col, a.cols, style);
	canvas_column(c, a.row, a.col, a.rows, style);
	canvas_column(c, a.row, right, a.rows, style);
	canvas_put_glyph(c, a.row, a.col, style, GLYPH_TOP_LEFT);
	canvas_put_glyph(c, a.row, right, style, GLYPH_TOP_RIGHT);
	canvas_put_glyph(c, bottom, a.col, style, GLYPH_LOW_LEFT);
	canvas_put_glyph(c, bottom, right, style, GLYPH_LOW_RIGHT);
	if (title && *title && a.cols > 6) {
		int used = canvas_put_cut(c, a.row, a.col + 3, a.cols - 6,
		    STYLE_HEAD, slice_of(title));

		canvas_put(c, a.row, a.col + 2, 1, style, slice_of(" "));
		canvas_put(c, a.row, a.col + 3 + used, 1, style,
		    slice_of(" "));
	}
	return (struct area){ a.row + 1, a.col + 1,
		a.rows > 2 ? a.rows - 2 : 0, a.cols > 2 ? a.cols - 2 : 0 };
}

bool
canvas_beside(const struct canvas *c)
{
	return !c->plain && c->window.cols >= BESIDE_COLS;
}

struct area
canvas_centre(const struct canvas *c, int rows, int cols)
{
	if (c->plain)
		return (struct area){ 0, 0, c->window.rows, c->window.cols };
	rows = clamp(rows, 0, c->window.rows);
	cols = clamp(cols, 0, c->window.cols);
	return (struct area){ (c->window.rows - rows) / 2,
		(c->window.cols - cols) / 2, rows, cols };
}

int
canvas_tab(struct canvas *c, int row, int col, unsigned style,
    unsigned here, bool in_force, const char *text)
{
	int used = 0;

	if (c->plain && in_force)
		used = canvas_text(c, row, col, style,
		    canvas_glyph(c, GLYPH_SELECTED));
	return used + canvas_text(c, row, col + used, in_force ? here : style,
	    text);
}

void
canvas_cursor(struct canvas *c, int row, int col)
{
	const struct area *w = &c->window;

	if (w->rows == 0 || w->cols == 0)
		return;
	c->cursor_row = w->row + clamp(row, 0, w->rows - 1);
	c->cursor_col = w->col + clamp(col, 0, w->cols - 1);
}

void
canvas_cursor_mark(struct canvas *c)
{
	if (c->mark_row < 0)
		return;
	c->cursor_row = c->mark_row;
	c->cursor_col = c->mark_col;
}

void
canvas_target(struct canvas *c, struct area area, size_t row)
{
	ARRAY_GROW(c->target, c->targets + 1, c->target_room);
	c->target[c->targets++] = (struct target){ area_cut(c, area), row };
}

void
canvas_list_row(struct canvas *c, int at, size_t row, bool selected)
{
	canvas_target(c, (struct area){ at, 0, 1, canvas_cols(c) }, row);
	if (!selected)
		return;
	canvas_put_glyph(c, at, 0, STYLE_KEY, GLYPH_SELECTED);
	canvas_restyle(c, (struct area){ at, 1, 1, canvas_cols(c) - 2 },
	    STYLE_SELECTED);
	canvas_cursor(c, at, 1);
}

void
canvas_cover(struct canvas *c)
{
	c->targets = 0;
}

bool
canvas_target_at(const struct canvas *c, int row, int col, size_t *out)
{
	for (size_t i = c->targets; i > 0; i--) {
		const struct target *t = &c->target[i - 1];

		if (row < t->area.row || row >= t->area.row + t->area.rows ||
		    col < t->area.col || col >= t->area.col + t->area.cols)
			continue;
		*out = t->row;
		return true;
	}
	return false;
}
