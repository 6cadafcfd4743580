/*
 * move_effects.c - what a step writes into the demand.
 *
 * The guard has agreed and the fields are checked. State, version and the
 * event are demand_move.c's.
 */
#include "app/move_rules.h"

#include "app/clocks.h"
#include "app/directory.h"
#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"
#include "store/kb.h"

#include <stdlib.h>
#include <string.h>

static const char *
or_else(const char *value, const char *otherwise)
{
	return *value ? value : otherwise;
}

static enum status
start(struct move_case *c, enum demand_clock clock, const char *stem,
    int64_t from, struct err *err)
{
	char *key = xasprintf("%s.%s", stem,
	    or_else(c->demand->class, "general"));
	enum status st = clocks_start(c->clocks, c->policy, clock, key, from,
	    err);

	free(key);
	return st;
}

enum status
effect_answer(struct move_case *c, struct err *err)
{
	struct demand *d = c->demand;

	(void)err;
	d->answer = case_field(c, MOVE_FIELD_ANSWER);
	d->entry_ids = case_field(c, MOVE_FIELD_ENTRIES);
	d->none_reason = case_field(c, MOVE_FIELD_NONE_FOUND);
	d->query = or_else(case_field(c, MOVE_FIELD_QUERY), d->query);
	d->accepted = strcmp(case_field(c, MOVE_FIELD_ACCEPTED), "yes") == 0;
	d->kb_generation = c->kb ? kb_generation(c->kb) : 0;
	d->answered_at = c->now;
	return effect_end(c, err);
}

enum status
effect_refer(struct move_case *c, struct err *err)
{
	c->demand->route = case_field(c, MOVE_FIELD_ROUTE);
	return effect_end(c, err);
}

/* Nothing runs any more. */
enum status
effect_end(struct move_case *c, struct err *err)
{
	(void)err;
	c->demand->closed_at = c->now;
	clocks_stop_all(c->clocks, c->now);
	return ST_OK;
}

/* What the catalogue says stands where the operator said nothing. */
void
case_propose(struct move_case *c)
{
	struct demand *d = c->demand;
	struct route r;

	if (!case_route(c, &r))
		return;
	d->proposed_unit = or_else(d->proposed_unit, r.lead);
	d->class = or_else(d->class, r.class);
}

enum status
effect_submit(struct move_case *c, struct err *err)
{
	struct demand *d = c->demand;
	const struct event *again = case_event(c, MOVE_REOPEN);

	d->wish = or_else(case_field(c, MOVE_FIELD_WISH), d->wish);
	d->class = or_else(case_field(c, MOVE_FIELD_CLASS), d->class);
	d->proposed_unit = or_else(case_field(c, MOVE_FIELD_UNIT),
	    d->proposed_unit);
	case_propose(c);
	if (!*d->class)
		return fail(err, ST_INVALID, "the catalogue has no row for "
		    "this topic: choose the class (%s)",
		    field_code(MOVE_FIELD_CLASS));
	if (!*d->proposed_unit)
		return fail(err, ST_INVALID, "the catalogue has no row for "
		    "this topic: choose the unit (%s)",
		    field_code(MOVE_FIELD_UNIT));
	if (clocks_running(c->clocks, DEMAND_CLOCK_DISPATCH))
		return ST_OK;		/* it was sent back; time runs on */
	return start(c, DEMAND_CLOCK_DISPATCH, "dispatch",
	    again ? again->at : d->registered_at, err);
}

enum status
effect_send_back(struct move_case *c, struct err *err)
{
	(void)c;
	(void)err;
	return ST_OK;
}

/* A street's order goes to its district too, unless the tip-off is about the
 * district: Regulation, Article 12. */
static const char *
copy_unit(const struct move_case *c)
{
	const struct place *p = NULL;

	if (c->directory)
		p = directory_place(c->directory, c->demand->lead_unit);
	if (!p || p->kind == PLACE_CITY || p->kind == PLACE_DISTRICT ||
	    is_accused(c->demand, p->parent))
		return "";
	return p->parent;
}

static void
route_of_order(struct move_case *c)
{
	struct demand *d = c->demand;
	struct buf text = BUF_INIT;
	struct route r;

	d->copy_unit = copy_unit(c);
	if (!case_route(c, &r))
		return;
	buf_addf(&text, "%d", r.row);
	d->catalogue_row = texts_keep(c->texts, buf_slice(&text));
	d->catalogue_version = r.version;
	buf_reset(&text);
	for (size_t i = 0; i < r.assists; i++) {
		if (!is_accused(d, r.assist[i]))
			buf_addf(&text, "%s%s", text.bytes ? " " : "",
			    r.assist[i]);
	}
	if (strcmp(r.lead, d->lead_unit) == 0 && !*d->assist_units)
		d->assist_units = texts_keep(c->texts, buf_slice(&text));
	buf_release(&text);
}

enum status
effect_dispatch(struct move_case *c, struct err *err)
{
	struct demand *d = c->demand;
	int64_t day = clock_day(c->now);
	enum status st;

	d->lead_unit = or_else(case_field(c, MOVE_FIELD_UNIT),
	    d->proposed_unit);
	d->assist_units = case_field(c, MOVE_FIELD_ASSIST);
	d->class = or_else(case_field(c, MOVE_FIELD_CLASS), d->class);
	route_of_order(c);
	d->policy = policy_date(c->policy, day);
	d->dispatcher = c->person;
	d->dispatched_at = c->now;
	d->signed_at = d->contacted_at = d->reported_at = 0;
	d->dispatch_round++;
	d->handling_round = 1;
	clocks_stop(c->clocks, DEMAND_CLOCK_DISPATCH, c->now);
	clocks_stop(c->clocks, DEMAND_CLOCK_CONSULT, c->now);
	st = start(c, DEMAND_CLOCK_SIGN, "sign", c->now, err);
	if (st == ST_OK)
		st = start(c, DEMAND_CLOCK_CONTACT, "contact", c->now, err);
	if (st == ST_OK)
		st = start(c, DEMAND_CLOCK_REPORT, "feedback", c->now, err);
	if (st == ST_OK)
		st = clocks_start(c->clocks, c->policy, DEMAND_CLOCK_RETURN,
		    "return.request", c->now, err);
	return st;
}

enum status
effect_sign(struct move_case *c, struct err *err)
{
	(void)err;
	c->demand->signed_at = c->now;
	clocks_stop(c->clocks, DEMAND_CLOCK_SIGN, c->now);
	return ST_OK;
}

/* Contacts noted since the dispatch, without this one. */
static int64_t
contacts_made(const struct move_case *c)
{
	int64_t n = 0;

	for (size_t i = 0; i < c->events->count; i++) {
		const struct event *e = &c->events->event[i];

		if (e->at >= c->demand->dispatched_at &&
		    strcmp(e->kind, move_code(MOVE_CONTACT)) == 0)
			n++;
	}
	return n;
}

enum status
effect_contact(struct move_case *c, struct err *err)
{
	struct demand *d = c->demand;
	struct err quiet = ERR_INIT;
	int64_t tries = 3, at = c->now;
	bool reached = strcmp(case_field(c, MOVE_FIELD_REACHED), "yes") == 0;

	(void)clock_parse_time(slice_of(case_field(c, MOVE_FIELD_AT)), &at);
	if (at > c->now)
		return fail(err, ST_INVALID, "%s (%s) is in the future",
		    field_words(MOVE_FIELD_AT), field_code(MOVE_FIELD_AT));
	(void)policy_number(c->policy, clock_day(d->dispatched_at),
	    "contact.tries", &tries, &quiet);
	if (reached && d->contacted_at == 0)
		d->contacted_at = at;
	if (reached || contacts_made(c) + 1 >= tries)
		clocks_stop(c->clocks, DEMAND_CLOCK_CONTACT, at);
	return ST_OK;
}

enum status
effect_request_return(struct move_case *c, struct err *err)
{
	clocks_stop(c->clocks, DEMAND_CLOCK_RETURN, c->now);
	return clocks_start(c->clocks, c->policy, DEMAND_CLOCK_RULING,
	    "return.ruling", c->now, err);
}

/* Back to the dispatcher; a new order begins with the next dispatch. */
enum status
effect_uphold(struct move_case *c, struct err *err)
{
	struct demand *d = c->demand;

	clocks_stop_all(c->clocks, c->now);
	d->proposed_unit = or_else(case_field(c, MOVE_FIELD_UNIT),
	    d->proposed_unit);
	d->lead_unit = d->assist_units = d->copy_unit = "";
	return start(c, DEMAND_CLOCK_DISPATCH, "dispatch", c->now, err);
}

/* What the ruling took is added to the limit where the policy says so. */
static enum status
ruling_time(struct move_case *c, struct err *err)
{
	struct demand_clock_line *ruling =
	    clocks_newest(c->clocks, DEMAND_CLOCK_RULING);
	struct demand_clock_line *report =
	    clocks_running(c->clocks, DEMAND_CLOCK_REPORT);
	const char *pauses = policy_get(c->policy,
	    clock_day(c->demand->dispatched_at),
	    "return.pauses_feedback.rejected");
	struct span took = { 0, SPAN_MINUTE };

	if (!ruling || !report || !pauses || strcmp(pauses, "yes") != 0)
		return ST_OK;
	took.count = (c->now - ruling->due.from + CLOCK_MINUTE - 1) /
	    CLOCK_MINUTE;
	return due_extend(c->policy, &report->due, took, err);
}

enum status
effect_reject_return(struct move_case *c, struct err *err)
{
	c->demand->final = 1;
	clocks_stop(c->clocks, DEMAND_CLOCK_RULING, c->now);
	return ruling_time(c, err);
}

enum status
effect_report(struct move_case *c, struct err *err)
{
	struct demand *d = c->demand;

	(void)err;
	d->result = case_field(c, MOVE_FIELD_RESULT);
	d->report = case_field(c, MOVE_FIELD_TEXT);
	d->reported_at = c->now;
	clocks_stop(c->clocks, DEMAND_CLOCK_REPORT, c->now);
	clocks_stop(c->clocks, DEMAND_CLOCK_CONTACT, c->now);
	clocks_stop(c->clocks, DEMAND_CLOCK_RETURN, c->now);
	return ST_OK;
}

/* Regulation, Article 23: the callback falls due when the limit ends. */
enum status
effect_accept_report(struct move_case *c, struct err *err)
{
	struct demand *d = c->demand;
	const char *trigger = policy_get(c->policy,
	    clock_day(d->dispatched_at), "callback.trigger");
	int64_t from = d->due_report_at;

	if (trigger && strcmp(trigger, "report") == 0)
		from = c->now;
	else if (trigger && strcmp(trigger, "earlier") == 0 && c->now < from)
		from = c->now;
	return clocks_start(c->clocks, c->policy, DEMAND_CLOCK_CALLBACK,
	    "callback.window", from, err);
}

/* The deadline is unchanged. */
enum status
effect_reject_report(struct move_case *c, struct err *err)
{
	struct demand_clock_line *l =
	    clocks_newest(c->clocks, DEMAND_CLOCK_REPORT);

	(void)err;
	if (l)
		l->stopped_at = 0;
	c->demand->handling_round++;
	c->demand->reported_at = 0;
	return ST_OK;
}

static void
callback_of(struct move_case *c, const char *reached)
{
	struct demand *d = c->demand;

	c->has_callback = true;
	c->callback = (struct callback){
		.at = c->now,
		.handling_round = d->handling_round,
		.agent = c->person,
		.reached = reached,
		.contacted = case_field(c, MOVE_FIELD_CONTACTED),
		.solved = case_field(c, MOVE_FIELD_SOLVED),
		.satisfied = case_field(c, MOVE_FIELD_SATISFIED),
		.text = or_else(case_field(c, MOVE_FIELD_REASON),
		    case_field(c, MOVE_FIELD_TEXT)),
	};
	d->callback_at = c->now;
	d->reached = reached;
	d->contacted = c->callback.contacted;
	d->solved = c->callback.solved;
	d->satisfied = c->callback.satisfied;
}

enum status
effect_try_callback(struct move_case *c, struct err *err)
{
	const char *reached = case_field(c, MOVE_FIELD_REACHED);

	(void)err;
	callback_of(c, reached);
	(void)clock_parse_time(slice_of(case_field(c, MOVE_FIELD_AT)),
	    &c->callback.at);
	return ST_OK;
}

enum status
effect_close(struct move_case *c, struct err *err)
{
	callback_of(c, "yes");
	return effect_end(c, err);
}

/* Rework is a new handling round with the limit of its class. */
enum status
effect_not_solved(struct move_case *c, struct err *err)
{
	callback_of(c, "yes");
	c->demand->handling_round++;
	c->demand->reported_at = 0;
	clocks_stop(c->clocks, DEMAND_CLOCK_CALLBACK, c->now);
	return start(c, DEMAND_CLOCK_REPORT, "feedback", c->now, err);
}

/* Counted as not reached, never as satisfied: the tries are kept. */
enum status
effect_unreached(struct move_case *c, struct err *err)
{
	struct demand *d = c->demand;

	d->reached = "no";
	d->contacted = d->solved = d->satisfied = "";
	return effect_end(c, err);
}

/* The order stays overdue; the claimant's word is kept. */
enum status
effect_callback_overdue(struct move_case *c, struct err *err)
{
	(void)err;
	callback_of(c, "yes");
	clocks_stop(c->clocks, DEMAND_CLOCK_CALLBACK, c->now);
	return ST_OK;
}

/* The callback is due from now on, report or not, unless the policy waits for
 * the report. */
enum status
effect_deadline(struct move_case *c, struct err *err)
{
	const char *trigger = policy_get(c->policy,
	    clock_day(c->demand->dispatched_at), "callback.trigger");

	if (trigger && strcmp(trigger, "report") == 0)
		return ST_OK;
	return clocks_start(c->clocks, c->policy, DEMAND_CLOCK_CALLBACK,
	    "callback.window", c->demand->due_report_at, err);
}

enum status
effect_merge(struct move_case *c, struct err *err)
{
	(void)err;
	c->demand->master = c->master->id;
	c->demand->reached = "";	/* called back by itself from now on */
	clocks_stop_all(c->clocks, c->now);
	return ST_OK;
}

enum status
effect_unmerge(struct move_case *c, struct err *err)
{
	const struct event *merged = case_event(c, MOVE_MERGE);

	(void)err;
	c->demand->master = 0;
	if (merged)
		clocks_resume(c->clocks, merged->at);
	return ST_OK;
}

/* The child stays merged; its claimant's word counts by itself. */
enum status
effect_callback_merged(struct move_case *c, struct err *err)
{
	(void)err;
	callback_of(c, case_field(c, MOVE_FIELD_REACHED));
	return ST_OK;
}
