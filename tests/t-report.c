/*
 * t-report.c - every report against the same counted the long way.
 */
#include "report-brute.h"
#include "report-world.h"

#include "base/clock.h"
#include "base/mem.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define DEMANDS 420
#define STEPS 16
#define DAYS_ALL 130

static struct world world;		/* one for all; none writes */

static int
setup(void **state)
{
	world_open(&world, "2026-05-04 08:00");
	world_fill(&world, DEMANDS, STEPS, DAYS_ALL);
	brute_calls_make(&world, world_at("2026-06-20"), 14);
	assert_true(world.undone > DEMANDS / 10);
	world_read(&world);
	*state = &world;
	return 0;
}

static void
all_states_and_moves_are_there(void **state)
{
	static const char *const kinds[] = { "request-return",
		"uphold-return", "reject-return", "grant-extension",
		"refuse-extension", "reject-report", "not-solved",
		"unreached", "callback-overdue", "merge", "withdraw",
		"reopen", "urge", "supervise", "end-supervision",
		"grant-exclusion", "refuse-exclusion", "repeat-call" };
	const struct world *w = *state;
	size_t states[DEMAND_STATE_COUNT] = { 0 }, kind[COUNT(kinds)] = { 0 };

	for (size_t i = 0; i < w->count; i++) {
		const struct seen *s = &w->seen[i];

		states[s->demand.state]++;
		for (size_t e = 0; e < s->events.count; e++)
			for (size_t k = 0; k < COUNT(kinds); k++)
				kind[k] += strcmp(s->events.event[e].kind,
				    kinds[k]) == 0;
	}
	for (int i = DEMAND_REGISTERED; i < DEMAND_STATE_COUNT; i++) {
		if (states[i] == 0)
			fail_msg("no demand is %s",
			    demand_state_code((enum demand_state)i));
	}
	for (size_t k = 0; k < COUNT(kinds); k++) {
		if (kind[k] == 0)
			fail_msg("nothing did %s", kinds[k]);
	}
}

static int
ms_cmp(const void *va, const void *vb)
{
	const int64_t *a = va, *b = vb;

	return (*a > *b) - (*a < *b);
}

static void
differ(const struct brute *b, int line, const char *key, const char *what,
    double is, double want)
{
	fail_msg("%s by %s, line %d, key \"%s\": %s is %g, %g by hand",
	    report_code(b->kind), figure_by_code(b->by), line, key, what, is,
	    want);
}

static void
compare_row(struct brute *b, const struct report_row *row,
    struct tally_of *t)
{
	const struct {
		const char *what;
		double is, want;
	} all[] = {
		{ "the upper number", row->up, t->up },
		{ "the lower number", row->down, t->down },
		{ "left out", (double)row->out, (double)t->out },
		{ "not mature", (double)row->soon, (double)t->soon },
		{ "persons", (double)row->people, (double)t->persons },
		{ "timed", (double)row->timed, (double)t->timed },
	};

	for (size_t i = 0; i < COUNT(all); i++) {
		if (fabs(all[i].is - all[i].want) > 0.0001)
			differ(b, row->line, row->key, all[i].what,
			    all[i].is, all[i].want);
	}
	if (t->timed == 0)
		return;
	qsort(t->took, t->timed, sizeof(*t->took), ms_cmp);
	assert_int_equal(row->median, t->took[(t->timed - 1) / 2]);
	assert_int_equal(row->p90, t->took[(t->timed - 1) * 9 / 10]);
}

/* The list behind a figure is of the demands that made it. */
static void
compare_drill(struct world *w, const struct report *r, size_t row,
    const struct tally_of *t)
{
	struct numbers n = NUMBERS_INIT;
	size_t want = 0;

	if (report_drill(&w->app, r, row, PART_UP, 100000, &n, &w->err) !=
	    ST_OK)
		fail_msg("%s", w->err.text);
	for (size_t i = 0; i < t->id_count; i++) {
		const char *number =
		    world_seen(w, t->ids[i])->demand.number;
		bool again = false, there = false;

		for (size_t k = 0; k < i; k++)
			again = again || t->ids[k] == t->ids[i];
		for (size_t k = 0; k < n.count; k++)
			there = there || strcmp(n.number[k], number) == 0;
		if (!there)
			fail_msg("%s is missing behind row %zu of %s", number,
			    row, report_code(r->kind));
		want += !again;
	}
	if (n.count != want)
		fail_msg("%s by %s: %zu demands behind row \"%s\" of line "
		    "%d, %zu by hand", report_code(r->kind),
		    figure_by_code(r->by), n.count, r->row[row].key,
		    r->row[row].line, want);
	numbers_release(&n);
}

static size_t
compare(struct world *w, enum report_kind kind, enum figure_by by,
    int64_t from, int64_t to)
{
	struct brute b = { .world = w, .kind = kind, .by = by, .from = from,
	    .to = to, .now = clock_now(&w->app.clock) };
	struct report r = REPORT_INIT;
	size_t rows = 0;

	if (!brute_run(&b))
		return 0;
	if (report_run(&w->app, kind, from, to, by, &r, &w->err) != ST_OK)
		fail_msg("%s", w->err.text);
	for (size_t i = 0; i < r.count; i++) {
		const struct report_row *row = &r.row[i];
		struct tally_of none = { .line = row->line };
		struct tally_of *t = brute_find(&b, row->line, row->key);

		if (row->total && by != BY_ALL)
			continue;
		if (!t && !row->total)
			fail_msg("%s has the row \"%s\" of line %d too many",
			    report_code(kind), row->key, row->line);
		compare_row(&b, row, t ? t : &none);
		if (kind != REPORT_PHONE)
			compare_drill(w, &r, i, t ? t : &none);
		rows += t != NULL;
	}
	/* drafts are not demands: there are none here */
	assert_int_equal(rows, b.count);
	report_release(&r);
	brute_release(&b);
	return rows;
}

static void
every_report_is_what_counting_gives(void **state)
{
	static const enum figure_by dimensions[] = { BY_ALL, BY_OWN, BY_TYPE,
		BY_UNIT, BY_CATEGORY, BY_DISTRICT, BY_CLASS, BY_DAY,
		BY_HOUR };
	struct world *w = *state;
	int64_t now = clock_now(&w->app.clock);
	const int64_t periods[][2] = {
		{ world_at("2026-05-01"), world_at("2026-12-01") },
		{ world_at("2026-06-01"), world_at("2026-07-01") },
		{ clock_day_start(clock_day(now)) - 9 * CLOCK_DAY,
		    clock_day_start(clock_day(now)) + 5 * CLOCK_DAY },
	};
	size_t reports = 0;

	for (int kind = 0; kind < REPORT_COUNT; kind++) {
		size_t rows = 0;

		for (size_t i = 0; i < COUNT(dimensions) * COUNT(periods);
		    i++) {
			const int64_t *p = periods[i % COUNT(periods)];
			enum figure_by by = dimensions[i / COUNT(periods)];

			if (report_can_by((enum report_kind)kind, by))
				rows += compare(w, (enum report_kind)kind, by,
				    p[0], p[1]);
		}
		reports += rows > 0;
	}
	assert_int_equal(reports, 23);
}

static void
composite_is_weighed(struct world *w)
{
	struct report r = REPORT_INIT;
	char want[64];
	double sum;

	assert_int_equal(report_run(&w->app, REPORT_THREE_RATES,
	    world_at("2026-05-01"), world_at("2026-12-01"), BY_ALL, &r,
	    &w->err), ST_OK);
	sum = 30 * r.row[0].up / r.row[0].down +
	    35 * r.row[1].up / r.row[1].down +
	    35 * r.row[2].up / r.row[2].down;
	snprintf(want, sizeof(want), "composite %.1f %%", sum);
	assert_non_null(strstr(buf_text(&r.note), want));
	report_release(&r);
}

static void
months_are_of_their_topics(struct world *w)
{
	int64_t from = world_at("2026-05-01"), to = world_at("2026-10-01");
	struct report r = REPORT_INIT;
	double months = 0, all = 0;
	size_t lines = 0;

	assert_int_equal(report_run(&w->app, REPORT_MONTHLY_TOPIC, from, to,
	    BY_COUNT, &r, &w->err), ST_OK);
	for (size_t i = 0; i < r.count; i++) {
		lines += r.row[i].line == 0;
		months += r.row[i].line == 0 ? r.row[i].up : 0;
	}
	assert_int_equal(lines, 5);
	for (size_t i = 0; i < w->count; i++) {
		const struct demand *d = &w->seen[i].demand;

		all += strncmp(d->topic, "fund.", 5) == 0 &&
		    d->state != DEMAND_VOID && d->intake_at < to;
	}
	assert_true(months == all && all > 0);
	report_release(&r);
}

/* Other options of the rates, from a later section of the limits. */
static void
rates_follow_the_policy(void **state)
{
	static const char more[] = "[2026-04-01]\nresponse.mode = with_time\n"
	    "w_partly = 0.5\nv_basic = 0.25\nunreached = fail\n"
	    "composite.response = 30 %\ncomposite.resolution = 35 %\n"
	    "composite.satisfaction = 35 %\nmonthly.topics = fund\n";
	struct world *w = *state;
	struct policy *before = w->app.policy;

	w->app.policy = world_policy(w, more);
	w->strict = true;
	assert_true(compare(w, REPORT_THREE_RATES, BY_ALL,
	    world_at("2026-05-01"), world_at("2026-12-01")) > 0);
	assert_true(compare(w, REPORT_THREE_RATES, BY_DISTRICT,
	    world_at("2026-06-01"), world_at("2026-08-01")) > 0);
	w->strict = false;
	composite_is_weighed(w);
	months_are_of_their_topics(w);
	policy_close(w->app.policy);
	w->app.policy = before;
}

static void
a_rate_says_what_it_is_of(void **state)
{
	static const struct {
		enum report_form form;
		double up, down;
		const char *want;
		bool ranks;
	} cases[] = {
		{ REPORT_FORM_RATE, 0, 0, "–", false },
		{ REPORT_FORM_RATE, 3, 7, "3/7, few cases", false },
		{ REPORT_FORM_RATE, 19, 19, "19/19, few cases", false },
		{ REPORT_FORM_RATE, 9, 20, "45.0 %", true },
		{ REPORT_FORM_RATE, 9.5, 20, "47.5 %", true },
		{ REPORT_FORM_RATIO, 30, 20, "1.50", true },
		{ REPORT_FORM_HUNDRED, 5, 40, "12.50", true },
		{ REPORT_FORM_RESIDENTS, 12, 708829, "0.17", true },
		{ REPORT_FORM_COUNT, 12, 0, "", false },
	};
	struct report r = REPORT_INIT;
	char text[REPORT_RATE_BYTES];

	(void)state;
	r.few = 20;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct report_row row = { .form = cases[i].form,
		    .up = cases[i].up, .down = cases[i].down };

		assert_string_equal(report_rate(&r, &row, text),
		    cases[i].want);
		assert_int_equal(report_ranks(&r, &row), cases[i].ranks);
	}
}

/* Dispatched demands without the excluded, over the census. */
static void
demands_per_residents(void **state)
{
	struct world *w = *state;
	int64_t from = world_at("2026-05-01"), to = world_at("2026-12-01");
	struct report r = REPORT_INIT;
	double chaoyang = 0;

	for (size_t i = 0; i < w->count; i++) {
		const struct seen *s = &w->seen[i];
		bool out = false;

		for (size_t k = 0; k < s->subs.count; k++)
			out = out || (strcmp(s->subs.sub[k].kind,
			    "exclusion") == 0 && strcmp(s->subs.sub[k].state,
			    "granted") == 0);
		chaoyang += !out && s->demand.state != DEMAND_VOID &&
		    (s->demand.dispatch_round > 0 || s->demand.master) &&
		    strcmp(s->demand.district, "110105") == 0;
	}
	if (report_run(&w->app, REPORT_PER_10000, from, to, BY_COUNT, &r,
	    &w->err) != ST_OK)
		fail_msg("%s", w->err.text);
	assert_non_null(strstr(buf_text(&r.note), "2020"));
	for (size_t i = 0; i < r.count; i++) {
		if (strcmp(r.row[i].key, "110105") != 0)
			continue;
		assert_true(r.row[i].up == chaoyang && chaoyang > 0);
		assert_true(r.row[i].down == 3452460);
		chaoyang = r.row[i].line == 0 ? chaoyang : 0;
	}
	report_release(&r);
}

static void
a_surge_stands_out_of_like_weekdays(void **state)
{
	struct world w;
	struct report r = REPORT_INIT;
	struct numbers n = NUMBERS_INIT;
	struct demand_input in = {
		.type = "complaint", .topic = "fund.deposit",
		.title = "the same for all", .content = "nobody was paid",
		.wish = "pay", .district = "110105", .anonymous = "yes",
	};
	int64_t day = world_at("2026-06-24");

	(void)state;
	world_open(&w, "2026-04-01");
	w.app.role = ROLE_OPERATOR;
	for (int week = 8; week >= 0; week--) {
		struct demand_made made = DEMAND_MADE_INIT;

		w.app.clock.stopped_at = day - week * 7 * CLOCK_DAY +
		    9 * CLOCK_HOUR;
		/* a mean of 4: 10 is no surge, 11 is */
		for (int i = 0; i < (week ? 4 : 10); i++)
			assert_int_equal(demand_new(&w.app, &in, &made,
			    &w.err), ST_OK);
		demand_made_release(&made);
	}
	for (int more = 0; more < 2; more++) {
		struct demand_made made = DEMAND_MADE_INIT;

		assert_int_equal(report_run(&w.app, REPORT_SURGE, day,
		    day + CLOCK_DAY, BY_COUNT, &r, &w.err), ST_OK);
		assert_int_equal(r.count, more);
		assert_int_equal(demand_new(&w.app, &in, &made, &w.err),
		    ST_OK);
		demand_made_release(&made);
	}
	assert_true(r.row[0].up == 11 && r.row[0].down == 4);
	assert_non_null(strstr(r.row[0].label,
	    "; first 20260624-000001, latest 20260624-000011"));
	assert_int_equal(report_drill(&w.app, &r, 0, PART_UP, 5, &n, &w.err),
	    ST_OK);
	assert_int_equal(n.count, 5);
	assert_true(n.more);
	numbers_release(&n);
	report_release(&r);
	world_close(&w);
}

/* All have words, and those of no data say so. */
static void
every_report_runs_or_says_why_not(void **state)
{
	struct world *w = *state;
	int64_t from = world_at("2026-06-01"), to = world_at("2026-07-01");
	struct report r = REPORT_INIT;
	char rate[REPORT_RATE_BYTES];
	struct report_line line;

	for (int i = 0; i < REPORT_COUNT; i++) {
		enum report_kind kind = (enum report_kind)i;
		enum status st = report_run(&w->app, kind, from, to,
		    BY_COUNT, &r, &w->err);
		bool base = kind == REPORT_FRESHNESS ||
		    kind == REPORT_REFRESH || kind == REPORT_PUBLICITY;

		if (st != ST_OK && !base)
			fail_msg("%s: %s", report_code(kind), w->err.text);
		assert_true(*report_definition(kind) && *report_title(kind));
		if (kind != REPORT_RISK)
			assert_true(report_line(kind, 0, &line));
	}
	assert_int_equal(report_run(&w->app, REPORT_PHONE,
	    world_at("2026-05-01"), world_at("2026-05-02"), BY_COUNT, &r,
	    &w->err), ST_OK);
	assert_string_equal(buf_text(&r.note), "no call data");
	for (size_t i = 0; i < r.count; i++)
		assert_string_equal(report_rate(&r, &r.row[i], rate), "–");
	assert_int_equal(r.count, 7);
	assert_int_equal(report_run(&w->app, REPORT_USE, from, to, BY_UNIT,
	    &r, &w->err), ST_INVALID);
	w->app.role = ROLE_LIAISON;
	assert_int_equal(report_run(&w->app, REPORT_VOLUME, from, to,
	    BY_COUNT, &r, &w->err), ST_DENIED);
	w->app.role = ROLE_SUPERVISOR;
	report_release(&r);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_states_and_moves_are_there),
		cmocka_unit_test(every_report_is_what_counting_gives),
		cmocka_unit_test(rates_follow_the_policy),
		cmocka_unit_test(a_rate_says_what_it_is_of),
		cmocka_unit_test(demands_per_residents),
		cmocka_unit_test(a_surge_stands_out_of_like_weekdays),
		cmocka_unit_test(every_report_runs_or_says_why_not),
	};

	return cmocka_run_group_tests_name("report", tests, setup, world_end);
}
