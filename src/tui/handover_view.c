/*
 * handover_view.c - what the shift before left, what is open now, and what
 * this one leaves.
 */
#include "tui/handover_view.h"
#include "tui/page_view.h"
#include "tui/report_view.h"
#include "tui/views.h"

#include "app/app.h"
#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"
#include "store/ledger.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#define NOTES_SHOWN 50

static const char *
row_id(const void *rows, size_t row)
{
	static char id[32];
	const struct handover_state *s = rows;

	if (row < HANDOVER_OPENS)
		snprintf(id, sizeof(id), "figure %zu", row);
	else
		snprintf(id, sizeof(id), "note %" PRId64,
		    s->notes.note[row - HANDOVER_OPENS].id);
	return id;
}

const struct handover *
handover_selected(const struct handover_state *s)
{
	return s->loaded && s->list.at >= HANDOVER_OPENS &&
	    s->list.at < s->list.count ?
	    &s->notes.note[s->list.at - HANDOVER_OPENS] : NULL;
}

static enum status
handover_open(void *state, struct tui *t, const void *arg, struct err *err)
{
	struct handover_state *s = state;
	enum status st;

	(void)arg;
	s->t = t;
	s->app = tui_app(t);
	if (!s->app->ledger)
		return fail(err, ST_NOT_FOUND, "no ledger is open");
	s->shifts = (struct shifts)SHIFTS_INIT;
	st = handover_may(s->app, err);
	if (st == ST_OK)
		st = shifts_open(&s->shifts, s->app->data_dir, err);
	if (st != ST_OK)
		return st;
	s->notes = (struct handovers)HANDOVERS_INIT;
	list_init(&s->list);
	s->shown = xcalloc(1, sizeof(*s->shown));
	return ST_OK;
}

static void
handover_close(void *state)
{
	struct handover_state *s = state;

	shifts_close(&s->shifts);
	handovers_release(&s->notes);
	list_release(&s->list);
	wrap_release(&s->shown->wrap);
	free(s->shown);
}

/* The first note that another has left, at the first look. */
static void
select_first(struct handover_state *s)
{
	list_restart(&s->list, s->list.count, row_id, s);
	for (size_t i = 0; i < s->notes.count; i++) {
		if (s->notes.note[i].taken_at)
			continue;
		list_select(&s->list, HANDOVER_OPENS + i, row_id, s);
		return;
	}
}

static enum status
handover_load(void *state, struct err *err)
{
	struct handover_state *s = state;
	struct handovers fresh = HANDOVERS_INIT;
	int64_t at = tui_now(s->t);
	enum status st;

	s->data_version = ledger_data_version(s->app->ledger);
	s->minute = at / CLOCK_MINUTE;
	s->next = (struct shift_time){ NULL, 0, 0 };
	if (shifts_at(&s->shifts, at, &s->now))
		(void)shifts_at(&s->shifts, s->now.to, &s->next);
	st = handover_figures(s->app, s->now.shift ? s->now.to :
	    at + CLOCK_DAY, &s->figures, err);
	if (st == ST_OK)
		st = ledger_handovers(s->app->ledger, 0, NOTES_SHOWN, &fresh,
		    err);
	if (st != ST_OK) {
		handovers_release(&fresh);
		return st;
	}
	handovers_release(&s->notes);
	s->notes = fresh;
	list_reload(&s->list, HANDOVER_OPENS + fresh.count, row_id, s);
	if (!s->loaded)
		select_first(s);
	s->loaded = true;
	return ST_OK;
}

static unsigned
handover_tick(void *state, int64_t now)
{
	const struct handover_state *s = state;

	return ledger_data_version(s->app->ledger) != s->data_version ||
	    now / CLOCK_MINUTE != s->minute ? AFTER_RELOAD : AFTER_NOTHING;
}

static enum context
handover_context(const void *state)
{
	(void)state;
	return CONTEXT_HANDOVER;
}

/* The rows behind a figure, or the whole note. */
static unsigned
act_choose(struct handover_state *s)
{
	const struct handover *note = handover_selected(s);
	struct figure_start due = { .due = true, .key = "",
		.report = { .from = s->figures.from,
		.to = s->figures.until } };
	struct report_start refresh = { .kind = REPORT_REFRESH,
		.by = BY_COUNT };
	struct page_start page = { _("Handover"), note ? note->text : "" };
	struct buf label = BUF_INIT;

	if (note) {
		tui_open(s->t, &page_view, &page);
		return AFTER_REDRAW;
	}
	switch ((enum handover_open)s->list.at) {
	case HANDOVER_OVERDUE:
		tui_open(s->t, &queue_view, "overdue");
		break;
	case HANDOVER_DUE:
		handover_words(&s->figures, HANDOVER_DUE, &label);
		due.label = buf_text(&label);
		tui_open(s->t, &figure_view, &due);
		break;
	case HANDOVER_CALLBACKS:
		tui_open(s->t, &queue_view, "callbacks");
		break;
	case HANDOVER_DRAFTS:
		tui_open(s->t, &queue_view, "drafts");
		break;
	default:
		period_around(PERIOD_DAY, s->figures.from, 0, &refresh.from,
		    &refresh.to);
		tui_open(s->t, &report_view, &refresh);
	}
	buf_release(&label);
	return AFTER_REDRAW;
}

static unsigned
act_take(struct handover_state *s)
{
	const struct handover *note = handover_selected(s);
	struct err err = ERR_INIT;
	int64_t id = note ? note->id : 0;

	if (!note)
		return AFTER_NOTHING;
	if (handover_take(s->app, id, &err) != ST_OK)
		tui_say_err(s->t, &err);
	else
		tui_say(s->t, STYLE_GOOD, _("Taken over: note %lld"),
		    (long long)id);
	return AFTER_REDRAW | AFTER_RELOAD;
}

static unsigned
act_scroll(struct handover_state *s, int by)
{
	int most = s->shown->lines - s->shown->text_page;

	s->scroll += by;
	s->scroll = s->scroll > most ? most : s->scroll;
	s->scroll = s->scroll > 0 ? s->scroll : 0;
	return AFTER_REDRAW;
}

static unsigned
handover_act(void *state, const struct action *a)
{
	struct handover_state *s = state;

	if (list_act(&s->list, a, (size_t)s->shown->page, row_id, s)) {
		s->scroll = 0;
		return AFTER_REDRAW;
	}
	switch (a->verb) {
	case VERB_CHOOSE:
		return s->loaded ? act_choose(s) : AFTER_NOTHING;
	case VERB_TAKE_OVER:
		return act_take(s);
	case VERB_HAND_OVER:
		tui_open(s->t, &handover_note_view, NULL);
		return AFTER_REDRAW;
	case VERB_SCROLL:
		return act_scroll(s, a->arg);
	case VERB_SCREEN:
		return a->arg == TO_HANDOVER ? AFTER_NOTHING : AFTER_PASS;
	case VERB_BACK:
		return AFTER_POP;
	default:
		return AFTER_PASS;
	}
}

static unsigned
handover_select(void *state, size_t row)
{
	struct handover_state *s = state;

	if (row == s->list.at || row >= s->list.count)
		return AFTER_NOTHING;
	list_select(&s->list, row, row_id, s);
	s->scroll = 0;
	return AFTER_REDRAW;
}

const struct view_ops handover_view = {
	.name = "handover",
	.title = N_("Handover"),
	.size = sizeof(struct handover_state),
	.open = handover_open,
	.context = handover_context,
	.act = handover_act,
	.select = handover_select,
	.load = handover_load,
	.tick = handover_tick,
	.draw = handover_draw,
	.close = handover_close,
};
