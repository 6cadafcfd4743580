/*
 * move_guards_callback.c - what the callback asks: who may ring, how often,
 * and when a demand may be closed on the claimant's word.
 */
#include "app/move_rules.h"

#include "app/clocks.h"
#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"

#include <string.h>

/* Who did one of these has logged or handled the demand. */
static const enum move_event own_work[] = {
	MOVE_REGISTER, MOVE_ANSWER, MOVE_REFER, MOVE_SUBMIT, MOVE_SIGN,
	MOVE_CONTACT, MOVE_REQUEST_RETURN, MOVE_ASK_EXTENSION, MOVE_REPORT,
};

static enum status
not_own_work(const struct move_case *c, struct err *err)
{
	for (size_t i = 0; i < c->events->count; i++) {
		const struct event *e = &c->events->event[i];

		if (strcmp(e->actor, c->person) != 0)
			continue;
		for (size_t k = 0; k < COUNT(own_work); k++) {
			if (strcmp(e->kind, move_code(own_work[k])) == 0)
				return fail(err, ST_DENIED, "who logged or "
				    "handled a demand cannot call back about "
				    "it (%s: \"%s\")", c->person,
				    move_words(own_work[k]));
		}
	}
	return ST_OK;
}

static size_t
tries_of_round(const struct move_case *c)
{
	size_t n = 0;

	for (size_t i = 0; i < c->callbacks->count; i++) {
		const struct callback *b = &c->callbacks->callback[i];

		if (b->handling_round == c->demand->handling_round &&
		    strcmp(b->reached, "no") == 0)
			n++;
	}
	return n;
}

static int64_t
limit(const struct move_case *c, const char *key, int64_t otherwise)
{
	struct err quiet = ERR_INIT;
	int64_t n = otherwise;

	(void)policy_number(c->policy, clock_day(c->now), key, &n, &quiet);
	return n;
}

/* Tries are made at differing times of the day. */
static enum status
apart_enough(const struct move_case *c, struct err *err)
{
	const struct callback *last = NULL;
	struct err quiet = ERR_INIT;
	struct due due;
	char at[CLOCK_TEXT_BYTES];

	for (size_t i = 0; i < c->callbacks->count; i++) {
		const struct callback *b = &c->callbacks->callback[i];

		if (b->handling_round == c->demand->handling_round &&
		    strcmp(b->reached, "no") == 0)
			last = b;
	}
	if (!last || due_start(c->policy, last->at, "callback.apart", &due,
	    &quiet) != ST_OK || c->now >= due.at)
		return ST_OK;
	return fail(err, ST_DENIED, "nobody was reached at the last try: the "
	    "next one is made from %s on", clock_text(due.at, CLOCK_MINUTES,
	    at));
}

enum status
guard_callback(struct move_case *c, struct err *err)
{
	int64_t tries = limit(c, "callback.tries", 3);

	if ((int64_t)tries_of_round(c) >= tries &&
	    strcmp(case_field(c, MOVE_FIELD_REACHED), "yes") != 0)
		return fail(err, ST_DENIED, "%lld tries were made: close the "
		    "demand as not reached", (long long)tries);
	if (strcmp(case_field(c, MOVE_FIELD_REACHED), "no") == 0 &&
	    apart_enough(c, err) != ST_OK)
		return ST_DENIED;
	return not_own_work(c, err);
}

static enum status
rating_needs_reason(const struct move_case *c, struct err *err)
{
	const char *satisfied = case_field(c, MOVE_FIELD_SATISFIED);
	bool good = strcmp(case_field(c, MOVE_FIELD_SOLVED), "yes") == 0 &&
	    strcmp(satisfied, "dissatisfied") != 0 &&
	    strcmp(satisfied, "very-dissatisfied") != 0 &&
	    strcmp(case_field(c, MOVE_FIELD_TRUTHFUL), "no") != 0;

	if (!c->fields || good || *case_field(c, MOVE_FIELD_REASON))
		return ST_OK;
	return fail(err, ST_INVALID, "not solved, not satisfied or not true "
	    "needs the claimant's reason (%s)",
	    field_code(MOVE_FIELD_REASON));
}

enum status
guard_close(struct move_case *c, struct err *err)
{
	enum status st = not_own_work(c, err);

	if (st == ST_OK)
		st = rating_needs_reason(c, err);
	return st;
}

enum status
guard_not_solved(struct move_case *c, struct err *err)
{
	int64_t max = limit(c, "rework.max", 2);
	enum status st = not_own_work(c, err);

	if (st == ST_OK && c->role != ROLE_SUPERVISOR &&
	    c->demand->handling_round > max)
		st = fail(err, ST_DENIED, "it was reworked %lld times: a "
		    "supervisor decides now", (long long)max);
	if (st == ST_OK && c->fields &&
	    strcmp(case_field(c, MOVE_FIELD_SOLVED), "yes") == 0)
		st = fail(err, ST_INVALID, "what is solved needs no rework: "
		    "conclude the callback");
	return st;
}

enum status
guard_unreached(struct move_case *c, struct err *err)
{
	size_t made = tries_of_round(c);
	int64_t tries = limit(c, "callback.tries", 3);

	if ((int64_t)made < tries)
		return fail(err, ST_DENIED, "%zu of %lld tries were made",
		    made, (long long)tries);
	return not_own_work(c, err);
}

enum status
guard_callback_overdue(struct move_case *c, struct err *err)
{
	char at[CLOCK_TEXT_BYTES];
	const struct demand *d = c->demand;
	enum status st = not_own_work(c, err);

	if (st == ST_OK && (d->due_report_at == 0 ||
	    d->due_report_at > c->now))
		st = fail(err, ST_DENIED, "the callback falls due when the "
		    "time limit ends, at %s",
		    clock_text(d->due_report_at, CLOCK_MINUTES, at));
	if (st == ST_OK)
		st = rating_needs_reason(c, err);
	return st;
}

/* Regulation, Article 23; once for each limit, which an extension moves. */
enum status
guard_deadline(struct move_case *c, struct err *err)
{
	const struct event *noted = case_event(c, MOVE_DEADLINE);
	const struct demand *d = c->demand;
	char at[CLOCK_TEXT_BYTES];

	if (d->due_report_at == 0 || d->due_report_at > c->now)
		return fail(err, ST_DENIED, "the time limit ends at %s",
		    clock_text(d->due_report_at, CLOCK_MINUTES, at));
	if (noted && noted->at >= d->due_report_at)
		return fail(err, ST_DENIED, "that the limit ended was noted "
		    "already");
	return ST_OK;
}

/* Each claimant of a matter is called back, in a demand of their own. */
enum status
guard_callback_merged(struct move_case *c, struct err *err)
{
	const struct demand *m = c->master;
	bool reached = strcmp(case_field(c, MOVE_FIELD_REACHED), "yes") == 0;

	if (m && m->state != DEMAND_TO_CALLBACK && m->state != DEMAND_CLOSED)
		return fail(err, ST_DENIED, "the claimants are called back "
		    "when the master, %s, is: it is %s", m->number,
		    demand_state_words(m->state));
	if (reached && (!*case_field(c, MOVE_FIELD_CONTACTED) ||
	    !*case_field(c, MOVE_FIELD_SOLVED) ||
	    !*case_field(c, MOVE_FIELD_SATISFIED)))
		return fail(err, ST_INVALID, "a claimant who was reached is "
		    "asked: %s, %s, %s", field_code(MOVE_FIELD_CONTACTED),
		    field_code(MOVE_FIELD_SOLVED),
		    field_code(MOVE_FIELD_SATISFIED));
	return not_own_work(c, err);
}

/* An order without a report is closed only when the claimant said that it is
 * solved, and a second person agrees. */
enum status
guard_agree_close(struct move_case *c, struct err *err)
{
	const struct callback *last = NULL;

	if (c->callbacks->count > 0)
		last = &c->callbacks->callback[c->callbacks->count - 1];
	if (!last || strcmp(last->solved, "yes") != 0 ||
	    last->handling_round != c->demand->handling_round)
		return fail(err, ST_DENIED, "without a report a demand is "
		    "closed only after a callback that says it is solved");
	if (strcmp(last->agent, c->person) == 0)
		return fail(err, ST_DENIED, "who called back cannot agree to "
		    "close");
	return ST_OK;
}
