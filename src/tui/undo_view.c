/*
 * undo_view.c - the question before only a part of a step is undone.
 */
#include "tui/undo_view.h"
#include "tui/wrap.h"

#include "app/app.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

#define BOX_COLS 90
#define ROWS_AROUND 6

struct undo_shown {
	struct wrap wrap;
	int page;
};

struct undo_state {
	struct tui *t;
	int64_t id;
	enum move_event event;
	size_t ready, all;
	struct buf text;
	int scroll;
	struct undo_shown *shown;
};

void
undo_refused(const struct batch *b, struct buf *out)
{
	for (size_t i = 0; i < b->count; i++) {
		const struct batch_item *item = &b->item[i];

		if (item->possible)
			continue;
		if (!strstr(item->why, item->number))
			buf_addf(out, "%s: ", item->number);
		utf8_clean(out, slice_of(item->why), CLEAN_ONE_LINE);
		buf_add_char(out, '\n');
	}
}

static enum status
undo_open(void *state, struct tui *t, const void *arg, struct err *err)
{
	const struct undo_start *start = arg;
	struct undo_state *s = state;

	(void)err;
	s->t = t;
	s->id = start->id;
	s->event = start->event;
	s->ready = batch_possible(start->batch);
	s->all = start->batch->count;
	undo_refused(start->batch, &s->text);
	s->shown = xcalloc(1, sizeof(*s->shown));
	wrap_init(&s->shown->wrap);
	return ST_OK;
}

static void
undo_close(void *state)
{
	struct undo_state *s = state;

	buf_release(&s->text);
	wrap_release(&s->shown->wrap);
	free(s->shown);
}

static enum context
undo_context(const void *state)
{
	(void)state;
	return CONTEXT_CONFIRM;
}

static unsigned
undo_rest(struct undo_state *s)
{
	struct err err = ERR_INIT;
	size_t count = 0;

	if (s->ready == 0)
		return AFTER_REDRAW | AFTER_POP;
	if (batch_undo(tui_app(s->t), s->id, true, &count, &err) != ST_OK)
		tui_say_err(s->t, &err);
	else
		tui_say(s->t, STYLE_GOOD, _("Undone with %zu demands: %s"),
		    count, move_words(s->event));
	tui_reload_below(s->t);
	return AFTER_REDRAW | AFTER_POP;
}

static unsigned
undo_act(void *state, const struct action *a)
{
	struct undo_state *s = state;
	int most = (int)s->shown->wrap.count - s->shown->page;

	if (a->verb == VERB_CHOOSE)
		return undo_rest(s);
	if (a->verb != VERB_SCROLL)
		return AFTER_PASS;
	s->scroll += a->arg;
	if (s->scroll > most)
		s->scroll = most;
	if (s->scroll < 0)
		s->scroll = 0;
	return AFTER_REDRAW;
}

static void
draw_refused(const struct undo_state *s, struct canvas *c, struct area a)
{
	const struct wrap *w = &s->shown->wrap;

	s->shown->page = a.rows > 0 ? a.rows : 1;
	for (int i = 0; i < a.rows; i++) {
		size_t n = (size_t)s->scroll + (size_t)i;

		if (n >= w->count)
			break;
		canvas_put(c, a.row + i, a.col, a.cols, STYLE_WARN,
		    (struct slice){ s->text.text + w->line[n].from,
		    w->line[n].to - w->line[n].from });
	}
	if (s->scroll + a.rows < (int)w->count)
		canvas_put_glyph(c, a.row + a.rows - 1, a.col + a.cols - 1,
		    STYLE_FAINT, GLYPH_MORE);
}

static void
undo_draw(const void *state, struct canvas *c)
{
	const struct undo_state *s = state;
	int cols = canvas_cols(c) - 4, rows;
	struct area a;

	cols = cols < BOX_COLS ? cols : BOX_COLS;
	wrap_text(&s->shown->wrap, buf_slice(&s->text), cols - 4);
	rows = (int)s->shown->wrap.count + ROWS_AROUND;
	if (rows > canvas_rows(c) - 2)
		rows = canvas_rows(c) - 2;
	a = canvas_box(c, canvas_centre(c, rows, cols), STYLE_FRAME,
	    _("Undo"));
	canvas_printf(c, a.row, a.col + 1, STYLE_HEAD,
	    _("\"%s\": %zu of %zu have moved on since"),
	    move_words(s->event), s->all - s->ready, s->all);
	draw_refused(s, c, (struct area){ a.row + 2, a.col + 1, a.rows - 4,
		a.cols - 2 });
	if (s->ready > 0)
		canvas_printf(c, a.row + a.rows - 1, a.col + 1, STYLE_KEY,
		    _("Enter undoes the other %zu, Esc leaves all as it is"),
		    s->ready);
	else
		canvas_text(c, a.row + a.rows - 1, a.col + 1, STYLE_KEY,
		    _("Nothing is left to be undone"));
	canvas_cursor(c, a.row + a.rows - 1, a.col + 1);
}

const struct view_ops undo_view = {
	.name = "undo",
	.title = N_("Undo"),
	.size = sizeof(struct undo_state),
	.dialog = true,
	.open = undo_open,
	.context = undo_context,
	.act = undo_act,
	.draw = undo_draw,
	.close = undo_close,
};
