/*
 * link_view.c - a list of the links, and Enter.
 */
#include "tui/link_view.h"
#include "tui/list.h"

#include "base/intl.h"
#include "base/mem.h"

#include <stdlib.h>

#define DIALOG_COLS 76

struct link_state {
	struct tui *t;
	char *words[READING_LINKS_MAX];
	size_t *chosen;
	struct list list;
};

static const char *
row_id(const void *rows, size_t row)
{
	const struct link_state *s = rows;

	return s->words[row];
}

static enum status
link_open(void *state, struct tui *t, const void *arg, struct err *err)
{
	const struct link_start *start = arg;
	struct link_state *s = state;

	(void)err;
	s->t = t;
	s->chosen = start->chosen;
	for (size_t i = 0; i < start->reading->links; i++) {
		const struct reading_link *l = &start->reading->link[i];

		s->words[i] = xasprintf(_("%s: %s"),
		    reading_link_words(l->kind), l->title);
	}
	list_init(&s->list);
	list_restart(&s->list, start->reading->links, row_id, s);
	return ST_OK;
}

static enum context
link_context(const void *state)
{
	(void)state;
	return CONTEXT_LIST;
}

static unsigned
link_act(void *state, const struct action *a)
{
	struct link_state *s = state;

	if (a->verb == VERB_CHOOSE) {
		*s->chosen = s->list.at;
		tui_reload_below(s->t);
		return AFTER_REDRAW | AFTER_POP;
	}
	if (list_act(&s->list, a, READING_LINKS_MAX, row_id, s))
		return AFTER_REDRAW;
	return AFTER_PASS;
}

static unsigned
link_select(void *state, size_t row)
{
	struct link_state *s = state;

	return list_click(&s->list, row, row_id, s) ? AFTER_REDRAW :
	    AFTER_NOTHING;
}

static void
link_draw(const void *state, struct canvas *c)
{
	const struct link_state *s = state;
	struct area a = canvas_box(c, canvas_centre(c,
	    (int)s->list.count + 2, DIALOG_COLS), STYLE_FRAME, _("Links"));

	for (int i = 0; i < a.rows && i < (int)s->list.count; i++) {
		bool selected = i == (int)s->list.at;
		unsigned style = STYLE_PLAIN |
		    (selected ? STYLE_SELECTED : 0u);

		if (selected) {
			canvas_put_glyph(c, a.row + i, a.col, STYLE_KEY,
			    GLYPH_SELECTED);
			canvas_cursor(c, a.row + i, a.col);
		}
		canvas_target(c, (struct area){ a.row + i, a.col, 1, a.cols },
		    (size_t)i);
		canvas_put_cut(c, a.row + i, a.col + 2, a.cols - 3, style,
		    slice_of(s->words[i]));
	}
}

static void
link_close(void *state)
{
	struct link_state *s = state;

	for (size_t i = 0; i < READING_LINKS_MAX; i++)
		free(s->words[i]);
	list_release(&s->list);
}

const struct view_ops link_view = {
	.name = "links",
	.title = N_("Links"),
	.size = sizeof(struct link_state),
	.dialog = true,
	.open = link_open,
	.context = link_context,
	.act = link_act,
	.select = link_select,
	.draw = link_draw,
	.close = link_close,
};
