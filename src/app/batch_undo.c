/*
 * batch_undo.c - takes a step of several demands back.
 *
 * The step's event keeps the values that it replaced, under the ledger's hash
 * like the rest of it. Undoing writes these back, with an event of its own. It
 * is possible while nothing else has happened to the demand, so the event
 * "undo" always follows at once what it undoes.
 */
#include "app/batch_part.h"

#include "app/app.h"
#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#define BEFORE "before"
#define BEFORE_SUB "sub"

/* name in the note */
#define SUB_INT_LIST(X) X(decided_at) X(due_at)
#define SUB_TEXT_LIST(X) X(state) X(decided_by) X(text)

static const struct sub *
sub_find(const struct subs *subs, int64_t id)
{
	for (size_t i = 0; i < subs->count; i++) {
		if (subs->sub[i].id == id)
			return &subs->sub[i];
	}
	return NULL;
}

/* A sub-record that the step began is only marked, one that it ended is as
 * before. */
static json_t *
sub_before(const struct batch_work *w)
{
	const struct sub *now = w->work.subs ? &w->work.sub[0] : NULL;
	const struct sub *was = now ? sub_find(&w->view.subs, now->id) : NULL;
	json_t *o;

	if (!now)
		return NULL;
	o = json_object();
	if (!was)
		return o;
	json_object_set_new(o, "id", json_integer(was->id));
#define X(name) json_object_set_new(o, #name, json_integer(was->name));
	SUB_INT_LIST(X)
#undef X
#define X(name) json_object_set_new(o, #name, json_string(was->name));
	SUB_TEXT_LIST(X)
#undef X
	return o;
}

static json_t *
values_before(const struct batch_work *w)
{
	const struct demand *was = &w->view.demand, *now = &w->work.demand;
	json_t *o = json_object(), *sub = sub_before(w);

#define X(name) \
	if (was->name != now->name) \
		json_object_set_new(o, #name, json_integer(was->name));
	DEMAND_INT_LIST(X)
#undef X
#define X(name) \
	if (strcmp(was->name, now->name) != 0) \
		json_object_set_new(o, #name, json_string(was->name));
	DEMAND_TEXT_LIST(X)
#undef X
	if (sub)
		json_object_set_new(o, BEFORE_SUB, sub);
	return o;
}

void
batch_note_before(struct batch_work *w)
{
	struct event *e = &w->work.event[w->work.events - 1];
	const struct move *m = NULL;
	enum move_event event;
	json_t *all;
	char *text;

	if (move_parse(slice_of(e->kind), &event))
		m = move_find(w->view.demand.state, event);
	if (!m || !(m->how & MOVE_UNDOES))
		return;
	all = *e->data ? json_loads(e->data, 0, NULL) : NULL;
	if (!all)
		all = json_object();
	json_object_set_new(all, BEFORE, values_before(w));
	text = json_dumps(all, JSON_COMPACT | JSON_SORT_KEYS);
	e->data = texts_keep(&w->work.texts, slice_of(text));
	free(text);
	json_decref(all);
}

int64_t
batch_undo_until(const struct app *app, enum move_event event, int64_t now)
{
	struct err quiet = ERR_INIT;
	struct due due;
	size_t count;
	const struct move *m = moves(&count);

	while (count > 0 && m->event != event) {
		count--;
		m++;
	}
	if (count == 0 || due_start(app->policy, now, "undo.window", &due,
	    &quiet) != ST_OK)
		return 0;
	for (; count > 0; count--, m++) {
		if (m->event == event && m->how & MOVE_UNDOES)
			return due.at;
	}
	return 0;
}

enum status
batch_last(struct app *app, int64_t *id, struct err *err)
{
	int64_t now = clock_now(&app->clock);
	char spans[DUE_SPANS_BYTES];
	struct due due;
	enum status st = due_start(app->policy, now, "undo.window", &due,
	    err);

	if (st == ST_OK)
		st = ledger_last_batch(app->ledger, app->person,
		    now - (due.at - now), id, err);
	if (st == ST_OK && *id == 0)
		st = fail(err, ST_NOT_FOUND, "you have taken no step of "
		    "several demands within %s that could be undone",
		    due_spans(&due, spans));
	return st;
}

/* Who took it, when, in which role, and whether the table lets it be undone. */
static enum status
check_batch(const struct app *app, const struct event *e,
    enum move_event *event, struct err *err)
{
	const struct move *m = NULL;
	char until[CLOCK_TEXT_BYTES];
	struct due due;
	enum status st = ST_OK;

	if (move_parse(slice_of(e->kind), event))
		m = move_find(e->from, *event);
	if (!m || !(m->how & MOVE_UNDOES))
		return fail(err, ST_DENIED, "\"%s\" cannot be undone",
		    m ? move_words(*event) : e->kind);
	if (strcmp(e->actor, app->person) != 0)
		return fail(err, ST_DENIED, "%s took this step, who alone can "
		    "undo it", e->actor);
	st = move_check_role(m, app->role, err);
	if (st == ST_OK)
		st = due_start(app->policy, e->at, "undo.window", &due, err);
	if (st == ST_OK && clock_now(&app->clock) > due.at)
		st = fail(err, ST_DENIED, "this could be undone until %s",
		    clock_text(due.at, CLOCK_MINUTES, until));
	return st;
}

/* Only as long as nothing else has happened. */
static enum status
check_last(const struct demand_view *v, const struct event *e,
    struct err *err)
{
	for (size_t i = 0; i < v->events.count; i++) {
		if (v->events.event[i].id != e->id)
			continue;
		if (i + 1 == v->events.count)
			return ST_OK;
		if (event_undone(&v->events, i))
			return fail(err, ST_CONFLICT, "%s: undone already",
			    v->demand.number);
	}
	return demand_changed(v, e->version, err);
}

static void
values_restore(struct demand_work *w, const json_t *before)
{
	struct demand *d = &w->demand;
	const json_t *value;

#define X(name) \
	value = json_object_get(before, #name); \
	if (json_is_integer(value)) \
		d->name = json_integer_value(value);
	DEMAND_INT_LIST(X)
#undef X
#define X(name) \
	value = json_object_get(before, #name); \
	if (json_is_string(value)) \
		d->name = texts_keep(&w->texts, \
		    slice_of(json_string_value(value)));
	DEMAND_TEXT_LIST(X)
#undef X
}

static void
sub_restore(struct batch_work *w, const json_t *note)
{
	const json_t *id = json_object_get(note, "id"), *value;
	const struct subs *subs = &w->view.subs;
	const struct sub *now = id ? sub_find(subs, json_integer_value(id)) :
	    NULL;
	struct sub *s = &w->work.sub[0];

	if (!note || subs->count == 0 || (id && !now))
		return;
	w->work.subs = 1;
	*s = now ? *now : subs->sub[subs->count - 1];
	if (!now)
		s->state = SUB_UNDONE;
#define X(name) \
	value = json_object_get(note, #name); \
	if (json_is_integer(value)) \
		s->name = json_integer_value(value);
	SUB_INT_LIST(X)
#undef X
#define X(name) \
	value = json_object_get(note, #name); \
	if (json_is_string(value)) \
		s->name = texts_keep(&w->work.texts, \
		    slice_of(json_string_value(value)));
	SUB_TEXT_LIST(X)
#undef X
}

static void
undo_event(const struct app *app, struct batch_work *w,
    const struct event *e)
{
	json_t *o = json_object();
	char *text;

	json_object_set_new(o, "batch", json_integer(e->batch));
	text = json_dumps(o, JSON_COMPACT);
	w->work.demand.state = e->from;
	w->work.event[w->work.events++] = (struct event){
		.at = clock_now(&app->clock),
		.to = e->from,
		.kb_generation = w->work.demand.kb_generation,
		.kind = move_code(MOVE_UNDO),
		.actor = app->person,
		.role = role_code(app->role),
		.on_behalf_of = texts_keep(&w->work.texts,
		    slice_of(e->on_behalf_of)),
		.reason = texts_keep(&w->work.texts, slice_of(e->kind)),
		.text = "",
		.data = texts_keep(&w->work.texts, slice_of(text)),
		.request_id = "",
	};
	free(text);
	json_decref(o);
}

static enum status
values_back(struct batch_work *w, const struct event *e, struct err *err)
{
	json_t *all = json_loads(e->data, 0, NULL);
	const json_t *before = json_object_get(all, BEFORE);
	enum status st = ST_OK;

	if (!before)
		st = fail(err, ST_CORRUPT, "event %lld does not say what was "
		    "before it", (long long)e->id);
	else {
		values_restore(&w->work, before);
		sub_restore(w, json_object_get(before, BEFORE_SUB));
	}
	json_decref(all);
	clocks_release(&w->work.clocks);
	if (st == ST_OK)
		st = clocks_parse(&w->work.clocks, w->work.demand.clocks,
		    err);
	return st;
}

static enum status
number_of(struct app *app, int64_t id, char out[DEMAND_NUMBER_BYTES],
    struct err *err)
{
	struct demand d;
	enum status st;

	demand_init(&d);
	st = ledger_get(app->ledger, id, &d, err);
	if (st == ST_OK)
		memcpy(out, d.number, DEMAND_NUMBER_BYTES);
	demand_release(&d);
	return st;
}

static enum status
work_undo(struct app *app, const struct event *e, const char *number,
    struct batch_work *w, struct err *err)
{
	enum status st = demand_work_read(app, number, 0, &w->view, &w->work,
	    err);

	if (st == ST_OK)
		st = check_last(&w->view, e, err);
	if (st == ST_OK)
		st = values_back(w, e, err);
	if (st == ST_OK)
		undo_event(app, w, e);
	return st;
}

/* Every demand of the batch; those that can be undone are the first @*ready
 * of @w. */
static enum status
works_undo(struct app *app, const struct events *events, struct batch *out,
    struct batch_works *w, size_t *ready, struct err *err)
{
	char number[DEMAND_NUMBER_BYTES];
	enum status st = ST_OK;

	for (size_t i = 0; i < events->count; i++) {
		const struct event *e = &events->event[i];
		struct err why = ERR_INIT;

		st = number_of(app, e->demand, number, err);
		if (st != ST_OK)
			return st;
		batch_add(out, number, e->version);
		st = work_undo(app, e, number, &w->work[*ready], &why);
		batch_item_set(&out->item[out->count - 1], st, &why);
		if (batch_ends(st)) {
			*err = why;
			return st;
		}
		if (st == ST_OK)
			++*ready;
		else
			batch_work_reset(&w->work[*ready]);
	}
	return ST_OK;
}

enum status
batch_undo_look(struct app *app, int64_t id, struct batch *out,
    enum move_event *event, struct err *err)
{
	struct events events = EVENTS_INIT;
	struct batch_works w;
	size_t ready = 0;
	enum status st = ledger_batch(app->ledger, id, &events, err);

	if (st == ST_OK)
		st = check_batch(app, &events.event[0], event, err);
	batch_works_init(&w, events.count);
	if (st == ST_OK)
		st = works_undo(app, &events, out, &w, &ready, err);
	batch_works_release(&w);
	events_release(&events);
	return st;
}

static enum status
check_rest(const struct batch *b, size_t ready, bool rest, struct err *err)
{
	const struct batch_item *bad = b->item;

	if (ready == b->count || (rest && ready > 0))
		return ST_OK;
	while (bad->possible)
		bad++;
	if (ready == 0)
		return fail(err, ST_CONFLICT, "nothing of it can be undone: "
		    "%s", bad->why);
	return fail(err, ST_CONFLICT, "%zu of %zu have moved on, nothing was "
	    "undone: %s", b->count - ready, b->count, bad->why);
}

enum status
batch_undo(struct app *app, int64_t id, bool rest, size_t *count,
    struct err *err)
{
	struct events events = EVENTS_INIT;
	struct batch b = BATCH_INIT;
	struct batch_works w;
	enum move_event event;
	size_t ready = 0;
	enum status st = ledger_batch(app->ledger, id, &events, err);

	if (st == ST_OK)
		st = check_batch(app, &events.event[0], &event, err);
	batch_works_init(&w, events.count);
	if (st == ST_OK)
		st = works_undo(app, &events, &b, &w, &ready, err);
	if (st == ST_OK)
		st = check_rest(&b, ready, rest, err);
	if (st == ST_OK)
		st = batch_works_apply(app, &w, ready, NULL, err);
	if (st == ST_OK)
		*count = ready;
	batch_works_release(&w);
	batch_release(&b);
	events_release(&events);
	return st;
}
