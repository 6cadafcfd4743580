/*
 * queue_load.c - what the queues ask the ledger: a page, the next page, all
 * again after a change, and how many stand in each queue.
 */
#include "tui/queue_view.h"

#include "app/app.h"
#include "base/clock.h"

#include <string.h>

#define PAGE_ROWS 100
#define LOOK_AGAIN_MS (30 * CLOCK_SECOND)	/* time passes: due, overdue */

const char *
queue_row_id(const void *rows, size_t row)
{
	const struct queue_state *s = rows;

	if (s->queue == DEMAND_QUEUE_DRAFTS)
		return s->drafts.draft[row].key;
	return s->demands.demand[row].number;
}

static size_t
rows_all(const struct queue_state *s)
{
	return s->queue == DEMAND_QUEUE_DRAFTS ? s->drafts.count :
	    s->demands.count;
}

/* The page behind the last row. */
static enum status
load_more(struct queue_state *s, struct err *err)
{
	struct demand last;		/* rows move as the list grows */
	enum status st;

	demand_init(&last);
	last.id = s->demands.demand[s->demands.count - 1].id;
	last.due_at = s->demands.demand[s->demands.count - 1].due_at;
	st = demand_queue_find(s->app, s->queue, &s->narrow.filter, &last,
	    PAGE_ROWS, &s->demands, err);
	demand_release(&last);
	return st;
}

/* From the first row to a page behind the selected one. */
static enum status
load_demands(struct queue_state *s, struct err *err)
{
	struct demands fresh = DEMANDS_INIT;
	size_t wanted = PAGE_ROWS + (s->restart ? 0 : s->list.at);
	enum status st = demand_queue_find(s->app, s->queue,
	    &s->narrow.filter, NULL, wanted, &fresh, err);

	if (st != ST_OK) {
		demands_release(&fresh);
		return st;
	}
	demands_release(&s->demands);
	s->demands = fresh;
	return ST_OK;
}

static bool
draft_fits(const struct draft *d, const char *words)
{
	return !words || strstr(d->title, words);
}

static enum status
load_drafts(struct queue_state *s, struct err *err)
{
	const char *words = s->narrow.filter.text;
	enum status st;
	size_t kept = 0;

	drafts_release(&s->drafts);
	st = ledger_drafts(s->app->ledger, s->app->person, &s->drafts, err);
	for (size_t i = 0; i < s->drafts.count; i++)
		if (draft_fits(&s->drafts.draft[i], words))
			s->drafts.draft[kept++] = s->drafts.draft[i];
	s->drafts.count = kept;
	return st;
}

/* Breaks off for a newer key; the rest is counted the next time. */
static enum status
load_counts(struct queue_state *s, struct err *err)
{
	for (int q = 0; q < DEMAND_QUEUE_COUNT; q++) {
		enum status st;

		if (s->known[q])
			continue;
		if (tui_newer(s->t))
			return ST_CANCELLED;
		st = demand_queue_count(s->app, (enum demand_queue)q,
		    &s->count[q], err);
		if (st != ST_OK)
			return st;
		s->known[q] = true;
	}
	return ST_OK;
}

enum status
queue_rows(struct queue_state *s, struct err *err)
{
	enum status st;

	if (!s->app->ledger)
		return fail(err, ST_NOT_FOUND, "no ledger is open");
	if (s->more_wanted && !s->restart && s->demands.count > 0)
		st = load_more(s, err);
	else if (s->queue == DEMAND_QUEUE_DRAFTS)
		st = load_drafts(s, err);
	else
		st = load_demands(s, err);
	if (st != ST_OK)
		return st;
	s->loaded = true;
	if (s->restart)
		list_restart(&s->list, rows_all(s), queue_row_id, s);
	else
		list_reload(&s->list, rows_all(s), queue_row_id, s);
	queue_marks_see(s);
	s->restart = s->more_wanted = false;
	return ST_OK;
}

/* Only the counts are left of a load that a key broke off. */
static bool
counts_only(const struct queue_state *s, int64_t seen)
{
	return s->counting && !s->restart && !s->more_wanted &&
	    s->seen == seen;
}

static void
counts_forget(struct queue_state *s)
{
	for (int q = 0; q < DEMAND_QUEUE_COUNT; q++)
		s->known[q] = false;
}

enum status
queue_load(void *state, struct err *err)
{
	struct queue_state *s = state;
	int64_t seen;
	enum status st = ST_OK;

	if (!s->app->ledger)
		return fail(err, ST_NOT_FOUND, "no ledger is open");
	seen = ledger_data_version(s->app->ledger);
	if (!counts_only(s, seen)) {
		if (!s->more_wanted)
			counts_forget(s);
		st = queue_rows(s, err);
		s->seen = seen;
		s->loaded_at = tui_now(s->t);
	}
	if (st == ST_OK)
		st = load_counts(s, err);
	s->counting = st == ST_CANCELLED;
	return st;
}

unsigned
queue_tick(void *state, int64_t now)
{
	struct queue_state *s = state;

	if (!s->app->ledger)
		return AFTER_NOTHING;
	if (ledger_data_version(s->app->ledger) != s->seen ||
	    now - s->loaded_at >= LOOK_AGAIN_MS)
		return AFTER_RELOAD;
	return AFTER_NOTHING;
}
