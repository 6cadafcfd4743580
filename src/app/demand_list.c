/*
 * demand_list.c - queues, callers, and demands that may be the same.
 *
 * A queue is a question to the ledger; nothing is kept or run beside it. Due
 * work is found by asking what is due now.
 */
#include "app/demand_step.h"

#include "app/app.h"
#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"

#include <assert.h>
#include <string.h>

#define S(name) (1u << DEMAND_##name)
#define OPEN_STATES (S(REGISTERED) | S(TO_DISPATCH) | S(DISPATCHED) | \
	S(HANDLING) | S(RETURN_REVIEW) | S(REPORTED) | S(TO_CALLBACK))

static const struct {
	const char *code, *words;
} queues[] = {
#define X(name, code, words) [DEMAND_QUEUE_##name] = { code, words },
	DEMAND_QUEUE_LIST(X)
#undef X
};

const char *
demand_queue_code(enum demand_queue q)
{
	assert((size_t)q < COUNT(queues));
	return queues[q].code;
}

const char *
demand_queue_words(enum demand_queue q)
{
	assert((size_t)q < COUNT(queues));
	return _(queues[q].words);
}

bool
demand_queue_parse(struct slice code, enum demand_queue *q)
{
	for (size_t i = 0; i < COUNT(queues); i++) {
		if (slice_is(code, queues[i].code)) {
			*q = (enum demand_queue)i;
			return true;
		}
	}
	return false;
}

static int64_t
soon(const struct app *app, int64_t now)
{
	struct err quiet = ERR_INIT;
	struct due due;

	if (due_start(app->policy, now, "warn.before", &due, &quiet) != ST_OK)
		return now + CLOCK_DAY;
	return due.at;
}

/* Regulation, Article 23: due when the time limit has ended, report or not. Who
 * was called back then waits for the unit again. A policy may take the accepted
 * report instead, or whichever comes first. */
static void
filter_callbacks(const struct app *app, int64_t now, struct demand_filter *f)
{
	const char *trigger = policy_get(app->policy, clock_day(now),
	    "callback.trigger");

	f->states = S(TO_CALLBACK);
	if (trigger && strcmp(trigger, "report") == 0)
		return;
	f->states |= S(DISPATCHED) | S(HANDLING) | S(REPORTED);
	f->report_due_before = now + 1;
	f->uncalled = true;
	f->reported_too = trigger && strcmp(trigger, "earlier") == 0;
}

static int64_t
tries(const struct app *app, int64_t now)
{
	struct err quiet = ERR_INIT;
	int64_t n = 3;

	(void)policy_number(app->policy, clock_day(now), "callback.tries", &n,
	    &quiet);
	return n;
}

static void
filter_of(const struct app *app, enum demand_queue q, int64_t now,
    struct demand_filter *f)
{
	static const struct {
		uint32_t states;
		const char *sub_kind, *sub_state;
	} plain[DEMAND_QUEUE_COUNT] = {
		[DEMAND_QUEUE_OPEN] = { OPEN_STATES, NULL, NULL },
		[DEMAND_QUEUE_REGISTERED] = { S(REGISTERED), NULL, NULL },
		[DEMAND_QUEUE_TO_DISPATCH] = { S(TO_DISPATCH), NULL, NULL },
		[DEMAND_QUEUE_TO_SIGN] = { S(DISPATCHED), NULL, NULL },
		[DEMAND_QUEUE_HANDLING] = { S(HANDLING), NULL, NULL },
		[DEMAND_QUEUE_DUE_SOON] = { OPEN_STATES, NULL, NULL },
		[DEMAND_QUEUE_OVERDUE] = { OPEN_STATES, NULL, NULL },
		[DEMAND_QUEUE_RETURNS] = { S(RETURN_REVIEW), NULL, NULL },
		[DEMAND_QUEUE_EXTENSIONS] = { OPEN_STATES, SUB_EXTENSION,
		    SUB_ASKED },
		[DEMAND_QUEUE_EXCLUSIONS] = { 0, SUB_EXCLUSION, SUB_ASKED },
		[DEMAND_QUEUE_SHELVINGS] = { 0, SUB_SHELVING, SUB_ASKED },
		[DEMAND_QUEUE_REOPENINGS] = { 0, SUB_REOPENING, SUB_ASKED },
		[DEMAND_QUEUE_APPEALS] = { 0, SUB_APPEAL, SUB_ASKED },
		[DEMAND_QUEUE_URGED] = { OPEN_STATES, SUB_URGE, SUB_OPEN },
		[DEMAND_QUEUE_REPORTS] = { S(REPORTED), NULL, NULL },
		[DEMAND_QUEUE_SUPERVISED] = { 0, SUB_SUPERVISION, SUB_OPEN },
	};

	*f = (struct demand_filter){ .states = plain[q].states,
	    .sub_kind = plain[q].sub_kind, .sub_state = plain[q].sub_state,
	    .order = DEMANDS_DUE };
	if (q == DEMAND_QUEUE_MERGED)
		f->merged_tries = tries(app, now);
	if (q == DEMAND_QUEUE_ALL || q == DEMAND_QUEUE_MERGED)
		f->order = DEMANDS_NEWEST;
	else if (f->sub_kind)
		f->order = DEMANDS_ASKED;
	if (q == DEMAND_QUEUE_OVERDUE)
		f->due_before = now;
	if (q == DEMAND_QUEUE_DUE_SOON)
		f->due_before = soon(app, now);
	if (q == DEMAND_QUEUE_CALLBACKS)
		filter_callbacks(app, now, f);
	if (app->role == ROLE_LIAISON)
		f->unit = app->unit ? app->unit : "-";
}

static void
conceal_from(const struct app *app, struct demands *list, size_t from)
{
	for (size_t i = from; i < list->count; i++)
		demand_conceal(app, &list->demand[i]);
}

/* Adds what @n asks to @f; false when nothing can be both. */
static bool
filter_narrow(struct demand_filter *f, const struct demand_filter *n)
{
	if (f->states && n->states && !(f->states & n->states))
		return false;
	if (f->unit && n->unit && strcmp(f->unit, n->unit) != 0)
		return false;
	f->states = f->states && n->states ? f->states & n->states :
	    f->states | n->states;
	f->types = n->types;
	f->unit = f->unit ? f->unit : n->unit;
	f->topic = n->topic;
	f->district = n->district;
	f->operator = n->operator;
	f->phone = n->phone;
	f->text = n->text;
	if (n->due_before && (!f->due_before ||
	    n->due_before < f->due_before))
		f->due_before = n->due_before;
	return true;
}

enum status
demand_queue_find(struct app *app, enum demand_queue q,
    const struct demand_filter *narrow, const struct demand *after,
    size_t limit, struct demands *out, struct err *err)
{
	int64_t now = clock_now(&app->clock);
	size_t had = out->count;
	struct demand_filter f;
	enum status st;

	out->more = false;
	if (q == DEMAND_QUEUE_DRAFTS)
		return ST_OK;
	filter_of(app, q, now, &f);
	if (narrow && !filter_narrow(&f, narrow))
		return ST_OK;
	f.limit = limit;
	if (after) {
		f.after_id = after->id;
		f.after_due = after->due_at;
	} else if (q == DEMAND_QUEUE_DUE_SOON) {
		f.after_id = INT64_MAX;	/* what is overdue has its own */
		f.after_due = now;
	}
	st = ledger_list(app->ledger, &f, out, err);
	if (st == ST_OK)
		conceal_from(app, out, had);
	return st;
}

enum status
demand_queue_list(struct app *app, enum demand_queue q,
    const struct demand *after, size_t limit, struct demands *out,
    struct err *err)
{
	return demand_queue_find(app, q, NULL, after, limit, out, err);
}

static enum status
count_drafts(struct app *app, int64_t *out, struct err *err)
{
	struct drafts drafts = DRAFTS_INIT;
	enum status st = ledger_drafts(app->ledger, app->person, &drafts,
	    err);

	*out = (int64_t)drafts.count;
	drafts_release(&drafts);
	return st;
}

enum status
demand_queue_count(struct app *app, enum demand_queue q, int64_t *out,
    struct err *err)
{
	int64_t now = clock_now(&app->clock), past = 0;
	struct demand_filter f;
	enum status st;

	if (q == DEMAND_QUEUE_DRAFTS)
		return count_drafts(app, out, err);
	filter_of(app, q, now, &f);
	st = ledger_count(app->ledger, &f, out, err);
	if (st == ST_OK && q == DEMAND_QUEUE_DUE_SOON) {
		f.due_before = now + 1;
		st = ledger_count(app->ledger, &f, &past, err);
		*out -= past;
	}
	return st;
}

enum status
demand_of_caller(struct app *app, const char *phone, size_t limit,
    struct demands *out, struct err *err)
{
	struct demand_filter f = { .phone = phone, .limit = limit,
	    .order = DEMANDS_NEWEST };
	size_t had = out->count;
	enum status st;

	if (!phone || !*phone)
		return ST_OK;
	if (app->role == ROLE_LIAISON)
		f.unit = app->unit ? app->unit : "-";
	st = ledger_list(app->ledger, &f, out, err);
	if (st == ST_OK)
		conceal_from(app, out, had);
	return st;
}

enum status
demand_between(struct app *app, int64_t from, int64_t to,
    const struct demand *after, size_t limit, struct demands *out,
    struct err *err)
{
	struct demand_filter f = { .from = from, .to = to, .limit = limit,
	    .order = DEMANDS_NEWEST, .after_id = after ? after->id : 0 };
	size_t had = out->count;
	enum status st;

	if (app->role == ROLE_LIAISON)
		f.unit = app->unit ? app->unit : "-";
	st = ledger_list(app->ledger, &f, out, err);
	if (st == ST_OK)
		conceal_from(app, out, had);
	return st;
}

enum status
demand_search(struct app *app, const char *last4, const char *text,
    size_t limit, struct demands *out, struct err *err)
{
	struct demand_filter f = { .last4 = last4, .text = text,
	    .limit = limit, .order = DEMANDS_NEWEST };
	size_t had = out->count;
	enum status st;

	if (app->role == ROLE_LIAISON)
		f.unit = app->unit ? app->unit : "-";
	st = ledger_list(app->ledger, &f, out, err);
	if (st == ST_OK)
		conceal_from(app, out, had);
	return st;
}
