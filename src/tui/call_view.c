/*
 * call_view.c - the dialog that begins a call: the caller's number, and the
 * slate is clean.
 */
#include "tui/callbar.h"
#include "tui/editor.h"
#include "tui/views.h"

#include "base/intl.h"

#define PHONE_CHARS 24
#define DIALOG_ROWS 5
#define DIALOG_COLS 46

struct call_state {
	struct tui *t;
	struct editor phone;
};

static enum status
call_open(void *state, struct tui *t, const void *arg, struct err *err)
{
	struct call_state *s = state;

	(void)arg;
	(void)err;
	s->t = t;
	editor_init(&s->phone, false, PHONE_CHARS);
	return ST_OK;
}

static enum context
call_context(const void *state)
{
	(void)state;
	return CONTEXT_PHONE;
}

static unsigned
call_act(void *state, const struct action *a)
{
	struct call_state *s = state;
	struct err err = ERR_INIT;

	if (a->verb == VERB_CHOOSE) {
		if (call_begin(tui_call(s->t), tui_app(s->t),
		    editor_text(&s->phone), tui_now(s->t), &err) != ST_OK)
			tui_say_err(s->t, &err);
		tui_home(s->t);
		tui_reload_below(s->t);
		return AFTER_REDRAW;
	}
	if (a->verb == VERB_CALL_BEGIN)
		return AFTER_NOTHING;
	if (editor_act(&s->phone, a) == EDITED_NOT_MINE)
		return AFTER_PASS;
	return AFTER_REDRAW;
}

static unsigned
call_text(void *state, struct slice typed)
{
	struct call_state *s = state;

	editor_type(&s->phone, typed);
	return AFTER_REDRAW;
}

static unsigned
call_paste(void *state, struct slice text)
{
	struct call_state *s = state;

	editor_paste(&s->phone, text);
	return AFTER_REDRAW;
}

static void
call_draw(const void *state, struct canvas *c)
{
	const struct call_state *s = state;
	struct area a = canvas_box(c, canvas_centre(c, DIALOG_ROWS,
	    DIALOG_COLS), STYLE_FRAME, _("A call begins"));
	int col = a.col + 1;

	col += canvas_text(c, a.row, col, STYLE_LABEL,
	    _("Caller's number: "));
	editor_draw(&s->phone, c, (struct area){ a.row, col, 1,
	    a.col + a.cols - col - 1 }, STYLE_FIELD, true);
	canvas_put(c, a.row + 2, a.col + 1, a.cols - 2, STYLE_FAINT,
	    slice_of(_("Enter begins; leave it empty when withheld")));
}

static void
call_close(void *state)
{
	struct call_state *s = state;

	editor_release(&s->phone);
}

const struct view_ops call_view = {
	.name = "call",
	.title = N_("Call"),
	.size = sizeof(struct call_state),
	.dialog = true,
	.open = call_open,
	.context = call_context,
	.act = call_act,
	.text = call_text,
	.paste = call_paste,
	.draw = call_draw,
	.close = call_close,
};
