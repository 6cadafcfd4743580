/*
 * refresh_base.c - the base in force as a run sees it, and the next base.
 *
 * The base's meta carries from run to run which sources it is made of, the
 * last id given, and when it has to be made anew though nothing was brought.
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
#include <stdio.h>
#include <stdlib.h>

#define META_SOURCES "sources"
#define META_LAST_ID "last_id"
#define META_UNTIL "until"		/* the day it has to be made anew */

static struct refresh_origin
origin_of(const json_t *item)
{
	return (struct refresh_origin){
		json_integer_value(json_object_get(item, "generation")),
		json_integer_value(json_object_get(item, "built_at"))
	};
}

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
		const char *print;
		size_t n;

		if (!name)
			continue;
		n = run_source_number(r, name);
		r->out->source[n].before = entries;
		r->out->source[n].entries = entries;
		r->source[n].old_origin = origin_of(item);
		print = json_string_value(json_object_get(item, "print"));
		snprintf(r->source[n].old_print,
		    sizeof(r->source[n].old_print), "%s",
		    print ? print : "");
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
	char *sources, *last, *until;
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
	until = kb_old_meta(r->old, META_UNTIL);
	if (until && strtoll(until, NULL, 10) > 0)
		r->rebuild |= strtoll(until, NULL, 10) <= r->day;
	free(sources);
	free(last);
	free(until);
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

/* What is done with each entry of the next base. */
struct visit {
	struct run *r;
	size_t source;
	enum status (*each)(struct visit *v, struct entry *e,
	    struct err *err);
	struct kb_build *build;
	bool stayed;			/* only earlier versions that stay */
	int64_t count;
};

static enum status
visit_old(void *arg, struct entry *e, struct err *err)
{
	struct visit *v = arg;

	if (v->stayed && !known_stays(v->r->known, e))
		return ST_OK;
	v->count++;
	return v->each(v, e, err);
}

/* Those that are carried over from the base in force. */
static enum status
visit_carried(struct visit *v, struct err *err)
{
	const struct refresh_source *s = &v->r->out->source[v->source];
	int64_t want = v->stayed ? s->stayed : s->before;
	enum status st;

	if (!v->r->old || want == 0)
		return ST_OK;
	v->count = 0;
	st = kb_old_each(v->r->old, s->name, visit_old, v, err);
	if (st == ST_OK && v->count != want)
		st = fail(err, ST_CORRUPT, "the base in force should have "
		    "%lld entries of %s, but %lld were found",
		    (long long)want, s->name, (long long)v->count);
	return st;
}

static enum status
visit_staged(struct visit *v, struct stage *stage, struct err *err)
{
	enum status st = ST_OK;

	for (size_t i = 0; i < stage_count(stage) && st == ST_OK; i++) {
		struct entry e;

		st = stage_get(stage, i, &e, err);
		if (st == ST_OK)
			st = v->each(v, &e, err);
		entry_release(&e);
	}
	return st;
}

/* All entries the source will have. */
static enum status
visit_source(struct visit *v, struct err *err)
{
	struct run *r = v->r;
	struct stage *stage = r->source[v->source].stage;
	enum status st = ST_OK;

	if (r->out->source[v->source].entries == 0)
		return ST_OK;
	v->stayed = stage != NULL;
	if (stage)
		st = visit_staged(v, stage, err);
	return st == ST_OK ? visit_carried(v, err) : st;
}

static enum status
compare_one(struct visit *v, struct entry *e, struct err *err)
{
	(void)err;
	compare_add(v->r->compare, e, v->source);
	return ST_OK;
}

static enum status
build_one(struct visit *v, struct entry *e, struct err *err)
{
	compare_apply(v->r->compare, e);
	return kb_build_add(v->build, e, err);
}

static enum status
compare_all(struct run *r, struct err *err)
{
	struct visit v = { .r = r, .each = compare_one };
	enum status st = ST_OK;

	for (; v.source < r->out->sources && st == ST_OK; v.source++)
		st = visit_source(&v, err);
	if (st == ST_OK)
		compare_settle(r->compare, &r->notes);
	return st;
}

static enum status
add_all(struct run *r, struct kb_build *build, struct err *err)
{
	struct visit v = { .r = r, .each = build_one, .build = build };
	enum status st = ST_OK;

	for (; v.source < r->out->sources && st == ST_OK; v.source++) {
		r->out->entries += r->out->source[v.source].entries;
		st = visit_source(&v, err);
		stage_free(r->source[v.source].stage);
		r->source[v.source].stage = NULL;
	}
	return st;
}

static enum status
put_until(struct run *r, struct kb_build *build, struct err *err)
{
	char *text = xasprintf("%lld", (long long)compare_until(r->compare));
	enum status st = kb_build_meta(build, META_UNTIL, text, err);

	free(text);
	return st;
}

/* What was not read now is as it was. */
static json_t *
source_json(const struct run *r, size_t i)
{
	const struct refresh_source *s = &r->out->source[i];
	bool fresh = s->outcome == REFRESH_TAKEN ||
	    s->outcome == REFRESH_UNCHANGED;
	struct refresh_origin origin = fresh ? r->source[i].origin :
	    r->source[i].old_origin;
	json_t *o = json_pack("{s:s, s:I, s:s}", "name", s->name, "entries",
	    (json_int_t)s->entries, "print", fresh ? r->source[i].print :
	    r->source[i].old_print);

	if (origin.generation == 0)
		return o;
	json_object_set_new(o, "generation", json_integer(origin.generation));
	json_object_set_new(o, "built_at", json_integer(origin.built_at));
	return o;
}

static enum status
put_meta(struct run *r, struct kb_build *build, struct err *err)
{
	json_t *list = json_array();
	char *text;
	enum status st;

	for (size_t i = 0; i < r->out->sources; i++)
		if (r->out->source[i].entries > 0)
			json_array_append_new(list, source_json(r, i));
	text = json_dumps(list, JSON_COMPACT);
	st = kb_build_meta(build, META_SOURCES, text ? text : "[]", err);
	if (st == ST_OK)
		st = kb_build_meta(build, META_LAST_ID,
		    known_last_id(r->known), err);
	if (st == ST_OK)
		st = put_until(r, build, err);
	if (st == ST_OK)
		st = run_prior_meta(r, build, err);
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
	enum status st = compare_all(r, err);

	if (st == ST_OK)
		st = add_all(r, build, err);
	if (st == ST_OK && r->out->entries == 0)
		st = fail(err, ST_INVALID, "no entry would be left in the "
		    "base");
	if (st == ST_OK)
		st = put_meta(r, build, err);
	known_free(r->known);		/* the index needs the memory */
	r->known = NULL;
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

	run_prior_read(r);
	if (st == ST_OK)
		st = kb_build_new(&build, &o, err);
	if (st == ST_OK)
		run_prior_give(r, build);
	if (st == ST_OK)
		st = fill(r, build, err);
	r->out->build_us = clock_monotonic_us() - from;
	if (st == ST_OK)
		st = check_and_publish(r, build, o.generation, err);
	kb_build_free(build);
	return st;
}
