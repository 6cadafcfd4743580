/*
 * knowledge.c - the life of the desk's own entries.
 *
 * An entry is kept as the JSON a feed would bring; the same rules check it,
 * and the refresh takes it in as the source "desk".
 */
#include "app/knowledge.h"

#include "app/app.h"
#include "app/refresh.h"
#include "app/validate.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "store/kb.h"
#include "store/ledger.h"
#include "text/detect.h"
#include "text/entry.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SOURCE "desk"		/* its name in the base */
#define EXTERNAL_MARK 'D'
#define SOURCE_FILE "desk.jsonl"
#define SHORT_CHARS 200
#define KEYWORD_CHARS 20
#define TITLE_CHARS_MIN 2

static const struct {
	const char *code, *words;
} statuses[] = {
#define X(name, code, words) [LOCAL_##name] = { code, words },
	LOCAL_STATUS_LIST(X)
#undef X
};

static const struct {
	const char *code, *words;
	unsigned from;
	enum local_status to;
	bool second;
} moves_of[] = {
#define X(name, code, from, to, second, words) \
	[LOCAL_STEP_##name] = { code, words, from, LOCAL_##to, second },
	LOCAL_STEP_LIST(X)
#undef X
};

bool
local_move_parse(struct slice code, enum local_move *step)
{
	for (size_t i = 0; i < COUNT(moves_of); i++) {
		if (slice_is(code, moves_of[i].code)) {
			*step = (enum local_move)i;
			return true;
		}
	}
	return false;
}

static enum local_status
status_of(const char *code)
{
	size_t i = 0;

	while (i < COUNT(statuses) && strcmp(statuses[i].code, code) != 0)
		i++;
	return (enum local_status)i;
}

const char *
local_status_words(const char *code)
{
	enum local_status s = status_of(code);

	return s < LOCAL_STATUS_COUNT ? _(statuses[s].words) : code;
}

const char *
local_move_words(enum local_move step)
{
	return _(moves_of[step].words);
}

bool
local_move_from(enum local_move step, const char *status)
{
	enum local_status s = status_of(status);

	return s < LOCAL_STATUS_COUNT && (moves_of[step].from & 1u << s);
}

static enum status
may_edit(const struct app *app, struct err *err)
{
	if (app->role == ROLE_EDITOR || app->role == ROLE_SUPERVISOR)
		return ST_OK;
	return fail(err, ST_DENIED, "knowledge entries are written by: %s, "
	    "%s", role_words(ROLE_EDITOR), role_words(ROLE_SUPERVISOR));
}

static char *
json_text(json_t *o)
{
	char *text = json_dumps(o, JSON_COMPACT | JSON_SORT_KEYS);

	json_decref(o);
	return text ? text : xstrdup("{}");
}

/* ---- drafts ---- */

static enum status
draft_add(struct app *app, json_t *body, const char *origin, int64_t *id,
    struct err *err)
{
	const char *masked = json_string_value(json_object_get(body,
	    "title"));
	char *title = xstrdup(masked ? masked : ""), *text = json_text(body);
	struct local_entry e = { .status = statuses[LOCAL_DRAFT].code,
	    .title = title, .body = text, .public = "",
	    .editor = app->person, .origin = origin };
	struct local_step step = { .kind = "new", .actor = app->person,
	    .note = "", .at = clock_now(&app->clock) };
	enum status st = ledger_local_put(app->ledger, &e, &step, id, err);

	free(title);
	free(text);
	return st;
}

/* Personal data masked as far as they can be told. */
static void
set_masked(json_t *o, const char *field, const char *text)
{
	struct buf masked = BUF_INIT;

	detect_mask(&masked, slice_of(text));
	if (masked.bytes > 0)
		json_object_set_new(o, field,
		    json_string(buf_text(&masked)));
	buf_release(&masked);
}

enum status
knowledge_from_query(struct app *app, const char *query, int64_t *id,
    struct err *err)
{
	json_t *o;
	enum status st = may_edit(app, err);

	if (st == ST_OK && !*query)
		st = fail(err, ST_INVALID, "the question is missing");
	if (st != ST_OK)
		return st;
	o = json_object();
	set_masked(o, "title", query);
	set_masked(o, "question", query);
	return draft_add(app, o, "query", id, err);
}

enum status
knowledge_from_demand(struct app *app, const char *number, int64_t *id,
    struct err *err)
{
	struct demand d;
	enum status st = may_edit(app, err);

	demand_init(&d);
	if (st == ST_OK)
		st = ledger_find(app->ledger, number, &d, err);
	if (st == ST_OK && !*d.answer && !*d.report)
		st = fail(err, ST_INVALID, "%s has no answer to keep",
		    number);
	if (st == ST_OK && d.confidential)
		st = fail(err, ST_DENIED, "%s is confidential", number);
	if (st == ST_OK) {
		json_t *o = json_object();

		set_masked(o, "title", d.title);
		set_masked(o, "question", d.content);
		set_masked(o, "answer_full", *d.answer ? d.answer : d.report);
		set_masked(o, "topic", d.topic);
		st = draft_add(app, o, d.number, id, err);
	}
	demand_release(&d);
	return st;
}

/* ---- one entry ---- */

/* The entry and its body; ended by local_entries_release() and json_decref().
 */
static enum status
entry_open(struct app *app, int64_t id, struct local_entries *list,
    json_t **body, struct err *err)
{
	enum status st = ledger_local_get(app->ledger, id, list, err);

	*body = NULL;
	if (st != ST_OK)
		return st;
	*body = json_loads(list->entry[0].body, 0, NULL);
	return *body ? ST_OK : fail(err, ST_CORRUPT, "the entry %lld cannot "
	    "be read", (long long)id);
}

static enum status
entry_keep(struct app *app, struct local_entry *e, const json_t *body,
    const char *kind, const char *note, struct err *err)
{
	const char *title = json_string_value(json_object_get(body, "title"));
	char *text = json_dumps(body, JSON_COMPACT | JSON_SORT_KEYS);
	struct local_step step = { .kind = kind, .actor = app->person,
	    .note = note ? note : "", .at = clock_now(&app->clock) };
	int64_t id;
	enum status st;

	e->body = text;
	e->title = title ? title : "";
	st = ledger_local_put(app->ledger, e, &step, &id, err);
	free(text);
	return st;
}

enum status
knowledge_set(struct app *app, int64_t id, const char *field,
    const char *value, struct err *err)
{
	struct local_entries list = LOCAL_ENTRIES_INIT;
	json_t *body = NULL;
	enum status st = may_edit(app, err);

	if (st == ST_OK && entry_field_find(slice_of(field)) ==
	    ENTRY_FIELD_COUNT)
		st = fail(err, ST_INVALID, "there is no field \"%s\"; see "
		    "desk12345-feed(5)", field);
	if (st == ST_OK)
		st = entry_open(app, id, &list, &body, err);
	if (st == ST_OK && status_of(list.entry[0].status) != LOCAL_DRAFT)
		st = fail(err, ST_DENIED, "only a draft is changed: revise "
		    "the entry first");
	if (st == ST_OK) {
		if (*value)
			json_object_set_new(body, field, json_string(value));
		else
			json_object_del(body, field);
		list.entry[0].editor = app->person;
		st = entry_keep(app, &list.entry[0], body, "set", field, err);
	}
	json_decref(body);
	local_entries_release(&list);
	return st;
}

/* ---- the rules of a feed ---- */

struct findings {
	struct buf *told;
	struct err *err;
	bool bad;
};

static void
take_note(void *arg, const struct note *n)
{
	struct findings *f = arg;

	if (n->level == NOTE_ERROR && !f->bad) {
		fail(f->err, ST_INVALID, "%s %s: %s", n->rule, n->field,
		    n->reason);
		f->bad = true;
	} else if (f->told) {
		buf_addf(f->told, "%s %s: %s\n", n->rule, n->field,
		    n->reason);
	}
}

static void
external_id(int64_t id, char out[32])
{
	snprintf(out, 32, "%c%06" PRId64, EXTERNAL_MARK, id);
}

int64_t
knowledge_of_entry(struct app *app, const char *entry_id)
{
	struct entry e = ENTRY_INIT;
	struct err quiet = ERR_INIT;
	int64_t id = 0;

	if (app->kb && kb_entry(app->kb, entry_id, &e, &quiet) == ST_OK &&
	    strcmp(entry_get(&e, ENTRY_SOURCE_SYSTEM), SOURCE) == 0 &&
	    *entry_get(&e, ENTRY_EXTERNAL_ID) == EXTERNAL_MARK)
		id = strtoll(entry_get(&e, ENTRY_EXTERNAL_ID) + 1, NULL, 10);
	entry_release(&e);
	return id;
}

static enum status
rules_check(struct app *app, int64_t id, const json_t *body,
    struct buf *told, struct err *err)
{
	struct validate rules = {
		.day = clock_day(clock_now(&app->clock)),
		.directory = app->directory,
		.abbreviations = app->abbreviations,
		.title_chars_min = TITLE_CHARS_MIN,
		.short_chars = SHORT_CHARS, .keyword_chars = KEYWORD_CHARS,
	};
	struct findings f = { told, err, false };
	struct note_sink sink = { .take = take_note, .arg = &f };
	struct entry e = ENTRY_INIT;
	char external[32];

	external_id(id, external);
	for (int i = 0; i < ENTRY_FIELD_COUNT; i++) {
		const char *text = json_string_value(json_object_get(body,
		    entry_field_name((enum entry_field)i)));

		if (text)
			entry_set(&e, (enum entry_field)i, slice_of(text));
	}
	entry_set(&e, ENTRY_EXTERNAL_ID, slice_of(external));
	if (!*entry_get(&e, ENTRY_KIND))
		entry_set(&e, ENTRY_KIND, slice_of("qa"));
	validate_topic(&e, &rules, &sink);
	(void)validate_entry(&e, &rules, &sink);
	entry_release(&e);
	return f.bad ? ST_INVALID : ST_OK;
}

/* ---- steps ---- */

/* Who wrote the version cannot agree to it. */
static enum status
step_check(const struct app *app, const struct local_entry *e,
    enum local_move step, const char *note, struct err *err)
{
	enum local_status now = status_of(e->status);

	if (!(moves_of[step].from & 1u << now))
		return fail(err, ST_DENIED, "\"%s\" is no step of an entry "
		    "that is: %s", _(moves_of[step].words),
		    local_status_words(e->status));
	if (moves_of[step].second && strcmp(e->editor, app->person) == 0)
		return fail(err, ST_DENIED, "who wrote an entry cannot "
		    "approve it");
	if ((step == LOCAL_STEP_RETURN || step == LOCAL_STEP_SUSPEND ||
	    step == LOCAL_STEP_WITHDRAW) && (!note || !*note))
		return fail(err, ST_INVALID, "say why");
	return ST_OK;
}

static void
step_take(struct local_entry *e, enum local_move step)
{
	enum local_status to = moves_of[step].to;

	e->status = statuses[to].code;
	if (to == LOCAL_PUBLISHED)
		e->public = e->body;
	else if (to == LOCAL_SUSPENDED || to == LOCAL_WITHDRAWN)
		e->public = "";
}

static bool
changes_base(enum local_move step)
{
	return step == LOCAL_STEP_PUBLISH || step == LOCAL_STEP_SUSPEND ||
	    step == LOCAL_STEP_RESUME || step == LOCAL_STEP_WITHDRAW;
}

enum status
knowledge_move(struct app *app, int64_t id, enum local_move step,
    const char *note, struct buf *told, struct err *err)
{
	struct local_entries list = LOCAL_ENTRIES_INIT;
	json_t *body = NULL;
	bool was_public = false;
	enum status st = may_edit(app, err);

	if (st == ST_OK)
		st = entry_open(app, id, &list, &body, err);
	if (st == ST_OK)
		st = step_check(app, &list.entry[0], step, note, err);
	if (st == ST_OK && (step == LOCAL_STEP_SUBMIT ||
	    moves_of[step].to == LOCAL_PUBLISHED))
		st = rules_check(app, id, body, told, err);
	if (st == ST_OK) {
		was_public = *list.entry[0].public != '\0';
		step_take(&list.entry[0], step);
		st = entry_keep(app, &list.entry[0], body,
		    moves_of[step].code, note, err);
	}
	if (st == ST_OK && changes_base(step) &&
	    (was_public || moves_of[step].to == LOCAL_PUBLISHED))
		st = knowledge_build(app, err);
	json_decref(body);
	local_entries_release(&list);
	return st;
}

/* ---- the source ---- */

static void
add_line(const struct local_entry *e, struct buf *out)
{
	json_t *o = json_loads(e->public, 0, NULL);
	char external[32];
	char *text;

	if (!o)
		return;
	external_id(e->id, external);
	json_object_set_new(o, "external_id", json_string(external));
	text = json_text(o);
	buf_addf(out, "%s\n", text);
	free(text);
}

enum status
knowledge_build(struct app *app, struct err *err)
{
	struct local_entries list = LOCAL_ENTRIES_INIT;
	struct refresh_report report = REFRESH_REPORT_INIT;
	char *path = file_join(app->home, SOURCE_FILE);
	const char *files[] = { path };
	static const char *const sources[] = { SOURCE };
	struct refresh_options o = { .file = files, .files = 1,
	    .accept = true };
	struct buf lines = BUF_INIT;
	enum status st = ledger_local_list(app->ledger, NULL, &list, err);

	for (size_t i = 0; i < list.count; i++)
		add_line(&list.entry[i], &lines);
	if (lines.bytes == 0)		/* the last one was taken back */
		o = (struct refresh_options){ .drop = sources, .drops = 1,
		    .accept = true };
	if (st == ST_OK)
		st = file_write(path, buf_slice(&lines), 0600, err);
	if (st == ST_OK)
		st = refresh_run(app, &o, &report, err);
	refresh_report_release(&report);
	buf_release(&lines);
	local_entries_release(&list);
	free(path);
	return st;
}
