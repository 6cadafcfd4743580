/*
 * canvas_dump.c - a canvas as lines of text: for golden screens and for
 * reading without a screen.
 */
#include "tui/canvas.h"

static void
line_end(struct buf *out, size_t start)
{
	while (out->bytes > start && out->text[out->bytes - 1] == ' ')
		buf_cut(out, out->bytes - 1);
	buf_add_char(out, '\n');
}

void
canvas_dump(const struct canvas *c, struct buf *out)
{
	const struct cell *cell = c->cell;

	for (int row = 0; row < c->rows; row++) {
		size_t start = out->bytes;

		for (int col = 0; col < c->cols; col++, cell++)
			buf_add(out, cell->text, cell->bytes);
		line_end(out, start);
	}
}

/* A letter a style, upper case when selected; plain is a dot. */
static char
style_letter(unsigned style)
{
	static const char letters[] = ".tcfldohnamkigwb";
	char letter = letters[style & ~(unsigned)STYLE_SELECTED];

	if (!(style & STYLE_SELECTED))
		return letter;
	return letter == '.' ? '*' : (char)(letter - 'a' + 'A');
}

void
canvas_dump_styles(const struct canvas *c, struct buf *out)
{
	const struct cell *cell = c->cell;

	for (int row = 0; row < c->rows; row++) {
		for (int col = 0; col < c->cols; col++, cell++)
			buf_add_char(out, style_letter(cell->style));
		buf_add_char(out, '\n');
	}
}
