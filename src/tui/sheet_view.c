/*
 * sheet_view.c - the sheet of one demand: everything of it, read only; steps
 * are taken in a dialog.
 *
 * Looks once a second whether anybody has written, and reads again then; what
 * the person reads stays in its place.
 */
#include "tui/sheet_view.h"
#include "tui/callbar.h"
#include "tui/move_view.h"

#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MERGED_SHOWN 50
#define SEEN_SHOWN 20

static void
options_drop(struct sheet_state *s)
{
	free(s->option);
	s->option = NULL;
	s->options = 0;
}

/* The demand this one was merged into, and those merged into this one. */
static enum status
merges_load(struct sheet_state *s, struct err *err)
{
	struct demand_filter f = { .master = s->view.demand.id,
		.limit = MERGED_SHOWN };
	struct demand master;
	enum status st = ST_OK;

	*s->master = '\0';
	demands_release(&s->merged);
	demand_init(&master);
	if (s->view.demand.master) {
		st = ledger_get(s->app->ledger, s->view.demand.master,
		    &master, err);
		memcpy(s->master, master.number, sizeof(s->master));
	}
	demand_release(&master);
	if (st == ST_OK)
		st = ledger_list(s->app->ledger, &f, &s->merged, err);
	return st;
}

/* Who saw the claimant's data is for supervisors and auditors. */
static enum status
seen_load(struct sheet_state *s, struct err *err)
{
	accesses_release(&s->seen);
	if (s->app->role != ROLE_SUPERVISOR && s->app->role != ROLE_AUDITOR)
		return ST_OK;
	return ledger_accesses(s->app->ledger, s->view.demand.id, SEEN_SHOWN,
	    &s->seen, err);
}

static enum status
sheet_load(void *state, struct err *err)
{
	struct sheet_state *s = state;
	int64_t seen = ledger_data_version(s->app->ledger);
	enum status st;

	options_drop(s);
	st = demand_open(s->app, s->number, &s->view, err);
	if (st == ST_OK)
		st = demand_options(s->app, &s->view, &s->option,
		    &s->options, err);
	if (st == ST_OK)
		st = merges_load(s, err);
	if (st == ST_OK)
		st = seen_load(s, err);
	if (st == ST_OK) {
		s->data_version = seen;
		s->minute = tui_now(s->t) / CLOCK_MINUTE;
		sheet_text_build(s);
	}
	return st;
}

static void
sheet_close(void *state)
{
	struct sheet_state *s = state;

	options_drop(s);
	demand_view_release(&s->view);
	personal_release(&s->personal);
	demands_release(&s->merged);
	accesses_release(&s->seen);
	for (int i = 0; i < SHEET_SIDES; i++) {
		free(s->part[i].row);
		buf_release(&s->part[i].text);
	}
	free(s->shown);
}

static enum status
sheet_open(void *state, struct tui *t, const void *arg, struct err *err)
{
	struct sheet_state *s = state;
	enum status st;

	s->t = t;
	s->app = tui_app(t);
	s->shown = xcalloc(1, sizeof(*s->shown));
	demand_view_init(&s->view);
	snprintf(s->number, sizeof(s->number), "%s", (const char *)arg);
	st = s->app->ledger ? sheet_load(s, err) :
	    fail(err, ST_NOT_FOUND, "no ledger is open");
	if (st != ST_OK)
		sheet_close(s);
	return st;
}

static enum context
sheet_context(const void *state)
{
	(void)state;
	return CONTEXT_DEMAND;
}

static struct sheet_part *
part_now(struct sheet_state *s)
{
	return &s->part[s->shown->beside ? s->side : SHEET_MATTER];
}

static unsigned
act_scroll(struct sheet_state *s, long by)
{
	struct sheet_part *p = part_now(s);
	long most = s->shown->lines[p - s->part] - s->shown->page;
	long at = p->scroll + by;

	at = at > most ? most : at;
	p->scroll = (int)(at > 0 ? at : 0);
	return AFTER_REDRAW;
}

/* To the other side; in one column to the next heading. */
static unsigned
act_pane(struct sheet_state *s, int by)
{
	const struct sheet_shown *shown = s->shown;
	int at = s->part[SHEET_MATTER].scroll, to = -1;

	if (shown->beside) {
		s->side = s->side == SHEET_MATTER ? SHEET_LIFE :
		    SHEET_MATTER;
		return AFTER_REDRAW;
	}
	for (int i = 0; i < shown->headings; i++) {
		if (by > 0 && shown->heading[i] > at && to < 0)
			to = shown->heading[i];
		if (by < 0 && shown->heading[i] < at)
			to = shown->heading[i];
	}
	return act_scroll(s, to < 0 ? -at : to - at);
}

static unsigned
open_step(struct sheet_state *s, enum move_event event)
{
	const struct call *call = tui_call(s->t);
	struct move_fields fields = { 0 };
	struct move_start start = { .number = s->number, .event = event };

	if (event == MOVE_REPEAT_CALL && *call->phone) {
		fields.value[MOVE_FIELD_PHONE] = call->phone;
		start.fields = &fields;
	}
	tui_open(s->t, &move_view, &start);
	return AFTER_REDRAW;
}

/* What the claimant may be told: number, state, unit, due date. */
static unsigned
act_copy(struct sheet_state *s)
{
	const struct demand *d = &s->view.demand;
	char due[CLOCK_TEXT_BYTES];
	struct buf text = BUF_INIT;

	buf_addf(&text, _("Your demand %s is: %s."), d->number,
	    demand_state_words(d->state));
	if (*d->lead_unit)
		buf_addf(&text, _(" It is with %s."),
		    sheet_unit(s, d->lead_unit));
	if (d->due_report_at && demand_state_open(d->state))
		buf_addf(&text, _(" It is to be settled by %s."),
		    clock_text(d->due_report_at, CLOCK_MINUTES, due));
	tui_copy(s->t, buf_slice(&text));
	tui_say(s->t, STYLE_GOOD, "%s", _("The text is in the clipboard"));
	buf_release(&text);
	return AFTER_REDRAW;
}

static unsigned
act_reveal(struct sheet_state *s)
{
	struct reveal_start start = { s->number, &s->personal };

	tui_open(s->t, &reveal_view, &start);
	return AFTER_REDRAW;
}

static unsigned
sheet_act(void *state, const struct action *a)
{
	struct sheet_state *s = state;

	switch (a->verb) {
	case VERB_MOVE:
	case VERB_SCROLL:
		return act_scroll(s, a->arg);
	case VERB_PAGE:
		return act_scroll(s, (long)a->arg * (s->shown->page - 1));
	case VERB_EDGE:
		return act_scroll(s, a->arg * 1000000L);
	case VERB_PANE:
		return act_pane(s, a->arg);
	case VERB_CHOOSE:
	case VERB_DEMAND_MOVE:
		return open_step(s, MOVE_COUNT);
	case VERB_CONTACT:
		return open_step(s, MOVE_REPEAT_CALL);
	case VERB_COPY:
		return act_copy(s);
	case VERB_REVEAL:
		return act_reveal(s);
	default:
		return AFTER_PASS;
	}
}

/* The side that keys go to, or the steps. */
static unsigned
sheet_select(void *state, size_t row)
{
	struct sheet_state *s = state;

	if (row >= SHEET_SIDES)
		return AFTER_NOTHING;
	s->side = (enum sheet_side)row;
	return AFTER_REDRAW;
}

/* The clocks run on, and others write. */
static unsigned
sheet_tick(void *state, int64_t now)
{
	struct sheet_state *s = state;

	if (ledger_data_version(s->app->ledger) != s->data_version ||
	    now / CLOCK_MINUTE != s->minute)
		return AFTER_RELOAD;
	return AFTER_NOTHING;
}

const struct view_ops sheet_view = {
	.name = "demand",
	.title = N_("Demand"),
	.size = sizeof(struct sheet_state),
	.open = sheet_open,
	.context = sheet_context,
	.act = sheet_act,
	.select = sheet_select,
	.load = sheet_load,
	.tick = sheet_tick,
	.draw = sheet_draw,
	.close = sheet_close,
};
