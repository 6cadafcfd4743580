/*
 * knowledge_view.c - what there is to do for the knowledge base, a tab for
 * each kind of work.
 */
#include "tui/knowledge_view.h"
#include "tui/views.h"

#include "app/app.h"
#include "base/intl.h"
#include "base/mem.h"
#include "store/kb.h"
#include "store/ledger.h"

#include <stdlib.h>

static const char *
row_id(const void *rows, size_t row)
{
	const struct knowledge_state *s = rows;

	return s->work.row[row].id;
}

const struct work_row *
knowledge_selected(const struct knowledge_state *s)
{
	return s->loaded && s->list.at < s->work.count ?
	    &s->work.row[s->list.at] : NULL;
}

static enum status
knowledge_open(void *state, struct tui *t, const void *arg, struct err *err)
{
	struct knowledge_state *s = state;

	(void)arg;
	s->t = t;
	s->app = tui_app(t);
	if (!s->app->ledger)
		return fail(err, ST_NOT_FOUND, "no ledger is open");
	if (s->app->role != ROLE_EDITOR && s->app->role != ROLE_SUPERVISOR)
		return fail(err, ST_DENIED, "knowledge entries are kept by: "
		    "%s, %s", role_words(ROLE_EDITOR),
		    role_words(ROLE_SUPERVISOR));
	s->work = (struct work)WORK_INIT;
	s->restart = true;
	list_init(&s->list);
	s->shown = xcalloc(1, sizeof(*s->shown));
	return ST_OK;
}

static void
knowledge_close(void *state)
{
	struct knowledge_state *s = state;

	work_release(&s->work);
	list_release(&s->list);
	free(s->shown);
}

static int64_t
base_now(const struct knowledge_state *s)
{
	return s->app->kb ? kb_generation(s->app->kb) : 0;
}

static enum status
knowledge_load(void *state, struct err *err)
{
	struct knowledge_state *s = state;
	struct work fresh = WORK_INIT;
	struct err why = ERR_INIT;
	bool moved;
	enum status st;

	if (app_follow(s->app, &moved, &why) != ST_OK)
		tui_say_err(s->t, &why);
	s->ledger_seen = ledger_data_version(s->app->ledger);
	s->kb_seen = base_now(s);
	st = work_load(s->app, s->kind, tui_newer, s->t, &fresh, err);
	if (st != ST_OK) {
		work_release(&fresh);
		return st;
	}
	work_release(&s->work);
	s->work = fresh;
	s->loaded = true;
	if (s->restart)
		list_restart(&s->list, s->work.count, row_id, s);
	else
		list_reload(&s->list, s->work.count, row_id, s);
	s->restart = false;
	return ST_OK;
}

static unsigned
knowledge_tick(void *state, int64_t now)
{
	const struct knowledge_state *s = state;

	(void)now;
	if (ledger_data_version(s->app->ledger) != s->ledger_seen ||
	    base_now(s) != s->kb_seen)
		return AFTER_RELOAD;
	return AFTER_NOTHING;
}

static enum context
knowledge_context(const void *state)
{
	(void)state;
	return CONTEXT_KNOWLEDGE;
}

static unsigned
act_tab(struct knowledge_state *s, int by)
{
	s->kind = (enum work_kind)(((int)s->kind + WORK_KIND_COUNT + by) %
	    WORK_KIND_COUNT);
	work_release(&s->work);
	list_restart(&s->list, 0, row_id, s);
	s->loaded = false;
	s->restart = true;
	return AFTER_REDRAW | AFTER_RELOAD;
}

/* A key may come before the rows that it is meant for. */
static bool
rows_first(struct knowledge_state *s)
{
	struct err err = ERR_INIT;

	if (s->loaded || knowledge_load(s, &err) == ST_OK)
		return true;
	tui_say_err(s->t, &err);
	return false;
}

static unsigned
knowledge_act(void *state, const struct action *a)
{
	struct knowledge_state *s = state;

	if (list_act(&s->list, a, (size_t)s->shown->page, row_id, s))
		return AFTER_REDRAW;
	switch (a->verb) {
	case VERB_PANE:
		return act_tab(s, a->arg);
	case VERB_CHOOSE:
		return rows_first(s) ? knowledge_row_open(s) : AFTER_REDRAW;
	case VERB_ENTRY_MOVE:
		return rows_first(s) ? knowledge_row_move(s) : AFTER_REDRAW;
	case VERB_DRAFT:
		return rows_first(s) ? knowledge_row_draft(s) : AFTER_REDRAW;
	case VERB_SCREEN:
		return a->arg == TO_KNOWLEDGE ? AFTER_NOTHING : AFTER_PASS;
	case VERB_BACK:
		return AFTER_POP;
	default:
		return AFTER_PASS;
	}
}

static unsigned
knowledge_select(void *state, size_t row)
{
	struct knowledge_state *s = state;

	return list_click(&s->list, row, row_id, s) ? AFTER_REDRAW :
	    AFTER_NOTHING;
}

const struct view_ops knowledge_view = {
	.name = "knowledge",
	.title = N_("Knowledge"),
	.size = sizeof(struct knowledge_state),
	.open = knowledge_open,
	.context = knowledge_context,
	.act = knowledge_act,
	.select = knowledge_select,
	.load = knowledge_load,
	.tick = knowledge_tick,
	.draw = knowledge_draw,
	.close = knowledge_close,
};
