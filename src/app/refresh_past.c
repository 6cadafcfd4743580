/*
 * refresh_past.c - what was published before. Knows the base's folder
 * through the store alone.
 */
#include "app/refresh_past.h"

#include "app/app.h"
#include "app/refresh_known.h"
#include "base/file.h"
#include "base/mem.h"
#include "store/kb_build.h"
#include "store/kb_old.h"

#include <jansson.h>
#include <stdlib.h>

#define LOCK_NAME "refresh.lock"

/* Which sources of a base were those of other desks. */
static void
take_pulled(struct refresh_generation *g, struct kb_old *o)
{
	char *text = kb_old_meta(o, "sources");
	json_t *list = text ? json_loads(text, 0, NULL) : NULL, *item;
	size_t i;

	json_array_foreach(list, i, item) {
		const char *name = json_string_value(json_object_get(item,
		    "name"));
		struct refresh_origin origin = {
			json_integer_value(json_object_get(item,
			    "generation")),
			json_integer_value(json_object_get(item, "built_at"))
		};

		if (!name || origin.generation == 0)
			continue;
		ARRAY_GROW(g->pulled, g->pulls + 1, g->pull_room);
		g->pulled[g->pulls++] = (struct refresh_pulled){
			xstrdup(name), origin };
	}
	json_decref(list);
	free(text);
}

void
refresh_list_free(struct refresh_generation *list, size_t count)
{
	for (size_t i = 0; list && i < count; i++) {
		for (size_t k = 0; k < list[i].pulls; k++)
			free(list[i].pulled[k].source);
		free(list[i].pulled);
	}
	free(list);
}

enum status
refresh_list(const struct app *app, struct refresh_generation **list,
    size_t *count, struct err *err)
{
	int64_t *number = NULL, current;
	enum status st = kb_generations(app->kb_dir, &number, count,
	    &current, err);

	*list = st == ST_OK ? xcalloc(*count + 1, sizeof(**list)) : NULL;
	for (size_t i = 0; st == ST_OK && i < *count; i++) {
		struct refresh_generation *g = &(*list)[i];
		struct kb_old *o;
		struct err unsaid = ERR_INIT;

		g->generation = number[i];
		g->current = number[i] == current;
		if (kb_old_open_at(&o, app->kb_dir, number[i], &unsaid) !=
		    ST_OK)
			continue;
		g->built_at = kb_old_number(o, "built_at");
		g->entries = kb_old_number(o, "entries");
		take_pulled(g, o);
		kb_old_close(o);
	}
	free(number);
	return st;
}

static enum status
before_current(const struct app *app, int64_t *generation, struct err *err)
{
	int64_t *list, current;
	size_t count;
	enum status st = kb_generations(app->kb_dir, &list, &count, &current,
	    err);

	*generation = 0;
	for (size_t i = 0; st == ST_OK && i < count; i++)
		if (list[i] < current)
			*generation = list[i];
	if (st == ST_OK && *generation == 0)
		st = fail(err, ST_NOT_FOUND, "there is no generation before "
		    "the one in force");
	free(list);
	return st;
}

enum status
refresh_rollback(const struct app *app, int64_t generation, int64_t *now,
    struct err *err)
{
	char *path = file_join(app->kb_dir, LOCK_NAME);
	int fd = -1;
	enum status st = file_lock(&fd, path, false, err);

	free(path);
	if (st != ST_OK)
		return st;
	if (generation == 0)
		st = before_current(app, &generation, err);
	if (st == ST_OK)
		st = kb_point(app->kb_dir, generation, err);
	if (st == ST_OK)
		*now = generation;
	file_unlock(fd);
	return st;
}

struct diff {
	struct kb_old *was;
	struct known *known;
	enum status (*each)(void *arg, const struct entry *was,
	    const struct entry *is, struct err *err);
	void *arg;
};

static enum status
learn(void *arg, struct entry *e, struct err *err)
{
	struct diff *d = arg;

	(void)err;
	known_old(d->known, e);
	return ST_OK;
}

static enum status
tell_new(void *arg, struct entry *e, struct err *err)
{
	struct diff *d = arg;
	struct entry was;
	char *id = xstrdup(entry_get(e, ENTRY_ENTRY_ID));
	enum known_change change = known_meet(d->known, e);
	enum status st;

	/* known_meet() numbers what is new; here it has its number */
	entry_set(e, ENTRY_ENTRY_ID, slice_of(id));
	free(id);
	if (change == KNOWN_ADDED)
		return d->each(d->arg, NULL, e, err);
	if (change != KNOWN_CHANGED)
		return ST_OK;
	st = kb_old_entry(d->was, entry_get(e, ENTRY_SOURCE_SYSTEM),
	    entry_get(e, ENTRY_EXTERNAL_ID), &was, err);
	if (st == ST_OK)
		st = d->each(d->arg, &was, e, err);
	entry_release(&was);
	return st;
}

static enum status
tell_gone(void *arg, struct entry *e, struct err *err)
{
	struct diff *d = arg;

	return known_seen(d->known, e) ? ST_OK :
	    d->each(d->arg, e, NULL, err);
}

static enum status
each_source(struct kb_old *o, enum status (*each)(void *arg,
    struct entry *e, struct err *err), struct diff *d, struct err *err)
{
	char *text = kb_old_meta(o, "sources");
	json_t *list = text ? json_loads(text, 0, NULL) : NULL, *item;
	enum status st = ST_OK;
	size_t i;

	json_array_foreach(list, i, item) {
		const char *name = json_string_value(json_object_get(item,
		    "name"));

		if (st == ST_OK && name)
			st = kb_old_each(o, name, each, d, err);
	}
	json_decref(list);
	free(text);
	return st;
}

enum status
refresh_diff(const struct app *app, int64_t a, int64_t b,
    enum status (*each)(void *arg, const struct entry *was,
    const struct entry *is, struct err *err), void *arg, struct err *err)
{
	struct diff d = { NULL, known_new(), each, arg };
	struct kb_old *is = NULL;
	enum status st = kb_old_open_at(&d.was, app->kb_dir, a, err);

	if (st == ST_OK)
		st = kb_old_open_at(&is, app->kb_dir, b, err);
	if (st == ST_OK)
		st = each_source(d.was, learn, &d, err);
	if (st == ST_OK)
		st = each_source(is, tell_new, &d, err);
	if (st == ST_OK)
		st = each_source(d.was, tell_gone, &d, err);
	kb_old_close(is);
	kb_old_close(d.was);
	known_free(d.known);
	return st;
}
