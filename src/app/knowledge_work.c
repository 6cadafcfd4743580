/*
 * knowledge_work.c - rows of work from the base, the ledger, the reports and
 * what the last refresh wrote down.
 */
#include "app/knowledge_work.h"

#include "app/app.h"
#include "app/flag.h"
#include "app/knowledge.h"
#include "app/refresh_past.h"
#include "app/report.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "store/kb.h"
#include "store/ledger_local.h"
#include "text/entry.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define GAP_DAYS 30
#define RUN_FILE "refresh.json"
#define RUN_BYTES ((size_t)16 << 20)
#define STOP_EVERY 256			/* entries */

static const char *const kinds[] = {
#define X(name, words) [WORK_##name] = words,
	WORK_KIND_LIST(X)
#undef X
};

const char *
work_kind_words(enum work_kind kind)
{
	return _(kinds[kind]);
}

void
work_release(struct work *w)
{
	free(w->row);
	texts_release(&w->texts);
	*w = (struct work)WORK_INIT;
}

/* What is being filled, and who may break it off. */
struct filling {
	struct app *app;
	struct work *out;
	bool (*stop)(void *arg);
	void *arg;
	int64_t today;
	size_t seen;
};

static const char *
keep(struct work *w, const char *text)
{
	return texts_keep(&w->texts, slice_of(text ? text : ""));
}

static const char *
keep_buf(struct work *w, struct buf *text)
{
	const char *kept = texts_keep(&w->texts, buf_slice(text));

	buf_release(text);
	return kept;
}

static struct work_row *
row_add(struct work *w)
{
	struct work_row *row;

	ARRAY_GROW(w->row, w->count + 1, w->room);
	row = &w->row[w->count++];
	*row = (struct work_row){ .id = "", .entry_id = "", .title = "",
	    .state = "", .unit = "", .detail = "", .status = "" };
	return row;
}

/* Looks now and then whether something newer is wanted. */
static enum status
go_on(struct filling *f, struct err *err)
{
	if (f->stop && f->seen++ % STOP_EVERY == 0 && f->stop(f->arg))
		return fail(err, ST_CANCELLED, "broken off");
	return ST_OK;
}

static void
row_of_entry(struct work *w, const struct entry *e, const char *state)
{
	struct work_row *row = row_add(w);

	row->entry_id = row->id = keep(w, entry_get(e, ENTRY_ENTRY_ID));
	row->title = keep(w, entry_get(e, ENTRY_TITLE));
	row->unit = keep(w, entry_get(e, ENTRY_OWNER_UNIT));
	row->state = state;
}

/* ---- to review ---- */

static enum status
review_take(void *arg, const struct entry *e, struct err *err)
{
	struct filling *f = arg;
	int64_t day;
	enum status st = go_on(f, err);

	if (st != ST_OK || !clock_parse_date(slice_of(entry_get(e,
	    ENTRY_REVIEW_DUE)), &day) || day >= f->today)
		return st;
	row_of_entry(f->out, e, _("to review"));
	f->out->row[f->out->count - 1].due_at = clock_day_start(day);
	return ST_OK;
}

static int
due_cmp(const void *va, const void *vb)
{
	const struct work_row *a = va, *b = vb;

	if (a->due_at != b->due_at)
		return a->due_at < b->due_at ? -1 : 1;
	return strcmp(a->id, b->id);
}

static enum status
load_review(struct filling *f, struct err *err)
{
	struct work *w = f->out;
	enum status st = f->app->kb ? kb_each(f->app->kb, NULL, review_take,
	    f, err) : ST_OK;

	if (w->count > 0)
		qsort(w->row, w->count, sizeof(*w->row), due_cmp);
	return st;
}

/* ---- flagged ---- */

static void
flag_row(struct work *w, const struct flag *f)
{
	struct work_row *row = row_add(w);
	struct buf text = BUF_INIT;

	buf_addf(&text, "%s (%s)\n%s\n\n%s: %s\n%s\n\n", f->title,
	    f->entry_id, f->unit, flag_code_words(f->kind), f->text,
	    f->actor);
	flag_due_sum(f, &text);
	row->number = f->id;
	row->due_at = f->due_at;
	row->entry_id = keep(w, f->entry_id);
	row->title = keep(w, f->title);
	row->unit = keep(w, f->unit);
	row->state = flag_code_words(f->kind);
	row->detail = keep_buf(w, &text);
	buf_addf(&text, "%lld", (long long)f->id);
	row->id = keep_buf(w, &text);
}

static enum status
load_flagged(struct filling *f, struct err *err)
{
	struct flags list = FLAGS_INIT;
	enum status st = flag_list(f->app, false, &list, err);

	for (size_t i = 0; st == ST_OK && i < list.count; i++)
		flag_row(f->out, &list.flag[i]);
	flags_release(&list);
	return st;
}

/* ---- without an answer ---- */

/* A question comes once for each of the report's lines; once is enough. */
static bool
has_row(const struct work *w, const char *id)
{
	for (size_t i = 0; i < w->count; i++)
		if (strcmp(w->row[i].id, id) == 0)
			return true;
	return false;
}

static void
gap_row(struct work *w, const struct report_row *g)
{
	struct work_row *row;
	struct buf text = BUF_INIT;

	if (g->total || has_row(w, g->key))
		return;
	row = row_add(w);
	row->id = keep(w, g->key);
	row->title = keep(w, g->label);
	buf_addf(&text, _("operators %lld, searches %lld"),
	    (long long)g->people, (long long)g->up);
	row->state = keep_buf(w, &text);
	buf_addf(&text, "%s\n\n%s", g->label, row->state);
	row->detail = keep_buf(w, &text);
}

static enum status
load_missing(struct filling *f, struct err *err)
{
	int64_t end = clock_day_start(f->today + 1);
	struct report r = REPORT_INIT;
	enum status st = report_run(f->app, REPORT_GAPS, end - GAP_DAYS *
	    CLOCK_DAY, end, BY_COUNT, &r, err);

	for (size_t i = 0; st == ST_OK && i < r.count &&
	    f->out->count < WORK_ROWS_MAX; i++)
		gap_row(f->out, &r.row[i]);
	report_release(&r);
	return st;
}

/* ---- the desk's own ---- */

static void
body_tell(const struct local_entry *e, struct buf *out)
{
	json_t *body = json_loads(e->body, 0, NULL), *value;
	const char *name;

	buf_addf(out, "%s\n%s, %s\n", e->title, local_status_words(e->status),
	    e->editor);
	json_object_foreach(body, name, value)
		buf_addf(out, "\n%s: %s", name, json_string_value(value) ?
		    json_string_value(value) : "");
	json_decref(body);
}

static void
own_row(struct work *w, const struct local_entry *e)
{
	struct work_row *row = row_add(w);
	struct buf text = BUF_INIT;

	row->number = e->id;
	row->title = keep(w, e->title);
	row->unit = keep(w, e->editor);
	row->state = local_status_words(e->status);
	row->status = keep(w, e->status);
	body_tell(e, &text);
	row->detail = keep_buf(w, &text);
	buf_addf(&text, "%lld", (long long)e->id);
	row->id = keep_buf(w, &text);
}

/* What waits for somebody first, what answers callers last. */
static enum status
load_own(struct filling *f, struct err *err)
{
	static const char *const order[] = { "in_review", "draft",
		"suspended", "withdrawn", "published" };
	enum status st = ST_OK;

	for (size_t k = 0; st == ST_OK && k < COUNT(order); k++) {
		struct local_entries list = LOCAL_ENTRIES_INIT;

		st = ledger_local_list(f->app->ledger, order[k], &list, err);
		for (size_t i = 0; st == ST_OK && i < list.count; i++)
			own_row(f->out, &list.entry[i]);
		local_entries_release(&list);
	}
	return st;
}

/* ---- the last refresh ---- */

static int64_t
number_of(const json_t *o, const char *key)
{
	return json_integer_value(json_object_get(o, key));
}

static const char *
text_of(const json_t *o, const char *key)
{
	const char *text = json_string_value(json_object_get(o, key));

	return text ? text : "";
}

static void
source_row(struct work *w, const json_t *run, const json_t *s)
{
	struct work_row *row = row_add(w);
	const json_t *notes = json_object_get(s, "notes");
	struct buf text = BUF_INIT;

	row->id = row->title = keep(w, text_of(s, "source"));
	buf_addf(&text, _("added %lld, changed %lld, gone %lld"),
	    (long long)number_of(s, "added"),
	    (long long)number_of(s, "changed"),
	    (long long)number_of(s, "withdrawn"));
	row->state = keep_buf(w, &text);
	buf_addf(&text, _("%s of %s\n%s\nread %lld, rejected %lld\n"),
	    row->title, text_of(run, "at"), row->state,
	    (long long)number_of(s, "read"),
	    (long long)number_of(s, "rejected"));
	buf_addf(&text, "%s\n", text_of(s, "why"));
	for (size_t i = 0; i < json_array_size(notes); i++) {
		const json_t *n = json_array_get(notes, i);

		buf_addf(&text, "\n%s %s: %s", text_of(n, "rule"),
		    text_of(n, "field"), text_of(n, "reason"));
	}
	row->detail = keep_buf(w, &text);
}

static enum status
diff_take(void *arg, const struct entry *was, const struct entry *is,
    struct err *err)
{
	struct filling *f = arg;
	enum status st = go_on(f, err);

	if (st != ST_OK)
		return st;
	if (f->out->count >= WORK_ROWS_MAX) {
		f->out->more = true;
		return ST_OK;
	}
	row_of_entry(f->out, is ? is : was, !was ? _("added") :
	    is ? _("changed") : _("gone"));
	return ST_OK;
}

static json_t *
run_read(const struct app *app)
{
	char *path = file_join(app->kb_dir, RUN_FILE);
	struct buf text = BUF_INIT;
	struct err quiet = ERR_INIT;
	json_t *run = NULL;

	if (file_read(path, RUN_BYTES, &text, &quiet) == ST_OK)
		run = json_loadb(buf_text(&text), text.bytes, 0, NULL);
	buf_release(&text);
	free(path);
	return run;
}

/* The sources, then the entries; none of these when the generation before is
 * kept no longer. */
static enum status
load_refresh(struct filling *f, struct err *err)
{
	struct err quiet = ERR_INIT;
	json_t *run = f->app->kb_dir ? run_read(f->app) : NULL;
	const json_t *sources = json_object_get(run, "sources");
	int64_t before = number_of(run, "before");
	int64_t now = number_of(run, "generation");
	enum status st = ST_OK;

	for (size_t i = 0; i < json_array_size(sources); i++)
		source_row(f->out, run, json_array_get(sources, i));
	if (before > 0 && now > before)
		st = refresh_diff(f->app, before, now, diff_take, f, &quiet);
	json_decref(run);
	return st == ST_CANCELLED ? fail(err, st, "%s", quiet.text) : ST_OK;
}

enum status
work_load(struct app *app, enum work_kind kind, bool (*stop)(void *arg),
    void *arg, struct work *out, struct err *err)
{
	static enum status (*const load[])(struct filling *f,
	    struct err *err) = {
		[WORK_REVIEW] = load_review, [WORK_FLAGGED] = load_flagged,
		[WORK_MISSING] = load_missing, [WORK_OWN] = load_own,
		[WORK_REFRESH] = load_refresh,
	};
	struct filling f = { .app = app, .out = out, .stop = stop,
	    .arg = arg, .today = clock_day(clock_now(&app->clock)) };
	enum status st;

	work_release(out);
	st = load[kind](&f, err);
	if (out->count > WORK_ROWS_MAX) {
		out->count = WORK_ROWS_MAX;
		out->more = true;
	}
	return st;
}
