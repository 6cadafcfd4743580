/*
 * slot_draw.c - a slot of a form on the canvas, and the list of a pick.
 */
#include "tui/slot.h"

#include "base/intl.h"
#include "base/utf8.h"
#include "store/mask.h"

#define LIST_ROWS 8
#define LIST_COLS_MIN 24
#define LIST_COLS_MAX 44
#define NOTE_COLS_MIN 4
#define TEXT_BYTES 256			/* longer leaves nothing */

/* Columns the note gets: what it needs, at most half of what there is or what
 * the text leaves. */
static int
note_cols(const struct slot *s, int cols)
{
	int want = s->note.bytes > 0 ? utf8_cols(buf_slice(&s->note)) + 1 : 0;
	int left = cols - NOTE_COLS_MIN;

	if (s->editor.text.bytes < TEXT_BYTES)
		left -= utf8_cols(editor_text(&s->editor));
	if (s->editor.text.bytes >= TEXT_BYTES || left < cols / 2)
		left = cols / 2;
	want = want > left ? left : want;
	return want < NOTE_COLS_MIN ? 0 : want;
}

/* What was chosen of many, before the field; the columns it took. */
static int
draw_chosen(const struct slot *s, struct canvas *c, struct area a)
{
	struct slice rest = buf_slice(&s->code), code;
	int col = 0;

	while (s->many && (code = slice_word(&rest)).bytes > 0) {
		size_t i = 0;

		while (i < s->choices->count &&
		    !slice_is(code, s->choices->choice[i].code))
			i++;
		col += canvas_put_cut(c, a.row, a.col + col, a.cols - col,
		    STYLE_FIELD, i < s->choices->count ?
		    slice_of(s->choices->choice[i].label) : code) + 1;
	}
	return col < a.cols ? col : a.cols;
}

static void
draw_label(const struct slot *s, struct canvas *c, struct area a, int cols,
    bool focus)
{
	struct slice text = slice_of(s->label);
	unsigned style = focus ? STYLE_FOCUS : STYLE_LABEL;
	int used = canvas_put_cut(c, a.row, a.col, cols - 2, style, text);

	if (s->wanted)
		canvas_put(c, a.row, a.col + used, 1, STYLE_KEY,
		    slice_of("*"));
}

/* A line without the cursor begins at its beginning. */
static void
draw_text(const struct slot *s, struct canvas *c, struct area a, bool focus)
{
	struct buf masked = BUF_INIT;

	if (focus || s->kind == SLOT_LINES || a.cols < 1) {
		editor_draw(&s->editor, c, a, STYLE_FIELD, focus);
		return;
	}
	if (s->masked)
		mask_phone(&masked, editor_text(&s->editor));
	canvas_fill(c, a, STYLE_FIELD);
	canvas_put_cut(c, a.row, a.col, a.cols, STYLE_FIELD, s->masked ?
	    buf_slice(&masked) : editor_text(&s->editor));
	buf_release(&masked);
}

void
slot_draw(const struct slot *s, struct canvas *c, struct area a, int label,
    bool focus)
{
	struct area field = { a.row, a.col + label, a.rows, a.cols - label };
	int note = note_cols(s, field.cols), chosen;

	if (a.rows < 1 || field.cols < 1)
		return;
	draw_label(s, c, a, label, focus);
	field.cols -= note;
	if (note > 1)
		canvas_put_cut(c, a.row, field.col + field.cols + 1,
		    note - 1, s->tone, buf_slice(&s->note));
	chosen = draw_chosen(s, c, field);
	field.col += chosen;
	field.cols -= chosen;
	draw_text(s, c, field, focus);
}

static void
draw_choice(const struct slot *s, struct canvas *c, struct area in, int row,
    size_t number)
{
	bool selected = number == s->at;
	unsigned style = STYLE_PLAIN | (selected ? STYLE_SELECTED : 0u);
	const struct choice *one = &s->choices->choice[s->found.at[number]];

	canvas_fill(c, (struct area){ in.row + row, in.col, 1, in.cols },
	    style);
	if (selected)
		canvas_put_glyph(c, in.row + row, in.col, STYLE_KEY |
		    STYLE_SELECTED, GLYPH_SELECTED);
	canvas_put_cut(c, in.row + row, in.col + 2, in.cols - 2, style,
	    slice_of(one->label));
}

static int
list_cols(const struct slot *s)
{
	int cols = LIST_COLS_MIN;

	for (size_t i = 0; i < s->found.count; i++) {
		const char *label = s->choices->choice[s->found.at[i]].label;
		int want = utf8_cols(slice_of(label)) + 5;

		cols = want > cols ? want : cols;
	}
	return cols < LIST_COLS_MAX ? cols : LIST_COLS_MAX;
}

/* Below the slot, or above it when there is more room. */
static struct area
list_area(const struct slot *s, const struct canvas *c, struct area a,
    int label)
{
	int want = s->found.count > 0 ? (int)s->found.count : 1;
	int below = canvas_rows(c) - a.row - 1, above = a.row;
	bool down = below >= above || below >= LIST_ROWS + 2;
	int most = down ? below : above;
	struct area box = { .cols = list_cols(s) };

	want = want > LIST_ROWS ? LIST_ROWS : want;
	box.rows = want + 2 < most ? want + 2 : most;
	box.row = down ? a.row + 1 : a.row - box.rows;
	box.col = a.col + label - 1;
	if (box.col + box.cols > canvas_cols(c))
		box.col = canvas_cols(c) - box.cols;
	box.col = box.col > 0 ? box.col : 0;
	return box;
}

/* Its rows alone, with nothing else in them: what is read is a row. */
static struct area
list_plain(const struct slot *s, struct canvas *c, struct area a, int label)
{
	int want = s->found.count > 0 ? (int)s->found.count : 1;
	int below = canvas_rows(c) - a.row - 1, above = a.row;
	struct area in = { a.row + 1, a.col + label, want, 0 };

	in.rows = want > LIST_ROWS ? LIST_ROWS : want;
	if (in.rows > below && above > below) {
		in.rows = in.rows < above ? in.rows : above;
		in.row = a.row - in.rows;
	} else
		in.rows = in.rows < below ? in.rows : below;
	in.cols = canvas_cols(c) - in.col;
	canvas_fill(c, (struct area){ in.row, 0, in.rows, canvas_cols(c) },
	    STYLE_PLAIN);
	return in;
}

void
slot_draw_list(const struct slot *s, struct canvas *c, struct area a,
    int label)
{
	struct area in;
	size_t top = 0, page;

	if (!s->open || canvas_rows(c) < 4)
		return;
	in = c->plain ? list_plain(s, c, a, label) :
	    canvas_box(c, list_area(s, c, a, label), STYLE_FRAME, NULL);
	if (in.rows < 1)
		return;
	page = (size_t)in.rows;
	if (s->at >= page)
		top = s->at - page + 1;
	canvas_mark(c, in.row, in.col);
	if (s->found.count == 0)
		canvas_put_cut(c, in.row, in.col + 1, in.cols - 1,
		    STYLE_FAINT, slice_of(s->loose ?
		    _("no such; it is kept as it is typed") :
		    _("there is no such")));
	for (size_t i = 0; i < page && top + i < s->found.count; i++)
		draw_choice(s, c, in, (int)i, top + i);
	if (top + page < s->found.count)
		canvas_put_glyph(c, in.row + in.rows - 1,
		    in.col + in.cols - 1, STYLE_FAINT, GLYPH_MORE);
}
