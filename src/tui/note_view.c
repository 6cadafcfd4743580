/*
 * note_view.c - the note after a call: what the record does not say yet, kept
 * with every demand that the call logged or moved.
 *
 * Nobody has to write one, and the dialog is in no one's way: Esc skips it, a
 * call that rings takes the place of an empty one, and whatever else leaves
 * it (F2, another screen, a lost line) keeps what was typed.
 */
#include "tui/callbar.h"
#include "tui/editor.h"
#include "tui/views.h"

#include "app/demand.h"
#include "base/intl.h"

#include <string.h>

#define NOTE_CHARS 500
#define TEXT_ROWS 4
#define DIALOG_ROWS (TEXT_ROWS + 5)
#define DIALOG_COLS 70

struct note_state {
	struct tui *t;
	char number[CALL_TOUCHED_MAX][CALL_NUMBER_BYTES];
	size_t numbers, kept;		/* the first @kept have it */
	struct editor text;
	struct err err;			/* of the last try; shown inside */
};

static enum status
note_open(void *state, struct tui *t, const void *arg, struct err *err)
{
	const struct call *call = arg;
	struct note_state *s = state;

	(void)err;
	s->t = t;
	memcpy(s->number, call->touched, sizeof(s->number));
	s->numbers = call->touches;
	editor_init(&s->text, true, NOTE_CHARS);
	return ST_OK;
}

bool
note_view_empty(const void *state)
{
	const struct note_state *s = state;

	return editor_empty(&s->text);
}

static enum context
note_context(const void *state)
{
	(void)state;
	return CONTEXT_NOTE;
}

/* One demand after the other; a second try goes on where the first failed. */
static enum status
note_keep(struct note_state *s)
{
	struct demand_made made = DEMAND_MADE_INIT;
	struct move_fields fields = { 0 };
	enum status st = ST_OK;

	s->err = (struct err)ERR_INIT;
	fields.value[MOVE_FIELD_TEXT] = buf_text(&s->text.text);
	while (st == ST_OK && s->kept < s->numbers) {
		st = demand_move(tui_app(s->t), s->number[s->kept], 0,
		    MOVE_NOTE, &fields, &made, &s->err);
		s->kept += st == ST_OK;
	}
	demand_made_release(&made);
	return st;
}

static void
note_save(void *state)
{
	struct note_state *s = state;

	if (editor_empty(&s->text) || s->kept == s->numbers)
		return;
	if (note_keep(s) == ST_OK)
		tui_say(s->t, STYLE_GOOD, _("The note is kept with %s"),
		    s->number[0]);
	else
		tui_say_err(s->t, &s->err);
}

/* A call that came meanwhile begins now. */
static unsigned
leave(struct note_state *s)
{
	tui_run_below(s->t, action_get(ACTION_CALL_END));
	tui_reload_below(s->t);
	return AFTER_REDRAW | AFTER_POP;
}

static unsigned
note_act(void *state, const struct action *a)
{
	struct note_state *s = state;

	switch (a->verb) {
	case VERB_BACK:
		editor_set(&s->text, slice_of(""));
		return leave(s);
	case VERB_CHOOSE:
	case VERB_CALL_END:
		note_save(s);
		return s->err.status == ST_OK ? leave(s) : AFTER_REDRAW;
	case VERB_CALL_BEGIN:
		tui_run_below(s->t, a);
		return AFTER_REDRAW | AFTER_POP;
	default:
		return editor_act(&s->text, a) == EDITED_NOT_MINE ?
		    AFTER_PASS : AFTER_REDRAW;
	}
}

static unsigned
note_text(void *state, struct slice typed)
{
	struct note_state *s = state;

	editor_type(&s->text, typed);
	return AFTER_REDRAW;
}

static unsigned
note_paste(void *state, struct slice text)
{
	struct note_state *s = state;

	editor_paste(&s->text, text);
	return AFTER_REDRAW;
}

static void
draw_numbers(const struct note_state *s, struct canvas *c, struct area a)
{
	struct buf text = BUF_INIT;

	for (size_t i = 0; i < s->numbers; i++)
		buf_addf(&text, "%s%s", i > 0 ? "  " : "", s->number[i]);
	canvas_put_cut(c, a.row, a.col + 1, a.cols - 2, STYLE_KEY,
	    buf_slice(&text));
	buf_release(&text);
}

static void
note_draw(const void *state, struct canvas *c)
{
	const struct note_state *s = state;
	struct area a = canvas_box(c, canvas_centre(c, DIALOG_ROWS,
	    DIALOG_COLS), STYLE_FRAME, _("Note after the call"));

	draw_numbers(s, c, a);
	if (a.rows > 3)
		editor_draw(&s->text, c, (struct area){ a.row + 1, a.col + 1,
			a.rows - 3, a.cols - 2 }, STYLE_FIELD, true);
	if (s->err.status != ST_OK)
		canvas_put_cut(c, a.row + a.rows - 2, a.col + 1, a.cols - 2,
		    STYLE_BAD, slice_of(s->err.text));
	canvas_put_cut(c, a.row + a.rows - 1, a.col + 1, a.cols - 2,
	    STYLE_FAINT, slice_of(_("Enter keeps it with the demand, Esc "
	    "skips; Alt-Enter: a new line")));
}

static void
note_close(void *state)
{
	struct note_state *s = state;

	editor_release(&s->text);
}

const struct view_ops note_view = {
	.name = "note",
	.title = N_("Note"),
	.size = sizeof(struct note_state),
	.dialog = true,
	.open = note_open,
	.context = note_context,
	.act = note_act,
	.text = note_text,
	.paste = note_paste,
	.draw = note_draw,
	.save = note_save,
	.close = note_close,
};
