/*
 * report-brute.c - go through all demands and say of each what it counts for.
 *
 * Written from the definitions and from the events, not from the statements.
 */
#include "report-brute.h"

#include "app/move_rules.h"
#include "base/clock.h"
#include "base/mem.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WITHIN(b, at) ((at) >= (b)->from && (at) < (b)->to)
#define DAYS(n) ((n) * CLOCK_DAY)

static bool
is(const char *a, const char *b)
{
	return strcmp(a, b) == 0;
}

struct sums {
	double up, down;
	bool out, soon;
	int64_t took;			/* ms and 1; 0: none */
	const char *person;
};

static void
category_of(const char *topic, char *out, size_t room)
{
	snprintf(out, room, "%.*s", (int)strcspn(topic, "."), topic);
}

static void
key_of(const struct brute *b, const struct demand *d, int64_t at,
    const char *unit, const char *own, char *out, size_t room)
{
	struct civil c;

	clock_civil(at, &c);
	*out = '\0';
	switch (b->by) {
	case BY_OWN:
		snprintf(out, room, "%s", own);
		break;
	case BY_DAY:
		snprintf(out, room, "%" PRId64, clock_day(at));
		break;
	case BY_HOUR:
		snprintf(out, room, "%d", c.hour);
		break;
	case BY_TYPE:
		snprintf(out, room, "%s",
		    d ? demand_type_code(d->type) : "");
		break;
	case BY_UNIT:
		snprintf(out, room, "%s", unit);
		break;
	case BY_CATEGORY:
		category_of(d ? d->topic : "", out, room);
		break;
	case BY_DISTRICT:
		snprintf(out, room, "%s", d ? d->district : "");
		break;
	case BY_CLASS:
		snprintf(out, room, "%s", d ? d->class : "");
		break;
	default:
		break;
	}
}

struct tally_of *
brute_find(struct brute *b, int line, const char *key)
{
	for (size_t i = 0; i < b->count; i++) {
		if (b->tally[i].line == line && is(b->tally[i].key, key))
			return &b->tally[i];
	}
	return NULL;
}

static void
person_add(struct tally_of *t, const char *person)
{
	for (int64_t i = 0; i < t->persons; i++) {
		if (is(t->people[i], person))
			return;
	}
	t->people[t->persons++] = person;
}

static void
add(struct brute *b, int line, const struct demand *d, int64_t at,
    const char *unit, const char *own, struct sums s)
{
	char key[128];
	struct tally_of *t;

	if (s.up <= 0 && s.down <= 0 && !s.out && !s.soon)
		return;
	key_of(b, d, at, unit, own, key, sizeof(key));
	t = brute_find(b, line, key);
	if (!t) {
		ARRAY_GROW(b->tally, b->count + 1, b->room);
		t = &b->tally[b->count++];
		memset(t, 0, sizeof(*t));
		t->line = line;
		snprintf(t->key, sizeof(t->key), "%s", key);
	}
	t->up += s.up;
	t->down += s.down;
	t->out += s.out;
	t->soon += s.soon;
	if (s.up > 0 && d && t->id_count < COUNT(t->ids))
		t->ids[t->id_count++] = d->id;
	if (s.took > 0) {
		ARRAY_GROW(t->took, t->timed + 1, t->took_room);
		t->took[t->timed++] = s.took - 1;
	}
	if (s.person)
		person_add(t, s.person);
}

#define ADD(b, line, s, at, ...) add((b), (line), &(s)->demand, (at), \
	(s)->demand.lead_unit, "", (struct sums){ __VA_ARGS__ })

/* ---- what is asked of events and sub-records ---- */

static const struct event *
last_event(const struct seen *s, const char *kind)
{
	for (size_t i = s->events.count; i > 0; i--) {
		if (is(s->events.event[i - 1].kind, kind))
			return &s->events.event[i - 1];
	}
	return NULL;
}

static bool
has_sub(const struct seen *s, const char *kind, const char *state)
{
	for (size_t i = 0; i < s->subs.count; i++) {
		if (is(s->subs.sub[i].kind, kind) &&
		    is(s->subs.sub[i].state, state))
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
counted(const struct seen *s)
{
	return s->demand.state != DEMAND_VOID;
}

/* When it was dispatched last; 0 never. */
static int64_t
dispatched(const struct seen *s)
{
	const struct event *e = last_event(s, "dispatch");

	return e ? e->at : 0;
}

static bool
is_order(const struct seen *s)
{
	return counted(s) && s->demand.state != DEMAND_REGISTERED &&
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
	return is(c->reached, "yes") &&
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

/* ---- the reports ---- */

static void
volume(struct brute *b, const struct seen *s)
{
	int64_t at = s->demand.intake_at, span = b->to - b->from;
	struct civil from, to;

	clock_civil(b->from, &from);
	clock_civil(b->to, &to);
	from.year--;
	to.year--;
	if (!counted(s))
		return;
	if (WITHIN(b, at))
		ADD(b, 0, s, at, .up = 1);
	if (at >= b->from - span && at < b->from)
		ADD(b, 1, s, at, .up = 1);
	if (at >= clock_at(&from) && at < clock_at(&to))
		ADD(b, 2, s, at, .up = 1);
}

static void
on_spot(struct brute *b, const struct seen *s)
{
	const struct demand *d = &s->demand;
	bool spot = d->state == DEMAND_ANSWERED &&
	    d->answered_at - d->intake_at <= CLOCK_HOUR;
	bool soon = d->state == DEMAND_REGISTERED &&
	    d->intake_at + CLOCK_HOUR > b->now;

	if (!counted(s) || !WITHIN(b, d->intake_at))
		return;
	if (d->type == DEMAND_CONSULTATION && d->state != DEMAND_REFERRED)
		ADD(b, 0, s, d->intake_at, .up = spot, .down = !soon,
		    .soon = soon);
	ADD(b, 1, s, d->intake_at, .up = d->state == DEMAND_ANSWERED ||
	    d->state == DEMAND_REFERRED, .down = 1);
}

static bool
called_again(const struct brute *b, const struct seen *s, int64_t from,
    int64_t window, bool category)
{
	for (size_t i = 0; i < b->world->count; i++) {
		const struct seen *o = &b->world->seen[i];
		char mine[64], theirs[64];

		if (o == s || o->phone != s->phone || !counted(o) ||
		    o->demand.intake_at <= from ||
		    o->demand.intake_at > from + window)
			continue;
		category_of(s->demand.topic, mine, sizeof(mine));
		category_of(o->demand.topic, theirs, sizeof(theirs));
		if (category && is(mine, theirs))
			return true;
		if (!category && is(s->demand.topic, o->demand.topic) &&
		    is(s->demand.district, o->demand.district))
			return true;
	}
	return false;
}

static void
first_contact(struct brute *b, const struct seen *s)
{
	const struct demand *d = &s->demand;
	bool old = d->answered_at + DAYS(7) <= b->now;
	bool again = called_again(b, s, d->answered_at, DAYS(7), true);

	if (d->state != DEMAND_ANSWERED || !WITHIN(b, d->intake_at))
		return;
	for (size_t i = 0; i < s->contacts.count; i++) {
		int64_t at = s->contacts.contact[i].at;

		again = again || (at > d->answered_at &&
		    at <= d->answered_at + DAYS(7));
	}
	if (s->phone < 0)
		ADD(b, 0, s, d->intake_at, .out = true);
	else if (!old)
		ADD(b, 0, s, d->intake_at, .soon = true);
	else
		ADD(b, 0, s, d->intake_at, .up = !again, .down = 1);
}

static void
linked(struct brute *b, const struct seen *s)
{
	const struct demand *d = &s->demand;
	const struct event *e = last_event(s, "answer");
	bool lapsed = e && strstr(e->data, "lapsed-reason");

	if (d->state != DEMAND_ANSWERED || !WITHIN(b, d->intake_at))
		return;
	ADD(b, 0, s, d->intake_at, .up = *d->entry_ids != '\0', .down = 1);
	ADD(b, 1, s, d->intake_at, .up = *d->entry_ids && !lapsed,
	    .down = 1);
}

static void
dispatch(struct brute *b, const struct seen *s)
{
	const struct demand *d = &s->demand;
	int64_t at = dispatched(s);

	if (!counted(s) || d->master)
		return;
	if (at && WITHIN(b, at))
		ADD(b, 0, s, at, .up = at <= d->due_dispatch_at, .down = 1,
		    .took = d->dispatch_round == 1 ?
		    at - d->registered_at + 1 : 0);
	if (d->state == DEMAND_TO_DISPATCH && WITHIN(b, d->intake_at))
		ADD(b, 0, s, d->intake_at, .soon = true);
}

static void
sign(struct brute *b, const struct seen *s)
{
	const struct demand *d = &s->demand;
	const struct event *e = last_event(s, "sign");
	int64_t at = dispatched(s), took;

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

static void
contact(struct brute *b, const struct seen *s)
{
	const struct demand *d = &s->demand;
	int64_t at = dispatched(s);
	int64_t took = d->contacted_at ? d->contacted_at - at : -1;
	int tries = 0;
	bool ok, open;

	if (!is_order(s) || !at || !WITHIN(b, at))
		return;
	for (size_t i = 0; i < s->events.count; i++) {
		const struct event *e = &s->events.event[i];

		tries += is(e->kind, "contact") && e->at >= at &&
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

static void
on_time(struct brute *b, const struct seen *s)
{
	const struct demand *d = &s->demand;
	int64_t due = d->due_report_at;
	int lines = has_sub(s, SUB_EXTENSION, SUB_GRANTED) ? 1 : 2;
	bool done = d->reported_at > 0;

	if (!is_order(s) || !due || !WITHIN(b, due))
		return;
	for (int i = 0; i < lines; i++) {
		int64_t took = done ? d->reported_at - dispatched(s) : -1;

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

static void
overdue(struct brute *b, const struct seen *s)
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

static void
returns(struct brute *b, const struct seen *s)
{
	for (size_t i = 0; i < s->events.count; i++) {
		const struct event *e = &s->events.event[i];
		bool asked = false, upheld = false, rejected = false;
		char unit[64];
		struct sums sums = { .down = 1 };

		if (!is(e->kind, "dispatch") || !WITHIN(b, e->at) ||
		    !counted(s))
			continue;
		for (size_t k = i + 1; k < s->events.count &&
		    !is(s->events.event[k].kind, "dispatch"); k++) {
			const char *kind = s->events.event[k].kind;

			asked = asked || is(kind, "request-return");
			upheld = upheld || is(kind, "uphold-return");
			rejected = rejected || is(kind, "reject-return");
		}
		unit_of_round(e, unit, sizeof(unit));
		sums.up = asked;
		add(b, 0, &s->demand, e->at, unit, "", sums);
		sums.up = upheld;
		add(b, 1, &s->demand, e->at, unit, "", sums);
		sums.up = rejected;
		sums.down = upheld || rejected;
		sums.soon = asked && !upheld && !rejected;
		add(b, 2, &s->demand, e->at, unit, "", sums);
	}
}

static void
extensions(struct brute *b, const struct seen *s)
{
	int64_t at = dispatched(s);
	bool granted = has_sub(s, SUB_EXTENSION, SUB_GRANTED);
	bool refused = has_sub(s, SUB_EXTENSION, SUB_REFUSED);
	bool asked = has_sub(s, SUB_EXTENSION, SUB_ASKED);

	if (!counted(s) || s->demand.master || !at || !WITHIN(b, at))
		return;
	ADD(b, 0, s, at, .up = granted, .down = 1, .soon = asked);
	ADD(b, 1, s, at, .up = refused, .down = granted || refused,
	    .soon = asked);
}

static void
rework(struct brute *b, const struct seen *s)
{
	const struct demand *d = &s->demand;

	if (d->state != DEMAND_CLOSED || !WITHIN(b, d->closed_at) ||
	    d->master || !dispatched(s))
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
	bool rated = *c->satisfied && !is(c->satisfied, "not-rated");
	bool out = excluded(s);
	bool strict = b->world->strict;
	const struct demand *d = &s->demand;
	bool in_time = !strict || d->contacted_at == 0 ||
	    d->contacted_at <= d->due_contact_at;
	const double up[] = { is(c->contacted, "yes") && in_time,
		is(c->solved, "yes") ? 1 :
		strict && is(c->solved, "partly") ? 0.5 : 0,
		!rated || strstr(c->satisfied, "dis") ? 0 :
		strict && is(c->satisfied, "basically") ? 0.25 : 1 };
	const bool down[] = { *c->contacted, *c->solved, rated };

	for (int i = 0; i < 3; i++)
		ADD(b, first + i, s, c->at, .up = out ? 0 : up[i],
		    .down = !out && down[i], .out = out);
	if (first == 0)
		ADD(b, 6, s, c->at, .up = !out && !rated, .down = !out,
		    .out = out);
}

static void
three_rates(struct brute *b, const struct seen *s)
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
	if (!counted(s))
		return;
	if (last)
		rates_of(b, s, last, 0);
	if (first && WITHIN(b, first->at))
		rates_of(b, s, first, 3);
	if (d->state == DEMAND_CLOSED && is(d->reached, "no") &&
	    WITHIN(b, d->closed_at))
		ADD(b, 3, s, d->closed_at, .up = !excluded(s),
		    .out = excluded(s));
	for (int i = 0; i < 3; i++) {
		if (b->world->strict && d->state == DEMAND_CLOSED &&
		    is(d->reached, "no") && WITHIN(b, d->closed_at))
			ADD(b, i, s, d->closed_at, .down = !excluded(s),
			    .out = excluded(s));
		if (!first && is_order(s) && demand_state_open(d->state) &&
		    WITHIN(b, d->due_report_at))
			ADD(b, i, s, d->due_report_at, .soon = !excluded(s));
	}
}

static void
callbacks(struct brute *b, const struct seen *s)
{
	const struct demand *d = &s->demand;
	int64_t due = d->due_callback_at ? d->due_callback_at :
	    d->due_report_at + DAYS(3);
	bool called = has_concluded(s), open = demand_state_open(d->state);
	bool known = called || (d->state == DEMAND_CLOSED &&
	    is(d->reached, "no"));

	if (!is_order(s) || d->state == DEMAND_WITHDRAWN ||
	    d->due_report_at == 0 || !WITHIN(b, due))
		return;
	ADD(b, 0, s, due, .up = called, .down = known,
	    .soon = open && !known);
	ADD(b, 1, s, due, .up = (double)s->callbacks.count, .down = 1);
	ADD(b, 2, s, due, .up = open && !known && due < b->now, .down = 1);
}

static void
repeat(struct brute *b, const struct seen *s)
{
	const struct demand *d = &s->demand;
	bool ended = d->state == DEMAND_CLOSED ||
	    d->state == DEMAND_ANSWERED || d->state == DEMAND_REFERRED;

	if (!counted(s) || !WITHIN(b, d->intake_at))
		return;
	ADD(b, 1, s, d->intake_at, .up = 1 + (double)s->contacts.count,
	    .down = 1);
	if (!ended)
		return;
	if (s->phone < 0)
		ADD(b, 0, s, d->intake_at, .out = true);
	else if (d->closed_at + DAYS(90) > b->now)
		ADD(b, 0, s, d->intake_at, .soon = true);
	else
		ADD(b, 0, s, d->intake_at, .up = called_again(b, s,
		    d->closed_at, DAYS(90), false), .down = 1);
}

static void
supervised(struct brute *b, const struct seen *s)
{
	for (size_t i = 0; i < s->subs.count; i++) {
		const struct sub *u = &s->subs.sub[i];
		bool open = is(u->state, SUB_OPEN);
		struct sums sums = { .up = 0 };

		if (!counted(s) || !WITHIN(b, u->asked_at))
			continue;
		if (is(u->kind, SUB_URGE))
			ADD(b, 2, s, u->asked_at, .up = 1);
		if (!is(u->kind, SUB_SUPERVISION))
			continue;
		sums.up = open;
		add(b, 1, &s->demand, u->asked_at, s->demand.lead_unit,
		    u->asked_by, sums);
		sums.up = !open && u->decided_at <= u->due_at;
		sums.down = !open || u->due_at < b->now;
		sums.soon = open && u->due_at >= b->now;
		add(b, 0, &s->demand, u->asked_at, s->demand.lead_unit,
		    u->asked_by, sums);
	}
	if (counted(s) && !s->demand.master && dispatched(s) &&
	    WITHIN(b, dispatched(s)))
		ADD(b, 2, s, dispatched(s), .down = 1);
}

static void
exclusions(struct brute *b, const struct seen *s)
{
	static const char *const grounds[] = { "unreasonable",
		"outside-duty", "force-majeure", "duplicate" };

	for (size_t i = 0; i < s->subs.count; i++) {
		const struct sub *u = &s->subs.sub[i];
		struct sums sums = { .down = 1,
		    .up = is(u->state, SUB_GRANTED) };
		const char *unit = s->demand.lead_unit;

		if (!counted(s) || !is(u->kind, SUB_EXCLUSION))
			continue;
		if (u->decided_at && WITHIN(b, u->decided_at)) {
			add(b, 0, &s->demand, u->decided_at, unit,
			    u->decided_by, sums);
			for (int g = 0; g < 4; g++) {
				if (is(u->reason, grounds[g]))
					add(b, g + 1, &s->demand,
					    u->decided_at, unit,
					    u->decided_by, sums);
			}
		}
		sums.up = 1;
		sums.down = 0;
		sums.soon = is(u->state, SUB_ASKED);
		if (WITHIN(b, u->asked_at))
			add(b, 5, &s->demand, u->asked_at, unit, u->asked_by,
			    sums);
	}
}

static void
operators(struct brute *b, const struct seen *s)
{
	const struct demand *d = &s->demand;
	struct sums sums = { .up = 1,
	    .took = d->registered_at - d->intake_at + 1 };

	if (!counted(s))
		return;
	if (WITHIN(b, d->intake_at))
		add(b, 0, d, d->intake_at, d->lead_unit, d->operator, sums);
	sums.took = 0;
	for (size_t i = 0; i < s->contacts.count; i++) {
		const struct contact *c = &s->contacts.contact[i];

		if (WITHIN(b, c->at))
			add(b, 1, d, c->at, d->lead_unit, c->operator, sums);
	}
}

static void
quality(struct brute *b, const struct seen *s)
{
	const struct demand *d = &s->demand;
	int64_t at = d->intake_at;

	if (!counted(s) || !WITHIN(b, at))
		return;
	if (d->type != DEMAND_CONSULTATION)
		ADD(b, 0, s, at, .up = !*d->district, .down = 1);
	ADD(b, 1, s, at, .up = !*d->topic || is(d->topic, "hotline.other"),
	    .down = 1);
	ADD(b, 2, s, at, .up = strlen(d->content) < 15, .down = 1);
	ADD(b, 3, s, at, .up = 0, .down = 1);
}

static void
gaps(struct brute *b, const struct seen *s)
{
	const struct demand *d = &s->demand;

	if (d->state == DEMAND_ANSWERED && *d->none_reason &&
	    WITHIN(b, d->intake_at))
		add(b, 2, d, d->answered_at, d->lead_unit,
		    *d->query ? d->query : d->title, (struct sums){ .up = 1,
		    .person = d->operator });
}

static void
used(struct brute *b, const struct seen *s)
{
	struct slice ids = slice_of(s->demand.entry_ids), id;
	const struct event *e = last_event(s, "answer");
	int64_t at = e ? e->at : 0;	/* it may be open again */

	while (counted(s) && (id = slice_word(&ids)).bytes > 0) {
		char *key = slice_dup(id);

		if (WITHIN(b, at))
			add(b, 0, &s->demand, at, s->demand.lead_unit, key,
			    (struct sums){ .up = 1,
			    .person = s->demand.operator });
		free(key);
	}
}

static void
opened(struct brute *b)
{
	for (size_t i = 0; i < b->world->searches; i++) {
		const struct search_log *g = &b->world->search[i];

		if (WITHIN(b, g->at) && *g->opened)
			add(b, 1, NULL, g->at, "", g->opened, (struct sums){
			    .up = 1, .person = g->operator });
	}
}

static void
gaps_searched(struct brute *b)
{
	for (size_t i = 0; i < b->world->searches; i++) {
		const struct search_log *g = &b->world->search[i];

		if (!WITHIN(b, g->at) || *g->used ||
		    (g->hits > 0 && *g->opened))
			continue;
		add(b, g->hits ? 1 : 0, NULL, g->at, "", g->query,
		    (struct sums){ .up = 1, .person = g->operator });
	}
}

static void
accesses(struct brute *b)
{
	for (size_t i = 0; i < b->world->accesses; i++) {
		const struct access *a = &b->world->access[i];
		const struct demand *d =
		    &world_seen(b->world, a->demand)->demand;

		if (WITHIN(b, a->at))
			add(b, is(a->what, "reveal") ? 0 :
			    is(a->what, "export") ? 1 : 2,
			    d, a->at, "", a->actor, (struct sums){ .up = 1 });
	}
}

static void (*const brutes[REPORT_COUNT])(struct brute *b,
    const struct seen *s) = {
	[REPORT_VOLUME] = volume, [REPORT_ON_THE_SPOT] = on_spot,
	[REPORT_FIRST_CONTACT] = first_contact, [REPORT_LINKED] = linked,
	[REPORT_DISPATCH] = dispatch, [REPORT_SIGN] = sign,
	[REPORT_CONTACT] = contact, [REPORT_ON_TIME] = on_time,
	[REPORT_OVERDUE] = overdue, [REPORT_RETURNS] = returns,
	[REPORT_EXTENSIONS] = extensions, [REPORT_REWORK] = rework,
	[REPORT_THREE_RATES] = three_rates, [REPORT_CALLBACKS] = callbacks,
	[REPORT_REPEAT] = repeat, [REPORT_SUPERVISED] = supervised,
	[REPORT_EXCLUSIONS] = exclusions, [REPORT_OPERATORS] = operators,
	[REPORT_QUALITY] = quality, [REPORT_GAPS] = gaps,
	[REPORT_USE] = used,
};

bool
brute_run(struct brute *b)
{
	if (b->kind == REPORT_ACCESS)
		accesses(b);
	else if (!brutes[b->kind])
		return false;
	for (size_t i = 0; brutes[b->kind] && i < b->world->count; i++)
		brutes[b->kind](b, &b->world->seen[i]);
	if (b->kind == REPORT_GAPS)
		gaps_searched(b);
	if (b->kind == REPORT_USE)
		opened(b);
	return true;
}

void
brute_release(struct brute *b)
{
	for (size_t i = 0; i < b->count; i++)
		free(b->tally[i].took);
	free(b->tally);
	b->tally = NULL;
	b->count = b->room = 0;
}
