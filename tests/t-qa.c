/*
 * t-qa.c - the sample is the same for all who draw it, and fair; scores.
 */
#include "report-world.h"

#include "app/report.h"
#include "app/report_qa.h"
#include "base/clock.h"
#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct world world;
static int64_t from, to;

static int
setup(void **state)
{
	world_open(&world, "2026-05-01 08:00");
	world_fill(&world, 120, 6, 20);
	world_read(&world);
	from = world_at("2026-05-01");
	to = world_at("2026-06-01");
	*state = &world;
	return 0;
}

static void
draw(struct world *w, const char *seed, struct qa_sample *s)
{
	if (qa_sample_draw(&w->app, from, to, seed, s, &w->err) != ST_OK)
		fail_msg("%s", w->err.text);
}

static void
every_stratum_gives_its_share(void **state)
{
	struct world *w = *state;
	struct qa_sample s = QA_SAMPLE_INIT;
	size_t all = 0, counted = 0;

	draw(w, "a", &s);
	for (size_t i = 0; i < s.strata; i++) {
		const struct qa_stratum *q = &s.stratum[i];

		all += (size_t)q->size;
		assert_int_equal(q->count, q->size < 2 ? q->size : 2);
		for (size_t k = 0; k < q->count; k++) {
			struct demand d;

			demand_init(&d);
			assert_int_equal(ledger_find(w->app.ledger,
			    s.number[q->first + k], &d, &w->err), ST_OK);
			assert_string_equal(demand_type_code(d.type),
			    q->type);
			assert_string_equal(d.operator, q->operator);
			assert_int_not_equal(d.state, DEMAND_VOID);
			demand_release(&d);
		}
	}
	for (size_t i = 0; i < w->count; i++)
		counted += w->seen[i].demand.state != DEMAND_VOID;
	assert_int_equal(all, counted);
	qa_sample_release(&s);
}

static void
the_seed_alone_decides(void **state)
{
	struct world *w = *state;
	struct qa_sample a = QA_SAMPLE_INIT, b = QA_SAMPLE_INIT;
	struct qa_sample c = QA_SAMPLE_INIT;
	size_t other = 0;

	draw(w, "a", &a);
	draw(w, "a", &b);
	draw(w, "c", &c);
	assert_int_equal(a.count, b.count);
	assert_int_equal(a.count, c.count);
	for (size_t i = 0; i < a.count; i++) {
		assert_string_equal(a.number[i], b.number[i]);
		other += strcmp(a.number[i], c.number[i]) != 0;
	}
	assert_true(other > a.count / 2);
	qa_sample_release(&a);
	qa_sample_release(&b);
	qa_sample_release(&c);
}

static void
a_row_leads_to_what_was_drawn(void **state)
{
	struct world *w = *state;
	struct report r = REPORT_INIT;
	struct numbers n = NUMBERS_INIT;

	assert_int_equal(report_run(&w->app, REPORT_QA_SAMPLE, from, to,
	    BY_COUNT, &r, &w->err), ST_OK);
	assert_true(r.count > 2);
	assert_int_equal(report_drill(&w->app, &r, 0, PART_UP, 10, &n,
	    &w->err), ST_OK);
	assert_int_equal(n.count, (size_t)r.row[0].up);
	numbers_release(&n);
	report_release(&r);
}

static void
scores_are_another_s_and_stand_beside_the_work(void **state)
{
	struct world *w = *state;
	const struct demand *d = NULL;
	struct qa_marks m = { 5, 4, 3, 4, "clear" };
	struct report r = REPORT_INIT;
	double up = 0;

	for (size_t i = 0; i < w->count; i++) {
		if (w->seen[i].demand.state != DEMAND_VOID)
			d = &w->seen[i].demand;
	}
	assert_non_null(d);
	w->app.person = d->operator;
	assert_int_equal(qa_score(&w->app, d->number, &m, &w->err),
	    ST_DENIED);
	w->app.person = "sun";
	m.tone = 6;
	assert_int_equal(qa_score(&w->app, d->number, &m, &w->err),
	    ST_INVALID);
	m.tone = 4;
	if (qa_score(&w->app, d->number, &m, &w->err) != ST_OK)
		fail_msg("%s", w->err.text);
	assert_int_equal(qa_score(&w->app, d->number, &m, &w->err),
	    ST_CONFLICT);
	w->app.role = ROLE_OFFICER;
	assert_int_equal(qa_score(&w->app, d->number, &m, &w->err),
	    ST_DENIED);
	w->app.role = ROLE_SUPERVISOR;
	assert_int_equal(report_run(&w->app, REPORT_OPERATORS, from, to,
	    BY_COUNT, &r, &w->err), ST_OK);
	for (size_t i = 0; i < r.count; i++) {
		if (r.row[i].line == 3 && !r.row[i].total)
			up += r.row[i].up;
	}
	assert_true(up == 4);
	report_release(&r);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_stratum_gives_its_share),
		cmocka_unit_test(the_seed_alone_decides),
		cmocka_unit_test(a_row_leads_to_what_was_drawn),
		cmocka_unit_test(
		    scores_are_another_s_and_stand_beside_the_work),
	};

	return cmocka_run_group_tests_name("qa", tests, setup, world_end);
}
