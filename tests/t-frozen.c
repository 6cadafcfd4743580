/*
 * t-frozen.c - a closed month stays as it was, and says what has changed.
 */
#include "report-world.h"

#include "app/report.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"
#include "store/db.h"
#include "store/ledger_report_frozen.h"

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
	world_fill(&world, 200, 9, 35);
	from = world_at("2026-05-01");
	to = world_at("2026-06-01");
	*state = &world;
	return 0;
}

static void
ask(struct world *w, enum report_kind kind, enum figure_by by,
    struct report *r)
{
	if (report_run(&w->app, kind, from, to, by, r, &w->err) != ST_OK)
		fail_msg("%s", w->err.text);
}

static size_t
corrections(const struct report *r)
{
	size_t n = 0;

	for (size_t i = 0; i < r->count; i++)
		n += r->row[i].correction;
	return n;
}

static void
only_a_month_that_is_over_is_closed(void **state)
{
	struct world *w = *state;

	assert_int_equal(report_freeze(&w->app, from, to - CLOCK_DAY,
	    &w->err), ST_INVALID);
	assert_int_equal(report_freeze(&w->app, to, world_at("2026-07-01"),
	    &w->err), ST_INVALID);
	w->app.role = ROLE_OFFICER;
	assert_int_equal(report_freeze(&w->app, from, to, &w->err),
	    ST_DENIED);
	w->app.role = ROLE_SUPERVISOR;
}

static void
a_closed_month_is_what_it_was(void **state)
{
	struct world *w = *state;
	struct report before = REPORT_INIT, after = REPORT_INIT;

	ask(w, REPORT_ON_TIME, BY_UNIT, &before);
	if (report_freeze(&w->app, from, to, &w->err) != ST_OK)
		fail_msg("%s", w->err.text);
	assert_int_equal(report_freeze(&w->app, from, to, &w->err),
	    ST_CONFLICT);
	ask(w, REPORT_ON_TIME, BY_UNIT, &after);
	assert_non_null(strstr(buf_text(&after.note), "closed at"));
	assert_int_equal(after.count, before.count);
	assert_int_equal(corrections(&after), 0);
	for (size_t i = 0; i < after.count; i++) {
		assert_string_equal(after.row[i].key, before.row[i].key);
		assert_true(after.row[i].up == before.row[i].up);
		assert_true(after.row[i].down == before.row[i].down);
	}
	report_release(&before);
	report_release(&after);
}

/* More calls of May are found in June. */
static void
late_changes_are_corrections(void **state)
{
	struct world *w = *state;
	struct report before = REPORT_INIT, after = REPORT_INIT;
	struct demand_made made = DEMAND_MADE_INIT;
	struct demand_input in = {
		.type = "commendation", .topic = "fund.deposit",
		.title = "written down late", .content = "the call was in May",
		.district = "110106", .anonymous = "yes",
		.intake_at = "2026-05-20 10:00",
	};

	ask(w, REPORT_VOLUME, BY_DISTRICT, &before);
	w->app.role = ROLE_OPERATOR;
	if (demand_new(&w->app, &in, &made, &w->err) != ST_OK)
		fail_msg("%s", w->err.text);
	demand_made_release(&made);
	w->app.role = ROLE_SUPERVISOR;
	ask(w, REPORT_VOLUME, BY_DISTRICT, &after);
	/* the total, and a district that had none */
	assert_int_equal(corrections(&after), 2);
	assert_true(after.row[0].total && !after.row[0].correction);
	assert_true(after.row[0].up == before.row[0].up);
	assert_true(after.row[1].correction);
	assert_true(after.row[1].up == before.row[0].up + 1);
	for (size_t i = 0; i < after.count; i++) {
		if (strcmp(after.row[i].key, "110106") == 0)
			assert_true(after.row[i].up ==
			    (after.row[i].correction ? 1 : 0));
	}
	report_release(&before);
	report_release(&after);
}

static void
what_was_closed_is_proved(void **state)
{
	struct world *w = *state;
	char *path = file_join(w->dir, "ledger.db");
	int64_t months = 0;
	struct db *db;

	if (ledger_check_frozen(w->app.ledger, &months, &w->err) != ST_OK)
		fail_msg("%s", w->err.text);
	assert_int_equal(months, 1);
	assert_int_equal(db_open(&db, path, DB_WRITE, &w->err), ST_OK);
	assert_int_equal(db_exec(db, "spoil", "UPDATE frozen_figure SET up ="
	    " up + 1 WHERE report = 'volume'", &w->err), ST_DENIED);
	assert_int_equal(db_exec(db, "spoil", "DROP TRIGGER"
	    " frozen_figure_is_final; UPDATE frozen_figure SET up = up + 1"
	    " WHERE report = 'volume' AND split = 'type'", &w->err), ST_OK);
	assert_int_equal(ledger_check_frozen(w->app.ledger, &months,
	    &w->err), ST_CORRUPT);
	assert_non_null(strstr(w->err.text, "2026-05-01"));
	db_close(db);
	free(path);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_a_month_that_is_over_is_closed),
		cmocka_unit_test(a_closed_month_is_what_it_was),
		cmocka_unit_test(late_changes_are_corrections),
		cmocka_unit_test(what_was_closed_is_proved),
	};

	return cmocka_run_group_tests_name("frozen", tests, setup, world_end);
}
