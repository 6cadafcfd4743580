/*
 * search_view.c - the first screen: a box, what it finds, and the selected
 * entry to be read.
 *
 * A key changes the box; load asks the base afterwards, once for all keys that
 * had come by then. An action on a row first brings the rows up to date with
 * the box, so that a burst ending in Enter acts on the whole text. Drawing is
 * search_draw.c.
 */
#include "tui/search_view.h"
#include "tui/answer_view.h"
#include "tui/callbar.h"
#include "tui/flag_ask.h"
#include "tui/views.h"

#include "app/app.h"
#include "app/demand.h"
#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "store/kb.h"

#include <stdlib.h>
#include <string.h>

#define BOX_CHARS 4096
#define HITS_WANTED 60
#define DEMANDS_WANTED 8
#define PHONE_DIGITS_MIN 7
#define SCROLL_LINES 3
#define READING_END 100000		/* lines: more than any entry has */

static size_t
rows_all(const struct search_state *s)
{
	return s->demands.count + s->hits.count;
}

static const char *
row_id(const void *rows, size_t row)
{
	const struct search_state *s = rows;

	if (row < s->demands.count)
		return s->demands.demand[row].number;
	return s->hits.hit[row - s->demands.count].entry_id;
}

const struct hit *
search_selected(const struct search_state *s)
{
	size_t row = s->list.at;

	if (row < s->demands.count || row >= rows_all(s))
		return NULL;
	return &s->hits.hit[row - s->demands.count];
}

const struct demand *
search_selected_demand(const struct search_state *s)
{
	size_t row = s->list.at;

	return row < s->demands.count ? &s->demands.demand[row] : NULL;
}

/* Digits, blanks, + and - alone; how many digits. */
static size_t
digits_only(struct slice s, bool *dash)
{
	size_t digits = 0;

	*dash = false;
	for (size_t i = 0; i < s.bytes; i++) {
		if (s.text[i] >= '0' && s.text[i] <= '9')
			digits++;
		else if (s.text[i] == '-')
			*dash = true;
		else if (s.text[i] != ' ' && s.text[i] != '+')
			return 0;
	}
	return digits;
}

/* "20261120-000412" is a demand, other digits are a caller's phone. */
static enum status
demands_find(struct search_state *s, struct slice text, struct err *err)
{
	struct demand_filter f = { .limit = DEMANDS_WANTED };
	enum status st = ST_OK;
	bool dash;
	size_t digits = digits_only(text, &dash);
	char *typed;

	demands_release(&s->demands);
	if (digits < PHONE_DIGITS_MIN || !s->app->ledger)
		return ST_OK;
	typed = slice_dup(slice_trim(text));
	if (dash && digits == 14) {
		struct demand d;

		demand_init(&d);
		st = ledger_find(s->app->ledger, typed, &d, err);
		if (st == ST_OK) {
			ARRAY_GROW(s->demands.demand, 1, s->demands.room);
			s->demands.demand[s->demands.count++] = d;
		} else
			demand_release(&d);
	} else {
		f.phone = typed;
		st = ledger_list(s->app->ledger, &f, &s->demands, err);
	}
	free(typed);
	return st == ST_NOT_FOUND ? ST_OK : st;
}

static enum status
hits_find(struct search_state *s, struct slice text, bool may_stop,
    struct err *err)
{
	struct search_options o = {
		.limit = HITS_WANTED,
		.day = clock_day(tui_now(s->t)),
		.texts = true,
		.facets = true,
		.directory = s->app->directory,
		.stop = may_stop ? tui_newer : NULL,
		.stop_arg = s->t,
	};

	if (s->app->kb && slice_trim(text).bytes > 0)
		return search_run(s->app->kb, text, &o, &s->next, err);
	hits_reset(&s->next);
	return ST_OK;
}

/* The row that a person chose stays the one; nobody chose the first. */
static void
rows_replace(struct search_state *s, bool same)
{
	struct hits old = s->hits;

	hits_steady(&s->next, &old);
	s->hits = s->next;
	s->next = old;
	if (same)
		list_reload(&s->list, rows_all(s), row_id, s);
	else if (s->list.at > 0)
		(void)list_follow(&s->list, rows_all(s), row_id, s);
	else
		list_restart(&s->list, rows_all(s), row_id, s);
}

static enum status
reading_follow(struct search_state *s, struct err *err)
{
	const struct hit *hit = search_selected(s);
	struct hit pinned = { 0 };

	if (s->read)
		return ST_OK;
	s->read = true;
	if (s->pinned.bytes > 0) {
		pinned.entry_id = search_pinned(s);
		hit = &pinned;
	}
	if (!hit || !s->app->kb) {
		reading_clear(&s->reading);
		return ST_OK;
	}
	return reading_load(&s->reading, s->app->kb, hit,
	    clock_day(tui_now(s->t)), err);
}

enum status
search_now(struct search_state *s, bool may_stop, struct err *err)
{
	struct slice text = editor_text(&s->box);
	int64_t start = clock_monotonic_us();
	enum status st;

	if (s->fresh)
		return ST_OK;
	st = hits_find(s, text, may_stop, err);
	if (st == ST_CANCELLED)
		return st;
	if (st == ST_OK)
		st = demands_find(s, text, err);
	else
		hits_reset(&s->next);
	s->fresh = true;
	s->read = false;
	s->us = clock_monotonic_us() - start;
	rows_replace(s, slice_equal(text, buf_slice(&s->asked)));
	buf_reset(&s->asked);
	buf_add_slice(&s->asked, text);
	return st;
}

static void
slate_clean(struct search_state *s)
{
	s->call = tui_call(s->t)->serial;
	editor_set(&s->box, slice_of(""));
	search_unpin(s);
	s->pane = PANE_BOX;
	s->fresh = false;
}

static enum status
search_load(void *state, struct err *err)
{
	struct search_state *s = state;
	struct err why = ERR_INIT;
	bool moved;
	enum status st;

	if (tui_call(s->t)->serial != s->call)
		slate_clean(s);
	if (app_follow(s->app, &moved, &why) != ST_OK)
		tui_say_err(s->t, &why);
	if (moved)
		s->fresh = false;
	st = search_now(s, true, err);
	return st == ST_OK ? search_follow_load(s, err) : st;
}

static enum status
search_idle(void *state, struct err *err)
{
	return reading_follow(state, err);
}

static enum status
search_open(void *state, struct tui *t, const void *arg, struct err *err)
{
	struct search_state *s = state;

	(void)arg;
	(void)err;
	s->t = t;
	s->app = tui_app(t);
	s->call = tui_call(t)->serial;
	s->link = SIZE_MAX;
	editor_init(&s->box, false, BOX_CHARS);
	hits_init(&s->hits);
	hits_init(&s->next);
	list_init(&s->list);
	s->list.leaps = true;
	reading_init(&s->reading);
	s->shown = xcalloc(1, sizeof(*s->shown));
	return ST_OK;
}

static void
search_close(void *state)
{
	struct search_state *s = state;

	editor_release(&s->box);
	buf_release(&s->asked);
	buf_release(&s->pinned);
	hits_release(&s->hits);
	hits_release(&s->next);
	demands_release(&s->demands);
	list_release(&s->list);
	reading_release(&s->reading);
	free(s->shown);
}

static enum context
search_context(const void *state)
{
	static const enum context contexts[PANE_COUNT] = { CONTEXT_SEARCH,
		CONTEXT_RESULTS, CONTEXT_READING };
	const struct search_state *s = state;

	return contexts[s->pane];
}

static unsigned
typed(struct search_state *s, bool changed)
{
	if (!changed)
		return AFTER_REDRAW;
	s->fresh = false;
	search_unpin(s);
	return AFTER_REDRAW | AFTER_RELOAD;
}

/* Characters go to the box from every pane. */
static unsigned
search_text(void *state, struct slice text)
{
	struct search_state *s = state;

	s->pane = PANE_BOX;
	return typed(s, editor_type(&s->box, text));
}

static unsigned
search_paste(void *state, struct slice text)
{
	struct search_state *s = state;

	s->pane = PANE_BOX;
	return typed(s, editor_paste(&s->box, text));
}

static unsigned
act_pane(struct search_state *s, const struct action *a)
{
	if (a->arg == 0)
		s->pane = PANE_RESULTS;
	else
		s->pane = (enum search_pane)(((int)s->pane + PANE_COUNT +
		    a->arg) % PANE_COUNT);
	return AFTER_REDRAW;
}

/* Esc goes a step back: to the box, then empties it. */
static unsigned
act_back(struct search_state *s)
{
	if (s->pinned.bytes > 0) {
		search_pin_back(s);
		return AFTER_REDRAW | AFTER_RELOAD;
	}
	if (s->pane != PANE_BOX) {
		s->pane = PANE_BOX;
		return AFTER_REDRAW;
	}
	if (editor_empty(&s->box))
		return AFTER_NOTHING;
	return typed(s, editor_act(&s->box, action_get(ACTION_CLEAR)) ==
	    EDITED_TEXT);
}

static unsigned
open_answer(struct search_state *s, bool none)
{
	struct answer_start start = {
		.words = buf_text(&s->asked),
		.entry = none || !s->reading.there ? NULL :
		    &s->reading.entry,
		.hits = s->hits.count,
		.live = entry_force_live(s->reading.force),
		.lead = reading_lead(&s->reading),
	};

	if (!none && !start.entry)
		return AFTER_NOTHING;
	if (!search_answers(s, none))
		return AFTER_REDRAW;
	tui_open(s->t, &answer_view, &start);
	return AFTER_REDRAW;
}

static unsigned
act_answer(struct search_state *s)
{
	const struct demand *d = search_selected_demand(s);

	if (d && s->pinned.bytes == 0) {
		tui_open(s->t, &sheet_view, d->number);
		return AFTER_REDRAW;
	}
	return open_answer(s, false);
}

static unsigned
open_form(struct search_state *s, const char *words)
{
	struct form_start start = {
		.words = words,
		.entry_id = s->reading.there ?
		    entry_get(&s->reading.entry, ENTRY_ENTRY_ID) : NULL,
	};

	tui_open(s->t, &form_view, &start);
	return AFTER_REDRAW;
}

static unsigned
act_flag(struct search_state *s)
{
	if (!s->reading.there)
		return AFTER_NOTHING;
	flag_ask(s->t, &s->reading.entry);
	return AFTER_REDRAW;
}

/* Hangs this call on the selected or the caller's first open demand: its
 * sheet with the step. */
static unsigned
act_contact(struct search_state *s, const struct action *a)
{
	const struct demand *d = search_selected_demand(s);
	const struct call *call = tui_call(s->t);

	if (!d && call->opens == 0) {
		tui_say(s->t, STYLE_WARN, "%s",
		    _("There is no open demand of this caller"));
		return AFTER_REDRAW;
	}
	tui_open(s->t, &sheet_view, d ? d->number : call->open[0].id);
	tui_run_below(s->t, a);
	return AFTER_REDRAW;
}

static unsigned
act_copy(struct search_state *s)
{
	if (!s->reading.there)
		return AFTER_NOTHING;
	if (s->reading.internal) {
		tui_say(s->t, STYLE_WARN, "%s",
		    _("This entry is internal and is not copied"));
		return AFTER_REDRAW;
	}
	tui_copy(s->t, reading_lead(&s->reading));
	tui_say(s->t, STYLE_GOOD, "%s", _("The answer is in the clipboard"));
	return AFTER_REDRAW;
}

/* Rows and reading pane answer what is in the box, though keys came in a
 * burst; else it is said why not. */
static bool
catch_up(struct search_state *s)
{
	struct err err = ERR_INIT;
	enum status st = search_now(s, false, &err);

	if (st == ST_OK)
		st = reading_follow(s, &err);
	if (st != ST_OK)
		tui_say_err(s->t, &err);
	return st == ST_OK;
}

/* What is done with a row or an entry. */
static unsigned
act_desk(struct search_state *s, const struct action *a)
{
	if (!catch_up(s))
		return AFTER_REDRAW;
	switch (a->verb) {
	case VERB_ANSWER:
		return act_answer(s);
	case VERB_NO_ANSWER:
		return open_answer(s, true);
	case VERB_LOG:
		return open_form(s, buf_text(&s->asked));
	case VERB_FLAG:
		return act_flag(s);
	case VERB_CONTACT:
		return act_contact(s, a);
	case VERB_FOLLOW:
		return search_follow(s);
	case VERB_NARROW:
		return search_narrow(s);
	case VERB_WHY:
		return search_why(s);
	default:
		return act_copy(s);
	}
}

static bool
reads(const struct search_state *s, const struct action *a)
{
	return a->verb == VERB_SCROLL || a->verb == VERB_TAB ||
	    (s->pane == PANE_READING && (a->verb == VERB_PAGE ||
	    a->verb == VERB_EDGE));
}

static unsigned
act_reading(struct search_state *s, const struct action *a)
{
	struct reading *r = &s->reading;

	if (!catch_up(s))
		return AFTER_REDRAW;
	if (a->verb == VERB_TAB)
		reading_tab(r, a->arg);
	else if (a->verb == VERB_SCROLL)
		reading_scroll(r, a->arg * SCROLL_LINES);
	else if (a->verb == VERB_PAGE)
		reading_scroll(r, a->arg * reading_page(r));
	else
		reading_scroll(r, a->arg * READING_END);
	return AFTER_REDRAW;
}

static unsigned
act_list(struct search_state *s, const struct action *a)
{
	struct err err = ERR_INIT;

	if (!s->fresh && search_now(s, false, &err) != ST_OK)
		tui_say_err(s->t, &err);
	if (!list_act(&s->list, a, (size_t)s->shown->page, row_id, s))
		return AFTER_PASS;
	search_unpin(s);
	return AFTER_REDRAW | AFTER_IDLE;
}

static unsigned
search_select(void *state, size_t row)
{
	struct search_state *s = state;

	if (row >= s->list.count)
		return search_take(s, row - s->list.count);
	if (!list_click(&s->list, row, row_id, s))
		return AFTER_NOTHING;
	search_unpin(s);
	return AFTER_REDRAW | AFTER_IDLE;
}

static bool
edits(const struct search_state *s, const struct action *a)
{
	return s->pane == PANE_BOX && a->verb >= VERB_CHAR &&
	    a->verb <= VERB_CLEAR;
}

static unsigned
search_act(void *state, const struct action *a)
{
	struct search_state *s = state;

	if (edits(s, a))
		return typed(s, editor_act(&s->box, a) == EDITED_TEXT);
	if (reads(s, a))
		return act_reading(s, a);
	switch (a->verb) {
	case VERB_BACK:
		return act_back(s);
	case VERB_PANE:
		return act_pane(s, a);
	case VERB_SCREEN:
		if (a->arg != TO_SEARCH)
			return AFTER_PASS;
		s->pane = PANE_BOX;
		return AFTER_REDRAW;
	case VERB_MOVE:
	case VERB_PAGE:
	case VERB_EDGE:
		return act_list(s, a);
	case VERB_ANSWER:
	case VERB_NO_ANSWER:
	case VERB_LOG:
	case VERB_FLAG:
	case VERB_CONTACT:
	case VERB_FOLLOW:
	case VERB_COPY:
	case VERB_NARROW:
	case VERB_WHY:
		return act_desk(s, a);
	default:
		return AFTER_PASS;
	}
}

/* The link to the base is looked at once a second. */
static unsigned
search_tick(void *state, int64_t now)
{
	struct search_state *s = state;

	(void)now;
	return s->app->kb ? AFTER_RELOAD : AFTER_NOTHING;
}

const struct view_ops search_view = {
	.name = "search",
	.title = N_("Search"),
	.size = sizeof(struct search_state),
	.open = search_open,
	.context = search_context,
	.act = search_act,
	.text = search_text,
	.paste = search_paste,
	.select = search_select,
	.load = search_load,
	.idle = search_idle,
	.tick = search_tick,
	.draw = search_draw,
	.close = search_close,
};
