/*
 * t-board.c - the board's figures are those of the reports, and the kept sums
 * are those of the demands.
 */
#include "report-world.h"

#include "app/board.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"
#include "store/db.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct world world;

static int
setup(void **state)
{
	world_open(&world, "2026-05-04 08:00");
	world_fill(&world, 300, 10, 21);
	*state = &world;
	return 0;
}

static void
ask(struct world *w, enum report_kind kind, enum figure_by by, int64_t from,
    int64_t to, struct report *r)
{
	if (report_run(&w->app, kind, from, to, by, r, &w->err) != ST_OK)
		fail_msg("%s", w->err.text);
}

static const struct report_row *
row_of(const struct report *r, int line, const char *key)
{
	for (size_t i = 0; i < r->count; i++) {
		const struct report_row *row = &r->row[i];

		if (row->line == line && !row->total &&
		    strcmp(row->key, key) == 0)
			return row;
	}
	return NULL;
}

static void
same(const struct board_counts *c, const struct report *r, int line)
{
	for (size_t i = 0; i < c->count; i++) {
		const struct report_row *row = row_of(r, line, c->row[i].key);

		if ((row ? (int64_t)row->up : 0) != c->row[i].count)
			fail_msg("%s of \"%s\": %lld on the board",
			    report_code(r->kind), c->row[i].key,
			    (long long)c->row[i].count);
	}
}

static void
the_board_is_what_the_reports_say(void **state)
{
	struct world *w = *state;
	int64_t day = clock_day(clock_now(&w->app.clock));
	int64_t from = clock_day_start(day), to = clock_day_start(day + 1);
	struct board b = BOARD_INIT;
	struct report r = REPORT_INIT;
	char hour[8];

	if (board_load(&w->app, &b, &w->err) != ST_OK)
		fail_msg("%s", w->err.text);
	ask(w, REPORT_VOLUME, BY_HOUR, from, to, &r);
	assert_true(b.figures.today > 0);
	assert_int_equal(b.figures.today, (int64_t)r.row[0].up);
	for (int i = 0; i < BOARD_HOURS; i++) {
		const struct report_row *row;

		snprintf(hour, sizeof(hour), "%d", i);
		row = row_of(&r, 0, hour);
		assert_int_equal(b.figures.hour[i],
		    row ? (int64_t)row->up : 0);
	}
	ask(w, REPORT_VOLUME, BY_TYPE, from, to, &r);
	same(&b.figures.types, &r, 0);
	ask(w, REPORT_VOLUME, BY_DISTRICT, from, to, &r);
	same(&b.figures.districts, &r, 0);
	ask(w, REPORT_OVERDUE, BY_UNIT, from, to, &r);
	assert_true(b.figures.overdue.count > 0);
	assert_int_equal(b.figures.overdue_all, (int64_t)r.row[0].up);
	same(&b.figures.overdue, &r, 0);
	for (int age = 0; age < BOARD_AGES; age++) {
		for (size_t i = 0; i < b.figures.overdue.count; i++) {
			const struct board_count *c =
			    &b.figures.overdue.row[i];
			const struct report_row *row =
			    row_of(&r, 1 + age, c->key);

			assert_int_equal(c->age[age],
			    row ? (int64_t)row->up : 0);
		}
	}
	report_release(&r);
	board_release(&b);
}

static void
the_mean_is_of_like_weekdays(void **state)
{
	struct world *w = *state;
	int64_t day = clock_day(clock_now(&w->app.clock)), sum = 0, kept = 0;
	struct board b = BOARD_INIT;
	struct report r = REPORT_INIT;

	assert_int_equal(board_load(&w->app, &b, &w->err), ST_OK);
	for (int week = 1; week <= BOARD_WEEKS; week++) {
		ask(w, REPORT_VOLUME, BY_ALL, clock_day_start(day - 7 * week),
		    clock_day_start(day - 7 * week + 1), &r);
		sum += (int64_t)r.row[0].up;
	}
	for (int i = 0; i < BOARD_HOURS; i++)
		kept += b.figures.hour_before[i];
	assert_true(sum > 0);
	assert_int_equal(kept, sum);
	report_release(&r);
	board_release(&b);
}

/* What is counted as due is what the list and the queue have. */
static void
what_is_due_can_be_listed(void **state)
{
	struct world *w = *state;
	struct app *app = &w->app;
	int64_t day = clock_day(clock_now(&app->clock)), queued = -1, due = 0;
	struct board b = BOARD_INIT;

	for (int back = 0; back < 14; back++) {
		int64_t from = clock_day_start(day - back) + CLOCK_HOUR;
		int64_t to = clock_day_start(day - back + 1);
		struct numbers n = NUMBERS_INIT;

		assert_int_equal(ledger_board(app->ledger, day - back, from,
		    &b.figures, &w->err), ST_OK);
		assert_int_equal(ledger_board_due(app->ledger, from, to, 1000,
		    &n, &w->err), ST_OK);
		assert_int_equal(b.figures.due_today, n.count);
		assert_false(n.more);
		due += b.figures.due_today;
		numbers_release(&n);
	}
	assert_true(due > 0);
	assert_int_equal(board_load(app, &b, &w->err), ST_OK);
	assert_int_equal(demand_queue_count(app, DEMAND_QUEUE_CALLBACKS,
	    &queued, &w->err), ST_OK);
	assert_true(queued > 0);
	assert_int_equal(b.callbacks, queued);
	board_release(&b);
}

static bool
callback_due(const struct demand *d, int64_t now, const char *trigger)
{
	bool over = d->due_report_at > 0 && d->due_report_at <= now;
	bool at_unit = d->state == DEMAND_DISPATCHED ||
	    d->state == DEMAND_HANDLING || d->state == DEMAND_REPORTED;

	if (d->state == DEMAND_TO_CALLBACK)
		return over || strcmp(trigger, "deadline") != 0;
	return at_unit && over && d->callback_at < d->due_report_at &&
	    strcmp(trigger, "report") != 0;
}

/* By the policy in force: the limit, the accepted report, or either. */
static void
callbacks_follow_the_policy(void **state)
{
	static const char *const triggers[] = { "deadline", "report",
		"earlier" };
	struct world *w = *state;
	struct policy *policy = w->app.policy;
	int64_t now = clock_now(&w->app.clock), counted[COUNT(triggers)];
	struct board b = BOARD_INIT;

	world_read(w);
	for (size_t i = 0; i < COUNT(triggers); i++) {
		char more[80];

		snprintf(more, sizeof(more), "[2026-01-02]\n"
		    "callback.trigger = %s\n", triggers[i]);
		w->app.policy = world_policy(w, more);
		counted[i] = 0;
		for (size_t k = 0; k < w->count; k++)
			counted[i] += callback_due(&w->seen[k].demand, now,
			    triggers[i]);
		assert_int_equal(board_load(&w->app, &b, &w->err), ST_OK);
		assert_int_equal(b.callbacks, counted[i]);
		policy_close(w->app.policy);
	}
	assert_true(counted[0] != counted[1]);
	assert_true(counted[2] > counted[0] && counted[2] > counted[1]);
	w->app.policy = policy;
	board_release(&b);
}

static void
kept_sums_are_proved(void **state)
{
	struct world *w = *state;
	char *path = file_join(w->dir, "ledger.db");
	struct db *db;

	if (ledger_check_kept(w->app.ledger, &w->err) != ST_OK)
		fail_msg("%s", w->err.text);
	assert_int_equal(db_open(&db, path, DB_WRITE, &w->err), ST_OK);
	assert_int_equal(db_exec(db, "spoil", "UPDATE kept_place SET n = n + 1"
	    " WHERE category = 'fund'", &w->err), ST_OK);
	assert_int_equal(ledger_check_kept(w->app.ledger, &w->err),
	    ST_CORRUPT);
	assert_non_null(strstr(w->err.text, "fund"));
	assert_int_equal(db_exec(db, "mend", "UPDATE kept_place SET n = n - 1"
	    " WHERE category = 'fund'", &w->err), ST_OK);
	assert_int_equal(ledger_check_kept(w->app.ledger, &w->err), ST_OK);
	db_close(db);
	free(path);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_board_is_what_the_reports_say),
		cmocka_unit_test(the_mean_is_of_like_weekdays),
		cmocka_unit_test(what_is_due_can_be_listed),
		cmocka_unit_test(callbacks_follow_the_policy),
		cmocka_unit_test(kept_sums_are_proved),
	};

	return cmocka_run_group_tests_name("board", tests, setup, world_end);
}
