/*
 * sheet_draw.c - a demand's sheet on the canvas.
 */
#include "tui/sheet_view.h"
#include "tui/wrap.h"

#include "base/intl.h"
#include "base/mem.h"
#include "base/utf8.h"

#define MARKS_COLS 30

/* Where the next line goes. */
struct pen {
	struct canvas *canvas;
	struct wrap wrap;
	int row;			/* of the window; may be outside */
	int line;			/* of the text */
	struct sheet_shown *shown;
	int label;			/* columns of labels */
};

static struct slice
part_slice(const struct sheet_part *p, size_t from, size_t to)
{
	return (struct slice){ buf_text(&p->text) + from, to - from };
}

static void
draw_lines(struct pen *pen, struct slice text, int col, int cols,
    enum style style)
{
	wrap_text(&pen->wrap, text, cols > 0 ? cols : 1);
	for (size_t i = 0; i < pen->wrap.count; i++) {
		const struct wrap_line *l = &pen->wrap.line[i];

		if (pen->row >= 0 && l->to > l->from)
			canvas_put(pen->canvas, pen->row, col, cols, style,
			    (struct slice){ text.text + l->from,
				l->to - l->from });
		pen->row++;
		pen->line++;
	}
}

static void
draw_heading(struct pen *pen, struct slice text)
{
	struct canvas *c = pen->canvas;
	struct sheet_shown *shown = pen->shown;
	int cols = canvas_cols(c), used;

	if (shown->headings < (int)COUNT(shown->heading))
		shown->heading[shown->headings++] = pen->line;
	if (pen->row >= 0 && pen->row < canvas_rows(c)) {
		used = canvas_put_cut(c, pen->row, 0, cols, STYLE_HEAD,
		    text) + 1;
		canvas_rule(c, pen->row, used, cols - used, STYLE_FRAME);
	}
	pen->row++;
	pen->line++;
}

static void
draw_fact(struct pen *pen, const struct sheet_part *p,
    const struct sheet_row *r)
{
	struct slice label = part_slice(p, r->label, r->from);
	int cols = canvas_cols(pen->canvas), first = pen->row;

	if (pen->row >= 0)
		canvas_put_cut(pen->canvas, pen->row, 1, pen->label - 2,
		    STYLE_LABEL, label);
	draw_lines(pen, part_slice(p, r->from, r->to), pen->label,
	    cols - pen->label, r->style);
	if (r->steps)
		canvas_target(pen->canvas, (struct area){ first, 0,
			pen->row - first, cols }, SHEET_SIDES);
}

/* As wide as the widest label, but no more than two fifths. */
static int
label_cols(const struct sheet_part *p, int cols)
{
	int most = 10, want;

	for (size_t i = 0; i < p->rows; i++) {
		const struct sheet_row *r = &p->row[i];

		want = r->shape == SHEET_FACT ?
		    utf8_cols(part_slice(p, r->label, r->from)) : 0;
		most = want > most ? want : most;
	}
	return most + 3 < cols * 2 / 5 ? most + 3 : cols * 2 / 5;
}

static void
draw_part(struct pen *pen, const struct sheet_part *p)
{
	int cols = canvas_cols(pen->canvas);

	pen->label = label_cols(p, cols);
	for (size_t i = 0; i < p->rows; i++) {
		const struct sheet_row *r = &p->row[i];

		if (r->shape == SHEET_HEADING)
			draw_heading(pen, part_slice(p, r->from, r->to));
		else if (r->shape == SHEET_FACT)
			draw_fact(pen, p, r);
		else
			draw_lines(pen, part_slice(p, r->from, r->to), 1,
			    cols - 1, r->style);
	}
}

/* Those from @first to @last, one below the other, in an area. */
static int
draw_column(const struct sheet_state *s, struct canvas *c,
    struct area area, enum sheet_side first, enum sheet_side last)
{
	struct area before = canvas_window(c, area);
	struct pen pen = { c, WRAP_INIT, -s->part[first].scroll, 0,
		s->shown, 0 };

	canvas_target(c, (struct area){ 0, 0, area.rows, area.cols }, first);
	for (int i = (int)first; i <= (int)last; i++)
		draw_part(&pen, &s->part[i]);
	wrap_release(&pen.wrap);
	if (s->side == first || first != last)
		canvas_cursor(c, 0, 0);
	canvas_restore(c, before);
	if (pen.row > area.rows && area.rows > 0)	/* on no text */
		canvas_put_glyph(c, area.row + area.rows - 1, area.col > 0 ?
		    area.col - 1 : area.cols, STYLE_FAINT, GLYPH_MORE);
	return pen.line;
}

/* What holds beside the state. */
static void
draw_marks(const struct demand *d, struct canvas *c)
{
	struct buf text = BUF_INIT;

	if (d->confidential)
		buf_addf(&text, "%s  ", _("confidential"));
	if (d->shelved)
		buf_addf(&text, "%s  ", _("shelved"));
	if (d->final)
		buf_addf(&text, "%s  ", _("return rejected for good"));
	if (text.bytes > 0)
		canvas_put_right(c, 0, canvas_cols(c) - 1, MARKS_COLS,
		    STYLE_WARN, slice_trim(buf_slice(&text)));
	buf_release(&text);
}

static void
draw_head(const struct sheet_state *s, struct canvas *c)
{
	const struct demand *d = &s->view.demand;
	int col = 1;

	col += canvas_text(c, 0, col, STYLE_KEY, d->number) + 2;
	col += canvas_text(c, 0, col, STYLE_LEAD,
	    demand_state_words(d->state)) + 2;
	canvas_text(c, 0, col, STYLE_PLAIN, demand_type_words(d->type));
	draw_marks(d, c);
}

void
sheet_draw(const void *state, struct canvas *c)
{
	const struct sheet_state *s = state;
	struct sheet_shown *shown = s->shown;
	int rows = canvas_rows(c), cols = canvas_cols(c);
	int left = canvas_beside(c) ? cols / 2 : cols;

	shown->beside = left < cols;
	shown->page = rows > 2 ? rows - 2 : 1;
	shown->headings = 0;
	draw_head(s, c);
	canvas_rule(c, 1, 0, cols, STYLE_FRAME);
	if (shown->beside) {
		canvas_put_glyph(c, 1, left, STYLE_FRAME, GLYPH_TEE_DOWN);
		canvas_column(c, 2, left, rows - 2, STYLE_FRAME);
		shown->lines[0] = draw_column(s, c, (struct area){ 2, 0,
			rows - 2, left - 1 }, SHEET_MATTER, SHEET_MATTER);
		shown->lines[1] = draw_column(s, c, (struct area){ 2,
			left + 2, rows - 2, cols - left - 2 }, SHEET_LIFE,
		    SHEET_LIFE);
	} else
		shown->lines[0] = draw_column(s, c, (struct area){ 2, 0,
			rows - 2, cols - 1 }, SHEET_MATTER, SHEET_LIFE);
}
