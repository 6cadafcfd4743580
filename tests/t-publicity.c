/*
 * t-publicity.c - what is published cannot be reckoned back.
 */
#include "report-world.h"

#include "app/export.h"
#include "app/report.h"
#include "app/report_withhold.h"
#include "base/clock.h"
#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define LEAST 5

static const struct {
	int64_t count[6];
	size_t n;
	const char *want;		/* t told, s small, a also */
} cases[] = {
	{ { 100, 50, 20 }, 3, "ttt" },
	{ { 100, 50, 3 }, 3, "tas" },
	{ { 100, 3, 3 }, 3, "tss" },
	{ { 100, 1, 1 }, 3, "ass" },
	{ { 100, 4, 4 }, 3, "ass" },
	{ { 100, 4, 0 }, 3, "ast" },
	{ { 100, 50, 20, 6, 2 }, 5, "tttas" },
	{ { 9, 8, 1, 1, 1 }, 5, "tasss" },
	{ { 100, 4, 1 }, 3, "tss" },
};

static void
small_counts_are_withheld_with_others(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		enum withheld mark[6];
		char is[8] = "";

		assert_true(report_withhold(cases[i].count, cases[i].n,
		    LEAST, mark));
		for (size_t k = 0; k < cases[i].n; k++)
			is[k] = "tsa"[mark[k]];
		assert_string_equal(is, cases[i].want);
	}
}

/* How many values of count @at fit what was published, by trying all. */
static size_t
values_that_fit(const int64_t *count, size_t n, const enum withheld *mark,
    size_t at, size_t k, int64_t left, int64_t chosen, bool *seen)
{
	int64_t low = count[k], high = count[k];
	size_t found = 0;

	if (k == n) {
		if (left != 0 || seen[chosen])
			return 0;
		seen[chosen] = true;
		return 1;
	}
	if (mark[k] == WITHHELD_SMALL) {
		low = 1;
		high = LEAST - 1;
	} else if (mark[k] == WITHHELD_ALSO) {
		low = LEAST;
		high = left;
	}
	for (int64_t v = low; v <= high && v <= left; v++)
		found += values_that_fit(count, n, mark, at, k + 1, left - v,
		    k == at ? v : chosen, seen);
	return found;
}

/* An outsider with the sum and what was told tries every way. */
static void
nothing_withheld_can_be_one_number_only(void **state)
{
	struct world w = { .seed = 11 };

	(void)state;
	for (int round = 0; round < 3000; round++) {
		size_t n = 2 + world_chance(&w, 4);
		int64_t count[6], sum = 0;
		enum withheld mark[6];

		for (size_t i = 0; i < n; i++) {
			count[i] = world_chance(&w,
			    world_chance(&w, 2) ? 7 : 25);
			sum += count[i];
		}
		if (!report_withhold(count, n, LEAST, mark))
			continue;
		for (size_t i = 0; i < n; i++) {
			bool seen[256] = { false };
			int64_t low, high;

			if (mark[i] == TOLD) {
				assert_true(count[i] == 0 ||
				    count[i] >= LEAST);
				continue;
			}
			assert_true(values_that_fit(count, n, mark, i, 0, sum,
			    0, seen) >= 2);
			report_known(count, n, LEAST, mark, i, &low, &high);
			assert_true(low <= count[i] && count[i] <= high);
		}
	}
}

static void
a_quarter_is_made_of_closed_months(void **state)
{
	struct world w;
	struct report r = REPORT_INIT;
	struct export_sheet s = EXPORT_SHEET_INIT;
	struct buf page = BUF_INIT;
	int64_t from = world_at("2026-04-01"), to = world_at("2026-07-01");
	static const char *const months[] = { "2026-04-01", "2026-05-01",
		"2026-06-01", "2026-07-01" };
	size_t withheld = 0, told = 0;

	(void)state;
	world_open(&w, "2026-04-02 08:00");
	world_fill(&w, 150, 8, 89);
	w.app.clock.stopped_at = world_at("2026-07-02");
	assert_int_equal(report_run(&w.app, REPORT_PUBLICITY, from, to,
	    BY_COUNT, &r, &w.err), ST_INVALID);
	for (int i = 0; i < 3; i++) {
		if (report_freeze(&w.app, world_at(months[i]),
		    world_at(months[i + 1]), &w.err) != ST_OK)
			fail_msg("%s", w.err.text);
	}
	if (report_run(&w.app, REPORT_PUBLICITY, from, to, BY_COUNT, &r,
	    &w.err) != ST_OK)
		fail_msg("%s", w.err.text);
	for (size_t i = 0; i < r.count; i++) {
		const struct report_row *row = &r.row[i];

		withheld += row->shown != NULL;
		told += !row->shown && row->up > 0;
		if (row->shown)
			assert_true(row->up <= 0 && row->down <= 0);
		else if (row->form == REPORT_FORM_COUNT)
			assert_true(row->up <= 0 || row->up >= LEAST);
	}
	assert_true(told > 0);
	assert_true(withheld > 0);
	export_report_sheet(&r, &s);
	assert_int_equal(export_write(&s, EXPORT_MARKDOWN, &page, &w.err),
	    ST_OK);
	assert_null(strstr(buf_text(&page), "a matter"));
	assert_non_null(strstr(buf_text(&page), "| --- |"));
	assert_int_equal(report_run(&w.app, REPORT_PUBLICITY, from,
	    to - CLOCK_DAY, BY_COUNT, &r, &w.err), ST_INVALID);
	buf_release(&page);
	export_sheet_release(&s);
	report_release(&r);
	world_close(&w);
}

static double
told_of(const struct world *w, const char *topics, int64_t from, int64_t to)
{
	double n = 0;

	for (size_t i = 0; i < w->count; i++) {
		const struct demand *d = &w->seen[i].demand;

		n += d->state != DEMAND_VOID && d->intake_at >= from &&
		    d->intake_at < to && (strncmp(d->topic, topics,
		    strlen(topics)) == 0);
	}
	return n;
}

/* Which of the categories' rest is left when told months are taken off. */
static void
nothing_is_left_that_is_small(const struct report *r, const char *topics,
    int64_t least)
{
	char category[32];
	double rest = -1;

	snprintf(category, sizeof(category), "%.*s",
	    (int)strcspn(topics, "."), topics);
	for (size_t i = 0; i < r->count; i++) {
		const struct report_row *row = &r->row[i];

		if (row->line == 1 && strcmp(row->key, category) == 0)
			rest = row->shown ? -1 : row->up;
		if (row->line != 4 || row->shown)
			continue;
		assert_true(row->up <= 0 || row->up >= (double)least);
		assert_true(row->up <= 0 || rest >= 0);
		rest -= row->up;
	}
	assert_true(rest <= 0 || rest >= (double)least);
}

/* A few more of a category that is else of one topic. */
static void
log_rest(struct world *w, int count)
{
	const struct demand_input in = {
		.type = "commendation", .topic = "fund.withdraw",
		.title = "it was quick", .content = "it was quick",
		.district = "110105", .anonymous = "yes",
	};

	w->app.role = ROLE_OPERATOR;
	w->app.clock.stopped_at = world_at("2026-05-20 10:00");
	while (count-- > 0) {
		struct demand_made made = DEMAND_MADE_INIT;

		if (demand_new(&w->app, &in, &made, &w->err) != ST_OK)
			fail_msg("%s", w->err.text);
		demand_made_release(&made);
	}
	w->app.role = ROLE_SUPERVISOR;
}

/* Topics that are a category, a large and a small part of one; and what
 * counts as small. */
static void
the_topic_gives_no_small_count_away(void **state)
{
	static const char *const topics[] = { "social", "fund.deposit",
		"social.card", "social.pension", "hotline.other" };
	static const int64_t months[] = { 4, 5, 6, 7 };
	struct world w;
	struct policy *before;
	int64_t at[4], least;
	size_t told = 0, withheld = 0;
	char text[80];

	(void)state;
	world_open(&w, "2026-04-02 08:00");
	world_fill(&w, 150, 8, 89);
	world_read(&w);
	log_rest(&w, 3);
	w.app.clock.stopped_at = world_at("2026-07-02");
	for (size_t i = 0; i < COUNT(months); i++) {
		snprintf(text, sizeof(text), "2026-%02d-01", (int)months[i]);
		at[i] = world_at(text);
		if (i > 0 && report_freeze(&w.app, at[i - 1], at[i],
		    &w.err) != ST_OK)
			fail_msg("%s", w.err.text);
	}
	before = w.app.policy;
	for (size_t i = 0; i < 8 * COUNT(topics); i++) {
		const char *topic = topics[i % COUNT(topics)];
		struct report r = REPORT_INIT;
		size_t month = 0;

		least = 5 + (int64_t)(i / COUNT(topics)) * 6;
		snprintf(text, sizeof(text), "[2026-04-01]\nmonthly.topics ="
		    " %s\npublish.cell_min = %d\n", topic, (int)least);
		w.app.policy = world_policy(&w, text);
		if (report_run(&w.app, REPORT_PUBLICITY, at[0], at[3],
		    BY_COUNT, &r, &w.err) != ST_OK)
			fail_msg("%s", w.err.text);
		nothing_is_left_that_is_small(&r, topic, least);
		for (size_t k = 0; k < r.count; k++) {
			if (r.row[k].line != 4)
				continue;
			told += !r.row[k].shown;
			withheld += r.row[k].shown != NULL;
			if (!r.row[k].shown)
				assert_true(r.row[k].up == told_of(&w, topic,
				    at[month], at[month + 1]));
			month++;
		}
		assert_int_equal(month, 3);
		report_release(&r);
		policy_close(w.app.policy);
	}
	assert_true(told > 10 && withheld > 10);
	w.app.policy = before;
	world_close(&w);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(small_counts_are_withheld_with_others),
		cmocka_unit_test(nothing_withheld_can_be_one_number_only),
		cmocka_unit_test(a_quarter_is_made_of_closed_months),
		cmocka_unit_test(the_topic_gives_no_small_count_away),
	};

	return cmocka_run_group_tests_name("publicity", tests, NULL, NULL);
}
