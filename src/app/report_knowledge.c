/*
 * report_knowledge.c - figures about knowledge entries: how fresh they are,
 * what they were used for, which questions led to which document.
 *
 * Entries are the knowledge base's, uses the ledger's; they meet here.
 */
#include "app/report_part.h"

#include "app/app.h"
#include "app/directory.h"
#include "app/refresh_past.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "store/kb.h"
#include "store/ledger.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NEVER INT64_MAX

static enum status
base_open(struct app *app, struct err *err)
{
	if (app->kb)
		return ST_OK;
	if (!app->kb_dir)
		return fail(err, ST_NOT_FOUND, "no knowledge base is open");
	return app_need(app, APP_KB, err);
}

/* ---- freshness ---- */

enum { FRESH_IN_FORCE, FRESH_REVIEW, FRESH_EXPIRING, FRESH_UNREVIEWED,
	FRESH_UNOWNED, FRESH_LINES };

struct owner {
	char *unit;
	int64_t entries, up[FRESH_LINES];
};

struct freshness {
	struct owner *owner;
	size_t count, room;
	int64_t today, expiring;	/* days */
};

static struct owner *
owner_find(struct freshness *f, const char *unit)
{
	for (size_t i = 0; i < f->count; i++) {
		if (strcmp(f->owner[i].unit, unit) == 0)
			return &f->owner[i];
	}
	ARRAY_GROW(f->owner, f->count + 1, f->room);
	f->owner[f->count] = (struct owner){ .unit = xstrdup(unit) };
	return &f->owner[f->count++];
}

static int64_t
day_of(const struct entry *e, enum entry_field field)
{
	int64_t day = NEVER;

	return clock_parse_date(slice_of(entry_get(e, field)), &day) ?
	    day : NEVER;
}

static enum status
freshness_take(void *arg, const struct entry *e, struct err *err)
{
	struct freshness *f = arg;
	struct owner *o = owner_find(f, entry_get(e, ENTRY_OWNER_UNIT));
	int64_t due = day_of(e, ENTRY_REVIEW_DUE);
	int64_t end = day_of(e, ENTRY_VALID_TO);

	(void)err;
	o->entries++;
	o->up[FRESH_IN_FORCE] += entry_force_live(entry_force(e, f->today));
	o->up[FRESH_REVIEW] += due < f->today;
	o->up[FRESH_EXPIRING] += end >= f->today &&
	    end < f->today + f->expiring;
	o->up[FRESH_UNREVIEWED] += day_of(e, ENTRY_REVIEWED_ON) == NEVER;
	o->up[FRESH_UNOWNED] += !*o->unit;
	return ST_OK;
}

static int
owner_cmp(const void *va, const void *vb)
{
	const struct owner *a = va, *b = vb;

	if (a->entries != b->entries)
		return a->entries > b->entries ? -1 : 1;
	return strcmp(a->unit, b->unit);
}

static void
freshness_rows(const struct app *app, struct report *r,
    const struct freshness *f, int line)
{
	size_t first = r->count;

	report_add(r, line, "", _("all"))->total = true;
	for (size_t i = 0; i < f->count; i++) {
		const struct owner *o = &f->owner[i];
		struct report_row *row = report_add(r, line, o->unit,
		    report_key_label(app, BY_UNIT, o->unit));

		row->up = (double)o->up[line];
		row->down = (double)o->entries;
		r->row[first].up += row->up;
		r->row[first].down += row->down;
	}
}

enum status
report_freshness(struct app *app, struct report *r, struct err *err)
{
	struct freshness f = { .today = clock_day(r->now),
	    .expiring = report_span(app, "knowledge.expiring",
	    30 * CLOCK_DAY) / CLOCK_DAY };
	enum status st = base_open(app, err);

	if (st == ST_OK)
		st = kb_each(app->kb, NULL, freshness_take, &f, err);
	if (f.count > 0)
		qsort(f.owner, f.count, sizeof(*f.owner), owner_cmp);
	for (int i = 0; st == ST_OK && i < FRESH_LINES; i++)
		freshness_rows(app, r, &f, i);
	for (size_t i = 0; i < f.count; i++)
		free(f.owner[i].unit);
	free(f.owner);
	return st;
}

/* ---- the refresh ---- */

#define LAST_RUN "refresh.json"
#define LAST_RUN_BYTES ((size_t)16 << 20)

/* A source's figure of the last run, a row where it is not 0. */
static void
run_row(struct report *r, int line, const json_t *source, const char *key)
{
	const char *name = json_string_value(json_object_get(source,
	    "source"));
	json_int_t n = json_integer_value(json_object_get(source, key));
	struct report_row *row;

	if (!name || n <= 0)
		return;
	row = report_add(r, line, name, name);
	row->up = (double)n;
	row->down = (double)json_integer_value(json_object_get(source,
	    "read"));
}

/* Why a source was held or stopped is what a supervisor asks first. */
static void
run_note(struct report *r, const json_t *run)
{
	const json_t *list = json_object_get(run, "sources");
	const char *at = json_string_value(json_object_get(run, "at"));
	double seconds = json_number_value(json_object_get(run, "seconds"));

	buf_addf(&r->note, _("last run %s, %.1f s, %s"), at ? at : "",
	    seconds, json_is_true(json_object_get(run, "published")) ?
	    _("published") : _("nothing published"));
	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *s = json_array_get(list, i);
		const char *why = json_string_value(json_object_get(s,
		    "why"));

		if (why)
			buf_addf(&r->note, "; %s: %s", json_string_value(
			    json_object_get(s, "source")), why);
	}
}

/* What the last run kept of itself; none is there before the first. */
static void
run_rows(const struct app *app, struct report *r)
{
	static const char *const keys[] = { "read", "added", "changed",
		"withdrawn", "rejected" };
	char *path = file_join(app->kb_dir, LAST_RUN);
	struct buf text = BUF_INIT;
	struct err quiet = ERR_INIT;
	json_t *run = NULL, *list;

	if (file_read(path, LAST_RUN_BYTES, &text, &quiet) == ST_OK)
		run = json_loadb(buf_text(&text), text.bytes, 0, NULL);
	list = json_object_get(run, "sources");
	for (size_t k = 0; k < COUNT(keys); k++) {
		for (size_t i = 0; i < json_array_size(list); i++)
			run_row(r, 1 + (int)k, json_array_get(list, i),
			    keys[k]);
	}
	if (run)
		run_note(r, run);
	json_decref(run);
	buf_release(&text);
	free(path);
}

enum status
report_refresh(struct app *app, struct report *r, struct err *err)
{
	struct refresh_generation *list = NULL;
	char at[CLOCK_TEXT_BYTES];
	size_t count = 0;
	enum status st = base_open(app, err);

	if (st == ST_OK)
		st = refresh_list(app, &list, &count, err);
	for (size_t i = count; st == ST_OK && i > 0; i--) {
		const struct refresh_generation *g = &list[i - 1];
		struct buf label = BUF_INIT;
		struct report_row *row;
		char key[24];

		snprintf(key, sizeof(key), "%" PRId64, g->generation);
		buf_addf(&label, _("%s of %s%s"), key,
		    clock_text(g->built_at, CLOCK_MINUTES, at),
		    g->current ? _(", in use") : "");
		row = report_add(r, 0, key, buf_text(&label));
		row->up = (double)g->entries;
		buf_release(&label);
	}
	refresh_list_free(list, count);
	if (st == ST_OK)
		run_rows(app, r);
	return st;
}

/* ---- uses and questions ---- */

/* An entry's title, or its id where the base does not have it any more. */
static const char *
title_of(struct app *app, const char *id, struct entry *e)
{
	struct err quiet = ERR_INIT;

	if (!app->kb || kb_entry(app->kb, id, e, &quiet) != ST_OK ||
	    !*entry_get(e, ENTRY_TITLE))
		return id;
	return entry_get(e, ENTRY_TITLE);
}

static int
use_cmp(const void *va, const void *vb)
{
	const struct report_row *a = va, *b = vb;

	if (a->line != b->line)
		return a->line < b->line ? -1 : 1;
	if (a->up > b->up || a->up < b->up)
		return a->up > b->up ? -1 : 1;
	return strcmp(a->key, b->key);
}

enum status
report_use(struct app *app, struct report *r, struct err *err)
{
	struct figures f = FIGURES_INIT;
	struct cases_question q;
	struct err quiet = ERR_INIT;
	enum status st;

	(void)base_open(app, &quiet);	/* without it, ids are shown */
	report_question(app, r, CASES_USE, &q);
	st = ledger_figures(app->ledger, &q, &f, err);
	for (size_t i = 0; st == ST_OK && i < f.count; i++) {
		const struct figure *one = &f.figure[i];
		struct entry e = ENTRY_INIT;
		struct report_row *row = report_add(r, one->line, one->key,
		    title_of(app, one->key, &e));

		row->up = one->up;
		row->people = one->people;
		entry_release(&e);
	}
	if (r->count > 0)
		qsort(r->row, r->count, sizeof(*r->row), use_cmp);
	figures_release(&f);
	return st;
}

/* The document of an entry and the week since it took effect: "3". */
static void
week_row(struct app *app, struct report *r, const struct figure *f)
{
	struct slice rest = slice_of(f->key), part;
	struct entry e = ENTRY_INIT;
	struct buf label = BUF_INIT;
	int64_t day, from;
	const char *title, *document;
	char *id;

	slice_until(&rest, ' ', &part);
	id = slice_dup(part);
	day = strtoll(rest.text, NULL, 10);
	title = title_of(app, id, &e);
	document = entry_get(&e, ENTRY_DOC_TITLE);
	from = day_of(&e, ENTRY_EFFECTIVE_ON);
	buf_addf(&label, "%s", *document ? document : title);
	if (from == NEVER)
		buf_add_text(&label, _(", no effective date"));
	else if (day < from)
		buf_add_text(&label, _(", before it took effect"));
	else
		buf_addf(&label, _(", week %lld"),
		    (long long)(day - from) / 7 + 1);
	report_add(r, f->line, buf_text(&label), buf_text(&label))->up =
	    f->up;
	buf_release(&label);
	entry_release(&e);
	free(id);
}

static int
week_cmp(const void *va, const void *vb)
{
	const struct report_row *a = va, *b = vb;

	if (a->line != b->line)
		return a->line < b->line ? -1 : 1;
	return strcmp(a->key, b->key);
}

/* Rows of one document and week become one. */
static void
weeks_fold(struct report *r)
{
	size_t kept = 0;

	qsort(r->row, r->count, sizeof(*r->row), week_cmp);
	for (size_t i = 0; i < r->count; i++) {
		if (kept > 0 && week_cmp(&r->row[kept - 1], &r->row[i]) == 0)
			r->row[kept - 1].up += r->row[i].up;
		else
			r->row[kept++] = r->row[i];
	}
	r->count = kept;
	qsort(r->row, r->count, sizeof(*r->row), use_cmp);
}

enum status
report_policy(struct app *app, struct report *r, struct err *err)
{
	struct figures f = FIGURES_INIT;
	struct cases_question q;
	struct err quiet = ERR_INIT;
	enum status st;

	(void)base_open(app, &quiet);
	report_question(app, r, CASES_POLICY, &q);
	st = ledger_figures(app->ledger, &q, &f, err);
	for (size_t i = 0; st == ST_OK && i < f.count; i++)
		week_row(app, r, &f.figure[i]);
	if (r->count > 0)
		weeks_fold(r);
	figures_release(&f);
	return st;
}
