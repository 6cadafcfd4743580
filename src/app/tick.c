/*
 * tick.c - record the limits that ended; forget what is old.
 */
#include "app/tick.h"

#include "app/app.h"
#include "app/demand_step.h"
#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"

#include <string.h>

#define S(name) (1u << DEMAND_##name)
#define PAGE 100
#define FORGET_PAGE 64

/* A step of the desk's own. */
static enum status
own_step(struct app *app, const char *number, enum move_event event,
    struct err *err)
{
	static const struct move_fields none;
	struct demand_made made = DEMAND_MADE_INIT;
	const char *person = app->person;
	enum role role = app->role;
	enum status st;

	app->person = "desk12345";
	app->role = ROLE_SYSTEM;
	st = demand_move(app, number, 0, event, &none, &made, err);
	app->person = person;
	app->role = role;
	demand_made_release(&made);
	return st;
}

/* Was it noted that this limit ended? Told by the clock that then began. */
static bool
is_noted(const struct demand *d)
{
	struct clock_lines lines = CLOCK_LINES_INIT;
	struct demand_clock_line *l;
	struct err quiet = ERR_INIT;
	bool noted = false;

	if (clocks_parse(&lines, d->clocks, &quiet) == ST_OK) {
		l = clocks_newest(&lines, DEMAND_CLOCK_CALLBACK);
		noted = l && l->due.from >= d->due_report_at;
	}
	clocks_release(&lines);
	return noted;
}

/* Another person's step, or a second tick, may have come first: no error. */
static enum status
note_deadline(struct app *app, const struct demand *d, int64_t *noted,
    struct err *err)
{
	struct err quiet = ERR_INIT;
	enum status st;

	if (is_noted(d))
		return ST_OK;
	st = own_step(app, d->number, MOVE_DEADLINE, &quiet);
	if (st == ST_OK)
		++*noted;
	else if (st != ST_DENIED && st != ST_CONFLICT) {
		*err = quiet;
		return st;
	}
	return ST_OK;
}

static enum status
deadlines(struct app *app, int64_t batch, struct ticked *out, bool *more,
    struct err *err)
{
	struct demand_filter f = {
		.states = S(DISPATCHED) | S(HANDLING) | S(REPORTED),
		.report_due_before = clock_now(&app->clock) + 1,
		.order = DEMANDS_DUE, .limit = PAGE,
	};
	struct demands page = DEMANDS_INIT;
	bool on = true;
	enum status st = ST_OK;

	while (st == ST_OK && on && out->deadlines < batch) {
		demands_release(&page);
		st = ledger_list(app->ledger, &f, &page, err);
		for (size_t i = 0; st == ST_OK && i < page.count; i++) {
			st = note_deadline(app, &page.demand[i],
			    &out->deadlines, err);
			f.after_id = page.demand[i].id;
			f.after_due = page.demand[i].due_at;
		}
		on = page.more;
	}
	*more = *more || on;
	demands_release(&page);
	return st;
}

/* The moment a policy's length of time ago; 0 when it says nothing. */
static int64_t
before(const struct app *app, const char *key)
{
	int64_t now = clock_now(&app->clock);
	struct err quiet = ERR_INIT;
	struct span span;

	if (policy_span(app->policy, clock_day(now), key, &span, &quiet) !=
	    ST_OK || span.unit != SPAN_DAY || span.count == 0)
		return 0;
	return now - span.count * CLOCK_DAY;
}

static enum status
forget(struct app *app, int64_t demand, struct err *err)
{
	struct access who = { .at = clock_now(&app->clock), .demand = demand,
		.actor = "desk12345", .role = role_code(ROLE_SYSTEM),
		.what = "erase", .reason = "retention.claimant" };

	return ledger_erase(app->ledger, &who, err);
}

static enum status
claimants(struct app *app, int64_t batch, struct ticked *out, bool *more,
    struct err *err)
{
	int64_t limit = before(app, "retention.claimant");
	struct forgettable page[FORGET_PAGE], after = { 0, 0 };
	size_t count = FORGET_PAGE;
	enum status st = ST_OK;

	if (limit == 0)
		return ST_OK;
	while (st == ST_OK && count == FORGET_PAGE &&
	    out->claimants < batch) {
		st = ledger_forgettable(app->ledger, limit, &after, page,
		    FORGET_PAGE, &count, err);
		for (size_t i = 0; st == ST_OK && i < count; i++) {
			st = forget(app, page[i].demand, err);
			after = page[i];
			out->claimants += st == ST_OK;
		}
	}
	*more = *more || count == FORGET_PAGE;
	return st;
}

enum status
tick_run(struct app *app, int64_t batch, struct ticked *out, bool *more,
    struct err *err)
{
	int64_t searches = before(app, "retention.search");
	int64_t drafts = before(app, "retention.draft");
	enum status st;

	*out = (struct ticked){ 0 };
	*more = false;
	st = deadlines(app, batch, out, more, err);
	if (st == ST_OK)
		st = claimants(app, batch, out, more, err);
	if (st == ST_OK && searches)
		st = ledger_drop_searches(app->ledger, searches, batch,
		    &out->searches, err);
	if (st == ST_OK && drafts)
		st = ledger_drop_drafts(app->ledger, drafts, batch,
		    &out->drafts, err);
	*more = *more || out->searches == batch || out->drafts == batch;
	return st;
}
