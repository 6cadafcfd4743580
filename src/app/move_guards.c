/*
 * move_guards.c - what the steps of the operator, the dispatcher and the unit
 * ask beyond the table.
 *
 * A guard is also asked beforehand, without fields, to tell what is possible;
 * then it looks at the demand and the person alone.
 */
#include "app/move_rules.h"

#include "app/clocks.h"
#include "app/directory.h"
#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"
#include "store/kb.h"
#include "text/entry.h"

#include <stdlib.h>
#include <string.h>

const char *
case_field(const struct move_case *c, enum move_field field)
{
	return field_value(c->fields, field);
}

const struct sub *
case_sub(const struct move_case *c, const char *kind, const char *state)
{
	for (size_t i = c->subs->count; i > 0; i--) {
		const struct sub *s = &c->subs->sub[i - 1];

		bool meant = state ? strcmp(s->state, state) == 0 :
		    strcmp(s->state, SUB_UNDONE) != 0;

		if (meant && strcmp(s->kind, kind) == 0)
			return s;
	}
	return NULL;
}

bool
event_undone(const struct events *events, size_t i)
{
	return i + 1 < events->count &&
	    strcmp(events->event[i + 1].kind, move_code(MOVE_UNDO)) == 0;
}

const struct event *
case_event(const struct move_case *c, enum move_event kind)
{
	for (size_t i = c->events->count; i > 0; i--) {
		const struct event *e = &c->events->event[i - 1];

		if (strcmp(e->kind, move_code(kind)) == 0 &&
		    !event_undone(c->events, i - 1))
			return e;
	}
	return NULL;
}

bool
case_route(const struct move_case *c, struct route *out)
{
	const struct demand *d = c->demand;
	struct err quiet = ERR_INIT;

	return c->directory && directory_route(c->directory, d->topic,
	    d->type, *d->district ? d->district : NULL,
	    *d->street ? d->street : NULL, out, &quiet) == ST_OK;
}

static bool
said_yes(const struct move_case *c, enum move_field field)
{
	return strcmp(case_field(c, field), "yes") == 0;
}

static enum status
need(const struct move_case *c, enum move_field field, struct err *err)
{
	if (*case_field(c, field))
		return ST_OK;
	return fail(err, ST_INVALID, "\"%s\" needs the field \"%s\" (%s)",
	    move_words(c->move->event), field_words(field),
	    field_code(field));
}

enum status
case_unit(const struct move_case *c, enum move_field field,
    const char *code, struct err *err)
{
	if (!*code || !c->directory || directory_unit_name(c->directory, code))
		return ST_OK;
	return fail(err, ST_INVALID, "%s (%s): there is no unit \"%s\"",
	    field_words(field), field_code(field), code);
}

/* One entry of an answer: there, readable to callers, in force. */
static enum status
check_entry(const struct move_case *c, const char *id, struct err *err)
{
	struct entry e = ENTRY_INIT;
	enum entry_force force = ENTRY_FORCE_IN_FORCE;
	enum status st = kb_entry(c->kb, id, &e, err);

	if (st == ST_OK)
		force = entry_force(&e, clock_day(c->now));
	if (st == ST_OK && !entry_force_live(force) &&
	    !*case_field(c, MOVE_FIELD_LAPSED))
		st = fail(err, ST_INVALID, "the entry %s is %s: say why it is "
		    "used (%s)", id, entry_force_title(force),
		    field_code(MOVE_FIELD_LAPSED));
	entry_release(&e);
	return st;
}

enum status
guard_answer(struct move_case *c, struct err *err)
{
	struct slice ids = slice_of(case_field(c, MOVE_FIELD_ENTRIES)), id;
	enum status st = ST_OK;

	if (!c->fields)
		return ST_OK;
	if (ids.bytes == 0 && !*case_field(c, MOVE_FIELD_NONE_FOUND))
		return fail(err, ST_INVALID, "an answer names its knowledge "
		    "entries (%s) or says why there is none (%s)",
		    field_code(MOVE_FIELD_ENTRIES),
		    field_code(MOVE_FIELD_NONE_FOUND));
	if (ids.bytes > 0 && !c->kb)
		return fail(err, ST_NOT_FOUND, "no knowledge base is open, so "
		    "no entry can be named");
	while (st == ST_OK && (id = slice_word(&ids)).bytes > 0) {
		char *copy = slice_dup(id);

		st = check_entry(c, copy, err);
		free(copy);
	}
	return st;
}

enum status
guard_refer(struct move_case *c, struct err *err)
{
	if (strcmp(case_field(c, MOVE_FIELD_ROUTE), "1") == 0)
		return need(c, MOVE_FIELD_HANDED_AT, err);
	return ST_OK;
}

/* Who, when, where, what, and what is asked for. */
static enum status
five_elements(const struct move_case *c, struct err *err)
{
	const struct demand *d = c->demand;
	bool where = *d->district || *d->street || *d->place_detail;
	const char *gone = NULL;

	if (!d->anonymous && !*d->claimant_name && !*d->claimant_phone)
		gone = _("who: the claimant's name or phone, or anonymous");
	else if (!*d->event_time && !d->intake_at)
		gone = _("when: the time of the event");
	else if (!where && d->type != DEMAND_CONSULTATION)
		gone = _("where: the district, street or place");
	else if (!*d->content)
		gone = _("what: the content");
	else if (c->fields && !*d->wish && !*case_field(c, MOVE_FIELD_WISH))
		gone = _("what is asked for: the wish");
	if (!gone)
		return ST_OK;
	return fail(err, ST_INVALID, "before it can be submitted a demand "
	    "needs five elements; missing is %s", gone);
}

enum status
guard_submit(struct move_case *c, struct err *err)
{
	enum status st = five_elements(c, err);

	if (st == ST_OK)
		st = case_unit(c, MOVE_FIELD_UNIT,
		    case_field(c, MOVE_FIELD_UNIT), err);
	return st;
}

/* An operator dispatches what the catalogue makes clear, as it says. */
static enum status
operator_dispatches(const struct move_case *c, const char *lead,
    struct err *err)
{
	struct route route;

	if (case_route(c, &route) && route.clear &&
	    strcmp(route.lead, lead) == 0)
		return ST_OK;
	return fail(err, ST_DENIED, "an operator dispatches only what the "
	    "catalogue makes clear; leave this one to a dispatcher");
}

bool
is_accused(const struct demand *d, const char *unit)
{
	return d->type == DEMAND_TIPOFF && *d->complained_unit &&
	    strcmp(unit, d->complained_unit) == 0;
}

/* Units there are, and none that a tip-off is about: who assists reads it. */
static enum status
check_assist(const struct move_case *c, struct err *err)
{
	struct slice rest = slice_of(case_field(c, MOVE_FIELD_ASSIST)), word;
	enum status st = ST_OK;

	while (st == ST_OK && (word = slice_word(&rest)).bytes > 0) {
		char *unit = slice_dup(word);

		st = case_unit(c, MOVE_FIELD_ASSIST, unit, err);
		if (st == ST_OK && is_accused(c->demand, unit))
			st = fail(err, ST_DENIED, "a unit cannot assist with "
			    "a tip-off about itself: leave out %s", unit);
		free(unit);
	}
	return st;
}

enum status
guard_dispatch(struct move_case *c, struct err *err)
{
	const struct demand *d = c->demand;
	const char *lead = case_field(c, MOVE_FIELD_UNIT);
	const char *class = case_field(c, MOVE_FIELD_CLASS);
	enum status st;

	if (!*lead)
		lead = d->proposed_unit;
	if (!c->fields && !*lead)
		return ST_OK;
	if (!*lead)
		return need(c, MOVE_FIELD_UNIT, err);
	if (!*class && !*d->class)
		return c->fields ? need(c, MOVE_FIELD_CLASS, err) : ST_OK;
	st = case_unit(c, MOVE_FIELD_UNIT, lead, err);
	if (st == ST_OK && is_accused(d, lead))
		st = fail(err, ST_DENIED, "a unit cannot lead on a tip-off "
		    "about itself: choose another than %s", lead);
	if (st == ST_OK)
		st = check_assist(c, err);
	if (st == ST_OK && c->role == ROLE_OPERATOR)
		st = operator_dispatches(c, lead, err);
	return st;
}

enum status
guard_unit_step(struct move_case *c, struct err *err)
{
	if (c->role != ROLE_LIAISON || strcmp(c->unit, c->demand->lead_unit)
	    == 0)
		return ST_OK;
	return fail(err, ST_DENIED, "the order is with %s, and you act for "
	    "%s", c->demand->lead_unit, *c->unit ? c->unit : "-");
}

enum status
guard_request_return(struct move_case *c, struct err *err)
{
	char at[CLOCK_TEXT_BYTES];
	const struct demand_clock_line *l =
	    clocks_newest(c->clocks, DEMAND_CLOCK_RETURN);
	enum status st = guard_unit_step(c, err);

	if (st == ST_OK && c->demand->final)
		st = fail(err, ST_DENIED, "a return of this order was "
		    "rejected, which is final");
	if (st == ST_OK && l && c->now > l->due.at)
		st = fail(err, ST_DENIED, "a return could be asked for until "
		    "%s", clock_text(l->due.at, CLOCK_MINUTES, at));
	return st;
}

enum status
guard_ruling(struct move_case *c, struct err *err)
{
	const struct event *asked = case_event(c, MOVE_REQUEST_RETURN);

	if (strcmp(c->person, c->demand->dispatcher) == 0)
		return fail(err, ST_DENIED, "who dispatched an order cannot "
		    "rule on its return");
	if (asked && strcmp(asked->actor, c->person) == 0)
		return fail(err, ST_DENIED, "who asked for the return cannot "
		    "rule on it");
	return ST_OK;
}

enum status
guard_check_report(struct move_case *c, struct err *err)
{
	const struct event *report = case_event(c, MOVE_REPORT);

	if (report && strcmp(report->actor, c->person) == 0)
		return fail(err, ST_DENIED, "who reported the result cannot "
		    "check the report");
	return ST_OK;
}

enum status
guard_merge(struct move_case *c, struct err *err)
{
	const struct demand *m = c->master, *d = c->demand;

	if (!c->fields)
		return ST_OK;
	if (!m)
		return need(c, MOVE_FIELD_MASTER, err);
	if (m->id == d->id)
		return fail(err, ST_INVALID, "a demand cannot be merged into "
		    "itself");
	if (!demand_state_open(m->state))
		return fail(err, ST_DENIED, "%s is %s: only an open demand "
		    "can be a master", m->number,
		    demand_state_words(m->state));
	if (c->merged > 0)
		return fail(err, ST_DENIED, "%zu demands are merged into this "
		    "one: undo that first, or merge the other one into it",
		    c->merged);
	if (is_accused(d, m->lead_unit))
		return fail(err, ST_DENIED, "%s is with the unit that this "
		    "tip-off is about: it cannot be merged into it",
		    m->number);
	if (strcmp(m->district, d->district) != 0)
		return fail(err, ST_DENIED, "%s is about another place: "
		    "merged are demands of the same place and matter",
		    m->number);
	return ST_OK;
}

enum status
guard_unmerge(struct move_case *c, struct err *err)
{
	const struct event *merged = case_event(c, MOVE_MERGE);

	if (merged && strcmp(merged->actor, c->person) == 0)
		return fail(err, ST_DENIED, "who merged demands cannot undo "
		    "the merge");
	return ST_OK;
}

enum status
guard_withdraw(struct move_case *c, struct err *err)
{
	if (c->merged > 0)
		return fail(err, ST_DENIED, "%zu demands of others are merged "
		    "into this one: undo that first", c->merged);
	if (!c->fields || said_yes(c, MOVE_FIELD_IDENTITY))
		return ST_OK;
	return fail(err, ST_DENIED, "a demand is withdrawn only when the "
	    "caller's identity was checked");
}

enum status
guard_keep_secret(struct move_case *c, struct err *err)
{
	if (!c->demand->confidential)
		return ST_OK;
	return fail(err, ST_DENIED, "the demand is confidential already");
}
