/*
 * refresh_base.c - the base in force as a run sees it, and the next base.
 *
 * The base's meta carries from run to run which sources it is made of and the
 * last id given.
 */
#include "app/refresh_run.h"

#include "app/app.h"
#include "base/file.h"
#include "base/mem.h"
#include "store/kb.h"
#include "store/kb_build.h"
#include "store/kb_old.h"
#include "store/stage.h"

#include <jansson.h>
#include <stdlib.h>

#define META_SOURCES "sources"
#define META_LAST_ID "last_id"

static void
take_sources(struct run *r, const char *text)
{
	json_t *list = json_loads(text, 0, NULL), *item;
	size_t i;

	json_array_foreach(list, i, item) {
		const char *name = json_string_value(json_object_get(item,
		    "name"));
		json_int_t entries = json_integer_value(json_object_get(item,
		    "entries"));
		size_t n;

		if (!name)
			continue;
		n = run_source_number(r, name);
		r->out->source[n].before = entries;
		r->out->source[n].entries = entries;
	}
	json_decref(list);
}

/* A base that this version cannot search is made anew from what it holds. */
static bool
is_foreign(const char *dir)
{
	struct err why = ERR_INIT;
	struct kb *kb;
	enum status st = kb_open(&kb, dir, &why);

	kb_close(kb);
	return st == ST_INVALID;
}

enum status
run_old_open(struct run *r, struct err *err)
{
	struct civil today;
	char *sources, *last;
	enum status st = kb_old_open(&r->old, r->app->kb_dir, err);

	clock_civil(r->now, &today);
	known_ids_from(r->known, "", today.year);
	if (st != ST_OK || !r->old)
		return st;
	r->rebuild = is_foreign(r->app->kb_dir);
	r->out->before = r->out->generation = kb_old_generation(r->old);
	sources = kb_old_meta(r->old, META_SOURCES);
	if (sources)
		take_sources(r, sources);
	last = kb_old_meta(r->old, META_LAST_ID);
	if (last)
		known_ids_from(r->known, last, today.year);
	free(sources);
	free(last);
	return ST_OK;
}

static enum status
learn(void *arg, struct entry *e, struct err *err)
{
	(void)err;
	known_old(arg, e);
	return ST_OK;
}

enum status
run_old_learn(struct run *r, size_t i, struct err *err)
{
	const struct refresh_source *s = &r->out->source[i];

	if (!r->old || s->before == 0)
		return ST_OK;
	return kb_old_each(r->old, s->name, learn, r->known, err);
}

struct carry {
	struct kb_build *build;
	const struct known *known;	/* only those that stay; or NULL */
	int64_t count;
};

static enum status
carry_one(void *arg, struct entry *e, struct err *err)
{
	struct carry *c = arg;

	if (c->known && !known_stays(c->known, e))
		return ST_OK;
	c->count++;
	return kb_build_add(c->build, e, err);
}

static enum status
carry_over(struct run *r, size_t i, struct kb_build *build, bool stayed,
    struct err *err)
{
	struct carry c = { build, stayed ? r->known : NULL, 0 };
	const struct refresh_source *s = &r->out->source[i];
	int64_t want = stayed ? s->stayed : s->before;
	enum status st;

	if (!r->old || want == 0)
		return ST_OK;
	st = kb_old_each(r->old, s->name, carry_one, &c, err);
	if (st == ST_OK && c.count != want)
		st = fail(err, ST_CORRUPT, "the base in force should have "
		    "%lld entries of %s, but %lld were found",
		    (long long)want, s->name, (long long)c.count);
	return st;
}

static enum status
add_staged(struct stage *stage, struct kb_build *build, struct err *err)
{
	enum status st = ST_OK;

	for (size_t i = 0; i < stage_count(stage) && st == ST_OK; i++) {
		struct entry e;

		st = stage_get(stage, i, &e, err);
		if (st == ST_OK)
			st = kb_build_add(build, &e, err);
		entry_release(&e);
	}
	return st;
}

static enum status
add_source(struct run *r, size_t i, struct kb_build *build, struct err *err)
{
	const struct refresh_source *s = &r->out->source[i];
	enum status st;

	if (s->outcome == REFRESH_DROPPED)
		return ST_OK;
	r->out->entries += s->entries;
	if (s->outcome != REFRESH_TAKEN)
		return carry_over(r, i, build, false, err);
	st = add_staged(r->source[i].stage, build, err);
	stage_free(r->source[i].stage);
	r->source[i].stage = NULL;
	return st == ST_OK ? carry_over(r, i, build, true, err) : st;
}

static enum status
put_meta(struct run *r, struct kb_build *build, struct err *err)
{
	json_t *list = json_array();
	char *text;
	enum status st;

	for (size_t i = 0; i < r->out->sources; i++) {
		const struct refresh_source *s = &r->out->source[i];

		if (s->outcome != REFRESH_DROPPED && s->entries > 0)
			json_array_append_new(list, json_pack("{s:s, s:I}",
			    "name", s->name, "entries",
			    (json_int_t)s->entries));
	}
	text = json_dumps(list, JSON_COMPACT);
	st = kb_build_meta(build, META_SOURCES, text ? text : "[]", err);
	if (st == ST_OK)
		st = kb_build_meta(build, META_LAST_ID,
		    known_last_id(r->known), err);
	free(text);
	json_decref(list);
	return st;
}

static enum status
next_generation(const char *dir, int64_t *next, struct err *err)
{
	int64_t *list, current;
	size_t count;
	enum status st = kb_generations(dir, &list, &count, &current, err);

	*next = count > 0 ? list[count - 1] + 1 : 1;
	free(list);
	return st;
}

static void
index_progress(void *arg, int64_t done, int64_t all)
{
	run_progress(arg, REFRESH_INDEX, "", done, all);
}

static enum status
fill(struct run *r, struct kb_build *build, struct err *err)
{
	enum status st = ST_OK;

	for (size_t i = 0; i < r->out->sources && st == ST_OK; i++)
		st = add_source(r, i, build, err);
	if (st == ST_OK && r->out->entries == 0)
		st = fail(err, ST_INVALID, "no entry would be left in the "
		    "base");
	if (st == ST_OK)
		st = put_meta(r, build, err);
	return st == ST_OK ? kb_build_finish(build, err) : st;
}

static enum status
check_and_publish(struct run *r, struct kb_build *build, int64_t generation,
    struct err *err)
{
	int64_t from = clock_monotonic_us();
	enum status st = run_check(r, kb_build_path(build), err);

	r->out->check_us = clock_monotonic_us() - from;
	if (st != ST_OK || r->o->dry_run)
		return st;
	st = kb_build_publish(build, err);
	if (st != ST_OK)
		return st;
	r->out->published = true;
	r->out->generation = generation;
	return kb_prune(r->app->kb_dir, (size_t)r->limits.keep_generations,
	    err);
}

enum status
run_build(struct run *r, struct err *err)
{
	struct kb_build_options o = {
		.dir = r->app->kb_dir, .now = r->now,
		.progress = index_progress, .progress_arg = r
	};
	int64_t from = clock_monotonic_us();
	struct kb_build *build = NULL;
	enum status st = next_generation(o.dir, &o.generation, err);

	if (st == ST_OK)
		st = kb_build_new(&build, &o, err);
	if (st == ST_OK)
		st = fill(r, build, err);
	r->out->build_us = clock_monotonic_us() - from;
	if (st == ST_OK)
		st = check_and_publish(r, build, o.generation, err);
	kb_build_free(build);
	return st;
}
