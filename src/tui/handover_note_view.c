/*
 * handover_note_view.c - the note of a shift, which begins with what is open.
 *
 * What was typed is not lost with a line: it is kept as the note.
 */
#include "tui/editor.h"
#include "tui/handover_view.h"

#include "app/app.h"
#include "base/intl.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

#define NOTE_CHARS 2000
#define DIALOG_ROWS 18
#define DIALOG_COLS 74

struct writing_state {
	struct tui *t;
	struct editor text;
	char *first;			/* what stood there before */
	struct err err;			/* of the last try; shown inside */
};

static enum status
writing_open(void *state, struct tui *t, const void *arg, struct err *err)
{
	struct writing_state *s = state;
	struct buf first = BUF_INIT;
	enum status st = handover_prefill(tui_app(t), &first, err);

	(void)arg;
	if (st != ST_OK) {
		buf_release(&first);
		return st;
	}
	s->t = t;
	editor_init(&s->text, true, NOTE_CHARS);
	editor_set(&s->text, buf_slice(&first));
	s->first = buf_detach(&first);
	return ST_OK;
}

static void
writing_close(void *state)
{
	struct writing_state *s = state;

	editor_release(&s->text);
	free(s->first);
}

static enum context
writing_context(const void *state)
{
	(void)state;
	return CONTEXT_NOTE;
}

static unsigned
act_keep(struct writing_state *s)
{
	int64_t id = 0;

	s->err = (struct err)ERR_INIT;
	if (handover_write(tui_app(s->t), buf_text(&s->text.text), &id,
	    &s->err) != ST_OK)
		return AFTER_REDRAW;
	editor_set(&s->text, slice_of(s->first));	/* nothing is lost */
	tui_say(s->t, STYLE_GOOD, _("The note %lld is left for the next "
	    "shift"), (long long)id);
	tui_reload_below(s->t);
	return AFTER_REDRAW | AFTER_POP;
}

static unsigned
writing_act(void *state, const struct action *a)
{
	struct writing_state *s = state;

	if (a->verb == VERB_CHOOSE)
		return act_keep(s);
	if (a->verb == VERB_BACK) {
		editor_set(&s->text, slice_of(s->first));
		return AFTER_REDRAW | AFTER_POP;
	}
	return editor_act(&s->text, a) == EDITED_NOT_MINE ? AFTER_PASS :
	    AFTER_REDRAW;
}

static unsigned
writing_text(void *state, struct slice typed)
{
	struct writing_state *s = state;

	s->err = (struct err)ERR_INIT;
	editor_type(&s->text, typed);
	return AFTER_REDRAW;
}

static unsigned
writing_paste(void *state, struct slice text)
{
	struct writing_state *s = state;

	editor_paste(&s->text, text);
	return AFTER_REDRAW;
}

static void
writing_save(void *state)
{
	struct writing_state *s = state;
	struct err quiet = ERR_INIT;
	int64_t id;

	if (strcmp(buf_text(&s->text.text), s->first) != 0)
		(void)handover_write(tui_app(s->t), buf_text(&s->text.text),
		    &id, &quiet);
}

static void
writing_draw(const void *state, struct canvas *c)
{
	const struct writing_state *s = state;
	struct area a = canvas_box(c, canvas_centre(c, DIALOG_ROWS,
	    DIALOG_COLS), STYLE_FRAME, _("Handover note"));

	if (a.rows > 2)
		editor_draw(&s->text, c, (struct area){ a.row, a.col + 1,
			a.rows - 2, a.cols - 2 }, STYLE_FIELD, true);
	if (s->err.status != ST_OK)
		canvas_put_cut(c, a.row + a.rows - 2, a.col + 1, a.cols - 2,
		    STYLE_BAD, slice_of(s->err.text));
	canvas_put_cut(c, a.row + a.rows - 1, a.col + 1, a.cols - 2,
	    STYLE_FAINT, slice_of(_("Enter leaves it for the next shift; "
	    "Alt-Enter: a new line")));
}

const struct view_ops handover_note_view = {
	.name = "handover-note",
	.title = N_("Handover note"),
	.size = sizeof(struct writing_state),
	.dialog = true,
	.open = writing_open,
	.context = writing_context,
	.act = writing_act,
	.text = writing_text,
	.paste = writing_paste,
	.draw = writing_draw,
	.save = writing_save,
	.close = writing_close,
};
