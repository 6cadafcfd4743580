/*
 * report-brute-unit.c - what units, reviewers and callers back did, by hand.
 */
#include "report-brute-part.h"

#include <stdio.h>

static bool
has_sub(const struct seen *s, const char *kind, const char *state)
{
	for (size_t i = 0; i < s->subs.count; i++) {
		if (brute_is(s->subs.sub[i].kind, kind) &&
		    brute_is(s->subs.sub[i].state, state))
			return true;
	}
	return false;
}

static bool
excluded(const struct seen *s)
{
	return has_sub(s, SUB_EXCLUSION, SUB_GRANTED);
}

static bool
is_order(const struct seen *s)
{
	return brute_counted(s) && s->demand.state != DEMAND_REGISTERED &&
	    s->demand.state != DEMAND_TO_DISPATCH &&
	    s->demand.master == 0;
}

static int64_t
stop_of(const struct brute *b, const struct demand *d)
{
	return d->closed_at > 0 ? d->closed_at : b->now;
}

static bool
concluded(const struct callback *c)
{
	return brute_is(c->reached, "yes") &&
	    (*c->contacted || *c->solved || *c->satisfied);
}

static bool
has_concluded(const struct seen *s)
{
	for (size_t i = 0; i < s->callbacks.count; i++) {
		if (concluded(&s->callbacks.callback[i]))
			return true;
	}
	return false;
}

void
brute_dispatch(struct brute *b, const struct seen *s)
{
	const struct demand *d = &s->demand;
	int64_t at = brute_dispatched(s);

	if (!brute_counted(s) || d->master)
		return;
	if (at && WITHIN(b, at))
		ADD(b, 0, s, at, .up = at <= d->due_dispatch_at, .down = 1,
		    .took = d->dispatch_round == 1 ?
		    at - d->registered_at + 1 : 0);
	if (d->state == DEMAND_TO_DISPATCH && WITHIN(b, d->intake_at))
		ADD(b, 0, s, d->intake_at, .soon = true);
}

void
brute_sign(struct brute *b, const struct seen *s)
{
	const struct demand *d = &s->demand;
	const struct event *e = brute_last_event(s, "sign");
	int64_t at = brute_dispatched(s), took;

	if (!is_order(s) || !at || !WITHIN(b, at))
		return;
	took = e && e->at >= at ? e->at - at : -1;
	if (took >= 0)
		ADD(b, 0, s, at, .up = at + took <= d->due_sign_at, .down = 1,
		    .took = took + 1);
	else if (d->due_sign_at < stop_of(b, d))
		ADD(b, 0, s, at, .down = 1);
	else
		ADD(b, 0, s, at, .soon = d->closed_at == 0);
}

void
brute_contact(struct brute *b, const struct seen *s)
{
	const struct demand *d = &s->demand;
	int64_t at = brute_dispatched(s);
	int64_t took = d->contacted_at ? d->contacted_at - at : -1;
	int tries = 0;
	bool ok, open;

	if (!is_order(s) || !at || !WITHIN(b, at))
		return;
	for (size_t i = 0; i < s->events.count; i++) {
		const struct event *e = &s->events.event[i];

		tries += brute_is(e->kind, "contact") && e->at >= at &&
		    e->at <= d->due_contact_at;
	}
	ok = (took >= 0 && d->contacted_at <= d->due_contact_at) ||
	    tries >= 3;
	open = took < 0 && d->reported_at == 0;
	if (excluded(s))
		ADD(b, 0, s, at, .out = true, .took = took + 1);
	else if (ok)
		ADD(b, 0, s, at, .up = 1, .down = 1, .took = took + 1);
	else if (open && d->closed_at == 0 && d->due_contact_at >= b->now)
		ADD(b, 0, s, at, .soon = true);
	else if (!(open && d->closed_at && d->closed_at <= d->due_contact_at))
		ADD(b, 0, s, at, .down = 1, .took = took + 1);
}

void
brute_on_time(struct brute *b, const struct seen *s)
{
	const struct demand *d = &s->demand;
	int64_t due = d->due_report_at;
	int lines = has_sub(s, SUB_EXTENSION, SUB_GRANTED) ? 1 : 2;
	bool done = d->reported_at > 0;

	if (!is_order(s) || !due || !WITHIN(b, due))
		return;
	for (int i = 0; i < lines; i++) {
		int64_t took = done ? d->reported_at - brute_dispatched(s) : -1;

		if (excluded(s))
			ADD(b, i, s, due, .out = true, .took = took + 1);
		else if (done)
			ADD(b, i, s, due, .up = d->reported_at <= due,
			    .down = 1, .took = took + 1);
		else if (due < stop_of(b, d))
			ADD(b, i, s, due, .down = 1);
		else
			ADD(b, i, s, due, .soon = d->closed_at == 0);
	}
}

void
brute_overdue(struct brute *b, const struct seen *s)
{
	const struct demand *d = &s->demand;
	int64_t late = b->now - d->due_report_at;
	bool is_late = d->due_report_at > 0 && late > 0;

	if (d->state != DEMAND_DISPATCHED && d->state != DEMAND_HANDLING &&
	    d->state != DEMAND_RETURN_REVIEW)
		return;
	ADD(b, 0, s, d->due_report_at, .up = is_late, .down = 1,
	    .took = is_late ? late + 1 : 0);
	if (is_late)
		ADD(b, late > DAYS(7) ? 4 : late > DAYS(3) ? 3 :
		    late > DAYS(1) ? 2 : 1, s, d->due_report_at, .up = 1,
		    .took = late + 1);
}

static void
unit_of_round(const struct event *e, char *out, size_t room)
{
	const char *lead = strstr(e->data, "\"lead\":\"");

	snprintf(out, room, "%.*s", (int)strcspn(lead + 8, "\""), lead + 8);
}

void
brute_returns(struct brute *b, const struct seen *s)
{
	for (size_t i = 0; i < s->events.count; i++) {
		const struct event *e = &s->events.event[i];
		bool asked = false, upheld = false, rejected = false;
		char unit[64];
		struct sums sums = { .down = 1 };

		if (!brute_is(e->kind, "dispatch") || !WITHIN(b, e->at) ||
		    !brute_counted(s))
			continue;
		for (size_t k = i + 1; k < s->events.count &&
		    !brute_is(s->events.event[k].kind, "dispatch"); k++) {
			const char *kind = s->events.event[k].kind;

			asked = asked || brute_is(kind, "request-return");
			upheld = upheld || brute_is(kind, "uphold-return");
			rejected = rejected || brute_is(kind, "reject-return");
		}
		unit_of_round(e, unit, sizeof(unit));
		sums.up = asked;
		brute_add(b, 0, &s->demand, e->at, unit, "", sums);
		sums.up = upheld;
		brute_add(b, 1, &s->demand, e->at, unit, "", sums);
		sums.up = rejected;
		sums.down = upheld || rejected;
		sums.soon = asked && !upheld && !rejected;
		brute_add(b, 2, &s->demand, e->at, unit, "", sums);
	}
}

void
brute_extensions(struct brute *b, const struct seen *s)
{
	int64_t at = brute_dispatched(s);
	bool granted = has_sub(s, SUB_EXTENSION, SUB_GRANTED);
	bool refused = has_sub(s, SUB_EXTENSION, SUB_REFUSED);
	bool asked = has_sub(s, SUB_EXTENSION, SUB_ASKED);

	if (!brute_counted(s) || s->demand.master || !at || !WITHIN(b, at))
		return;
	ADD(b, 0, s, at, .up = granted, .down = 1, .soon = asked);
	ADD(b, 1, s, at, .up = refused, .down = granted || refused,
	    .soon = asked);
}

void
brute_rework(struct brute *b, const struct seen *s)
{
	const struct demand *d = &s->demand;

	if (d->state != DEMAND_CLOSED || !WITHIN(b, d->closed_at) ||
	    d->master || !brute_dispatched(s))
		return;
	if (excluded(s))
		ADD(b, 0, s, d->closed_at, .out = true);
	else
		ADD(b, 0, s, d->closed_at, .up = d->handling_round > 1,
		    .down = 1);
}

static void
rates_of(struct brute *b, const struct seen *s, const struct callback *c,
    int first)
{
	bool rated = *c->satisfied && !brute_is(c->satisfied, "not-rated");
	bool out = excluded(s);
	bool strict = b->world->strict;
	const struct demand *d = &s->demand;
	bool in_time = !strict || d->contacted_at == 0 ||
	    d->contacted_at <= d->due_contact_at;
	const double up[] = { brute_is(c->contacted, "yes") && in_time,
		brute_is(c->solved, "yes") ? 1 :
		strict && brute_is(c->solved, "partly") ? 0.5 : 0,
		!rated || strstr(c->satisfied, "dis") ? 0 :
		strict && brute_is(c->satisfied, "basically") ? 0.25 : 1 };
	const bool down[] = { *c->contacted, *c->solved, rated };

	for (int i = 0; i < 3; i++)
		ADD(b, first + i, s, c->at, .up = out ? 0 : up[i],
		    .down = !out && down[i], .out = out);
	if (first == 0)
		ADD(b, 6, s, c->at, .up = !out && !rated, .down = !out,
		    .out = out);
}

void
brute_three_rates(struct brute *b, const struct seen *s)
{
	const struct callback *first = NULL, *last = NULL;
	const struct demand *d = &s->demand;

	for (size_t i = 0; i < s->callbacks.count; i++) {
		const struct callback *c = &s->callbacks.callback[i];

		if (!concluded(c))
			continue;
		first = first ? first : c;
		if (WITHIN(b, c->at))
			last = c;
	}
	if (!brute_counted(s))
		return;
	if (last)
		rates_of(b, s, last, 0);
	if (first && WITHIN(b, first->at))
		rates_of(b, s, first, 3);
	if (d->state == DEMAND_CLOSED && brute_is(d->reached, "no") &&
	    WITHIN(b, d->closed_at))
		ADD(b, 3, s, d->closed_at, .up = !excluded(s),
		    .out = excluded(s));
	for (int i = 0; i < 3; i++) {
		if (b->world->strict && d->state == DEMAND_CLOSED &&
		    brute_is(d->reached, "no") && WITHIN(b, d->closed_at))
			ADD(b, i, s, d->closed_at, .down = !excluded(s),
			    .out = excluded(s));
		if (!first && is_order(s) && demand_state_open(d->state) &&
		    WITHIN(b, d->due_report_at))
			ADD(b, i, s, d->due_report_at, .soon = !excluded(s));
	}
}

void
brute_callbacks(struct brute *b, const struct seen *s)
{
	const struct demand *d = &s->demand;
	int64_t due = d->due_callback_at ? d->due_callback_at :
	    d->due_report_at + DAYS(3);
	bool called = has_concluded(s), open = demand_state_open(d->state);
	bool known = called || (d->state == DEMAND_CLOSED &&
	    brute_is(d->reached, "no"));

	if (!is_order(s) || d->state == DEMAND_WITHDRAWN ||
	    d->due_report_at == 0 || !WITHIN(b, due))
		return;
	ADD(b, 0, s, due, .up = called, .down = known,
	    .soon = open && !known);
	ADD(b, 1, s, due, .up = (double)s->callbacks.count, .down = 1);
	ADD(b, 2, s, due, .up = open && !known && due < b->now, .down = 1);
}

void
brute_supervised(struct brute *b, const struct seen *s)
{
	for (size_t i = 0; i < s->subs.count; i++) {
		const struct sub *u = &s->subs.sub[i];
		bool open = brute_is(u->state, SUB_OPEN);
		struct sums sums = { .up = 0 };

		if (!brute_counted(s) || !WITHIN(b, u->asked_at))
			continue;
		if (brute_is(u->kind, SUB_URGE))
			ADD(b, 2, s, u->asked_at, .up = 1);
		if (!brute_is(u->kind, SUB_SUPERVISION))
			continue;
		sums.up = open;
		brute_add(b, 1, &s->demand, u->asked_at, s->demand.lead_unit,
		    u->asked_by, sums);
		sums.up = !open && u->decided_at <= u->due_at;
		sums.down = !open || u->due_at < b->now;
		sums.soon = open && u->due_at >= b->now;
		brute_add(b, 0, &s->demand, u->asked_at, s->demand.lead_unit,
		    u->asked_by, sums);
	}
	if (brute_counted(s) && !s->demand.master && brute_dispatched(s) &&
	    WITHIN(b, brute_dispatched(s)))
		ADD(b, 2, s, brute_dispatched(s), .down = 1);
}

void
brute_exclusions(struct brute *b, const struct seen *s)
{
	static const char *const grounds[] = { "unreasonable",
		"outside-duty", "force-majeure", "duplicate" };

	for (size_t i = 0; i < s->subs.count; i++) {
		const struct sub *u = &s->subs.sub[i];
		struct sums sums = { .down = 1,
		    .up = brute_is(u->state, SUB_GRANTED) };
		const char *unit = s->demand.lead_unit;
		bool appeal = brute_is(u->kind, SUB_APPEAL);

		if (!brute_counted(s) || (!appeal &&
		    !brute_is(u->kind, SUB_EXCLUSION)))
			continue;
		if (u->decided_at && WITHIN(b, u->decided_at)) {
			brute_add(b, appeal ? 6 : 0, &s->demand,
			    u->decided_at, unit, u->decided_by, sums);
			for (int g = 0; !appeal && g < 4; g++) {
				if (brute_is(u->reason, grounds[g]))
					brute_add(b, g + 1, &s->demand,
					    u->decided_at, unit,
					    u->decided_by, sums);
			}
		}
		sums.up = 1;
		sums.down = 0;
		sums.soon = brute_is(u->state, SUB_ASKED);
		if (WITHIN(b, u->asked_at))
			brute_add(b, appeal ? 7 : 5, &s->demand, u->asked_at,
			    unit, u->asked_by, sums);
	}
}
