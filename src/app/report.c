/*
 * report.c - count demands and searches for a supervisor.
 *
 * Every figure is asked of the ledger with a filter, so that the same filter
 * lists the demands behind it.
 */
#include "app/report.h"

#include "app/app.h"
#include "app/directory.h"
#include "app/policy.h"
#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"
#include "store/ledger.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

#define S(name) (1u << DEMAND_##name)
#define ALL_STATES ((1u << DEMAND_STATE_COUNT) - 1)
#define COUNTED (ALL_STATES & ~(S(DRAFT) | S(VOID)))
#define AT_UNIT (S(DISPATCHED) | S(HANDLING) | S(RETURN_REVIEW))
#define FEW_CASES 20
#define GAPS_SHOWN 50

static const struct {
	const char *code, *title, *basis, *definition;
} reports[] = {
#define X(name, code, title, basis, definition) \
	[REPORT_##name] = { code, title, basis, definition },
	REPORT_LIST(X)
#undef X
};

const char *
report_code(enum report_kind kind)
{
	assert((size_t)kind < COUNT(reports));
	return reports[kind].code;
}

const char *
report_title(enum report_kind kind)
{
	assert((size_t)kind < COUNT(reports));
	return _(reports[kind].title);
}

const char *
report_basis(enum report_kind kind)
{
	assert((size_t)kind < COUNT(reports));
	return _(reports[kind].basis);
}

const char *
report_definition(enum report_kind kind)
{
	assert((size_t)kind < COUNT(reports));
	return _(reports[kind].definition);
}

bool
report_parse(struct slice code, enum report_kind *kind)
{
	for (size_t i = 0; i < COUNT(reports); i++) {
		if (slice_is(code, reports[i].code)) {
			*kind = (enum report_kind)i;
			return true;
		}
	}
	return false;
}

void
report_release(struct report *r)
{
	free(r->row);
	texts_release(&r->texts);
	*r = (struct report)REPORT_INIT;
}

static void
row_add(struct report *r, const char *group, const char *label,
    int64_t count, int64_t of)
{
	ARRAY_GROW(r->row, r->count + 1, r->room);
	r->row[r->count++] = (struct report_row){
		.group = texts_keep(&r->texts, slice_of(group)),
		.label = texts_keep(&r->texts, slice_of(label)),
		.count = count, .of = of,
	};
}

static const char *
state_label(const char *code)
{
	enum demand_state state;

	return demand_state_parse(slice_of(code), &state) ?
	    demand_state_words(state) : code;
}

static const char *
type_label(const char *code)
{
	enum demand_type type;

	return demand_type_parse(slice_of(code), &type) ?
	    demand_type_words(type) : code;
}

/* What a person calls the key of a tally. */
static const char *
tally_label(const struct app *app, enum tally_by by, const char *key)
{
	const struct topic *topic;
	const struct place *place;
	const char *name;

	switch (by) {
	case TALLY_STATE:
		return state_label(key);
	case TALLY_TYPE:
		return type_label(key);
	case TALLY_UNIT:
		name = directory_unit_name(app->directory, key);
		return name ? name : key;
	case TALLY_TOPIC:
		topic = directory_topic(app->directory, key);
		return topic ? topic->name : key;
	case TALLY_DISTRICT:
	case TALLY_STREET:
		place = directory_place(app->directory, key);
		return place ? place->name : key;
	default:
		return key;
	}
}

static enum status
add_tally(struct app *app, struct report *r, const char *group,
    const struct demand_filter *f, enum tally_by by, int64_t of,
    struct err *err)
{
	struct tally t = TALLY_INIT;
	enum status st = ledger_tally(app->ledger, f, by, &t, err);

	for (size_t i = 0; st == ST_OK && i < t.count; i++) {
		const char *label = tally_label(app, by, t.row[i].key);

		row_add(r, group, *label ? label : _("none"), t.row[i].count,
		    of);
	}
	tally_release(&t);
	return st;
}

static enum status
run_volume(struct app *app, struct report *r, struct err *err)
{
	static const struct {
		const char *group;
		enum tally_by by;
	} parts[] = {
		{ N_("by type"), TALLY_TYPE },
		{ N_("by state"), TALLY_STATE },
		{ N_("by unit"), TALLY_UNIT },
		{ N_("by topic"), TALLY_TOPIC },
		{ N_("by district"), TALLY_DISTRICT },
		{ N_("by channel"), TALLY_CHANNEL },
		{ N_("by day"), TALLY_DAY },
		{ N_("by hour"), TALLY_HOUR },
	};
	struct demand_filter f = { .states = COUNTED, .from = r->from,
	    .to = r->to };
	int64_t all = 0;
	enum status st = ledger_count(app->ledger, &f, &all, err);

	if (st == ST_OK)
		row_add(r, _("all"), _("demands"), all, -1);
	for (size_t i = 0; st == ST_OK && i < COUNT(parts); i++)
		st = add_tally(app, r, _(parts[i].group), &f, parts[i].by,
		    all, err);
	return st;
}

/* Adds numerator over denominator, both counted. */
static enum status
add_rate(struct app *app, struct report *r, const char *label,
    const struct demand_filter *above, const struct demand_filter *below,
    struct err *err)
{
	int64_t count = 0, of = 0;
	enum status st = ledger_count(app->ledger, above, &count, err);

	if (st == ST_OK)
		st = ledger_count(app->ledger, below, &of, err);
	if (st == ST_OK)
		row_add(r, _("rate"), label, count, of);
	return st;
}

static enum status
run_on_the_spot(struct app *app, struct report *r, struct err *err)
{
	struct demand_filter answered = { .states = S(ANSWERED),
	    .types = 1u << DEMAND_CONSULTATION, .from = r->from,
	    .to = r->to };
	struct demand_filter asked = answered, ended = answered;
	struct demand_filter all = answered;
	enum status st;

	asked.states = COUNTED & ~S(REFERRED);
	ended.types = all.types = 0;
	ended.states = S(ANSWERED) | S(REFERRED);
	all.states = COUNTED;
	st = add_rate(app, r, _("(a) consultations answered at once"),
	    &answered, &asked, err);
	if (st == ST_OK)
		st = add_rate(app, r, _("(b) settled by the desk itself"),
		    &ended, &all, err);
	return st;
}

/* Bands of age: each ends where the next begins. */
static enum status
add_ages(struct app *app, struct report *r, int64_t now, int64_t open,
    struct err *err)
{
	static const struct {
		const char *label;
		int days;
	} bands[] = {
		{ N_("up to 1 day"), 0 }, { N_("1 to 3 days"), 1 },
		{ N_("3 to 7 days"), 3 }, { N_("more than 7 days"), 7 },
	};
	struct demand_filter f = { .states = AT_UNIT };
	int64_t older[COUNT(bands) + 1] = { 0 };
	enum status st = ST_OK;

	for (size_t i = 0; st == ST_OK && i < COUNT(bands); i++) {
		f.report_due_before = now - bands[i].days * CLOCK_DAY;
		st = ledger_count(app->ledger, &f, &older[i], err);
	}
	for (size_t i = 0; st == ST_OK && i < COUNT(bands); i++)
		row_add(r, _("by age"), _(bands[i].label),
		    older[i] - older[i + 1], open);
	return st;
}

static enum status
run_overdue(struct app *app, struct report *r, struct err *err)
{
	int64_t now = clock_now(&app->clock), open = 0;
	struct demand_filter f = { .states = AT_UNIT,
	    .report_due_before = now };
	struct demand_filter all = { .states = AT_UNIT };
	enum status st = add_rate(app, r, _("overdue"), &f, &all, err);

	if (st == ST_OK)
		open = r->row[r->count - 1].of;
	if (st == ST_OK)
		st = add_ages(app, r, now, open, err);
	if (st == ST_OK)
		st = add_tally(app, r, _("by unit"), &f, TALLY_UNIT, open,
		    err);
	return st;
}

static enum status
run_gaps(struct app *app, struct report *r, struct err *err)
{
	struct gaps gaps = GAPS_INIT;
	enum status st = ledger_gaps(app->ledger, r->from, r->to, GAPS_SHOWN,
	    &gaps, err);

	for (size_t i = 0; st == ST_OK && i < gaps.count; i++)
		row_add(r, gaps.gap[i].hits ? _("found, nothing used") :
		    _("nothing found"), gaps.gap[i].query,
		    gaps.gap[i].operators, gaps.gap[i].searches);
	gaps_release(&gaps);
	return st;
}

enum status
report_run(struct app *app, enum report_kind kind, int64_t from, int64_t to,
    struct report *out, struct err *err)
{
	static enum status (*const run[])(struct app *, struct report *,
	    struct err *) = {
		[REPORT_VOLUME] = run_volume,
		[REPORT_ON_THE_SPOT] = run_on_the_spot,
		[REPORT_OVERDUE] = run_overdue,
		[REPORT_GAPS] = run_gaps,
	};

	report_release(out);
	out->kind = kind;
	out->from = from;
	out->to = to;
	return run[kind](app, out, err);
}

const char *
report_rate(const struct app *app, const struct report_row *row,
    char out[REPORT_RATE_BYTES])
{
	int64_t few = FEW_CASES;
	struct err quiet = ERR_INIT;

	(void)policy_number(app->policy, clock_day(clock_now(&app->clock)),
	    "few_cases", &few, &quiet);
	if (row->of < 0)
		snprintf(out, REPORT_RATE_BYTES, "%s", "");
	else if (row->of == 0)
		snprintf(out, REPORT_RATE_BYTES, "%s", "–");
	else if (row->of < few)
		snprintf(out, REPORT_RATE_BYTES, _("%lld/%lld, few cases"),
		    (long long)row->count, (long long)row->of);
	else
		snprintf(out, REPORT_RATE_BYTES, "%.1f %%",
		    100.0 * (double)row->count / (double)row->of);
	return out;
}
