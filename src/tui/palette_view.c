/*
 * palette_view.c - every action that is of use in the view below, whether it
 * has a key or not; Enter does it.
 */
#include "tui/action_rows.h"
#include "tui/views.h"

#include "base/intl.h"

struct palette_state {
	struct action_rows rows;
};

static void
action_add(struct palette_state *s, struct tui *t, enum context context,
    const struct action *a)
{
	char keys[KEYMAP_TEXT_BYTES];

	if (a->verb != VERB_PALETTE && action_in(a, context))
		action_rows_add(&s->rows, a, action_title(a),
		    keymap_keys(tui_keymap(t), context, a, keys), a->name);
}

/* The desk's own actions first: they are what is looked for. */
static enum status
palette_open(void *state, struct tui *t, const void *arg, struct err *err)
{
	enum context context = tui_context_below(t);
	struct palette_state *s = state;

	(void)arg;
	(void)err;
	action_rows_init(&s->rows, t);
	for (int pass = 0; pass < 2; pass++) {
		for (int i = 0; i < ACTION_COUNT; i++) {
			const struct action *a =
			    action_get((enum action_id)i);
			bool desk = a->verb >= VERB_CALL_BEGIN;

			if (desk == (pass == 0))
				action_add(s, t, context, a);
		}
	}
	action_rows_ready(&s->rows);
	return ST_OK;
}

static enum context
palette_context(const void *state)
{
	(void)state;
	return CONTEXT_PALETTE;
}

static unsigned
palette_act(void *state, const struct action *a)
{
	struct palette_state *s = state;

	return action_rows_act(&s->rows, a);
}

static unsigned
palette_text(void *state, struct slice typed)
{
	struct palette_state *s = state;

	return action_rows_text(&s->rows, typed);
}

static unsigned
palette_paste(void *state, struct slice text)
{
	struct palette_state *s = state;

	return action_rows_paste(&s->rows, text);
}

static unsigned
palette_select(void *state, size_t row)
{
	struct palette_state *s = state;

	return action_rows_select(&s->rows, row);
}

static void
palette_draw(const void *state, struct canvas *c)
{
	const struct palette_state *s = state;

	action_rows_draw(&s->rows, c, _("Find an action"));
}

static void
palette_close(void *state)
{
	struct palette_state *s = state;

	action_rows_release(&s->rows);
}

const struct view_ops palette_view = {
	.name = "palette",
	.title = N_("Palette"),
	.size = sizeof(struct palette_state),
	.dialog = true,
	.open = palette_open,
	.context = palette_context,
	.act = palette_act,
	.text = palette_text,
	.paste = palette_paste,
	.select = palette_select,
	.draw = palette_draw,
	.close = palette_close,
};
