/*
 * move_effects_sub.c - what a step writes beside the state: repeat calls,
 * urges, extensions, supervision, exclusion, shelving.
 */
#include "app/move_rules.h"

#include "app/clocks.h"
#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

static void
contact_of(struct move_case *c)
{
	c->has_contact = true;
	c->contact = (struct contact){
		.at = c->now,
		.channel = case_field(c, MOVE_FIELD_CHANNEL),
		.operator = c->person,
		.phone = case_field(c, MOVE_FIELD_PHONE),
		.text = case_field(c, MOVE_FIELD_TEXT),
	};
}

static void
sub_new(struct move_case *c, const char *kind, const char *state)
{
	c->has_sub = true;
	c->sub = (struct sub){
		.kind = kind, .state = state, .asked_at = c->now,
		.asked_by = c->person, .decided_by = "", .data = "",
		.reason = case_field(c, MOVE_FIELD_REASON),
		.text = case_field(c, MOVE_FIELD_TEXT),
	};
}

/* Ends the one that waits or runs; its reason stays, the text says why. */
static void
sub_end(struct move_case *c, const char *kind, const char *state,
    const char *to)
{
	const struct sub *s = case_sub(c, kind, state);

	if (!s)
		return;
	c->has_sub = true;
	c->sub = *s;
	c->sub.state = to;
	c->sub.decided_by = c->person;
	c->sub.decided_at = c->now;
	if (*case_field(c, MOVE_FIELD_REASON))
		c->sub.text = case_field(c, MOVE_FIELD_REASON);
}

enum status
effect_repeat_call(struct move_case *c, struct err *err)
{
	(void)err;
	contact_of(c);
	return ST_OK;
}

/* Hung on the order that is there, never a new one. */
enum status
effect_urge(struct move_case *c, struct err *err)
{
	(void)err;
	contact_of(c);
	sub_new(c, SUB_URGE, SUB_OPEN);
	return ST_OK;
}

enum status
effect_answer_urge(struct move_case *c, struct err *err)
{
	(void)err;
	sub_end(c, SUB_URGE, SUB_OPEN, SUB_DONE);
	c->sub.text = case_field(c, MOVE_FIELD_TEXT);
	return ST_OK;
}

enum status
effect_ask_reopen(struct move_case *c, struct err *err)
{
	(void)err;
	sub_new(c, SUB_REOPENING, SUB_ASKED);
	c->sub.text = case_field(c, MOVE_FIELD_FACTS);
	return ST_OK;
}

/* A closed demand was asked for, an answered one is opened at once. */
enum status
effect_reopen(struct move_case *c, struct err *err)
{
	struct demand *d = c->demand;

	(void)err;
	sub_end(c, SUB_REOPENING, SUB_ASKED, SUB_GRANTED);
	d->closed_at = d->answered_at = 0;
	d->final = 0;
	return ST_OK;
}

enum status
effect_refuse_reopen(struct move_case *c, struct err *err)
{
	(void)err;
	sub_end(c, SUB_REOPENING, SUB_ASKED, SUB_REFUSED);
	return ST_OK;
}

enum status
effect_ask_appeal(struct move_case *c, struct err *err)
{
	(void)err;
	sub_new(c, SUB_APPEAL, SUB_ASKED);
	c->sub.text = case_field(c, MOVE_FIELD_EVIDENCE);
	return ST_OK;
}

/* The rating stays; whoever counts leaves out what was upheld. */
enum status
effect_uphold_appeal(struct move_case *c, struct err *err)
{
	(void)err;
	sub_end(c, SUB_APPEAL, SUB_ASKED, SUB_GRANTED);
	return ST_OK;
}

enum status
effect_reject_appeal(struct move_case *c, struct err *err)
{
	(void)err;
	sub_end(c, SUB_APPEAL, SUB_ASKED, SUB_REFUSED);
	return ST_OK;
}

enum status
effect_ask_extension(struct move_case *c, struct err *err)
{
	(void)err;
	sub_new(c, SUB_EXTENSION, SUB_ASKED);
	c->sub.data = case_field(c, MOVE_FIELD_DAYS);
	return ST_OK;
}

enum status
effect_grant_extension(struct move_case *c, struct err *err)
{
	const struct sub *s = case_sub(c, SUB_EXTENSION, SUB_ASKED);
	struct demand_clock_line *l =
	    clocks_newest(c->clocks, DEMAND_CLOCK_REPORT);
	struct span more = { 0, SPAN_DAY };
	enum status st;

	if (!l || !s)
		return fail(err, ST_DENIED, "no time limit runs");
	more.count = strtoll(s->data, NULL, 10);
	if (l->due.spans > 0 &&
	    l->due.span[l->due.spans - 1].unit == SPAN_WORKDAY)
		more.unit = SPAN_WORKDAY;
	st = due_extend(c->policy, &l->due, more, err);
	sub_end(c, SUB_EXTENSION, SUB_ASKED, SUB_GRANTED);
	c->sub.due_at = l->due.at;
	return st;
}

enum status
effect_refuse_extension(struct move_case *c, struct err *err)
{
	(void)err;
	sub_end(c, SUB_EXTENSION, SUB_ASKED, SUB_REFUSED);
	return ST_OK;
}

enum status
effect_supervise(struct move_case *c, struct err *err)
{
	(void)err;
	sub_new(c, SUB_SUPERVISION, SUB_OPEN);
	(void)clock_parse_time(slice_of(case_field(c, MOVE_FIELD_DUE)),
	    &c->sub.due_at);
	return ST_OK;
}

enum status
effect_end_supervision(struct move_case *c, struct err *err)
{
	(void)err;
	sub_end(c, SUB_SUPERVISION, SUB_OPEN, SUB_DONE);
	c->sub.text = case_field(c, MOVE_FIELD_TEXT);
	return ST_OK;
}

enum status
effect_ask_exclusion(struct move_case *c, struct err *err)
{
	(void)err;
	sub_new(c, SUB_EXCLUSION, SUB_ASKED);
	c->sub.reason = case_field(c, MOVE_FIELD_EXCLUDE_FOR);
	c->sub.text = case_field(c, MOVE_FIELD_EVIDENCE);
	return ST_OK;
}

enum status
effect_grant_exclusion(struct move_case *c, struct err *err)
{
	(void)err;
	sub_end(c, SUB_EXCLUSION, SUB_ASKED, SUB_GRANTED);
	return ST_OK;
}

enum status
effect_refuse_exclusion(struct move_case *c, struct err *err)
{
	(void)err;
	sub_end(c, SUB_EXCLUSION, SUB_ASKED, SUB_REFUSED);
	return ST_OK;
}

enum status
effect_ask_shelving(struct move_case *c, struct err *err)
{
	(void)err;
	sub_new(c, SUB_SHELVING, SUB_ASKED);
	(void)clock_parse_time(slice_of(case_field(c, MOVE_FIELD_REVIEW_ON)),
	    &c->sub.due_at);
	return ST_OK;
}

/* A flag beside the state with a date of review, so that it hides nothing. */
enum status
effect_grant_shelving(struct move_case *c, struct err *err)
{
	(void)err;
	sub_end(c, SUB_SHELVING, SUB_ASKED, SUB_GRANTED);
	c->demand->shelved = 1;
	return ST_OK;
}

enum status
effect_refuse_shelving(struct move_case *c, struct err *err)
{
	(void)err;
	sub_end(c, SUB_SHELVING, SUB_ASKED, SUB_REFUSED);
	return ST_OK;
}

enum status
effect_end_shelving(struct move_case *c, struct err *err)
{
	(void)err;
	sub_end(c, SUB_SHELVING, SUB_GRANTED, SUB_DONE);
	c->demand->shelved = 0;
	return ST_OK;
}

enum status
effect_keep_secret(struct move_case *c, struct err *err)
{
	(void)err;
	c->demand->confidential = 1;
	sub_new(c, SUB_SECRECY, SUB_OPEN);
	return ST_OK;
}

enum status
effect_lift_secrecy(struct move_case *c, struct err *err)
{
	(void)err;
	c->demand->confidential = 0;
	sub_end(c, SUB_SECRECY, SUB_OPEN, SUB_DONE);
	return ST_OK;
}
