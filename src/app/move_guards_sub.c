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

enum status
guard_ask_exclusion(struct move_case *c, struct err *err)
{
	enum status st = guard_unit_step(c, err);

	if (st == ST_OK)
		st = none_waits(c, SUB_EXCLUSION, err);
	if (st == ST_OK && granted(c, SUB_EXCLUSION) > 0)
		st = fail(err, ST_DENIED, "the demand is excluded already");
	return st;
}

enum status
guard_decide_exclusion(struct move_case *c, struct err *err)
{
	return one_to_decide(c, SUB_EXCLUSION, err);
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
