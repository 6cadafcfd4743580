/*
 * demand_view.c - all of one demand, what may be done with it, and by whom
 * its personal data are seen.
 */
#include "app/demand_step.h"

#include "app/app.h"
#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"
#include "store/mask.h"

#include <stdlib.h>
#include <string.h>

void
demand_view_init(struct demand_view *v)
{
	memset(v, 0, sizeof(*v));
	demand_init(&v->demand);
	v->events = (struct events)EVENTS_INIT;
	v->subs = (struct subs)SUBS_INIT;
	v->contacts = (struct contacts)CONTACTS_INIT;
	v->callbacks = (struct callbacks)CALLBACKS_INIT;
	demand_init(&v->master);
	v->merged = (struct demands)DEMANDS_INIT;
}

void
demand_view_release(struct demand_view *v)
{
	demand_release(&v->demand);
	events_release(&v->events);
	subs_release(&v->subs);
	contacts_release(&v->contacts);
	callbacks_release(&v->callbacks);
	demand_release(&v->master);
	demands_release(&v->merged);
	free(v->clock);
	demand_view_init(v);
}

#define MERGED_LIMIT 200

/* Those of the same matter: what it is merged into, what into it. */
static enum status
read_same_matter(struct ledger *l, struct demand_view *v, struct err *err)
{
	struct demand_filter children = { .master = v->demand.id,
	    .limit = MERGED_LIMIT };
	enum status st = ledger_list(l, &children, &v->merged, err);

	if (st == ST_OK && v->demand.master)
		st = ledger_get(l, v->demand.master, &v->master, err);
	return st;
}

enum status
demand_view_read(struct app *app, const char *number,
    struct demand_view *out, struct err *err)
{
	struct ledger *l = app->ledger;
	struct clock_lines lines = CLOCK_LINES_INIT;
	enum status st;

	demand_view_release(out);
	st = ledger_find(l, number, &out->demand, err);
	if (st == ST_OK)
		st = ledger_events(l, out->demand.id, &out->events, err);
	if (st == ST_OK)
		st = ledger_subs(l, out->demand.id, &out->subs, err);
	if (st == ST_OK)
		st = ledger_contacts(l, out->demand.id, &out->contacts, err);
	if (st == ST_OK)
		st = ledger_callbacks(l, out->demand.id, &out->callbacks,
		    err);
	if (st == ST_OK)
		st = read_same_matter(l, out, err);
	if (st == ST_OK)
		st = clocks_parse(&lines, out->demand.clocks, err);
	if (st == ST_OK) {
		clocks_light(&lines, app->policy, clock_now(&app->clock));
		out->clock = lines.line;	/* handed over */
		out->clocks = lines.count;
	} else {
		clocks_release(&lines);
	}
	return st;
}

static bool
list_has(const char *list, const char *word)
{
	struct slice rest = slice_of(list), one;

	while ((one = slice_word(&rest)).bytes > 0) {
		if (slice_is(one, word))
			return true;
	}
	return false;
}

static bool
unit_takes_part(const struct app *app, const struct demand *d)
{
	const char *unit = app->unit ? app->unit : "";

	return *unit && (strcmp(d->lead_unit, unit) == 0 ||
	    strcmp(d->copy_unit, unit) == 0 ||
	    list_has(d->assist_units, unit));
}

static enum status
check_sees(const struct app *app, const struct demand *d, struct err *err)
{
	if (app->role != ROLE_LIAISON || unit_takes_part(app, d))
		return ST_OK;
	return fail(err, ST_DENIED, "%s is not an order of your unit",
	    d->number);
}

/* Who may learn who the claimant of a confidential demand is. */
static bool
sees_claimant(const struct app *app, const struct demand *d)
{
	switch (app->role) {
	case ROLE_DISPATCHER:
	case ROLE_CALLBACK:
	case ROLE_SUPERVISOR:
		return true;
	case ROLE_OPERATOR:
		return strcmp(d->operator, app->person) == 0;
	default:
		return false;
	}
}

static const char *
without_numbers(struct texts *t, const char *text)
{
	struct buf masked = BUF_INIT;
	const char *kept;

	mask_text(&masked, slice_of(text));
	kept = texts_keep(t, buf_slice(&masked));
	buf_release(&masked);
	return kept;
}

/* A number in what was said tells as much as one in its field. */
void
demand_conceal(const struct app *app, struct demand *d)
{
	const char **const said[] = { &d->title, &d->content, &d->wish,
		&d->answer, &d->report };

	if (!d->confidential || sees_claimant(app, d))
		return;
	d->claimant_name = "";
	d->claimant_phone = "";
	d->place_detail = "";
	for (size_t i = 0; i < COUNT(said); i++)
		*said[i] = without_numbers(&d->texts, *said[i]);
}

/* The repeat calls, and what the steps were given. */
static void
conceal_calls(struct demand_view *v)
{
	for (size_t i = 0; i < v->contacts.count; i++) {
		struct contact *c = &v->contacts.contact[i];

		c->phone = "";
		c->text = without_numbers(&v->contacts.texts, c->text);
	}
	for (size_t i = 0; i < v->events.count; i++) {
		struct event *e = &v->events.event[i];

		e->text = without_numbers(&v->events.texts, e->text);
		e->data = without_numbers(&v->events.texts, e->data);
	}
}

static void
conceal_all(const struct app *app, struct demand_view *v)
{
	if (v->demand.confidential && !sees_claimant(app, &v->demand))
		conceal_calls(v);
	demand_conceal(app, &v->demand);
	demand_conceal(app, &v->master);
	for (size_t i = 0; i < v->merged.count; i++)
		demand_conceal(app, &v->merged.demand[i]);
}

enum status
demand_open(struct app *app, const char *number, struct demand_view *out,
    struct err *err)
{
	enum status st = demand_view_read(app, number, out, err);

	if (st == ST_OK)
		st = check_sees(app, &out->demand, err);
	if (st == ST_OK)
		conceal_all(app, out);
	else
		demand_view_release(out);
	return st;
}

static void
option_ask(struct move_case *c, enum role role, struct demand_option *o)
{
	struct err err = ERR_INIT;
	enum status st = move_check_role(o->move, role, &err);

	c->move = o->move;
	if (st == ST_OK && o->move->guard)
		st = o->move->guard(c, &err);
	o->allowed = st == ST_OK;
	if (st != ST_OK)
		memcpy(o->why, err.text, sizeof(o->why));
}

enum status
demand_options(struct app *app, const struct demand_view *v,
    struct demand_option **out, size_t *count, struct err *err)
{
	size_t all, n = 0;
	const struct move *table = moves(&all);
	struct demand_option *list = xcalloc(all, sizeof(*list));
	struct demand_work w;
	struct move_case c;
	enum status st;

	demand_work_init(&w);
	demand_copy(&w.demand, &v->demand);
	st = clocks_parse(&w.clocks, v->demand.clocks, err);
	demand_case(app, v, &w, clock_now(&app->clock), &c);
	for (size_t i = 0; st == ST_OK && i < all; i++) {
		if (!(table[i].from & 1u << v->demand.state) ||
		    table[i].roles == 1u << ROLE_SYSTEM)
			continue;	/* the desk's own is no choice */
		list[n].move = &table[i];
		option_ask(&c, app->role, &list[n]);
		n++;
	}
	demand_work_release(&w);
	if (st != ST_OK) {
		free(list);
		return st;
	}
	*out = list;
	*count = n;
	return ST_OK;
}

/* Whoever copies out callers by hand is stopped, and stands in the record. */
static enum status
reveal_rate(struct app *app, int64_t now, struct err *err)
{
	struct err quiet = ERR_INIT;
	int64_t most = 30, made = 0;
	enum status st = ledger_count_accesses(app->ledger, app->person,
	    "reveal", now - CLOCK_HOUR, &made, err);

	(void)policy_number(app->policy, clock_day(now), "reveal.per_hour",
	    &most, &quiet);
	if (st == ST_OK && made >= most)
		st = fail(err, ST_DENIED, "%lld whole data were shown to you "
		    "within an hour, which is the most", (long long)made);
	return st;
}

enum status
demand_reveal(struct app *app, const char *number, const char *reason,
    struct personal *out, struct err *err)
{
	struct demand d;
	struct slice why = slice_trim(slice_of(reason));
	bool may;
	enum status st;

	if (why.bytes == 0)
		return fail(err, ST_INVALID, "personal data are shown only "
		    "for a reason");
	demand_init(&d);
	st = ledger_find(app->ledger, number, &d, err);
	if (st == ST_OK) {
		may = sees_claimant(app, &d) || (!d.confidential &&
		    (app->role == ROLE_OPERATOR ||
		    app->role == ROLE_OFFICER ||
		    (app->role == ROLE_LIAISON &&
		    unit_takes_part(app, &d))));
		if (!may)
			st = fail(err, ST_DENIED, "the role \"%s\" may not see "
			    "who made %s", role_words(app->role), number);
	}
	if (st == ST_OK) {
		struct access who = {
			.at = clock_now(&app->clock), .demand = d.id,
			.actor = app->person, .role = role_code(app->role),
			.what = "reveal", .reason = reason,
		};

		st = reveal_rate(app, who.at, err);
		if (st == ST_OK)
			st = ledger_reveal(app->ledger, &who, out, err);
	}
	demand_release(&d);
	return st;
}
