/*
 * refresh.c - the course of a refresh. What is read, compared and built is
 * in refresh_read.c and refresh_base.c.
 */
#include "app/refresh.h"

#include "app/app.h"
#include "app/refresh_run.h"
#include "base/file.h"
#include "base/mem.h"
#include "store/kb_build.h"
#include "store/kb_old.h"
#include "store/stage.h"

#include <stdlib.h>
#include <string.h>

#define LOCK_NAME "refresh.lock"

size_t
run_source_number(struct run *r, const char *name)
{
	struct refresh_report *out = r->out;
	size_t i = 0;

	while (i < out->sources && strcmp(out->source[i].name, name) != 0)
		i++;
	if (i < out->sources)
		return i;
	ARRAY_GROW(out->source, i + 1, out->room);
	ARRAY_GROW(r->source, i + 1, r->room);
	out->source[i] = (struct refresh_source){
		.name = xstrdup(name), .outcome = REFRESH_KEPT,
		.format = "", .charset = ""
	};
	r->source[i] = (struct run_source){ .fetch = FEED_FETCH_INIT };
	out->sources++;
	return i;
}

void
run_progress(const struct run *r, enum refresh_step step, const char *source,
    int64_t done, int64_t all)
{
	const struct refresh_progress p = { step, source, done, all };

	if (r->o->progress)
		r->o->progress(r->o->arg, &p);
}

static void
add_feed(struct run *r, const struct feed_source *feed)
{
	size_t n = run_source_number(r, feed->name);

	r->source[n].feed = feed;
}

static void
drop(struct refresh_source *s)
{
	s->outcome = REFRESH_DROPPED;
	s->withdrawn = s->before;
	s->entries = 0;
}

static enum status
choose_configured(struct run *r, const struct feed_sources *configured,
    struct err *err)
{
	const struct refresh_options *o = r->o;

	for (size_t i = 0; i < o->sources; i++) {
		const struct feed_source *feed = feed_sources_find(configured,
		    o->source[i]);

		if (!feed)
			return fail(err, ST_USAGE, "no source %s is "
			    "configured", o->source[i]);
		add_feed(r, feed);
	}
	if (o->sources + o->files + o->drops > 0)
		return ST_OK;
	for (size_t i = 0; i < configured->count; i++)
		add_feed(r, &configured->item[i]);
	for (size_t i = 0; i < r->out->sources; i++)
		if (strcmp(r->out->source[i].name, FEED_STARTER) == 0 &&
		    !feed_sources_find(configured, FEED_STARTER))
			drop(&r->out->source[i]);
	return ST_OK;
}

static enum status
choose_drops(struct run *r, struct err *err)
{
	const struct refresh_options *o = r->o;

	for (size_t i = 0; i < o->drops; i++) {
		size_t n = run_source_number(r, o->drop[i]);

		if (r->out->source[n].before == 0)
			return fail(err, ST_USAGE, "the base has no source "
			    "%s", o->drop[i]);
		drop(&r->out->source[n]);
	}
	return ST_OK;
}

/* Which sources this run reads, and which leave. */
static enum status
choose(struct run *r, struct feed_sources *files, struct err *err)
{
	const struct refresh_options *o = r->o;
	enum status st = feed_sources_configured(&r->feeds, r->app, err);

	if (st == ST_OK)
		st = choose_configured(r, &r->feeds, err);
	for (size_t i = 0; i < o->files && st == ST_OK; i++)
		st = feed_sources_file(files, o->file[i], err);
	for (size_t i = 0; i < files->count && st == ST_OK; i++)
		add_feed(r, &files->item[i]);
	return st == ST_OK ? choose_drops(r, err) : st;
}

static bool
has_changed(const struct run *r)
{
	bool changed = r->rebuild || !r->old;

	for (size_t i = 0; i < r->out->sources; i++) {
		enum refresh_outcome o = r->out->source[i].outcome;

		changed |= o == REFRESH_TAKEN || o == REFRESH_DROPPED ||
		    o == REFRESH_LAPSED;
	}
	return changed;
}

static enum status
fetch_all(struct run *r, struct err *err)
{
	enum status st = ST_OK;

	for (size_t i = 0; i < r->out->sources && st == ST_OK; i++)
		if (r->source[i].feed)
			st = run_fetch(r, i, err);
	return st;
}

/* A quiet night: every file is known. When one is not, all are read, so that
 * entries can be held against each other as they were brought. */
static bool
all_are_same(const struct run *r)
{
	for (size_t i = 0; i < r->out->sources; i++)
		if ((r->source[i].feed && !r->source[i].settled &&
		    !run_is_same(r, i)) ||
		    r->out->source[i].outcome == REFRESH_LAPSED ||
		    r->out->source[i].outcome == REFRESH_DROPPED)
			return false;
	return true;
}

static void
leave_all(struct run *r)
{
	for (size_t i = 0; i < r->out->sources; i++) {
		struct refresh_source *s = &r->out->source[i];

		if (!r->source[i].feed || r->source[i].settled)
			continue;
		s->outcome = REFRESH_UNCHANGED;
		s->unchanged = s->before;
	}
}

static enum status
read_all(struct run *r, struct err *err)
{
	int64_t from = clock_monotonic_us();
	enum status st = fetch_all(r, err);

	if (st == ST_OK && !r->rebuild && !r->o->note && all_are_same(r)) {
		leave_all(r);
		return ST_OK;
	}
	for (size_t i = 0; i < r->out->sources && st == ST_OK; i++)
		if (r->source[i].feed && !r->source[i].settled)
			st = run_read(r, i, err);
	r->out->read_us = clock_monotonic_us() - from;
	return st;
}

/* The worst of what became of the sources, with the first one's name. */
static enum status
verdict(const struct run *r, struct err *err)
{
	static const struct {
		enum refresh_outcome outcome;
		enum status status;
	} bad[] = {
		{ REFRESH_STOPPED, ST_FAILED }, { REFRESH_HELD, ST_HELD },
	};

	for (size_t k = 0; k < COUNT(bad); k++)
		for (size_t i = 0; i < r->out->sources; i++) {
			const struct refresh_source *s = &r->out->source[i];

			if (s->outcome == bad[k].outcome)
				return fail(err, bad[k].status,
				    "the source %s: %s", s->name, s->why);
		}
	return ST_OK;
}

static bool
has_any(const struct run *r)
{
	for (size_t i = 0; i < r->out->sources; i++)
		if (r->out->source[i].entries > 0)
			return true;
	return false;
}

/* A first run whose every source was stopped leaves no base behind. */
static enum status
work(struct run *r, struct err *err)
{
	enum status st = read_all(r, err);

	if (st == ST_OK && r->old && !has_any(r))
		return fail(err, ST_FAILED, "no entry would be left; the base "
		    "stays as it is");
	if (st == ST_OK && has_changed(r) && has_any(r))
		st = run_build(r, err);
	return st == ST_OK ? verdict(r, err) : st;
}

static void
run_release(struct run *r)
{
	for (size_t i = 0; i < r->out->sources; i++) {
		stage_free(r->source[i].stage);
		json_decref(r->source[i].renamed);
		feed_fetch_release(&r->source[i].fetch);
	}
	run_prior_close(r);
	feed_state_free(r->state);
	free(r->source);
	feed_sources_release(&r->feeds);
	known_free(r->known);
	compare_free(r->compare);
	kb_old_close(r->old);
}

static void
run_init(struct run *r, struct app *app, const struct refresh_options *o,
    struct refresh_report *out)
{
	*r = (struct run){ .app = app, .o = o, .out = out,
		.feeds = FEED_SOURCES_INIT, .now = clock_now(&app->clock) };
	r->day = clock_day(r->now);
	r->known = known_new();
	r->compare = compare_new(r->day);
	r->notes = (struct note_taker){ out, o, 0 };
	out->at = r->now;
	out->dry_run = o->dry_run;
}

static enum status
lock(const struct app *app, int *fd, struct err *err)
{
	char *path = file_join(app->kb_dir, LOCK_NAME);
	enum status st = file_make_dir(app->kb_dir, 0755, err);

	if (st == ST_OK)
		st = file_lock(fd, path, false, err);
	free(path);
	return st;
}

/* What was taken in sets the floor for the signatures to come. */
static void
remember_signatures(struct run *r)
{
	for (size_t i = 0; i < r->out->sources; i++) {
		enum refresh_outcome o = r->out->source[i].outcome;

		if (r->source[i].signed_at > 0 && (o == REFRESH_TAKEN ||
		    o == REFRESH_UNCHANGED))
			feed_state_set(r->state, r->out->source[i].name,
			    FEED_STATE_SIGNED, r->source[i].signed_at);
	}
}

/* Under the lock. The report is kept even when the work failed. */
static enum status
locked_run(struct run *r, struct feed_sources *files, struct err *err)
{
	int64_t from = clock_monotonic_us();
	struct err unsaid = ERR_INIT;
	enum status kept, st = feed_limits_read(&r->limits, r->app->data_dir,
	    &r->app->config, err);

	r->notes.keep = r->limits.notes_kept;
	if (st == ST_OK)
		st = kb_prune(r->app->kb_dir,
		    (size_t)r->limits.keep_generations, err);
	if (st == ST_OK)
		st = feed_state_read(&r->state, r->app->kb_dir, err);
	if (st == ST_OK)
		st = run_old_open(r, err);
	if (st == ST_OK)
		st = choose(r, files, err);
	if (st != ST_OK)
		return st;
	run_prior_open(r);
	st = work(r, err);
	run_flags(r);
	r->out->us = clock_monotonic_us() - from;
	if (r->o->dry_run)
		return st;
	kept = report_keep(r, st == ST_OK ? err : &unsaid);
	if (st == ST_OK || st == ST_HELD || st == ST_FAILED) {
		remember_signatures(r);
		if (kept == ST_OK)
			kept = feed_state_write(r->state, st == ST_OK ? err :
			    &unsaid);
	}
	return st == ST_OK ? kept : st;
}

enum status
refresh_run(struct app *app, const struct refresh_options *o,
    struct refresh_report *out, struct err *err)
{
	struct feed_sources files = FEED_SOURCES_INIT;
	struct run r;
	int fd = -1;
	enum status st = lock(app, &fd, err);

	if (st != ST_OK)
		return st;
	run_init(&r, app, o, out);
	st = locked_run(&r, &files, err);
	run_release(&r);
	feed_sources_release(&files);
	file_unlock(fd);
	return st;
}

/* Waits for another's first start; then there is a base, and it is left. */
enum status
refresh_starter(struct app *app, struct err *err)
{
	const struct refresh_options o = { .source = NULL };
	struct refresh_report out = REFRESH_REPORT_INIT;
	struct run r;
	char *path = file_join(app->kb_dir, LOCK_NAME);
	int fd = -1;
	enum status st = file_make_dir(app->kb_dir, 0755, err);

	if (st == ST_OK)
		st = file_lock(&fd, path, true, err);
	free(path);
	if (st != ST_OK)
		return st;
	run_init(&r, app, &o, &out);
	st = feed_limits_read(&r.limits, app->data_dir, &app->config, err);
	r.notes.keep = r.limits.notes_kept;
	if (st == ST_OK)
		st = feed_state_read(&r.state, app->kb_dir, err);
	if (st == ST_OK)
		st = run_old_open(&r, err);
	if (st == ST_OK && !r.old) {
		feed_sources_starter(&r.feeds, app);
		add_feed(&r, &r.feeds.item[0]);
		r.prior.ids_since = r.now;
		st = work(&r, err);
	}
	run_release(&r);
	refresh_report_release(&out);
	file_unlock(fd);
	return st;
}
