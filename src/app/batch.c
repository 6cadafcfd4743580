/*
 * batch.c - asks several demands for a step, and takes it with all of them.
 *
 * Each is read anew before it is taken, so that what came between is named.
 */
#include "app/batch_part.h"

#include "app/app.h"
#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_OTHERWISE 200

void
batch_release(struct batch *b)
{
	free(b->item);
	*b = (struct batch)BATCH_INIT;
}

struct batch_item *
batch_find(const struct batch *b, const char *number)
{
	for (size_t i = 0; i < b->count; i++) {
		if (strcmp(b->item[i].number, number) == 0)
			return &b->item[i];
	}
	return NULL;
}

void
batch_remove(struct batch *b, const char *number)
{
	struct batch_item *item = batch_find(b, number);

	if (!item)
		return;
	b->count--;
	memmove(item, item + 1, (size_t)(b->item + b->count - item) *
	    sizeof(*item));
}

void
batch_add(struct batch *b, const char *number, int64_t version)
{
	struct batch_item *item;

	if (batch_find(b, number))
		return;
	ARRAY_GROW(b->item, b->count + 1, b->room);
	item = &b->item[b->count++];
	*item = (struct batch_item){ .version = version, .possible = true };
	snprintf(item->number, sizeof(item->number), "%s", number);
}

size_t
batch_possible(const struct batch *b)
{
	size_t n = 0;

	for (size_t i = 0; i < b->count; i++)
		n += b->item[i].possible;
	return n;
}

void
batch_keep_possible(struct batch *b)
{
	size_t kept = 0;

	for (size_t i = 0; i < b->count; i++) {
		if (b->item[i].possible)
			b->item[kept++] = b->item[i];
	}
	b->count = kept;
}

size_t
batch_most(const struct app *app)
{
	struct err quiet = ERR_INIT;
	int64_t most = MOST_OTHERWISE;

	(void)policy_number(app->policy, clock_day(clock_now(&app->clock)),
	    "batch.max", &most, &quiet);
	return most > 0 ? (size_t)most : 1;
}

/* What is wrong with the demand itself ends nothing: it is said beside it. */
bool
batch_ends(enum status st)
{
	return st != ST_OK && st != ST_DENIED && st != ST_INVALID &&
	    st != ST_CONFLICT && st != ST_NOT_FOUND;
}

void
batch_item_set(struct batch_item *item, enum status st, const struct err *why)
{
	item->possible = st == ST_OK;
	item->why[0] = '\0';
	if (st != ST_OK)
		snprintf(item->why, sizeof(item->why), "%s", why->text);
}

static enum status
count_steps(struct app *app, const char *number, size_t possible[MOVE_COUNT],
    struct err *err)
{
	struct demand_option *option = NULL;
	struct demand_view v;
	size_t count = 0;
	enum status st;

	demand_view_init(&v);
	st = demand_open(app, number, &v, err);
	if (st == ST_OK)
		st = demand_options(app, &v, &option, &count, err);
	for (size_t i = 0; i < count; i++) {
		const struct move *m = option[i].move;

		possible[m->event] += option[i].allowed &&
		    m->how & MOVE_MANY;
	}
	free(option);
	demand_view_release(&v);
	return st;
}

enum status
batch_steps(struct app *app, const struct batch *b,
    size_t possible[MOVE_COUNT], struct err *err)
{
	memset(possible, 0, MOVE_COUNT * sizeof(*possible));
	for (size_t i = 0; i < b->count; i++) {
		struct err why = ERR_INIT;
		enum status st = count_steps(app, b->item[i].number,
		    possible, &why);

		if (batch_ends(st)) {
			*err = why;
			return st;
		}
	}
	return ST_OK;
}

/* Shorter than for one demand: there are others to be read. */
static enum status
check_many(const struct demand *d, enum move_event event, struct err *err)
{
	const struct move *m = move_find(d->state, event);

	if (!m)
		return fail(err, ST_DENIED, "not possible in the state \"%s\"",
		    demand_state_words(d->state));
	if (m->how & MOVE_MANY)
		return ST_OK;
	return fail(err, ST_DENIED, "\"%s\" is a step of one demand at a time",
	    move_words(event));
}

/* Without fields: whether the guards that need none agree. */
static enum status
ask_step(struct app *app, const struct demand_view *v,
    enum move_event event, struct err *err)
{
	struct demand_option *option = NULL;
	size_t count = 0, i = 0;
	enum status st = demand_options(app, v, &option, &count, err);

	while (i < count && option[i].move->event != event)
		i++;
	if (st == ST_OK && i < count && !option[i].allowed)
		st = fail(err, ST_DENIED, "%s", option[i].why);
	free(option);
	return st;
}

static enum status
work_take(struct app *app, const struct batch_item *item,
    enum move_event event, const struct move_fields *f,
    struct batch_work *w, struct err *err)
{
	enum status st = demand_work_read(app, item->number, item->version,
	    &w->view, &w->work, err);

	if (st == ST_OK)
		st = check_many(&w->view.demand, event, err);
	if (st == ST_OK && !f)
		return ask_step(app, &w->view, event, err);
	if (st == ST_OK)
		st = demand_take_step(app, &w->work, &w->view, event, f,
		    clock_now(&app->clock), err);
	return st;
}

enum status
batch_look(struct app *app, struct batch *b, enum move_event event,
    const struct move_fields *f, struct err *err)
{
	struct batch_works w;
	enum status st = ST_OK;

	for (size_t i = 0; st == ST_OK && i < b->count; i++) {
		struct err why = ERR_INIT;

		batch_works_init(&w, 1);
		st = work_take(app, &b->item[i], event, f, w.work, &why);
		batch_item_set(&b->item[i], st, &why);
		if (batch_ends(st))
			*err = why;
		else
			st = ST_OK;
		batch_works_release(&w);
	}
	return st;
}

static void
work_init(struct batch_work *w)
{
	demand_view_init(&w->view);
	demand_work_init(&w->work);
	w->clocks = (struct buf)BUF_INIT;
}

void
batch_work_reset(struct batch_work *w)
{
	demand_view_release(&w->view);
	demand_work_release(&w->work);
	buf_release(&w->clocks);
	work_init(w);
}

void
batch_works_init(struct batch_works *w, size_t count)
{
	w->count = count;
	w->work = xcalloc(count > 0 ? count : 1, sizeof(*w->work));
	for (size_t i = 0; i < count; i++)
		work_init(&w->work[i]);
}

void
batch_works_release(struct batch_works *w)
{
	for (size_t i = 0; i < w->count; i++)
		batch_work_reset(&w->work[i]);
	free(w->work);
	w->count = 0;
}

enum status
batch_works_apply(struct app *app, struct batch_works *w, size_t count,
    int64_t *id, struct err *err)
{
	struct change *change = xcalloc(count, sizeof(*change));
	struct applied *applied = xcalloc(count, sizeof(*applied));
	enum status st;

	for (size_t i = 0; i < count; i++) {
		demand_work_change(&w->work[i].work, &w->work[i].clocks,
		    &change[i]);
		if (id)
			batch_note_before(&w->work[i]);
	}
	st = ledger_apply_all(app->ledger, change, count, id != NULL, applied,
	    err);
	if (st == ST_OK && id)
		*id = applied[0].batch;
	free(change);
	free(applied);
	return st;
}

static enum status
check_count(const struct app *app, const struct batch *b, struct err *err)
{
	if (b->count == 0)
		return fail(err, ST_INVALID, "no demand is given");
	if (b->count > batch_most(app))
		return fail(err, ST_INVALID, "%zu demands are given, at most "
		    "%zu are taken at once", b->count, batch_most(app));
	return ST_OK;
}

/* All are tried, so that each that is not possible says why. */
static enum status
works_take(struct app *app, struct batch *b, enum move_event event,
    const struct move_fields *f, struct batch_works *w, struct err *err)
{
	enum status first = ST_OK;
	size_t bad = 0, at = 0;

	for (size_t i = 0; i < b->count; i++) {
		struct err why = ERR_INIT;
		enum status st = work_take(app, &b->item[i], event, f,
		    &w->work[i], &why);

		batch_item_set(&b->item[i], st, &why);
		if (batch_ends(st)) {
			*err = why;
			return st;
		}
		if (st != ST_OK && bad++ == 0) {
			first = st;
			at = i;
		}
	}
	if (bad > 1)
		return fail(err, first, "%zu of %zu are not possible, nothing "
		    "was done: %s: %s", bad, b->count, b->item[at].number,
		    b->item[at].why);
	if (bad == 1)
		return fail(err, first, "%s is not possible, nothing was done:"
		    " %s", b->item[at].number, b->item[at].why);
	return ST_OK;
}

enum status
batch_take(struct app *app, struct batch *b, enum move_event event,
    const struct move_fields *f, struct batch_made *out, struct err *err)
{
	static const struct move_fields none;
	struct batch_works w;
	int64_t id = 0;
	enum status st = check_count(app, b, err);

	if (st != ST_OK)
		return st;
	batch_works_init(&w, b->count);
	st = works_take(app, b, event, f ? f : &none, &w, err);
	if (st == ST_OK)
		st = batch_works_apply(app, &w, b->count, &id, err);
	if (st == ST_OK)
		*out = (struct batch_made){ .id = id, .count = b->count,
		    .undo_until = batch_undo_until(app, event,
			clock_now(&app->clock)) };
	batch_works_release(&w);
	return st;
}
