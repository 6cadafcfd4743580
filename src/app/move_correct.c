/*
 * move_correct.c - what was taken down wrong, or was missing, is put right.
 *
 * A correction is an event like any other: it says why, what the new words
 * are and what stood there before. Personal data change sealed and leave no
 * word in the event.
 */
#include "app/move_rules.h"

#include "app/directory.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <string.h>

static const enum move_field correctable[] = {
	MOVE_FIELD_TITLE, MOVE_FIELD_CONTENT, MOVE_FIELD_WISH,
	MOVE_FIELD_TOPIC, MOVE_FIELD_DISTRICT, MOVE_FIELD_STREET,
	MOVE_FIELD_PLACE, MOVE_FIELD_WHEN, MOVE_FIELD_NAME, MOVE_FIELD_PHONE,
};

static enum status
check_phone(const char *phone, struct err *err)
{
	if (!*phone || demand_phone_is(phone))
		return ST_OK;
	return fail(err, ST_INVALID, "%s (%s) is not a phone number",
	    field_words(MOVE_FIELD_PHONE), field_code(MOVE_FIELD_PHONE));
}

static enum status
check_title(const char *title, struct err *err)
{
	size_t chars = utf8_chars(slice_of(title));
	size_t most = demand_input_chars(DEMAND_INPUT_title);

	if (chars <= most)
		return ST_OK;
	return fail(err, ST_INVALID, "%s (%s) has %zu characters, %zu are "
	    "allowed", field_words(MOVE_FIELD_TITLE),
	    field_code(MOVE_FIELD_TITLE), chars, most);
}

enum status
guard_correct(struct move_case *c, struct err *err)
{
	size_t said = 0;
	enum status st;

	if (!c->fields)
		return ST_OK;
	for (size_t i = 0; i < COUNT(correctable); i++)
		said += *case_field(c, correctable[i]) != '\0';
	if (said == 0)
		return fail(err, ST_INVALID, "nothing is corrected: say the "
		    "new words of a field");
	st = check_title(case_field(c, MOVE_FIELD_TITLE), err);
	if (st == ST_OK)
		st = check_phone(case_field(c, MOVE_FIELD_PHONE), err);
	return st;
}

static void
put(struct move_case *c, enum move_field field, const char **to)
{
	if (*case_field(c, field))
		*to = case_field(c, field);
}

static enum status
put_topic(struct move_case *c, struct err *err)
{
	const char *word = case_field(c, MOVE_FIELD_TOPIC);
	const struct topic *t;

	if (!*word)
		return ST_OK;
	t = directory_topic_find(c->directory, slice_of(word));
	if (!t || !t->leaf)
		return fail(err, ST_INVALID, "%s (%s): there is no topic "
		    "\"%s\"", field_words(MOVE_FIELD_TOPIC),
		    field_code(MOVE_FIELD_TOPIC), word);
	c->demand->topic = t->code;
	return ST_OK;
}

/* Another district leaves no street of the old one. */
static enum status
put_places(struct move_case *c, struct err *err)
{
	const char *district = case_field(c, MOVE_FIELD_DISTRICT);
	const char *street = case_field(c, MOVE_FIELD_STREET);
	const struct place *p = NULL;
	struct demand *d = c->demand;
	enum status st = ST_OK;

	if (*district)
		st = directory_place_find(c->directory, slice_of(district),
		    "", &p, err);
	if (st == ST_OK && p) {
		d->district = p->code;
		if (!directory_place_within(c->directory, d->street, p->code))
			d->street = "";
	}
	p = NULL;
	if (st == ST_OK && *street)
		st = directory_place_find(c->directory, slice_of(street),
		    d->district, &p, err);
	if (st == ST_OK && p) {
		d->street = p->code;
		if (!*d->district)
			d->district = p->parent;
	}
	return st;
}

/* What the catalogue had proposed goes with the topic or the place it was
 * proposed for; what a person chose stays. */
static void
propose_anew(struct move_case *c, const struct route *old, bool had)
{
	struct demand *d = c->demand;

	if (d->state != DEMAND_TO_DISPATCH || !had ||
	    strcmp(d->proposed_unit, old->lead) != 0)
		return;
	d->proposed_unit = "";
	if (strcmp(d->class, old->class) == 0)
		d->class = "";
	case_propose(c);
	if (!*d->proposed_unit)
		d->proposed_unit = old->lead;
	if (!*d->class)
		d->class = old->class;
}

static void
put_personal(struct move_case *c)
{
	struct demand *d = c->demand;

	c->keep = KEEP_NAME | KEEP_PHONE | KEEP_PLACE;
	if (*case_field(c, MOVE_FIELD_NAME))
		c->keep &= ~(unsigned)KEEP_NAME;
	if (*case_field(c, MOVE_FIELD_PHONE))
		c->keep &= ~(unsigned)KEEP_PHONE;
	if (*case_field(c, MOVE_FIELD_PLACE))
		c->keep &= ~(unsigned)KEEP_PLACE;
	c->personal = c->keep != (KEEP_NAME | KEEP_PHONE | KEEP_PLACE);
	put(c, MOVE_FIELD_NAME, &d->claimant_name);
	put(c, MOVE_FIELD_PHONE, &d->claimant_phone);
	put(c, MOVE_FIELD_PLACE, &d->place_detail);
	if (*case_field(c, MOVE_FIELD_NAME) ||
	    *case_field(c, MOVE_FIELD_PHONE))
		d->anonymous = 0;
}

enum status
effect_correct(struct move_case *c, struct err *err)
{
	struct demand *d = c->demand;
	struct route old;
	bool had = case_route(c, &old);
	enum status st = put_topic(c, err);

	if (st == ST_OK)
		st = put_places(c, err);
	if (st != ST_OK)
		return st;
	put(c, MOVE_FIELD_TITLE, &d->title);
	put(c, MOVE_FIELD_CONTENT, &d->content);
	put(c, MOVE_FIELD_WISH, &d->wish);
	put(c, MOVE_FIELD_WHEN, &d->event_time);
	put_personal(c);
	propose_anew(c, &old, had);
	return ST_OK;
}
