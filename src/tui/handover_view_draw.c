/*
 * handover_view_draw.c - the shifts, the figures, the notes, and the text of
 * the selected one beside or below.
 */
#include "tui/handover_view.h"

#include "app/app.h"
#include "base/clock.h"
#include "base/intl.h"

#include <string.h>

#define ROWS_ABOVE 2
#define LIST_COLS 58			/* beside the text */
#define LIST_ROWS 11			/* above it */
#define COUNT_COLS 8
#define STATE_COLS 20

static void
shift_draw(const struct handover_state *s, struct canvas *c, int *col,
    unsigned style, const char *format, const struct shift_time *t)
{
	struct civil from, to;
	struct buf times = BUF_INIT;

	if (!t->shift)
		return;
	clock_civil(t->from, &from);
	clock_civil(t->to, &to);
	buf_addf(&times, "%s %02d:%02d-%02d:%02d", shift_name(&s->shifts,
	    t->shift->code), from.hour, from.minute, to.hour, to.minute);
	*col += canvas_printf(c, 0, *col, style, format, buf_text(&times)) +
	    2;
	buf_release(&times);
}

static void
draw_heading(const struct handover_state *s, struct canvas *c)
{
	int col = 1;

	shift_draw(s, c, &col, STYLE_HEAD, "%s", &s->now);
	shift_draw(s, c, &col, STYLE_FAINT, _("then %s"), &s->next);
	if (s->loaded && !s->now.shift)
		canvas_text(c, 0, 1, STYLE_WARN, _("no shift is on now"));
	canvas_rule(c, 1, 0, canvas_cols(c), STYLE_FRAME);
}

static void
draw_figure(const struct handover_state *s, struct canvas *c, int at,
    enum handover_open which)
{
	int64_t count = s->figures.count[which];
	struct buf text = BUF_INIT;
	int end = canvas_cols(c) - 1;

	handover_words(&s->figures, which, &text);
	canvas_put_cut(c, at, 2, end - COUNT_COLS - 3, STYLE_PLAIN,
	    buf_slice(&text));
	buf_reset(&text);
	buf_addf(&text, "%lld%s", (long long)count,
	    which == HANDOVER_DUE && s->figures.more ? "+" : "");
	canvas_put_right(c, at, end, COUNT_COLS, which == HANDOVER_OVERDUE &&
	    count > 0 ? STYLE_BAD : STYLE_KEY, buf_slice(&text));
	buf_release(&text);
}

static void
draw_note(const struct handover_state *s, struct canvas *c, int at,
    const struct handover *h)
{
	int end = canvas_cols(c) - 1;
	struct buf text = BUF_INIT;
	struct civil from;

	clock_civil(h->from_at, &from);
	buf_addf(&text, "%02d-%02d %s  %s", from.month, from.day,
	    shift_name(&s->shifts, h->shift), h->author);
	canvas_put_cut(c, at, 2, end - STATE_COLS - 3, STYLE_PLAIN,
	    buf_slice(&text));
	buf_reset(&text);
	buf_addf(&text, h->taken_at ? _("taken by %s") :
	    _("! not taken over"), h->taken_by);
	canvas_put_right(c, at, end, STATE_COLS, h->taken_at ? STYLE_FAINT :
	    STYLE_WARN, buf_slice(&text));
	buf_release(&text);
}

static void
draw_list(const struct handover_state *s, struct canvas *c)
{
	int page = canvas_rows(c) > 0 ? canvas_rows(c) : 1;
	size_t top = list_top(&s->list, (size_t)page), n;

	s->shown->page = page;
	for (int i = 0; i < page && top + (size_t)i < s->list.count; i++) {
		n = top + (size_t)i;
		if (n < HANDOVER_OPENS)
			draw_figure(s, c, i, (enum handover_open)n);
		else
			draw_note(s, c, i,
			    &s->notes.note[n - HANDOVER_OPENS]);
		canvas_target(c, (struct area){ i, 0, 1, canvas_cols(c) }, n);
		if (n != s->list.at)
			continue;
		canvas_put_glyph(c, i, 0, STYLE_KEY, GLYPH_SELECTED);
		canvas_restyle(c, (struct area){ i, 1, 1,
			canvas_cols(c) - 2 }, STYLE_SELECTED);
		canvas_cursor(c, i, 0);
	}
	if (top + (size_t)page < s->list.count)
		canvas_put_glyph(c, page - 1, canvas_cols(c) - 1,
		    STYLE_FAINT, GLYPH_MORE);
}

static void
draw_text(const struct handover_state *s, struct canvas *c)
{
	const struct handover *h = handover_selected(s);
	struct slice text = slice_of(h ? h->text : "");
	struct wrap *w = &s->shown->wrap;
	int cols = canvas_cols(c) - 2, rows = canvas_rows(c);

	if (!h) {
		canvas_text(c, 0, 1, STYLE_FAINT, s->notes.count ?
		    _("Enter opens the rows") : _("No note has been left"));
		return;
	}
	wrap_text(w, text, cols > 1 ? cols : 1);
	s->shown->lines = (int)w->count;
	s->shown->text_page = rows;
	for (int i = 0; i < rows && s->scroll + i < (int)w->count; i++) {
		const struct wrap_line *l = &w->line[s->scroll + i];

		canvas_put(c, i, 1, cols, STYLE_PLAIN, (struct slice){
		    text.text + l->from, l->to - l->from });
	}
	if (s->scroll + rows < (int)w->count)
		canvas_put_glyph(c, rows - 1, canvas_cols(c) - 1, STYLE_FAINT,
		    GLYPH_MORE);
}

void
handover_draw(const void *state, struct canvas *c)
{
	const struct handover_state *s = state;
	int rows = canvas_rows(c) - ROWS_ABOVE, cols = canvas_cols(c);
	bool beside = canvas_beside(c);
	int list = beside || rows < LIST_ROWS + 3 ? rows : LIST_ROWS;
	struct area old;

	draw_heading(s, c);
	if (!s->loaded) {
		canvas_text(c, ROWS_ABOVE, 2, STYLE_FAINT,
		    _("being counted"));
		return;
	}
	old = canvas_window(c, (struct area){ ROWS_ABOVE, 0, list,
		beside ? LIST_COLS : cols });
	draw_list(s, c);
	canvas_restore(c, old);
	if (beside)
		canvas_column(c, ROWS_ABOVE, LIST_COLS, rows, STYLE_FRAME);
	else if (list < rows)
		canvas_rule(c, ROWS_ABOVE + list, 0, cols, STYLE_FRAME);
	old = canvas_window(c, beside ? (struct area){ ROWS_ABOVE,
		LIST_COLS + 1, rows, cols - LIST_COLS - 1 } :
	    (struct area){ ROWS_ABOVE + list + 1, 0, rows - list - 1,
		cols });
	if (canvas_rows(c) > 0)
		draw_text(s, c);
	canvas_restore(c, old);
}
