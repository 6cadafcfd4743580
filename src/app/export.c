/*
 * export.c - which columns leave for which purpose, and who agrees.
 *
 * The record of accesses is the only memory: an approval is a row that names
 * the row of the request, and an export names both.
 */
#include "app/export.h"

#include "app/app.h"
#include "app/directory.h"
#include "app/export_file.h"
#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"
#include "store/ledger_access.h"
#include "store/mask.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PAGE_ROWS 500
/* what an access was; the last is export_file.c's, too */
#define ASKED "export-ask"
#define AGREED "export-approve"
#define TAKEN_OUT "export"
/* how it names the request it rests on */
#define MARK "#%" PRId64 " "
#define MARK_BYTES 32
#define APPROVAL_LASTS CLOCK_DAY
#define R(name) (1u << ROLE_##name)

/* name, in the file, kind, value of a demand d */
#define COLUMN_LIST(X) \
	X(NUMBER,     "number",     text, d->number) \
	X(STATE,      "state",      text, demand_state_words(d->state)) \
	X(TYPE,       "type",       text, demand_type_words(d->type)) \
	X(TOPIC,      "topic",      text, topic_of(app, d->topic)) \
	X(DISTRICT,   "district",   text, place_of(app, d->district)) \
	X(STREET,     "street",     text, place_of(app, d->street)) \
	X(UNIT,       "unit",       text, unit_of(app, d->lead_unit)) \
	X(CHANNEL,    "channel",    text, d->channel) \
	X(CLASS,      "class",      text, d->class) \
	X(OPERATOR,   "operator",   text, d->operator) \
	X(INTAKE,     "intake_at",  time, d->intake_at) \
	X(DISPATCHED, "dispatched_at", time, d->dispatched_at) \
	X(DUE,        "due_report_at", time, d->due_report_at) \
	X(REPORTED,   "reported_at", time, d->reported_at) \
	X(CLOSED,     "closed_at",  time, d->closed_at) \
	X(TITLE,      "title",      said, d->title) \
	X(CONTENT,    "content",    said, d->content) \
	X(WISH,       "wish",       said, d->wish) \
	X(RESULT,     "result",     said, d->result) \
	X(REPORT,     "report",     said, d->report) \
	X(SOLVED,     "solved",     text, d->solved) \
	X(SATISFIED,  "satisfied",  text, d->satisfied) \
	X(ROUNDS,     "handling_round", number, (double)d->handling_round) \
	X(NAME,       "claimant_name", text, p->claimant_name) \
	X(PHONE,      "claimant_phone", text, p->claimant_phone)

enum column {
#define X(name, code, kind, value) COLUMN_##name,
	COLUMN_LIST(X)
#undef X
	COLUMN_COUNT
};

static const char *const column_names[COLUMN_COUNT] = {
#define X(name, code, kind, value) [COLUMN_##name] = code,
	COLUMN_LIST(X)
#undef X
};

#define C(name) (1u << COLUMN_##name)

static const struct {
	const char *code, *words;
	bool personal;
	uint32_t columns;
	unsigned roles;
} purposes[EXPORT_PURPOSE_COUNT] = {
#define X(name, code, personal, words) \
	[EXPORT_FOR_##name] = { code, words, personal, COLUMNS_##name, \
	    ROLES_##name },
#define COLUMNS_REVIEW C(NUMBER) | C(STATE) | C(TYPE) | C(TOPIC) | \
	C(DISTRICT) | C(UNIT) | C(CLASS) | C(OPERATOR) | C(INTAKE) | \
	C(DISPATCHED) | C(DUE) | C(REPORTED) | C(CLOSED) | C(TITLE) | \
	C(RESULT) | C(SOLVED) | C(SATISFIED) | C(ROUNDS)
#define ROLES_REVIEW R(SUPERVISOR) | R(OFFICER) | R(AUDITOR)
#define COLUMNS_UNIT C(NUMBER) | C(STATE) | C(TYPE) | C(TOPIC) | \
	C(DISTRICT) | C(STREET) | C(UNIT) | C(CLASS) | C(DISPATCHED) | \
	C(DUE) | C(TITLE) | C(CONTENT) | C(WISH) | C(NAME) | C(PHONE)
#define ROLES_UNIT R(SUPERVISOR) | R(OFFICER) | R(DISPATCHER) | R(LIAISON)
#define COLUMNS_CALLBACK C(NUMBER) | C(UNIT) | C(DUE) | C(TITLE) | \
	C(RESULT) | C(REPORT) | C(NAME) | C(PHONE)
#define ROLES_CALLBACK R(SUPERVISOR) | R(CALLBACK)
#define COLUMNS_STATISTICS C(TYPE) | C(TOPIC) | C(DISTRICT) | C(CHANNEL) | \
	C(CLASS) | C(STATE) | C(INTAKE) | C(SOLVED) | C(SATISFIED)
#define ROLES_STATISTICS R(SUPERVISOR) | R(OFFICER) | R(AUDITOR) | R(EDITOR)
	EXPORT_PURPOSE_LIST(X)
#undef X
};

const char *
export_purpose_code(enum export_purpose p)
{
	assert((size_t)p < COUNT(purposes));
	return purposes[p].code;
}

const char *
export_purpose_words(enum export_purpose p)
{
	assert((size_t)p < COUNT(purposes));
	return _(purposes[p].words);
}

bool
export_purpose_parse(struct slice code, enum export_purpose *p)
{
	for (size_t i = 0; i < COUNT(purposes); i++) {
		if (slice_is(code, purposes[i].code)) {
			*p = (enum export_purpose)i;
			return true;
		}
	}
	return false;
}

const char *
export_purpose_column(enum export_purpose p, size_t i)
{
	assert((size_t)p < COUNT(purposes));
	for (size_t c = 0; c < COLUMN_COUNT; c++) {
		if ((purposes[p].columns & 1u << c) && i-- == 0)
			return column_names[c];
	}
	return NULL;
}

void
export_done_release(struct export_done *d)
{
	buf_release(&d->text);
	*d = (struct export_done)EXPORT_DONE_INIT;
}

/* ---- who agrees ---- */

/* *@id is the number of the record; NULL: not wanted. */
static enum status
log_as(struct app *app, const char *what, const char *reason, int64_t *id,
    struct err *err)
{
	struct access who = { .at = clock_now(&app->clock),
	    .actor = app->person, .role = role_code(app->role),
	    .what = what, .reason = reason };

	return ledger_note_access(app->ledger, &who, id, err);
}

static enum status
may(const struct app *app, enum export_purpose p, struct err *err)
{
	if (purposes[p].roles & 1u << app->role)
		return ST_OK;
	return fail(err, ST_DENIED, "the role \"%s\" takes nothing out for "
	    "\"%s\"", role_words(app->role), export_purpose_words(p));
}

enum status
export_ask(struct app *app, enum export_purpose p, const char *reason,
    int64_t *id, struct err *err)
{
	char *text;
	enum status st = may(app, p, err);

	if (st == ST_OK && !purposes[p].personal)
		st = fail(err, ST_INVALID, "\"%s\" needs no personal data "
		    "whole", export_purpose_words(p));
	if (st == ST_OK && (!reason || !*reason))
		st = fail(err, ST_INVALID, "say what it is for");
	if (st != ST_OK)
		return st;
	text = xasprintf("%s: %s", purposes[p].code, reason);
	st = log_as(app, ASKED, text, id, err);
	free(text);
	return st;
}

/* The request is there and not too old; adds it to @list. */
static enum status
request_find(struct app *app, int64_t id, struct accesses *list,
    struct err *err)
{
	enum status st = ledger_access(app->ledger, id, list, err);

	if (st != ST_OK)
		return st;
	if (list->count == 0 || strcmp(list->access[0].what, ASKED) != 0)
		return fail(err, ST_NOT_FOUND, "there is no request %lld",
		    (long long)id);
	if (clock_now(&app->clock) - list->access[0].at > APPROVAL_LASTS)
		return fail(err, ST_DENIED, "the request %lld is more than a "
		    "day old", (long long)id);
	return ST_OK;
}

enum status
export_approve(struct app *app, int64_t id, struct err *err)
{
	struct accesses list = ACCESSES_INIT;
	char reason[MARK_BYTES];
	enum status st = ST_OK;

	if (app->role != ROLE_SUPERVISOR)
		return fail(err, ST_DENIED, "a supervisor agrees to an "
		    "export of personal data");
	st = request_find(app, id, &list, err);
	if (st == ST_OK && strcmp(list.access[0].actor, app->person) == 0)
		st = fail(err, ST_DENIED, "who asked cannot agree");
	snprintf(reason, sizeof(reason), MARK, id);
	if (st == ST_OK)
		st = log_as(app, AGREED, reason, NULL, err);
	accesses_release(&list);
	return st;
}

/* Asked by this person for this purpose ... */
static enum status
request_check(struct app *app, const struct export_call *c, struct err *err)
{
	struct accesses list = ACCESSES_INIT;
	const char *code = purposes[c->purpose].code;
	enum status st = request_find(app, c->approval, &list, err);

	if (st == ST_OK && (strcmp(list.access[0].actor, app->person) != 0 ||
	    strncmp(list.access[0].reason, code, strlen(code)) != 0))
		st = fail(err, ST_DENIED, "the request %lld was another's or "
		    "for something else", (long long)c->approval);
	accesses_release(&list);
	return st;
}

/* ... agreed to by another, not used. */
static enum status
approval_check(struct app *app, const struct export_call *c,
    struct err *err)
{
	bool agreed = false, used = false;
	enum status st = request_check(app, c, err);

	if (st == ST_OK)
		st = ledger_access_named(app->ledger, c->approval, AGREED,
		    &agreed, err);
	if (st == ST_OK)
		st = ledger_access_named(app->ledger, c->approval, TAKEN_OUT,
		    &used, err);
	if (st == ST_OK && !agreed)
		st = fail(err, ST_DENIED, "nobody has agreed to the request "
		    "%lld yet", (long long)c->approval);
	if (st == ST_OK && used)
		st = fail(err, ST_DENIED, "the request %lld was used",
		    (long long)c->approval);
	return st;
}

/* ---- the rows ---- */

static const char *
topic_of(const struct app *app, const char *code)
{
	const struct topic *t = directory_topic(app->directory, code);

	return t ? directory_name(t->name, t->name_en) : code;
}

static const char *
place_of(const struct app *app, const char *code)
{
	const struct place *p = directory_place(app->directory, code);

	return p ? directory_name(p->name, p->name_en) : code;
}

static const char *
unit_of(const struct app *app, const char *code)
{
	const char *name = directory_unit_name(app->directory, code);

	return name ? name : code;
}

/* What of the claimant goes out. */
struct claimant {
	const char *claimant_name, *claimant_phone;
};

/* Numbers in what was said are a person's as much as those in a field. */
static void
export_said(struct export_sheet *s, const char *text)
{
	struct buf masked = BUF_INIT;

	mask_text(&masked, slice_of(text));
	export_text(s, buf_text(&masked));
	buf_release(&masked);
}

static void
row_add(const struct app *app, struct export_sheet *s, uint32_t columns,
    const struct demand *d, const struct claimant *p)
{
#define X(name, code, kind, value) \
	if (columns & 1u << COLUMN_##name) \
		export_##kind(s, value);
	COLUMN_LIST(X)
#undef X
}

/* Masked as it was read; a confidential claimant is nobody to a unit. */
static enum status
demand_add(struct app *app, const struct export_call *c,
    struct export_sheet *s, const struct demand *d, struct err *err)
{
	uint32_t columns = purposes[c->purpose].columns;
	bool hide = c->purpose == EXPORT_FOR_UNIT && d->confidential;
	struct claimant claimant = {
		.claimant_name = hide ? "" : d->claimant_name,
		.claimant_phone = hide ? "" : d->claimant_phone,
	};
	struct personal whole;
	struct access who = { .at = clock_now(&app->clock), .demand = d->id,
	    .actor = app->person, .role = role_code(app->role),
	    .what = "reveal", .reason = c->reason };
	enum status st;

	if (c->approval == 0) {
		row_add(app, s, columns, d, &claimant);
		return ST_OK;
	}
	st = ledger_reveal(app->ledger, &who, &whole, err);
	if (st != ST_OK)
		return st;
	claimant = (struct claimant){ whole.claimant_name,
		whole.claimant_phone };
	row_add(app, s, columns, d, &claimant);
	personal_release(&whole);
	return ST_OK;
}

static void
filter_of(const struct app *app, const struct export_call *c,
    struct demand_filter *f)
{
	*f = (struct demand_filter){ .from = c->from, .to = c->to,
	    .limit = PAGE_ROWS };
	if (c->purpose == EXPORT_FOR_CALLBACK)
		f->states = 1u << DEMAND_TO_CALLBACK;
	if (c->purpose == EXPORT_FOR_UNIT && app->role == ROLE_LIAISON)
		f->unit = app->unit ? app->unit : "-";
}

static enum status
rows_fill(struct app *app, const struct export_call *c,
    struct export_sheet *s, struct err *err)
{
	struct demands page = DEMANDS_INIT;
	struct demand_filter f;
	enum status st;

	filter_of(app, c, &f);
	do {
		demands_release(&page);
		st = ledger_list(app->ledger, &f, &page, err);
		for (size_t i = 0; st == ST_OK && i < page.count; i++) {
			f.after_id = page.demand[i].id;
			st = demand_add(app, c, s, &page.demand[i], err);
		}
	} while (st == ST_OK && page.more);
	demands_release(&page);
	return st;
}

static void
heads_fill(const struct export_call *c, struct export_sheet *s)
{
	char from[CLOCK_TEXT_BYTES], to[CLOCK_TEXT_BYTES];
	struct buf period = BUF_INIT;
	const char *name;

	export_title(s, export_purpose_words(c->purpose));
	for (size_t i = 0; i < COLUMN_COUNT; i++) {
		name = export_purpose_column(c->purpose, i);
		if (name)
			export_column(s, name);
	}
	buf_addf(&period, "[%s, %s)", clock_text(c->from, CLOCK_DATE, from),
	    clock_text(c->to, CLOCK_DATE, to));
	export_term(s, _("purpose"), export_purpose_words(c->purpose));
	export_term(s, _("time of call"), buf_text(&period));
	export_term(s, _("reason"), c->reason);
	export_term(s, _("personal data"), c->approval ? _("whole") :
	    _("masked"));
	buf_release(&period);
}

enum status
export_demands(struct app *app, const struct export_call *c,
    struct export_done *out, struct err *err)
{
	struct export_sheet s = EXPORT_SHEET_INIT;
	char mark[MARK_BYTES] = "";
	char *what = NULL;
	enum status st = may(app, c->purpose, err);

	if (st == ST_OK && c->approval)
		st = approval_check(app, c, err);
	if (st == ST_OK) {
		heads_fill(c, &s);
		st = rows_fill(app, c, &s, err);
	}
	if (c->approval)
		snprintf(mark, sizeof(mark), MARK, c->approval);
	what = xasprintf("%s%s", mark, purposes[c->purpose].code);
	if (st == ST_OK)
		st = export_file(app, &s, c, what, out, err);
	free(what);
	export_sheet_release(&s);
	return st;
}
