/*
 * reveal_view.c - the dialog before personal data are shown whole: it asks
 * for the reason, which goes on record before anything is seen.
 */
#include "tui/sheet_view.h"
#include "tui/slot.h"

#include "base/intl.h"
#include "base/mem.h"

#include <stdlib.h>

#define REASON_CHARS 200
#define DIALOG_ROWS 7
#define DIALOG_COLS 70
#define LABEL_COLS 12

struct reveal_state {
	struct tui *t;
	char *number;
	struct personal *out;
	struct slot reason;
	struct err err;
};

static enum status
reveal_open(void *state, struct tui *t, const void *arg, struct err *err)
{
	const struct reveal_start *start = arg;
	struct reveal_state *s = state;

	(void)err;
	s->t = t;
	s->number = xstrdup(start->number);
	s->out = start->out;
	slot_init(&s->reason, SLOT_LINE, _("Reason"), REASON_CHARS);
	s->reason.wanted = true;
	return ST_OK;
}

static enum context
reveal_context(const void *state)
{
	(void)state;
	return CONTEXT_STEP;
}

static unsigned
act_show(struct reveal_state *s)
{
	struct personal whole = { 0 };

	s->err = (struct err)ERR_INIT;
	if (demand_reveal(tui_app(s->t), s->number, slot_value(&s->reason),
	    &whole, &s->err) != ST_OK)
		return AFTER_REDRAW;
	personal_release(s->out);
	*s->out = whole;
	tui_reload_below(s->t);
	return AFTER_REDRAW | AFTER_POP;
}

static unsigned
reveal_act(void *state, const struct action *a)
{
	struct reveal_state *s = state;

	if (a->verb == VERB_CHOOSE || a->verb == VERB_SUBMIT)
		return act_show(s);
	if (slot_act(&s->reason, a) == EDITED_NOT_MINE)
		return AFTER_PASS;
	return AFTER_REDRAW;
}

static unsigned
reveal_text(void *state, struct slice text)
{
	struct reveal_state *s = state;

	(void)slot_type(&s->reason, text);
	return AFTER_REDRAW;
}

static unsigned
reveal_paste(void *state, struct slice text)
{
	struct reveal_state *s = state;

	(void)slot_paste(&s->reason, text);
	return AFTER_REDRAW;
}

static void
reveal_draw(const void *state, struct canvas *c)
{
	const struct reveal_state *s = state;
	struct area a = canvas_box(c, canvas_centre(c, DIALOG_ROWS,
	    DIALOG_COLS), STYLE_FRAME, _("Show personal data"));

	canvas_put_cut(c, a.row, a.col + 1, a.cols - 2, STYLE_KEY,
	    slice_of(s->number));
	slot_draw(&s->reason, c, (struct area){ a.row + 1, a.col + 1, 1,
		a.cols - 2 }, LABEL_COLS, true);
	if (s->err.status != ST_OK)
		canvas_put_cut(c, a.row + 2, a.col + 1, a.cols - 2,
		    STYLE_BAD, slice_of(s->err.text));
	canvas_put_cut(c, a.row + a.rows - 1, a.col + 1, a.cols - 2,
	    STYLE_FAINT,
	    slice_of(_("Enter shows them; who saw them and why is kept")));
}

static void
reveal_close(void *state)
{
	struct reveal_state *s = state;

	free(s->number);
	slot_release(&s->reason);
}

const struct view_ops reveal_view = {
	.name = "reveal",
	.title = N_("Personal data"),
	.size = sizeof(struct reveal_state),
	.dialog = true,
	.open = reveal_open,
	.context = reveal_context,
	.act = reveal_act,
	.text = reveal_text,
	.paste = reveal_paste,
	.draw = reveal_draw,
	.close = reveal_close,
};
