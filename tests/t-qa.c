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
	struct qa_marks m = { { 5, 4, 3, 4 }, "clear" };
	struct report r = REPORT_INIT;
	double up = 0;

	for (size_t i = w->count; i > 0; i--) {	/* the first */
		if (w->seen[i - 1].demand.state != DEMAND_VOID)
			d = &w->seen[i - 1].demand;
	}
	assert_non_null(d);
	w->app.person = d->operator;
	assert_int_equal(qa_score(&w->app, d->number, &m, &w->err),
	    ST_DENIED);
	w->app.person = "sun";
	m.mark[QA_tone] = 6;
	assert_int_equal(qa_score(&w->app, d->number, &m, &w->err),
	    ST_INVALID);
	m.mark[QA_tone] = 4;
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

/* Two reviewers over the sample: @given is what they gave, by row. */
#define REVIEWERS 2

struct given {
	int64_t mark[REVIEWERS][QA_MARKS];	/* 0: not scored */
};

static void
give(struct world *w, const struct qa_case *c, struct given *g)
{
	static const char *const names[REVIEWERS] = { "han", "lin" };

	for (int r = 0; r < REVIEWERS; r++) {
		struct qa_marks m = { .note = "tell 13812345678" };

		if (world_chance(w, 3) == 0)
			continue;
		for (int i = 0; i < QA_MARKS; i++)
			g->mark[r][i] = m.mark[i] = 1 + world_chance(w, 5);
		w->app.person = names[r];
		if (qa_score(&w->app, c->number, &m, &w->err) != ST_OK)
			fail_msg("%s", w->err.text);
	}
	w->app.person = "han";
}

static bool
far_apart(const struct given *g)
{
	for (int i = 0; i < QA_MARKS; i++) {
		int64_t a = g->mark[0][i], b = g->mark[1][i];

		if (a > 0 && b > 0 && (a - b >= 2 || b - a >= 2))
			return true;
	}
	return false;
}

/* What the report says of the sum over all strata in each line. */
static void
report_is(struct world *w, const double up[], const double down[])
{
	struct report r = REPORT_INIT;
	struct numbers n = NUMBERS_INIT;

	assert_int_equal(report_run(&w->app, REPORT_QA_SAMPLE, from, to,
	    BY_COUNT, &r, &w->err), ST_OK);
	for (size_t i = 0; i < r.count; i++) {
		const struct report_row *row = &r.row[i];

		if (!row->total)
			continue;
		assert_true(row->up == up[row->line]);
		assert_true(row->down == down[row->line]);
		assert_int_equal(report_drill(&w->app, &r, i, PART_UP, 1000,
		    &n, &w->err), ST_OK);
		if (row->line == 1 || row->line == 6)
			assert_int_equal(n.count, (size_t)row->up);
		numbers_release(&n);
	}
	report_release(&r);
}

static void
reviews_are_counted_one_by_one(void **state)
{
	struct world *w = *state;
	struct qa_review v = QA_REVIEW_INIT;
	struct given *given;
	double up[7] = { 0 }, down[7] = { 0 };
	size_t mine = 0;

	from = world_at("2026-05-08");
	assert_int_equal(qa_review_load(&w->app, from, to, &v, &w->err),
	    ST_OK);
	given = xcalloc(v.count, sizeof(*given));
	for (size_t i = 0; i < v.count; i++)
		give(w, &v.row[i], &given[i]);
	up[0] = (double)v.count;
	for (size_t i = 0; i < v.sample.strata; i++)
		down[0] += (double)v.sample.stratum[i].size;
	for (size_t i = 0; i < v.count; i++) {
		bool one = given[i].mark[0][0] > 0;
		bool other = given[i].mark[1][0] > 0;

		mine += one;
		up[1] += one || other;
		down[1]++;
		up[6] += far_apart(&given[i]);
		down[6] += one && other;
		for (int k = 0; k < QA_MARKS; k++) {
			up[2 + k] += (double)(given[i].mark[0][k] +
			    given[i].mark[1][k]);
			down[2 + k] += one + other;
		}
	}
	qa_review_release(&v);
	report_is(w, up, down);
	assert_int_equal(qa_review_load(&w->app, from, to, &v, &w->err),
	    ST_OK);
	assert_int_equal(v.mine, mine);
	assert_int_equal(v.differ, (size_t)up[6]);
	assert_true(v.differ > 0 && v.mine < v.count);
	for (size_t i = 0; i < v.count; i++) {
		assert_int_equal(v.row[i].mine, given[i].mark[0][0] > 0);
		assert_memory_equal(v.row[i].mark, given[i].mark[0],
		    sizeof(v.row[i].mark));
		assert_null(strstr(v.row[i].note, "13812345678"));
		assert_int_equal(strncmp(v.row[i].note, "tell", 4) == 0,
		    v.row[i].mine);
	}
	qa_review_release(&v);
	free(given);
	w->app.person = "sun";
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
		cmocka_unit_test(reviews_are_counted_one_by_one),
	};

	return cmocka_run_group_tests_name("qa", tests, setup, world_end);
}
