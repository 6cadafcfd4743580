/*
 * flag_view.c - say what is not right with an entry: a kind and a line.
 *
 * Up and down choose the kind, all else is the line. What is sent is a task
 * for the unit that owns the entry.
 */
#include "tui/editor.h"
#include "tui/views.h"

#include "app/app.h"
#include "app/flag.h"
#include "base/intl.h"
#include "base/mem.h"
#include "text/entry.h"

#include <stdlib.h>

#define TEXT_CHARS 200
#define DIALOG_ROWS 12
#define DIALOG_COLS 72
#define LABEL_COLS 12

struct flag_state {
	struct tui *t;
	char *entry_id, *title, *unit;
	enum flag_kind kind;
	struct editor text;
	struct err err;			/* of the last try; shown inside */
};

static enum status
flag_open(void *state, struct tui *t, const void *arg, struct err *err)
{
	const struct entry *e = arg;
	struct flag_state *s = state;

	(void)err;
	s->t = t;
	s->entry_id = xstrdup(entry_get(e, ENTRY_ENTRY_ID));
	s->title = xstrdup(entry_get(e, ENTRY_TITLE));
	s->unit = xstrdup(entry_get(e, ENTRY_OWNER_UNIT));
	editor_init(&s->text, false, TEXT_CHARS);
	return ST_OK;
}

static void
flag_close(void *state)
{
	struct flag_state *s = state;

	free(s->entry_id);
	free(s->title);
	free(s->unit);
	editor_release(&s->text);
}

static enum context
flag_context(const void *state)
{
	(void)state;
	return CONTEXT_ANSWER;
}

static unsigned
act_send(struct flag_state *s)
{
	struct flags made = FLAGS_INIT;
	unsigned after = AFTER_REDRAW;

	s->err = (struct err)ERR_INIT;
	if (flag_new(tui_app(s->t), s->entry_id, s->kind,
	    buf_text(&s->text.text), &made, &s->err) == ST_OK) {
		struct buf sum = BUF_INIT;

		flag_due_sum(&made.flag[0], &sum);
		tui_say(s->t, STYLE_GOOD, _("Flagged, number %lld, due %s"),
		    (long long)made.flag[0].id, buf_text(&sum));
		buf_release(&sum);
		tui_reload_below(s->t);
		after |= AFTER_POP;
	}
	flags_release(&made);
	return after;
}

static unsigned
act_kind(struct flag_state *s, int by)
{
	s->kind = (enum flag_kind)(((int)s->kind + FLAG_KIND_COUNT + by) %
	    FLAG_KIND_COUNT);
	return AFTER_REDRAW;
}

static unsigned
flag_act(void *state, const struct action *a)
{
	struct flag_state *s = state;

	if (a->verb == VERB_CHOOSE)
		return act_send(s);
	if (a->verb == VERB_MOVE || a->verb == VERB_PANE)
		return act_kind(s, a->arg);
	return editor_act(&s->text, a) == EDITED_NOT_MINE ? AFTER_PASS :
	    AFTER_REDRAW;
}

static unsigned
flag_text(void *state, struct slice typed)
{
	struct flag_state *s = state;

	s->err = (struct err)ERR_INIT;
	editor_type(&s->text, typed);
	return AFTER_REDRAW;
}

static unsigned
flag_paste(void *state, struct slice text)
{
	struct flag_state *s = state;

	editor_paste(&s->text, text);
	return AFTER_REDRAW;
}

static void
draw_kinds(const struct flag_state *s, struct canvas *c, struct area a)
{
	for (int i = 0; i < FLAG_KIND_COUNT; i++) {
		bool chosen = i == (int)s->kind;

		if (chosen)
			canvas_put_glyph(c, a.row + 2 + i, a.col + 1,
			    STYLE_KEY, GLYPH_SELECTED);
		canvas_put_cut(c, a.row + 2 + i, a.col + 3, a.cols - 4,
		    STYLE_PLAIN | (chosen ? STYLE_SELECTED : 0u),
		    slice_of(flag_kind_words((enum flag_kind)i)));
	}
}

static void
flag_draw(const void *state, struct canvas *c)
{
	const struct flag_state *s = state;
	struct area a = canvas_box(c, canvas_centre(c, DIALOG_ROWS,
	    DIALOG_COLS), STYLE_FRAME, _("Flag an entry"));
	int col = a.col + 1 + LABEL_COLS;

	canvas_put_cut(c, a.row, a.col + 1, a.cols - 2, STYLE_HEAD,
	    slice_of(s->title));
	canvas_printf(c, a.row + 1, a.col + 1, STYLE_FAINT, "%s  %s",
	    s->entry_id, s->unit);
	draw_kinds(s, c, a);
	canvas_text(c, a.row + 6, a.col + 1, STYLE_FOCUS, _("What"));
	editor_draw(&s->text, c, (struct area){ a.row + 6, col, 1,
	    a.col + a.cols - col - 1 }, STYLE_FIELD, true);
	if (s->err.status != ST_OK)
		canvas_put_cut(c, a.row + 7, a.col + 1, a.cols - 2,
		    STYLE_BAD, slice_of(s->err.text));
	canvas_put_cut(c, a.row + 9, a.col + 1, a.cols - 2, STYLE_FAINT,
	    slice_of(_("Enter sends it to the owner; up and down change "
	    "the kind")));
}

const struct view_ops flag_view = {
	.name = "flag",
	.title = N_("Flag"),
	.size = sizeof(struct flag_state),
	.dialog = true,
	.open = flag_open,
	.context = flag_context,
	.act = flag_act,
	.text = flag_text,
	.paste = flag_paste,
	.draw = flag_draw,
	.close = flag_close,
};
