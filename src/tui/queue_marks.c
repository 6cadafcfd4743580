/*
 * queue_marks.c - marked demands: one step with all of them, and undoing it.
 *
 * A mark is a demand's number and the version that was shown, so a refresh, a
 * filter or another queue moves no mark. They stay until they are taken off or
 * their step is taken.
 */
#include "tui/queue_view.h"

#include "tui/move_view.h"
#include "tui/undo_view.h"
#include "tui/views.h"

#include "app/app.h"
#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"

#include <string.h>

/* A row that is shown again is seen again. */
void
queue_marks_see(struct queue_state *s)
{
	for (size_t i = 0; i < s->demands.count; i++) {
		const struct demand *d = &s->demands.demand[i];
		struct batch_item *item = batch_find(&s->marks, d->number);

		if (item)
			item->version = d->version;
	}
}

size_t
queue_marks_hidden(const struct queue_state *s)
{
	size_t shown = 0;

	for (size_t i = 0; i < s->demands.count; i++)
		shown += batch_find(&s->marks, s->demands.demand[i].number) !=
		    NULL;
	return s->marks.count - shown;
}

static void
mark_row(struct queue_state *s, size_t row)
{
	const struct demand *d = &s->demands.demand[row];

	if (s->marks.count < batch_most(s->app))
		batch_add(&s->marks, d->number, d->version);
	else if (!batch_find(&s->marks, d->number))
		tui_say(s->t, STYLE_WARN, _("%zu are marked, which is the "
		    "most"), s->marks.count);
}

static void
mark_one(struct queue_state *s)
{
	const struct demand *d = &s->demands.demand[s->list.at];

	if (batch_find(&s->marks, d->number))
		batch_remove(&s->marks, d->number);
	else
		mark_row(s, s->list.at);
	memcpy(s->mark_last, d->number, sizeof(s->mark_last));
	if (s->list.at + 1 < s->list.count)
		list_select(&s->list, s->list.at + 1, queue_row_id, s);
}

/* From the row that was marked last to this one. */
static void
mark_range(struct queue_state *s)
{
	size_t from = 0, to = s->list.at;

	while (from < s->list.count && strcmp(s->demands.demand[from].number,
	    s->mark_last) != 0)
		from++;
	if (from == s->list.count)
		from = to;
	if (from > to) {
		to = from;
		from = s->list.at;
	}
	for (size_t row = from; row <= to; row++)
		mark_row(s, row);
}

/* All of the view, also behind the rows that were read. */
static void
mark_all(struct queue_state *s)
{
	struct demands all = DEMANDS_INIT;
	struct err err = ERR_INIT;
	size_t most = batch_most(s->app);

	if (demand_queue_find(s->app, s->queue, &s->narrow.filter, NULL,
	    most, &all, &err) != ST_OK)
		tui_say_err(s->t, &err);
	for (size_t i = 0; i < all.count && s->marks.count < most; i++)
		batch_add(&s->marks, all.demand[i].number,
		    all.demand[i].version);
	if (all.more)
		tui_say(s->t, STYLE_WARN, _("%zu are marked, which is the "
		    "most"), s->marks.count);
	demands_release(&all);
}

unsigned
queue_mark(struct queue_state *s, enum mark_what what)
{
	if (s->queue == DEMAND_QUEUE_DRAFTS || s->list.count == 0)
		return AFTER_NOTHING;
	switch (what) {
	case MARK_ONE:
		mark_one(s);
		break;
	case MARK_RANGE:
		mark_range(s);
		break;
	case MARK_ALL:
		mark_all(s);
		break;
	case MARK_NONE:
		batch_release(&s->marks);
		break;
	}
	return AFTER_REDRAW;
}

unsigned
queue_marks_move(struct queue_state *s)
{
	struct move_start start = { .event = MOVE_COUNT, .marks = &s->marks };

	tui_open(s->t, &move_view, &start);
	return AFTER_REDRAW;
}

/* At once while nobody has gone on; else it is asked what shall be done. */
unsigned
queue_undo(struct queue_state *s)
{
	struct batch b = BATCH_INIT;
	struct err err = ERR_INIT;
	struct undo_start start = { .batch = &b };
	size_t count = 0;
	enum status st = batch_last(s->app, &start.id, &err);

	if (st == ST_OK)
		st = batch_undo_look(s->app, start.id, &b, &start.event,
		    &err);
	if (st == ST_OK && batch_possible(&b) < b.count) {
		tui_open(s->t, &undo_view, &start);
		batch_release(&b);
		return AFTER_REDRAW;
	}
	if (st == ST_OK)
		st = batch_undo(s->app, start.id, false, &count, &err);
	if (st == ST_OK)
		tui_say(s->t, STYLE_GOOD, _("Undone with %zu demands: %s"),
		    count, move_words(start.event));
	else
		tui_say_err(s->t, &err);
	batch_release(&b);
	return AFTER_REDRAW | AFTER_RELOAD;
}
