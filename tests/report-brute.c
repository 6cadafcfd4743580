/*
 * report-brute.c - go through all demands and say of each what it counts for.
 *
 * Written from the definitions and from the events, not from the statements.
 */
#include "report-brute-part.h"

#include "base/mem.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool
brute_is(const char *a, const char *b)
{
	return strcmp(a, b) == 0;
}

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
		if (b->tally[i].line == line && brute_is(b->tally[i].key, key))
			return &b->tally[i];
	}
	return NULL;
}

static void
person_add(struct tally_of *t, const char *person)
{
	for (int64_t i = 0; i < t->persons; i++) {
		if (brute_is(t->people[i], person))
			return;
	}
	t->people[t->persons++] = person;
}

void
brute_add(struct brute *b, int line, const struct demand *d, int64_t at,
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

const struct event *
brute_last_event(const struct seen *s, const char *kind)
{
	for (size_t i = s->events.count; i > 0; i--) {
		if (brute_is(s->events.event[i - 1].kind, kind))
			return &s->events.event[i - 1];
	}
	return NULL;
}

bool
brute_counted(const struct seen *s)
{
	return s->demand.state != DEMAND_VOID;
}

/* When it was dispatched last; 0 never. */
int64_t
brute_dispatched(const struct seen *s)
{
	const struct event *e = brute_last_event(s, "dispatch");

	return e ? e->at : 0;
}

static void
volume(struct brute *b, const struct seen *s)
{
	int64_t at = s->demand.intake_at, span = b->to - b->from;
	struct civil from, to;

	clock_civil(b->from, &from);
	clock_civil(b->to, &to);
	from.year--;
	to.year--;
	if (!brute_counted(s))
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

	if (!brute_counted(s) || !WITHIN(b, d->intake_at))
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

		if (o == s || o->phone != s->phone || !brute_counted(o) ||
		    o->demand.intake_at <= from ||
		    o->demand.intake_at > from + window)
			continue;
		category_of(s->demand.topic, mine, sizeof(mine));
		category_of(o->demand.topic, theirs, sizeof(theirs));
		if (category && brute_is(mine, theirs))
			return true;
		if (!category && brute_is(s->demand.topic, o->demand.topic) &&
		    brute_is(s->demand.district, o->demand.district))
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
	const struct event *e = brute_last_event(s, "answer");
	bool lapsed = e && strstr(e->data, "lapsed-reason");

	if (d->state != DEMAND_ANSWERED || !WITHIN(b, d->intake_at))
		return;
	ADD(b, 0, s, d->intake_at, .up = *d->entry_ids != '\0', .down = 1);
	ADD(b, 1, s, d->intake_at, .up = *d->entry_ids && !lapsed,
	    .down = 1);
}

static void
repeat(struct brute *b, const struct seen *s)
{
	const struct demand *d = &s->demand;
	bool ended = d->state == DEMAND_CLOSED ||
	    d->state == DEMAND_ANSWERED || d->state == DEMAND_REFERRED;

	if (!brute_counted(s) || !WITHIN(b, d->intake_at))
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
operators(struct brute *b, const struct seen *s)
{
	const struct demand *d = &s->demand;
	struct sums sums = { .up = 1,
	    .took = d->registered_at - d->intake_at + 1 };

	if (!brute_counted(s))
		return;
	if (WITHIN(b, d->intake_at))
		brute_add(b, 0, d, d->intake_at, d->lead_unit, d->operator,
		    sums);
	sums.took = 0;
	for (size_t i = 0; i < s->contacts.count; i++) {
		const struct contact *c = &s->contacts.contact[i];

		if (WITHIN(b, c->at))
			brute_add(b, 1, d, c->at, d->lead_unit, c->operator,
			    sums);
	}
}

static void
quality(struct brute *b, const struct seen *s)
{
	const struct demand *d = &s->demand;
	int64_t at = d->intake_at;

	if (!brute_counted(s) || !WITHIN(b, at))
		return;
	if (d->type != DEMAND_CONSULTATION)
		ADD(b, 0, s, at, .up = !*d->district, .down = 1);
	ADD(b, 1, s, at, .up = !*d->topic ||
	    brute_is(d->topic, "hotline.other"),
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
		brute_add(b, 2, d, d->answered_at, d->lead_unit,
		    *d->query ? d->query : d->title, (struct sums){ .up = 1,
		    .person = d->operator });
}

static void
used(struct brute *b, const struct seen *s)
{
	struct slice ids = slice_of(s->demand.entry_ids), id;
	const struct event *e = brute_last_event(s, "answer");
	int64_t at = e ? e->at : 0;	/* it may be open again */

	while (brute_counted(s) && (id = slice_word(&ids)).bytes > 0) {
		char *key = slice_dup(id);

		if (WITHIN(b, at))
			brute_add(b, 0, &s->demand, at,
			    s->demand.lead_unit, key, (struct sums){ .up = 1,
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
			brute_add(b, 1, NULL, g->at, "", g->opened,
			    (struct sums){ .up = 1, .person = g->operator });
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
		brute_add(b, g->hits ? 1 : 0, NULL, g->at, "", g->query,
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
			brute_add(b, brute_is(a->what, "reveal") ? 0 :
			    brute_is(a->what, "export") ? 1 : 2,
			    d, a->at, "", a->actor, (struct sums){ .up = 1 });
	}
}

static void (*const brutes[REPORT_COUNT])(struct brute *b,
    const struct seen *s) = {
	[REPORT_VOLUME] = volume, [REPORT_ON_THE_SPOT] = on_spot,
	[REPORT_FIRST_CONTACT] = first_contact, [REPORT_LINKED] = linked,
	[REPORT_REPEAT] = repeat, [REPORT_OPERATORS] = operators,
	[REPORT_QUALITY] = quality, [REPORT_GAPS] = gaps,
	[REPORT_USE] = used,
#define X(report, name) [REPORT_##report] = brute_##name,
	BRUTE_UNIT_LIST(X)
#undef X
};

bool
brute_run(struct brute *b)
{
	if (b->kind == REPORT_ACCESS)
		accesses(b);
	else if (b->kind == REPORT_PHONE)
		brute_phone(b);
	else if (!brutes[b->kind])
		return false;
	for (size_t i = 0; brutes[b->kind] && i < b->world->count; i++)
		brutes[b->kind](b, &b->world->seen[i]);
	if (b->kind == REPORT_GAPS)
		gaps_searched(b);
	if (b->kind == REPORT_USE)
		opened(b);
	if (b->kind == REPORT_OPERATORS)
		brute_after_calls(b);
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
