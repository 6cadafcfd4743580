/*
 * remark_view.c - one of a few choices, and a line of words.
 *
 * Up and down choose, all else is the line. What is said is done by whoever
 * opened it; when that cannot be, it is shown and can be mended.
 */
#include "tui/remark_view.h"
#include "tui/editor.h"

#include "base/intl.h"
#include "base/mem.h"

#include <assert.h>
#include <stdlib.h>

#define TEXT_CHARS 200
#define ROWS_BESIDE 8			/* of the choices */
#define DIALOG_COLS 72
#define LABEL_COLS 12

struct remark_state {
	struct tui *t;
	struct remark_start start;
	char *subject, *below, *id;	/* of @start, which borrows them */
	size_t choice;
	struct editor text;
	struct err err;			/* of the last try; shown inside */
};

static enum status
remark_open(void *state, struct tui *t, const void *arg, struct err *err)
{
	struct remark_state *s = state;

	(void)err;
	s->t = t;
	s->start = *(const struct remark_start *)arg;
	assert(s->start.choices > 0 && s->start.choices <= REMARK_CHOICES);
	s->start.subject = s->subject = xstrdup(s->start.subject);
	s->start.below = s->below = xstrdup(s->start.below);
	s->start.id = s->id = xstrdup(s->start.id);
	editor_init(&s->text, false, TEXT_CHARS);
	return ST_OK;
}

static void
remark_close(void *state)
{
	struct remark_state *s = state;

	free(s->subject);
	free(s->below);
	free(s->id);
	editor_release(&s->text);
}

static enum context
remark_context(const void *state)
{
	(void)state;
	return CONTEXT_ANSWER;
}

static unsigned
act_send(struct remark_state *s)
{
	s->err = (struct err)ERR_INIT;
	if (s->start.send(s->t, &s->start, s->start.choice[s->choice].code,
	    buf_text(&s->text.text), &s->err) != ST_OK)
		return AFTER_REDRAW;
	tui_reload_below(s->t);
	return AFTER_REDRAW | AFTER_POP;
}

static unsigned
act_choice(struct remark_state *s, int by)
{
	size_t n = s->start.choices;

	s->choice = (s->choice + n + (size_t)by) % n;
	return AFTER_REDRAW;
}

static unsigned
remark_act(void *state, const struct action *a)
{
	struct remark_state *s = state;

	if (a->verb == VERB_CHOOSE)
		return act_send(s);
	if (a->verb == VERB_MOVE || a->verb == VERB_PANE)
		return act_choice(s, a->arg);
	return editor_act(&s->text, a) == EDITED_NOT_MINE ? AFTER_PASS :
	    AFTER_REDRAW;
}

static unsigned
remark_text(void *state, struct slice typed)
{
	struct remark_state *s = state;

	s->err = (struct err)ERR_INIT;
	editor_type(&s->text, typed);
	return AFTER_REDRAW;
}

static unsigned
remark_paste(void *state, struct slice text)
{
	struct remark_state *s = state;

	editor_paste(&s->text, text);
	return AFTER_REDRAW;
}

static void
draw_choices(const struct remark_state *s, struct canvas *c, struct area a)
{
	for (size_t i = 0; i < s->start.choices; i++) {
		int row = a.row + 2 + (int)i;
		bool chosen = i == s->choice;

		if (chosen)
			canvas_put_glyph(c, row, a.col + 1, STYLE_KEY,
			    GLYPH_SELECTED);
		canvas_put_cut(c, row, a.col + 3, a.cols - 4, STYLE_PLAIN |
		    (chosen ? STYLE_SELECTED : 0u),
		    slice_of(s->start.choice[i].words));
	}
}

static void
remark_draw(const void *state, struct canvas *c)
{
	const struct remark_state *s = state;
	int choices = (int)s->start.choices;
	struct area a = canvas_box(c, canvas_centre(c, choices + ROWS_BESIDE,
	    DIALOG_COLS), STYLE_FRAME, s->start.heading);
	int col = a.col + 1 + LABEL_COLS, row = a.row + 2 + choices;

	canvas_put_cut(c, a.row, a.col + 1, a.cols - 2, STYLE_HEAD,
	    slice_of(s->subject));
	canvas_put_cut(c, a.row + 1, a.col + 1, a.cols - 2, STYLE_FAINT,
	    slice_of(s->below));
	draw_choices(s, c, a);
	canvas_text(c, row, a.col + 1, STYLE_FOCUS, s->start.label);
	editor_draw(&s->text, c, (struct area){ row, col, 1,
	    a.col + a.cols - col - 1 }, STYLE_FIELD, true);
	if (s->err.status != ST_OK)
		canvas_put_cut(c, row + 1, a.col + 1, a.cols - 2, STYLE_BAD,
		    slice_of(s->err.text));
	canvas_put_cut(c, row + 3, a.col + 1, a.cols - 2, STYLE_FAINT,
	    slice_of(s->start.hint));
}

const struct view_ops remark_view = {
	.name = "remark",
	.title = N_("Remark"),
	.size = sizeof(struct remark_state),
	.dialog = true,
	.open = remark_open,
	.context = remark_context,
	.act = remark_act,
	.text = remark_text,
	.paste = remark_paste,
	.draw = remark_draw,
	.close = remark_close,
};
