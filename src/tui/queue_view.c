/*
 * queue_view.c - the queues of the desk: what is to be done, by whom, until
 * when.
 *
 * A queue is a saved view; its filter narrows it further. What is done with a
 * demand is done in its sheet. Asking the ledger is queue_load.c, drawing
 * queue_draw.c.
 */
#include "tui/queue_view.h"
#include "tui/views.h"

#include "app/app.h"
#include "base/intl.h"
#include "base/mem.h"

#include <stdlib.h>

#define FILTER_CHARS 200

static void
columns_read(struct queue_state *s)
{
	struct err err = ERR_INIT;

	if (queue_columns_read(&s->columns, config_get(&s->app->config,
	    "screen", "columns", ""), &err) != ST_OK)
		tui_say_err(s->t, &err);
}

static enum status
queue_open(void *state, struct tui *t, const void *arg, struct err *err)
{
	struct queue_state *s = state;

	s->t = t;
	s->app = tui_app(t);
	s->queue = s->app->role == ROLE_DISPATCHER ?
	    DEMAND_QUEUE_TO_DISPATCH : DEMAND_QUEUE_OPEN;
	if (arg && !demand_queue_parse(slice_of(arg), &s->queue))
		return fail(err, ST_NOT_FOUND, "there is no queue \"%s\"",
		    (const char *)arg);
	for (int q = 0; q < DEMAND_QUEUE_COUNT; q++)
		s->count[q] = -1;
	s->tab = (int)s->queue;
	s->restart = true;
	queue_tabs_read(&s->tabs, &s->app->config);
	columns_read(s);
	queue_offers_init(&s->offers);
	list_init(&s->list);
	editor_init(&s->filter, false, FILTER_CHARS);
	s->shown = xcalloc(1, sizeof(*s->shown));
	return ST_OK;
}

static void
queue_close(void *state)
{
	struct queue_state *s = state;

	batch_release(&s->marks);
	demands_release(&s->demands);
	drafts_release(&s->drafts);
	list_release(&s->list);
	editor_release(&s->filter);
	narrow_release(&s->narrow);
	queue_offers_release(&s->offers);
	queue_tabs_release(&s->tabs);
	free(s->shown);
}

static enum context
queue_context(const void *state)
{
	const struct queue_state *s = state;

	return s->filtering ? CONTEXT_FILTER : CONTEXT_QUEUE;
}

static unsigned
filter_changed(struct queue_state *s)
{
	s->filter_err = (struct err)ERR_INIT;
	narrow_parse(s->app, editor_text(&s->filter), &s->narrow,
	    &s->filter_err);
	queue_offers_find(&s->offers, s->app->directory, &s->filter);
	s->restart = true;
	return AFTER_REDRAW | AFTER_RELOAD;
}

static unsigned
queue_text(void *state, struct slice typed)
{
	struct queue_state *s = state;

	if (!s->filtering || !editor_type(&s->filter, typed))
		return AFTER_REDRAW;
	return filter_changed(s);
}

static unsigned
queue_paste(void *state, struct slice text)
{
	struct queue_state *s = state;

	if (!s->filtering || !editor_paste(&s->filter, text))
		return AFTER_REDRAW;
	return filter_changed(s);
}

unsigned
queue_go_tab(struct queue_state *s, int tab)
{
	const struct queue_tab *before = queue_tab_saved(&s->tabs, s->tab);
	const struct queue_tab *saved = queue_tab_saved(&s->tabs, tab);

	s->tab = tab;
	s->queue = saved ? saved->queue : (enum demand_queue)tab;
	s->restart = true;
	s->loaded = false;
	list_restart(&s->list, 0, queue_row_id, s);
	if (!saved && !before)
		return AFTER_REDRAW | AFTER_RELOAD;
	editor_set(&s->filter, slice_of(saved ? saved->filter : ""));
	return filter_changed(s);
}

/* "/" opens the line; Tab goes to the next view. What was typed is kept from
 * queue to queue, a saved view's own filter is not. */
static unsigned
act_filter(struct queue_state *s, int by)
{
	int tabs = queue_tabs_count(&s->tabs);

	if (by != 0)
		return queue_go_tab(s, (s->tab + tabs + by) % tabs);
	s->filtering = true;
	queue_offers_find(&s->offers, s->app->directory, &s->filter);
	return AFTER_REDRAW;
}

/* Esc empties the filter, then leaves it, then the queues. */
static unsigned
act_back(struct queue_state *s)
{
	if (!s->filtering && editor_empty(&s->filter))
		return AFTER_PASS;
	s->filtering = false;
	if (editor_empty(&s->filter))
		return AFTER_REDRAW;
	editor_set(&s->filter, slice_of(""));
	return filter_changed(s);
}

/* A key may come before the rows that it is meant for. */
static void
rows_first(struct queue_state *s)
{
	struct err err = ERR_INIT;

	if (s->restart && queue_rows(s, &err) != ST_OK)
		tui_say_err(s->t, &err);
}

static unsigned
act_list(struct queue_state *s, const struct action *a)
{
	size_t page = (size_t)s->shown->page;

	rows_first(s);
	list_act(&s->list, a, page, queue_row_id, s);
	if (!s->demands.more || s->list.at + page < s->list.count)
		return AFTER_REDRAW;
	s->more_wanted = true;
	return AFTER_REDRAW | AFTER_RELOAD;
}

static unsigned
queue_select(void *state, size_t row)
{
	struct queue_state *s = state;

	if (!list_click(&s->list, row, queue_row_id, s))
		return AFTER_NOTHING;
	s->filtering = false;
	return AFTER_REDRAW;
}

static unsigned
open_draft(struct queue_state *s, const struct action *a)
{
	struct form_start start = { .draft = list_selected(&s->list) };

	if (a->verb != VERB_CHOOSE)
		return AFTER_NOTHING;
	tui_open(s->t, &form_view, &start);
	return AFTER_REDRAW;
}

/* Opens the demand; any other action than that is the sheet's to do. */
static unsigned
act_row(struct queue_state *s, const struct action *a)
{
	rows_first(s);
	if (a->verb == VERB_DEMAND_MOVE && s->marks.count > 0)
		return queue_marks_move(s);
	if (s->list.count == 0)
		return AFTER_NOTHING;
	if (s->queue == DEMAND_QUEUE_DRAFTS)
		return open_draft(s, a);
	tui_open(s->t, &sheet_view, list_selected(&s->list));
	if (a->verb != VERB_CHOOSE)
		tui_run_below(s->t, a);
	return AFTER_REDRAW;
}

/* In the filter's line, Enter is the way back to the list. */
static unsigned
act_choose(struct queue_state *s, const struct action *a)
{
	if (!s->filtering)
		return act_row(s, a);
	s->filtering = false;
	return AFTER_REDRAW;
}

static unsigned
act_screen(struct queue_state *s, const struct action *a)
{
	enum demand_queue to = a->arg == TO_DRAFTS ? DEMAND_QUEUE_DRAFTS :
	    s->queue;

	if (a->arg == TO_SEARCH)
		return AFTER_PASS;
	return to == s->queue ? AFTER_NOTHING : queue_go_tab(s, (int)to);
}

static unsigned
queue_act(void *state, const struct action *a)
{
	struct queue_state *s = state;
	struct saved_start start = { .queue = s };
	enum edited edited;

	switch (a->verb) {
	case VERB_MOVE:
	case VERB_PAGE:
	case VERB_EDGE:
		return act_list(s, a);
	case VERB_CHOOSE:
		return act_choose(s, a);
	case VERB_CONTACT:
	case VERB_DEMAND_MOVE:
	case VERB_COPY:
		return act_row(s, a);
	case VERB_MARK:
		rows_first(s);
		return queue_mark(s, (enum mark_what)a->arg);
	case VERB_UNDO:
		if (!s->filtering)
			return queue_undo(s);
		break;
	case VERB_VIEW:
		if (a->arg != VIEW_KEEP && a->arg != VIEW_CHOOSE)
			break;		/* only of use among the names */
		start.what = (enum view_do)a->arg;
		tui_open(s->t, &queue_saved_view, &start);
		return AFTER_REDRAW;
	case VERB_FILTER:
		return act_filter(s, a->arg);
	case VERB_TAKE:
		return queue_offers_take(&s->offers, &s->filter) ?
		    filter_changed(s) : AFTER_NOTHING;
	case VERB_SCREEN:
		return act_screen(s, a);
	case VERB_BACK:
		return act_back(s);
	default:
		break;
	}
	if (!s->filtering)
		return AFTER_PASS;
	edited = editor_act(&s->filter, a);
	if (edited == EDITED_NOT_MINE)
		return AFTER_PASS;
	return edited == EDITED_TEXT ? filter_changed(s) : AFTER_REDRAW;
}

const struct view_ops queue_view = {
	.name = "queue",
	.title = N_("Queues"),
	.size = sizeof(struct queue_state),
	.open = queue_open,
	.context = queue_context,
	.act = queue_act,
	.text = queue_text,
	.paste = queue_paste,
	.select = queue_select,
	.load = queue_load,
	.tick = queue_tick,
	.draw = queue_draw,
	.close = queue_close,
};
