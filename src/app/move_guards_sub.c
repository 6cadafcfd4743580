/*
 * move_guards_sub.c - what goes on beside the state: extension, supervision,
 * exclusion, shelving.
 *
 * Each asks, and somebody else decides.
 */
#include "app/move_rules.h"

#include "app/clocks.h"
#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

static enum status
none_waits(const struct move_case *c, const char *kind, struct err *err)
{
	const struct sub *s = case_sub(c, kind, SUB_ASKED);

	if (s)
		return fail(err, ST_DENIED, "%s has asked already, and it is "
		    "not decided yet", s->asked_by);
	return ST_OK;
}

/* One waits, and who asked may not approve. */
static enum status
one_to_decide(const struct move_case *c, const char *kind, struct err *err)
{
	const struct sub *s = case_sub(c, kind, SUB_ASKED);

	if (!s)
		return fail(err, ST_DENIED, "nothing was asked, so there is "
		    "nothing to decide");
	if (strcmp(s->asked_by, c->person) == 0)
		return fail(err, ST_DENIED, "who asked cannot decide");
	return ST_OK;
}

static size_t
granted(const struct move_case *c, const char *kind)
{
	size_t n = 0;

	for (size_t i = 0; i < c->subs->count; i++) {
		if (strcmp(c->subs->sub[i].kind, kind) == 0 &&
		    strcmp(c->subs->sub[i].state, SUB_GRANTED) == 0)
			n++;
	}
	return n;
}

static enum status
extension_days(const struct move_case *c, int64_t day, struct err *err)
{
	struct span most = { 0, SPAN_DAY };
	enum status st = policy_span(c->policy, day, "extension.days", &most,
	    err);
	int64_t asked = strtoll(case_field(c, MOVE_FIELD_DAYS), NULL, 10);

	if (st == ST_OK && asked > most.count)
		st = fail(err, ST_DENIED, "%lld days were asked for, at most "
		    "%lld are allowed", (long long)asked,
		    (long long)most.count);
	return st;
}

/* The limits in force at dispatch apply. */
enum status
guard_ask_extension(struct move_case *c, struct err *err)
{
	const struct demand *d = c->demand;
	int64_t day = clock_day(d->dispatched_at), max = 0;
	const char *urgent = policy_get(c->policy, day, "extension.urgent");
	enum status st = guard_unit_step(c, err);

	if (st == ST_OK)
		st = none_waits(c, SUB_EXTENSION, err);
	if (st == ST_OK && strcmp(d->class, "urgent") == 0 &&
	    (!urgent || strcmp(urgent, "yes") != 0))
		st = fail(err, ST_DENIED, "an urgent order is not extended");
	if (st == ST_OK && c->now > d->due_report_at)
		st = fail(err, ST_DENIED, "more time is asked for before the "
		    "limit ends");
	if (st == ST_OK)
		st = policy_number(c->policy, day, "extension.max", &max, err);
	if (st == ST_OK && (int64_t)granted(c, SUB_EXTENSION) >= max)
		st = fail(err, ST_DENIED, "an order is extended at most %lld "
		    "times", (long long)max);
	if (st == ST_OK && c->fields)
		st = extension_days(c, day, err);
	return st;
}

enum status
guard_decide_extension(struct move_case *c, struct err *err)
{
	return one_to_decide(c, SUB_EXTENSION, err);
}

/* Facts that were not known when it was closed: Regulation, Article 11 (3). */
enum status
guard_ask_reopen(struct move_case *c, struct err *err)
{
	return none_waits(c, SUB_REOPENING, err);
}

enum status
guard_decide_reopen(struct move_case *c, struct err *err)
{
	if (!case_sub(c, SUB_REOPENING, SUB_ASKED))
		return fail(err, ST_DENIED, "a demand that was handled and "
		    "closed is opened again when an operator has asked for it "
		    "with new facts (%s)", move_code(MOVE_ASK_REOPEN));
	return one_to_decide(c, SUB_REOPENING, err);
}

enum status
guard_answer_urge(struct move_case *c, struct err *err)
{
	if (!case_sub(c, SUB_URGE, SUB_OPEN))
		return fail(err, ST_DENIED, "no urge waits for an answer");
	return guard_unit_step(c, err);
}

/* A callback's rating, within the limit after the closing. */
enum status
guard_ask_appeal(struct move_case *c, struct err *err)
{
	struct err quiet = ERR_INIT;
	char at[CLOCK_TEXT_BYTES];
	struct due due;
	enum status st = guard_unit_step(c, err);

	if (st == ST_OK)
		st = none_waits(c, SUB_APPEAL, err);
	if (st == ST_OK && case_sub(c, SUB_APPEAL, NULL))
		st = fail(err, ST_DENIED, "an appeal was decided already");
	if (st == ST_OK && c->callbacks->count == 0)
		st = fail(err, ST_DENIED, "there is no rating to appeal "
		    "against");
	if (st == ST_OK && due_start(c->policy, c->demand->closed_at,
	    "appeal.request", &due, &quiet) == ST_OK && c->now > due.at)
		st = fail(err, ST_DENIED, "an appeal was possible until %s",
		    clock_text(due.at, CLOCK_MINUTES, at));
	return st;
}

enum status
guard_decide_appeal(struct move_case *c, struct err *err)
{
	return one_to_decide(c, SUB_APPEAL, err);
}

/* Lifted with the claimant's consent, never by who asked for it. */
enum status
guard_lift_secrecy(struct move_case *c, struct err *err)
{
	const struct event *kept = case_event(c, MOVE_KEEP_SECRET);

	if (!c->demand->confidential)
		return fail(err, ST_DENIED, "the demand is not confidential");
	if (kept && strcmp(kept->actor, c->person) == 0)
		return fail(err, ST_DENIED, "who made a demand confidential "
		    "cannot lift it");
	return ST_OK;
}

enum status
guard_supervise(struct move_case *c, struct err *err)
{
	int64_t due = 0;

	if (case_sub(c, SUB_SUPERVISION, SUB_OPEN))
		return fail(err, ST_DENIED, "the demand is under supervision "
		    "already");
	if (c->fields && clock_parse_time(
	    slice_of(case_field(c, MOVE_FIELD_DUE)), &due) && due <= c->now)
		return fail(err, ST_INVALID, "%s (%s) is in the past",
		    field_words(MOVE_FIELD_DUE), field_code(MOVE_FIELD_DUE));
	return ST_OK;
}

enum status
guard_end_supervision(struct move_case *c, struct err *err)
{
	if (case_sub(c, SUB_SUPERVISION, SUB_OPEN))
		return ST_OK;
	return fail(err, ST_DENIED, "the demand is not under supervision");
}

/* The month of the closing is counted and frozen some days into the next. */
static enum status
month_is_open(const struct move_case *c, struct err *err)
{
	struct err quiet = ERR_INIT;
	char at[CLOCK_TEXT_BYTES];
	struct civil month;
	struct due due;

	if (c->demand->closed_at == 0)
		return ST_OK;
	clock_civil(c->demand->closed_at, &month);
	month = (struct civil){ .day = 1,
		.year = month.year + month.month / 12,
		.month = month.month % 12 + 1 };
	if (due_start(c->policy, clock_at(&month), "exclusion.close", &due,
	    &quiet) != ST_OK || c->now <= due.at)
		return ST_OK;
	return fail(err, ST_DENIED, "the month of this demand was closed at "
	    "%s", clock_text(due.at, CLOCK_MINUTES, at));
}

enum status
guard_ask_exclusion(struct move_case *c, struct err *err)
{
	enum status st = guard_unit_step(c, err);

	if (st == ST_OK)
		st = none_waits(c, SUB_EXCLUSION, err);
	if (st == ST_OK && granted(c, SUB_EXCLUSION) > 0)
		st = fail(err, ST_DENIED, "the demand is excluded already");
	if (st == ST_OK)
		st = month_is_open(c, err);
	return st;
}

enum status
guard_decide_exclusion(struct move_case *c, struct err *err)
{
	enum status st = one_to_decide(c, SUB_EXCLUSION, err);

	if (st == ST_OK)
		st = month_is_open(c, err);
	return st;
}

enum status
guard_ask_shelving(struct move_case *c, struct err *err)
{
	enum status st = guard_unit_step(c, err);

	if (st == ST_OK)
		st = none_waits(c, SUB_SHELVING, err);
	if (st == ST_OK && c->demand->shelved)
		st = fail(err, ST_DENIED, "the demand is shelved already");
	return st;
}

enum status
guard_decide_shelving(struct move_case *c, struct err *err)
{
	return one_to_decide(c, SUB_SHELVING, err);
}

enum status
guard_end_shelving(struct move_case *c, struct err *err)
{
	if (c->demand->shelved)
		return ST_OK;
	return fail(err, ST_DENIED, "the demand is not shelved");
}
