/*
 * help_view.c - what can be pressed now, made from the keymap and the table
 * of actions; Enter does it.
 */
#include "tui/action_rows.h"
#include "tui/views.h"

#include "base/intl.h"

#include <stdio.h>

#define TITLE_BYTES 160

struct help_state {
	struct action_rows rows;
	enum context about;
};

static void
binding_add(void *arg, const struct binding *b)
{
	struct help_state *s = arg;
	char keys[KEYMAP_TEXT_BYTES];

	action_rows_add(&s->rows, b->action, binding_title(b),
	    binding_keys(b, keys), context_title(b->context));
}

static enum status
help_open(void *state, struct tui *t, const void *arg, struct err *err)
{
	struct help_state *s = state;

	(void)arg;
	(void)err;
	s->about = tui_context_below(t);
	action_rows_init(&s->rows, t);
	keymap_each(tui_keymap(t), s->about, NULL, 0, binding_add, s);
	action_rows_ready(&s->rows);
	return ST_OK;
}

static enum context
help_context(const void *state)
{
	(void)state;
	return CONTEXT_HELP;
}

static unsigned
help_act(void *state, const struct action *a)
{
	struct help_state *s = state;

	return action_rows_act(&s->rows, a);
}

static unsigned
help_text(void *state, struct slice typed)
{
	struct help_state *s = state;

	return action_rows_text(&s->rows, typed);
}

static unsigned
help_paste(void *state, struct slice text)
{
	struct help_state *s = state;

	return action_rows_paste(&s->rows, text);
}

static unsigned
help_select(void *state, size_t row)
{
	struct help_state *s = state;

	return action_rows_select(&s->rows, row);
}

static void
help_draw(const void *state, struct canvas *c)
{
	const struct help_state *s = state;
	char title[TITLE_BYTES];

	snprintf(title, sizeof(title), _("What can be pressed now: %s"),
	    context_title(s->about));
	action_rows_draw(&s->rows, c, title);
}

static void
help_close(void *state)
{
	struct help_state *s = state;

	action_rows_release(&s->rows);
}

const struct view_ops help_view = {
	.name = "help",
	.title = N_("Help"),
	.size = sizeof(struct help_state),
	.dialog = true,
	.open = help_open,
	.context = help_context,
	.act = help_act,
	.text = help_text,
	.paste = help_paste,
	.select = help_select,
	.draw = help_draw,
	.close = help_close,
};
