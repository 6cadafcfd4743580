/*
 * report_view_list.c - the list of reports with their bases, the definition
 * of the selected one below.
 */
#include "tui/report_view.h"
#include "tui/views.h"

#include "app/app.h"
#include "base/intl.h"
#include "base/mem.h"

#include <stdlib.h>

#define ROWS_BELOW 4
#define TITLE_COLS 34

struct reports_state {
	struct tui *t;
	struct list list;
	struct report_shown *shown;
};

static const char *
row_id(const void *rows, size_t row)
{
	(void)rows;
	return report_code((enum report_kind)row);
}

static enum status
reports_open(void *state, struct tui *t, const void *arg, struct err *err)
{
	struct reports_state *s = state;

	(void)arg;
	s->t = t;
	if (tui_app(t)->role == ROLE_LIAISON)
		return fail(err, ST_DENIED, "reports speak of all units: they "
		    "are not for the role \"%s\"", role_words(ROLE_LIAISON));
	list_init(&s->list);
	list_restart(&s->list, REPORT_COUNT, row_id, s);
	s->shown = xcalloc(1, sizeof(*s->shown));
	return ST_OK;
}

static void
reports_close(void *state)
{
	struct reports_state *s = state;

	list_release(&s->list);
	free(s->shown);
}

static enum context
reports_context(const void *state)
{
	(void)state;
	return CONTEXT_LIST;
}

static unsigned
reports_act(void *state, const struct action *a)
{
	struct reports_state *s = state;
	struct report_start start = { .kind = (enum report_kind)s->list.at,
	    .by = BY_COUNT };

	if (list_act(&s->list, a, (size_t)s->shown->page, row_id, s))
		return AFTER_REDRAW;
	if (a->verb == VERB_BACK)
		return AFTER_POP;
	if (a->verb != VERB_CHOOSE)
		return AFTER_PASS;
	period_around(PERIOD_DAY, tui_now(s->t), 0, &start.from, &start.to);
	tui_open(s->t, &report_view, &start);
	return AFTER_REDRAW;
}

static unsigned
reports_select(void *state, size_t row)
{
	struct reports_state *s = state;

	return list_click(&s->list, row, row_id, s) ? AFTER_REDRAW :
	    AFTER_NOTHING;
}

static void
reports_draw(const void *state, struct canvas *c)
{
	const struct reports_state *s = state;
	int rows = canvas_rows(c) - ROWS_BELOW, cols = canvas_cols(c);
	size_t page = rows > 0 ? (size_t)rows : 0, top;

	s->shown->page = rows;
	top = list_top(&s->list, page);
	for (size_t i = top; i < REPORT_COUNT && i < top + page; i++) {
		enum report_kind kind = (enum report_kind)i;
		int at = (int)(i - top);

		canvas_printf(c, at, 2, STYLE_FAINT, "%2zu", i + 1);
		canvas_put_cut(c, at, 6, TITLE_COLS, STYLE_PLAIN,
		    slice_of(report_title(kind)));
		canvas_put_cut(c, at, 7 + TITLE_COLS, cols - TITLE_COLS - 8,
		    STYLE_FAINT, slice_of(report_basis(kind)));
		canvas_list_row(c, at, i, i == s->list.at);
	}
	canvas_rule(c, rows, 0, cols, STYLE_FRAME);
	report_definition_draw(c, rows + 1, ROWS_BELOW - 1,
	    report_definition((enum report_kind)s->list.at));
}

const struct view_ops reports_view = {
	.name = "reports",
	.title = N_("Reports"),
	.size = sizeof(struct reports_state),
	.open = reports_open,
	.context = reports_context,
	.act = reports_act,
	.select = reports_select,
	.draw = reports_draw,
	.close = reports_close,
};
