/*
 * refresh_read.c - one source: its files, records, rules, changes.
 *
 * A record in error is left out; an earlier version of its entry stays. A
 * file that cannot be read, or too many errors, stop the source: nothing of
 * it goes into the new base but what was there before.
 */
#include "app/refresh_run.h"

#include "app/app.h"
#include "app/feed_file.h"
#include "app/feed_generation.h"
#include "app/policy.h"
#include "app/validate.h"
#include "base/intl.h"
#include "base/mem.h"
#include "store/kb_old.h"
#include "store/stage.h"

#include <stdlib.h>
#include <string.h>

struct reading {
	struct run *r;
	const struct feed_source *feed;
	struct refresh_source *out;
	struct run_source *own;
	struct validate rules;
	const char *file;		/* its name without the folder */
	struct note_sink sink;		/* of the rules */
};

static void
take_note(void *arg, const struct note *note)
{
	struct reading *g = arg;

	report_note(&g->r->notes, (size_t)(g->out - g->r->out->source), note,
	    g->file);
}

/* What another desk was told about its entries is not said again. */
static void
take_error(void *arg, const struct note *note)
{
	if (note->level == NOTE_ERROR)
		take_note(arg, note);
}

static void
complete(struct reading *g, struct entry *e)
{
	entry_set(e, ENTRY_SOURCE_SYSTEM, slice_of(g->out->name));
	if (g->feed->owner_unit && !e->field[ENTRY_OWNER_UNIT])
		entry_set(e, ENTRY_OWNER_UNIT, slice_of(g->feed->owner_unit));
	validate_topic(e, &g->rules, &g->sink);
}

static enum status
reject(struct reading *g, const struct entry *e)
{
	g->out->rejected++;
	if (e->field[ENTRY_EXTERNAL_ID] && known_stay(g->r->known, e))
		g->out->stayed++;
	return ST_OK;
}

static enum status
take_good(struct reading *g, struct entry *e, struct err *err)
{
	enum status st = ST_OK;

	switch (known_meet(g->r->known, e)) {
	case KNOWN_TWICE:
		note_add(&g->sink, NOTE_ERROR, "twice",
		    entry_field_name(ENTRY_EXTERNAL_ID),
		    _("%s stands before this already"),
		    entry_get(e, ENTRY_EXTERNAL_ID));
		g->out->rejected++;
		return ST_OK;
	case KNOWN_ADDED:
		g->out->added++;
		break;
	case KNOWN_CHANGED:
		g->out->changed++;
		st = run_prior_changed(g->r, (size_t)(g->out -
		    g->r->out->source), e, err);
		break;
	case KNOWN_SAME:
		g->out->unchanged++;
		break;
	}
	return st == ST_OK ? stage_add(g->own->stage, e, g->r->day, err) :
	    st;
}

static enum status
take_record(void *arg, struct entry *e, int64_t line, bool bad,
    struct err *err)
{
	struct reading *g = arg;

	g->out->read++;
	g->sink.line = line;
	complete(g, e);
	if (bad || !validate_entry(e, &g->rules, &g->sink))
		return reject(g, e);
	return take_good(g, e, err);
}

static enum status
read_bytes(struct reading *g, struct feed_fetched *from,
    struct record_reader *reader, struct err *err)
{
	struct feed_file *file;
	struct slice bytes;
	enum status st = feed_file_take(&file, from->path, from->fd,
	    &g->r->limits, err);

	from->fd = -1;
	if (st == ST_OK)
		st = feed_file_next(file, &bytes, err);
	while (st == ST_OK && bytes.bytes > 0) {
		st = record_reader_feed(reader, bytes, err);
		if (st == ST_OK)
			st = feed_file_next(file, &bytes, err);
		run_progress(g->r, REFRESH_READ, g->out->name,
		    feed_file_done(file), feed_file_bytes(file));
	}
	feed_file_close(file);
	return st;
}

/* On the way from one to the other. */
struct passage {
	struct reading *g;
	struct record_reader *reader;
	int64_t entries;
};

static enum status
take_line(void *arg, struct slice line, struct err *err)
{
	struct passage *p = arg;

	run_progress(p->g->r, REFRESH_READ, p->g->out->name,
	    record_reader_count(p->reader), p->entries);
	return record_reader_feed(p->reader, line, err);
}

static enum status
read_generation(struct reading *g, struct feed_fetched *from,
    struct record_reader *reader, struct err *err)
{
	struct passage p = { g, reader, 0 };
	struct feed_generation *base;
	enum status st = feed_generation_take(&base, from->path, from->fd,
	    &g->r->limits, g->r->app->kb_dir, err);

	from->fd = -1;
	if (st != ST_OK)
		return st;
	p.entries = feed_generation_entries(base);
	g->own->origin = (struct refresh_origin){
		feed_generation_number(base), feed_generation_built_at(base)
	};
	st = feed_generation_each(base, take_line, &p, err);
	feed_generation_close(base);
	return st;
}

static const char *
format_name(enum record_format format)
{
	switch (format) {
	case RECORD_JSONL:
		return "jsonl";
	case RECORD_CSV:
		return "csv";
	case RECORD_POLICY:
		return "policy";
	default:
		return "";
	}
}

static enum status
read_file(struct reading *g, struct feed_fetched *from, struct err *err)
{
	const char *slash = strrchr(from->path, '/');
	bool base = g->feed->generation;
	struct record_options o = {
		.format = base ? RECORD_JSONL : g->feed->format,
		.limits = &g->r->limits.record, .each = take_record,
		.arg = g, .note = g->sink.take
	};
	struct record_reader *reader;
	enum status st;

	g->file = slash ? slash + 1 : from->path;
	if (o.format == RECORD_GUESS)
		o.format = record_format_of(from->path);
	reader = record_reader_new(&o);
	st = base ? read_generation(g, from, reader, err) :
	    read_bytes(g, from, reader, err);
	if (st == ST_OK)
		st = record_reader_end(reader, err);
	g->out->format = base ? "generation" :
	    format_name(record_reader_format(reader));
	g->out->charset = charset_name(record_reader_charset(reader));
	record_reader_free(reader);
	return st;
}

static enum status
read_files(struct reading *g, struct err *err)
{
	struct feed_fetch *fetch = &g->own->fetch;
	enum status st = ST_OK;

	for (size_t i = 0; i < fetch->count && st == ST_OK; i++)
		st = read_file(g, &fetch->file[i], err);
	return st;
}

static enum status
judge(const struct reading *g, struct err *err)
{
	const struct refresh_source *s = g->out;

	if (s->read == 0)
		return fail(err, ST_INVALID, "there is no record in it");
	if (s->rejected * 100 > s->read * g->r->limits.error_percent)
		return fail(err, ST_INVALID, "%lld of %lld records are in "
		    "error, more than %lld %%", (long long)s->rejected,
		    (long long)s->read,
		    (long long)g->r->limits.error_percent);
	return ST_OK;
}

/* A share of the limits in force, in percent. */
static enum status
share(const struct run *r, const char *key, int64_t *out, struct err *err)
{
	return policy_number(r->app->policy, r->day, key, out, err);
}

static enum status
note_gone(void *arg, struct entry *e, struct err *err)
{
	struct reading *g = arg;
	struct buf reason = BUF_INIT;
	struct note note = { 0, NOTE_WARNING, "Q19",
		entry_field_name(ENTRY_TITLE), NULL };

	(void)err;
	if (known_seen(g->r->known, e))
		return ST_OK;
	buf_addf(&reason, _("it would be withdrawn: %s %s"),
	    entry_get(e, ENTRY_EXTERNAL_ID), entry_get(e, ENTRY_TITLE));
	note.reason = buf_text(&reason);
	g->file = entry_get(e, ENTRY_ENTRY_ID);
	take_note(g, &note);
	g->file = "";
	buf_release(&reason);
	return ST_OK;
}

/* A person has to see what would go before it is accepted. */
static enum status
hold(struct reading *g, struct err *err)
{
	g->out->outcome = REFRESH_HELD;
	if (g->out->withdrawn == 0)
		return ST_OK;
	return kb_old_each(g->r->old, g->out->name, note_gone, g, err);
}

static enum status
check_hold(struct reading *g, struct err *err)
{
	struct refresh_source *s = g->out;
	int64_t least = g->r->limits.hold_least, withdrawn, added;
	enum status st;

	if (s->before == 0 || g->r->o->accept || !g->r->app->policy)
		return ST_OK;
	st = share(g->r, "refresh.hold_withdrawn", &withdrawn, err);
	if (st == ST_OK)
		st = share(g->r, "refresh.hold_added", &added, err);
	if (st != ST_OK)
		return st;
	if (s->withdrawn == s->before || (s->withdrawn > least &&
	    s->withdrawn * 100 > s->before * withdrawn))
		s->why = xasprintf(_("%lld of %lld entries would be "
		    "withdrawn, more than %lld %%"), (long long)s->withdrawn,
		    (long long)s->before, (long long)withdrawn);
	else if (s->added > least && s->added * 100 > s->before * added)
		s->why = xasprintf(_("%lld entries would be added to %lld, "
		    "more than %lld %%"), (long long)s->added,
		    (long long)s->before, (long long)added);
	return s->why ? hold(g, err) : ST_OK;
}

static enum status
settle(struct reading *g, struct err *err)
{
	struct refresh_source *s = g->out;
	enum status st;

	s->withdrawn = s->before - s->unchanged - s->changed - s->stayed;
	s->outcome = s->added + s->changed + s->withdrawn > 0 ?
	    REFRESH_TAKEN : REFRESH_UNCHANGED;
	st = check_hold(g, err);
	s->entries = s->outcome == REFRESH_TAKEN ?
	    s->unchanged + s->changed + s->stayed + s->added : s->before;
	return st;
}

/* What is the source's fault, and not the machine's or the caller's. */
static bool
is_its_own(enum status st)
{
	return st == ST_INVALID || st == ST_NOT_FOUND || st == ST_IO ||
	    st == ST_DENIED;
}

enum status
run_read(struct run *r, size_t i, struct err *err)
{
	struct reading g = {
		.r = r, .feed = r->source[i].feed, .out = &r->out->source[i],
		.own = &r->source[i], .file = "",
		.rules = { r->day, r->app->directory,
		    r->app->abbreviations,
		    (size_t)r->limits.title_chars_min,
		    (size_t)r->limits.short_chars,
		    (size_t)r->limits.keyword_chars }
	};
	int64_t from = clock_monotonic_us();
	struct err why = ERR_INIT;
	enum status st = run_old_learn(r, i, err);

	if (st == ST_OK)
		st = stage_new(&g.own->stage, r->app->kb_dir, err);
	if (st != ST_OK)
		return st;
	g.sink = (struct note_sink){ g.feed->generation ? take_error :
	    take_note, &g, 0, 0 };
	st = read_files(&g, &why);
	if (st == ST_OK)
		st = judge(&g, &why);
	if (st == ST_OK)
		st = settle(&g, &why);
	if (is_its_own(st))
		run_stop(r, i, &why);
	else if (st != ST_OK)
		*err = why;
	g.out->us = clock_monotonic_us() - from;
	feed_fetch_release(&g.own->fetch);
	if (g.out->outcome == REFRESH_STOPPED ||
	    g.out->outcome == REFRESH_HELD) {
		stage_free(g.own->stage);
		g.own->stage = NULL;
	}
	return is_its_own(st) ? ST_OK : st;
}
