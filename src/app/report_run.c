/*
 * report_run.c - ask for the figures of a report and give them words.
 *
 * Knows which cases a report is made of and which limits they ask for; the
 * counting is the ledger's. What needs a table or the knowledge base beside
 * is report_place.c and report_knowledge.c.
 */
#include "app/report_part.h"

#include "app/app.h"
#include "app/directory.h"
#include "app/moves.h"
#include "app/policy.h"
#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"
#include "store/ledger.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FEW_CASES 20
/* A report of no cases */
#define CASES_NONE CASES_COUNT

static const enum cases cases_of[REPORT_COUNT] = {
#define X(name, code, title, basis, cases, by, definition, out, soon) \
	[REPORT_##name] = CASES_##cases,
	REPORT_LIST(X)
#undef X
};

enum cases
report_cases(enum report_kind kind)
{
	return cases_of[kind];
}

int64_t
report_number(const struct app *app, const char *key, int64_t otherwise)
{
	struct err quiet = ERR_INIT;
	int64_t n = otherwise;

	(void)policy_number(app->policy, clock_day(clock_now(&app->clock)),
	    key, &n, &quiet);
	return n;
}

int64_t
report_span(const struct app *app, const char *key, int64_t otherwise)
{
	int64_t now = clock_now(&app->clock);
	struct err quiet = ERR_INIT;
	struct due due;

	if (due_start(app->policy, now, key, &due, &quiet) != ST_OK)
		return otherwise;
	return due.at - now;
}

/* "0.5" as 500. */
static int64_t
thousandths(const struct app *app, const char *key, double otherwise)
{
	const char *text = policy_get(app->policy,
	    clock_day(clock_now(&app->clock)), key);

	return lround(1000 * (text ? strtod(text, NULL) : otherwise));
}

static int64_t
policy_is(const struct app *app, const char *key, const char *word)
{
	const char *text = policy_get(app->policy,
	    clock_day(clock_now(&app->clock)), key);

	return text && strcmp(text, word) == 0;
}

/* The same civil time a year before. */
static int64_t
year_before(int64_t at)
{
	struct civil c;

	clock_civil(at, &c);
	c.year--;
	if (c.month == 2 && c.day == 29)
		c.day = 28;
	return clock_at(&c);
}

void
report_question(const struct app *app, const struct report *r,
    enum cases cases, struct cases_question *q)
{
	*q = (struct cases_question){
		.cases = cases, .by = r->by,
		.from = r->from, .to = r->to, .now = r->now,
		.before_from = r->from - (r->to - r->from),
		.before_to = r->from,
		.year_from = year_before(cases == CASES_RESIDENTS ?
		    r->to : r->from),
		.year_to = year_before(r->to),
		.at_once = report_span(app, "answer.at_once", CLOCK_HOUR),
		.first_window = report_span(app, "first_contact.window",
		    7 * CLOCK_DAY),
		.repeat_window = report_span(app, "repeat.window",
		    90 * CLOCK_DAY),
		.callback_window = report_span(app, "callback.window",
		    3 * CLOCK_DAY),
		.contact_tries = report_number(app, "contact.tries", 3),
		.answer_within = CLOCK_SECOND *
		    report_number(app, "call.answer_within", 15),
		.short_abandon = CLOCK_SECOND *
		    report_number(app, "call.short_abandon", 5),
		.thin_chars = report_number(app, "text.content_thin", 15),
		.w_partly = thousandths(app, "w_partly", 0),
		.v_basic = thousandths(app, "v_basic", 1),
		.with_time = policy_is(app, "response.mode", "with_time"),
		.unreached_fails = policy_is(app, "unreached", "fail"),
	};
}

void
figures_sum(struct figures *list, const struct figure *f)
{
	struct figure *sum;

	for (size_t i = 0; i < list->count; i++) {
		sum = &list->figure[i];
		if (sum->line != f->line || strcmp(sum->key, f->key) != 0)
			continue;
		sum->up += f->up;
		sum->down += f->down;
		sum->out += f->out;
		sum->soon += f->soon;
		return;
	}
	ARRAY_GROW(list->figure, list->count + 1, list->room);
	sum = &list->figure[list->count++];
	*sum = *f;
	sum->key = texts_keep(&list->texts, slice_of(f->key));
}

struct report_row *
report_add(struct report *r, int line, const char *key, const char *label)
{
	struct report_line words;
	struct report_row *row;

	if (!report_line(r->kind, line, &words))
		assert(!"a case without a line");
	ARRAY_GROW(r->row, r->count + 1, r->room);
	row = &r->row[r->count++];
	*row = (struct report_row){
		.line = line, .form = words.form, .group = words.label,
		.key = texts_keep(&r->texts, slice_of(key)),
		.label = texts_keep(&r->texts, slice_of(label)),
	};
	return row;
}

static const char *
name_of(const struct app *app, enum figure_by by, const char *key)
{
	const struct topic *topic;
	const struct place *place;
	enum demand_state state;
	enum demand_type type;

	switch (by) {
	case BY_STATE:
		return demand_state_parse(slice_of(key), &state) ?
		    demand_state_words(state) : NULL;
	case BY_TYPE:
		return demand_type_parse(slice_of(key), &type) ?
		    demand_type_words(type) : NULL;
	case BY_CLASS:
		return field_choice_words(MOVE_FIELD_CLASS, key);
	case BY_UNIT:
		return directory_unit_name(app->directory, key);
	case BY_CATEGORY:
	case BY_TOPIC:
		topic = directory_topic(app->directory, key);
		return topic ? directory_name(topic->name,
		    topic->name_en) : NULL;
	case BY_DISTRICT:
	case BY_STREET:
		place = directory_place(app->directory, key);
		return place ? directory_name(place->name,
		    place->name_en) : NULL;
	default:
		return NULL;
	}
}

const char *
report_key_label(const struct app *app, enum figure_by by, const char *key)
{
	const char *name = name_of(app, by, key);

	if (by == BY_ALL)
		return _("all");
	if (!*key)
		return _("none");
	return name && *name ? name : key;
}

/* Days and hours are numbers to be written out. */
static const char *
label_of(const struct app *app, enum figure_by by, const char *key,
    char out[CLOCK_TEXT_BYTES])
{
	int64_t n = strtoll(key, NULL, 10);

	if (by == BY_DAY)
		return clock_text(clock_day_start(n), CLOCK_DATE, out);
	if (by == BY_HOUR) {
		snprintf(out, CLOCK_TEXT_BYTES, "%02d:00", (int)(n % 24));
		return out;
	}
	return report_key_label(app, by, key);
}

/* The sum over a line's figures; what cannot be summed stays 0. */
static void
add_total(struct report *r, const struct figures *f, int line)
{
	struct report_row *row = report_add(r, line, "", _("all"));

	row->total = true;
	for (size_t i = 0; i < f->count; i++) {
		const struct figure *one = &f->figure[i];

		if (one->line != line)
			continue;
		row->up += one->up;
		row->down += one->down;
		row->out += one->out;
		row->soon += one->soon;
		if (r->by == BY_ALL) {
			row->people = one->people;
			row->timed = one->timed;
			row->median = one->median;
			row->p90 = one->p90;
		}
	}
}

static void
add_figure(const struct app *app, struct report *r, const struct figure *f)
{
	char text[CLOCK_TEXT_BYTES];
	struct report_row *row = report_add(r, f->line, f->key,
	    label_of(app, r->by, f->key, text));

	row->up = f->up;
	row->down = f->down;
	row->out = f->out;
	row->soon = f->soon;
	row->people = f->people;
	row->timed = f->timed;
	row->median = f->median;
	row->p90 = f->p90;
}

/* Most first; days, hours and persons in their own order. */
static int
row_cmp(const void *va, const void *vb)
{
	const struct report_row *a = va, *b = vb;

	if (a->line != b->line)
		return a->line < b->line ? -1 : 1;
	if (a->total != b->total)
		return a->total ? -1 : 1;
	if (a->people != b->people)
		return a->people > b->people ? -1 : 1;
	if (a->down > b->down || a->down < b->down)
		return a->down > b->down ? -1 : 1;
	if (a->up > b->up || a->up < b->up)
		return a->up > b->up ? -1 : 1;
	return strcmp(a->key, b->key);
}

static int
key_cmp(const void *va, const void *vb)
{
	const struct report_row *a = va, *b = vb;
	long long na = strtoll(a->key, NULL, 10);
	long long nb = strtoll(b->key, NULL, 10);

	if (a->line != b->line)
		return a->line < b->line ? -1 : 1;
	if (a->total != b->total)
		return a->total ? -1 : 1;
	if (na != nb)
		return na < nb ? -1 : 1;
	return strcmp(a->key, b->key);
}

enum status
report_cases_sum(struct app *app, struct report *r, struct err *err)
{
	struct figures f = FIGURES_INIT;
	struct cases_question q;
	struct report_line words;
	bool in_order = r->by == BY_DAY || r->by == BY_HOUR ||
	    r->kind == REPORT_OPERATORS;
	enum status st;

	report_question(app, r, cases_of[r->kind], &q);
	st = ledger_figures(app->ledger, &q, &f, err);
	for (int i = 0; st == ST_OK && report_line(r->kind, i, &words); i++)
		add_total(r, &f, i);
	for (size_t i = 0; st == ST_OK && r->by != BY_ALL && i < f.count; i++)
		add_figure(app, r, &f.figure[i]);
	if (r->count > 0)
		qsort(r->row, r->count, sizeof(*r->row),
		    in_order ? key_cmp : row_cmp);
	figures_release(&f);
	return st;
}

static enum status
run_nothing(struct app *app, struct report *r, struct err *err)
{
	(void)app;
	(void)err;
	buf_add_text(&r->note, _("no risk flag is recorded"));
	return ST_OK;
}

/* Weights come from dated policy data; without them there is no figure. */
static void
note_rates(const struct app *app, struct report *r)
{
	static const char *const keys[] = { "composite.response",
		"composite.resolution", "composite.satisfaction" };
	double sum = 0;

	buf_addf(&r->note, _("response: %s; partly solved counts %.1f, "
	    "basically satisfied %.1f; not reached: %s"),
	    policy_is(app, "response.mode", "with_time") ?
	    _("the claimant says so, and it was in time") :
	    _("the claimant says so"),
	    (double)thousandths(app, "w_partly", 0) / 1000,
	    (double)thousandths(app, "v_basic", 1) / 1000,
	    policy_is(app, "unreached", "fail") ? _("counted as failed") :
	    _("not counted"));
	for (size_t i = 0; i < COUNT(keys); i++) {
		double weight = (double)report_number(app, keys[i], -1);

		if (weight < 0 || i >= r->count || r->row[i].down <= 0)
			return;
		sum += weight * r->row[i].up / r->row[i].down;
	}
	buf_addf(&r->note, _("; composite %.1f %%"), sum);
}

static enum status
run_rates(struct app *app, struct report *r, struct err *err)
{
	enum status st = report_cases_sum(app, r, err);

	if (st == ST_OK && r->by == BY_ALL)
		note_rates(app, r);
	return st;
}

static enum status
run(struct app *app, struct report *r, struct err *err)
{
	switch (r->kind) {
	case REPORT_PHONE:
		return report_phone(app, r, err);
	case REPORT_RISK:
		return run_nothing(app, r, err);
	case REPORT_PER_10000:
		return report_residents(app, r, err);
	case REPORT_SURGE:
		return report_surge(app, r, err);
	case REPORT_MONTHLY_TOPIC:
		return report_monthly(app, r, err);
	case REPORT_QA_SAMPLE:
		return report_sample(app, r, err);
	case REPORT_PUBLICITY:
		return report_publicity(app, r, err);
	case REPORT_FRESHNESS:
		return report_freshness(app, r, err);
	case REPORT_REFRESH:
		return report_refresh(app, r, err);
	case REPORT_USE:
		return report_use(app, r, err);
	case REPORT_POLICY_QUESTIONS:
		return report_policy(app, r, err);
	case REPORT_THREE_RATES:
		return run_rates(app, r, err);
	default:
		return report_cases_sum(app, r, err);
	}
}

/* Who worked how, and who saw whose data, is a supervisor's to know. */
static enum status
permitted(const struct app *app, enum report_kind kind, struct err *err)
{
	bool persons = kind == REPORT_OPERATORS || kind == REPORT_ACCESS;

	if (app->role == ROLE_LIAISON)
		return fail(err, ST_DENIED, "reports speak of all units: they "
		    "are not for the role \"%s\"", role_words(app->role));
	if (persons && app->role != ROLE_SUPERVISOR &&
	    app->role != ROLE_AUDITOR)
		return fail(err, ST_DENIED, "the report \"%s\" is a "
		    "supervisor's or an auditor's", report_code(kind));
	return ST_OK;
}

enum status
report_run(struct app *app, enum report_kind kind, int64_t from, int64_t to,
    enum figure_by by, struct report *out, struct err *err)
{
	enum status st;

	report_release(out);
	out->kind = kind;
	out->by = by == BY_COUNT ? report_default_by(kind) : by;
	out->from = from;
	out->to = to;
	out->now = clock_now(&app->clock);
	out->few = report_number(app, "few_cases", FEW_CASES);
	st = permitted(app, kind, err);
	if (st != ST_OK)
		return st;
	if (!report_can_by(kind, out->by))
		return fail(err, ST_INVALID, "the report \"%s\" cannot be "
		    "split \"%s\"", report_code(kind),
		    figure_by_code(out->by));
	st = run(app, out, err);
	return st == ST_OK ? report_closed(app, out, err) : st;
}

enum status
report_drill(struct app *app, const struct report *r, size_t row,
    enum figure_part part, size_t limit, struct numbers *out,
    struct err *err)
{
	const struct report_row *at = &r->row[row];
	struct cases_question q;

	assert(row < r->count);
	if (r->kind == REPORT_QA_SAMPLE)
		return report_sample_numbers(app, r, at, out, err);
	if (cases_of[r->kind] == CASES_NONE ||
	    r->kind == REPORT_PHONE || r->kind == REPORT_POLICY_QUESTIONS)
		return fail(err, ST_INVALID, "the figures of the report "
		    "\"%s\" have no list of demands", report_code(r->kind));
	report_question(app, r, cases_of[r->kind], &q);
	if (at->total)
		q.by = BY_ALL;
	return ledger_figure_numbers(app->ledger, &q, at->line, at->key,
	    part, limit, out, err);
}
